//! Pieces that touch where nothing is ruled: a figure right behind its label, two figures, or the
//! labels of two columns.
//!
//! A piece is parted where the other lines of the table show that a column begins, and only if
//! the line has nothing else in that column.

use gouji_language::lines;
use gouji_model::numerals;

use super::segment::{Row, Segment, is_of_figure};
use crate::geometry::Extent;
use crate::glyph::Glyph;
use crate::line::is_wide;
use crate::numbering::is_numbered;

/// How far from the beginning of a column a piece of it may begin, in hundredths of the type's size.
const AT_COLUMN: i32 = 40;
/// Fewest lines that show where a column is.
const FEWEST: usize = 2;

/// The lines of a table with the pieces that touch parted.
pub(super) fn parted(zone: &[Row]) -> Vec<Row> {
    let columns = figure_columns(zone);
    let starts = label_starts(zone);
    let part = |row: &Row| {
        let free = |x: Extent| !row.segments.iter().any(|one| stands_in(one, x));
        let mut pieces = Vec::new();
        for segment in &row.segments {
            let labels = by_labels(segment, &starts);
            let last = labels.len().saturating_sub(1);
            for (index, piece) in labels.into_iter().enumerate() {
                match (index == last)
                    .then(|| by_figure(&piece, &columns, &free))
                    .flatten()
                {
                    Some([label, figure]) => pieces.extend([label, figure]),
                    None => pieces.push(piece),
                }
            }
        }
        Row::with(pieces).unwrap_or_else(|| row.clone())
    };
    zone.iter().map(part).collect()
}

/// Whether a figure stands in a column.
fn stands_in(one: &Segment, column: Extent) -> bool {
    one.is_figure() && one.rect.x0 < column.to && column.from < one.rect.x1
}

/// Where the columns of figures are, shown by the lines that have most of them; nothing where two
/// figures of a line stand in one.
fn figure_columns(zone: &[Row]) -> Vec<Extent> {
    let most = zone.iter().map(Row::figures).max().unwrap_or(0);
    let full = || zone.iter().filter(|row| row.figures() == most);
    if most < FEWEST || full().count() < FEWEST {
        return Vec::new();
    }
    let figures = full()
        .flat_map(|row| &row.segments)
        .filter(|one| one.is_figure());
    let mut extents: Vec<Extent> = figures.map(|one| one.rect.across()).collect();
    extents.sort_unstable();
    let mut columns: Vec<Extent> = Vec::new();
    for extent in extents {
        match columns.last_mut() {
            Some(last) if extent.from < last.to => last.to = last.to.max(extent.to),
            _ => columns.push(extent),
        }
    }
    match columns.len() == most {
        true => columns,
        false => Vec::new(),
    }
}

/// A label with a figure right behind it, which stands in a column where the line has nothing.
fn by_figure(
    piece: &Segment,
    columns: &[Extent],
    free: &dyn Fn(Extent) -> bool,
) -> Option<[Segment; 2]> {
    let digits = |glyph: &&Glyph| is_of_figure(glyph.text);
    let tail = piece.glyphs.iter().rev().take_while(digits).count();
    let at = piece.glyphs.len().checked_sub(tail).filter(|at| *at > 0)?;
    let [label, figure] = piece.parted(at)?;
    let slack = piece.size * AT_COLUMN / 100;
    let within = |column: &&Extent| {
        column.from - slack <= figure.rect.x0 && figure.rect.x1 <= column.to + slack
    };
    let column = columns.iter().find(within)?;
    let fits = figure.is_figure() && free(*column) && label.rect.x1 <= column.from + slack;
    fits.then_some([label, figure])
}

/// Where labels begin on several lines.
fn label_starts(zone: &[Row]) -> Vec<i32> {
    let labels = zone.iter().flat_map(|row| &row.segments);
    let mut starts: Vec<i32> = labels
        .filter(|one| is_numbered(&one.text))
        .map(|one| one.rect.x0)
        .collect();
    starts.sort_unstable();
    let near = |x: &i32| {
        starts
            .iter()
            .filter(|other| (*other - x).abs() <= 100)
            .count()
    };
    let shared: Vec<i32> = starts
        .iter()
        .copied()
        .filter(|x| near(x) >= FEWEST)
        .collect();
    shared
}

/// A piece parted where a numbered label begins at the place of others.
fn by_labels(segment: &Segment, starts: &[i32]) -> Vec<Segment> {
    let begins = |index: usize| {
        let glyph = segment.glyphs.get(index)?;
        // Not within numbering.
        let before = segment.glyphs.get(index.checked_sub(1)?)?.text;
        let ended =
            is_wide(before) && !lines::before_numbering(before) && !numerals::is_ordinal(before);
        let slack = segment.size * AT_COLUMN / 200;
        let at_start = starts.iter().any(|x| (x - glyph.rect.x0).abs() <= slack);
        let rest: String = segment
            .glyphs
            .iter()
            .skip(index)
            .map(|one| one.text)
            .collect();
        (at_start && ended && is_numbered(&rest)).then_some(index)
    };
    if starts.is_empty() || segment.is_figure() {
        return vec![segment.clone()];
    }
    let found = (1..segment.glyphs.len()).find_map(begins);
    match found.and_then(|index| segment.parted(index)) {
        Some(parts) => parts.to_vec(),
        None => vec![segment.clone()],
    }
}

//! Figures broken over lines by the width of their cells.
//!
//! Their parts stand above and below the line of the row's other figures, closer than any two
//! rows can stand.

use super::segment::{Row, Segment};
use crate::numbering::is_numbered;

/// Lines of figures closer than this are of one row, in hundredths of the type's size.
const ONE_ROW: i32 = 95;
/// Middles closer than this are those of one line of type, in hundredths of the size.
const LEVEL: i32 = 40;
/// Fewest digits of a figure that is broken by the width of its column.
const LONG: usize = 3;
/// Lines closer than this are neighbouring lines of type, in hundredths of the size.
const TIGHT: i32 = 135;

/// The lines of a table with broken figures put together; none where it cannot be determined whether
/// figures are broken.
pub(super) fn folded(zone: &[Row]) -> Option<Vec<Row>> {
    let zone = &level(zone);
    let figured: Vec<usize> = (0..zone.len())
        .filter(|index| zone.get(*index).is_some_and(|row| row.figures() > 0))
        .collect();
    let close = |upper: &usize, lower: &usize| distance(zone, *upper, *lower) < ONE_ROW;
    let mut rows = zone.to_vec();
    for group in figured.chunk_by(close).filter(|group| group.len() > 1) {
        fold(&mut rows, group)?;
    }
    let left = |pair: &[usize]| is_doubtful(&rows, pair[0], pair[1]);
    let still: Vec<usize> = figured
        .into_iter()
        .filter(|index| rows.get(*index).is_some_and(|row| row.figures() > 0))
        .collect();
    if still.windows(2).any(left) {
        return None;
    }
    rows.retain(|row| !row.segments.is_empty());
    Some(rows)
}

/// Puts figures and a label on one line that are set in other type, so that their middles differ.
fn level(zone: &[Row]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for row in zone {
        let bare = |row: &Row| row.figures() == row.segments.len();
        let label = |row: &Row| row.figures() == 0;
        let pair = |upper: &Row| {
            let near = (row.y() - upper.y()) * 100 <= upper.size.min(row.size) * LEVEL;
            near && (bare(upper) && label(row) || label(upper) && bare(row))
        };
        match rows.last_mut() {
            Some(upper) if pair(upper) => *upper = levelled(upper, row),
            _ => rows.push(row.clone()),
        }
    }
    rows
}

/// Two lines as one.
fn levelled(upper: &Row, lower: &Row) -> Row {
    let segments = [upper.segments.as_slice(), &lower.segments].concat();
    Row::with(segments).unwrap_or_else(|| upper.clone())
}

/// How far the figures of two lines stand from each other, in hundredths of the type's size.
fn distance(zone: &[Row], upper: usize, lower: usize) -> i32 {
    let y = |index: usize| {
        let figure = zone
            .get(index)?
            .segments
            .iter()
            .find(|one| one.is_figure())?;
        Some((figure.y, figure.size.max(1)))
    };
    let Some(((above, size), (below, _))) = y(upper).zip(y(lower)) else {
        return i32::MAX;
    };
    (below - above).saturating_mul(100) / size
}

/// Puts the figures of lines that are one row together, in the line that has most of them.
fn fold(rows: &mut [Row], group: &[usize]) -> Option<()> {
    let weight = |index: &&usize| {
        let row = rows.get(**index);
        let labelled = row.is_some_and(|row| row.figures() < row.segments.len());
        (row.map_or(0, Row::figures), labelled)
    };
    let main = *group.iter().max_by_key(weight)?;
    let line = rows.get(main)?.clone();
    let mut parts: Vec<Segment> = Vec::new();
    for index in group.iter().filter(|index| **index != main) {
        let row = rows.get_mut(*index)?;
        let (figures, others): (Vec<Segment>, Vec<Segment>) =
            row.segments.drain(..).partition(Segment::is_figure);
        parts.extend(figures);
        row.segments = others;
    }
    let taken = |part: &Segment| line.segments.iter().any(|one| over(one, part));
    if parts.iter().any(taken) {
        return None;
    }
    let mut pieces = line.segments.clone();
    while let Some(first) = parts.first().cloned() {
        let (mut column, rest): (Vec<Segment>, Vec<Segment>) =
            parts.into_iter().partition(|one| over(one, &first));
        parts = rest;
        column.sort_by_key(|one| one.y);
        let level = line.segments.iter().find(|one| one.is_figure())?.y;
        pieces.push(Segment::joined(&column, level)?);
    }
    *rows.get_mut(main)? = Row::with(pieces)?;
    Some(())
}

/// Whether two pieces stand one above the other.
fn over(one: &Segment, other: &Segment) -> bool {
    one.rect.x0 < other.rect.x1 && other.rect.x0 < one.rect.x1
}

/// Whether a line of figures may be what the lines above it were broken to: as close as lines of
/// type stand, with fewer figures, and nothing beside them.
fn is_doubtful(rows: &[Row], upper: usize, lower: usize) -> bool {
    if distance(rows, upper, lower) >= TIGHT {
        return false;
    }
    let Some((above, below)) = rows.get(upper).zip(rows.get(lower)) else {
        return false;
    };
    let bare = |row: &Row| row.segments.iter().all(Segment::is_figure);
    let fewer = |one: &Row, other: &Row| bare(one) && one.figures() < other.figures();
    fewer(below, above) || fewer(above, below) || may_go_on(rows, above, below)
}

/// Whether a line may hold the last digits of the figures above beside the second line of their label: it
/// begins no label, and all its figures stand below such as fill their columns, for none is wider.
fn may_go_on(rows: &[Row], above: &Row, below: &Row) -> bool {
    let figures = |row: &'_ Row| -> Vec<Segment> {
        let figures = row.segments.iter().filter(|one| one.is_figure());
        figures.cloned().collect()
    };
    let all = rows.iter().flat_map(|row| &row.segments);
    let widths = all
        .filter(|one| one.is_figure())
        .map(|one| one.rect.width());
    let widest = widths.max().unwrap_or(0);
    let full: Vec<Segment> = figures(above)
        .into_iter()
        .filter(|one| one.text.chars().count() >= LONG && one.rect.width() >= widest)
        .collect();
    let ends = figures(below);
    let begins = below.segments.iter().any(|one| is_numbered(&one.text));
    let is_end = |one: &Segment| full.iter().any(|figure| over(figure, one));
    !begins && !ends.is_empty() && ends.len() < above.figures() && ends.iter().all(is_end)
}

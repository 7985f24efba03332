//! Tables without ruling lines, or with lines that do not part their columns: rows where figures
//! stand, labels by where they stand beside them.
//!
//! Nothing is known here of what a table should have. What comes out is rows with the places of
//! their pieces, as in text that was laid out with spaces; whether they make sense is decided by
//! the labels. Prose is left alone: a table has figures that stand by themselves, in columns.

mod labels;
mod segment;
mod values;

use crate::geometry::{Rect, around};
use crate::glyph::Glyph;
use crate::layout::{Cell, Columns, Page, Spot, Table};
use crate::numbering::is_first_level;
use labels::{Entry, entries};
use segment::{Row, rows};

/// Fewest figures of a table without lines.
const FEWEST_FIGURES: usize = 4;
/// So many figures on one line are a table by themselves.
const WIDE: usize = 5;
/// A larger gap between lines, in sizes of type, ends a table.
const LARGEST_GAP: i32 = 3;
/// Most lines of a page that are looked at, and most pieces on them; more are no report.
const MOST_ROWS: usize = 400;
const MOST_PIECES: usize = 4_000;

/// Takes the tables without ruling lines out of a page's lines.
pub(crate) fn take(page: &mut Page) {
    let glyphs: Vec<Glyph> = page
        .lines
        .iter()
        .flat_map(|line| &line.glyphs)
        .map(|placed| placed.glyph)
        .collect();
    if !glyphs.iter().any(|glyph| glyph.text.is_ascii_digit()) {
        return;
    }
    let rows = rows(glyphs);
    let pieces: usize = rows.iter().map(|row| row.segments.len()).sum();
    if rows.len() > MOST_ROWS || pieces > MOST_PIECES {
        return;
    }
    for zone in zones(&rows) {
        let Some(rect) = around(zone.iter().map(|row| row.rect)) else {
            continue;
        };
        let ruled = page.tables.iter().any(|table| meets(&table.rect, &rect));
        if ruled || !is_table(zone) {
            continue;
        }
        let Some(entries) = entries(zone) else {
            continue;
        };
        page.lines
            .retain(|line| !(rect.y0..rect.y1).contains(&line.rect.centre().1));
        page.tables.push(table(entries, rect, page));
    }
    page.tables
        .sort_by_key(|table| (table.rect.y0, table.rect.x0));
}

const fn meets(one: &Rect, other: &Rect) -> bool {
    one.y0 < other.y1 && other.y0 < one.y1
}

/// The runs of lines that may be tables: lines with figures, and what stands close to them that is
/// no prose.
fn zones(rows: &[Row]) -> Vec<&[Row]> {
    let width = around(rows.iter().map(|row| row.rect)).map_or(0, |all| all.width());
    let parts: Vec<bool> = rows.iter().map(|row| is_prose(row, width)).collect();
    let ends = |index: usize| parts.get(index).copied().unwrap_or(true) || is_heading(rows, index);
    let far = |upper: &Row, lower: &Row| {
        lower.rect.y0 - upper.rect.y1 > upper.size.max(lower.size) * LARGEST_GAP
    };
    let mut zones = Vec::new();
    let mut start = 0;
    for (index, row) in rows.iter().enumerate() {
        let next = rows.get(index + 1);
        if ends(index) {
            start = index + 1;
        } else if next.is_none_or(|next| ends(index + 1) || far(row, next)) {
            zones.extend(rows.get(start..=index));
            start = index + 1;
        }
    }
    zones
}

/// Sentences, or a line without figures of its own that fills the page.
fn is_prose(row: &Row, width: i32) -> bool {
    let text = row.text();
    // A comma ends a line of prose where the line is full; labels are broken after one, too.
    let broken = row.rect.width() * 2 > width && text.ends_with(['，', '、']);
    let sentence = text.contains(['。', '；']) || text.ends_with('：') || broken;
    let long = row.segments.len() == 1 && row.rect.width() * 10 > width * 7;
    row.figures() < WIDE && (sentence || long)
}

/// A line numbered as headings are that stands by itself, with room above and below, before one
/// without figures: what follows is another table. A line of a label has others close by.
fn is_heading(rows: &[Row], index: usize) -> bool {
    let Some(row) = rows.get(index) else {
        return false;
    };
    let next = rows.get(index + 1);
    let clear = |upper: &Row, lower: &Row| (lower.rect.y0 - upper.rect.y1) * 2 >= row.size;
    let above = index.checked_sub(1).and_then(|above| rows.get(above));
    let alone =
        above.is_none_or(|above| clear(above, row)) && next.is_none_or(|next| clear(row, next));
    row.segments.len() == 1
        && is_first_level(&row.text())
        && alone
        && next.is_none_or(|next| next.figures() == 0)
}

/// Whether lines hold enough figures by themselves, in columns or many in one row.
fn is_table(zone: &[Row]) -> bool {
    let figures: usize = zone.iter().map(Row::figures).sum();
    let wide = zone.iter().any(|row| row.figures() >= WIDE);
    figures >= FEWEST_FIGURES && (wide || has_column(zone))
}

/// Whether figures of two lines stand one above the other.
fn has_column(zone: &[Row]) -> bool {
    let figures = |row: &Row| -> Vec<Rect> {
        let segments = row.segments.iter();
        segments
            .filter(|one| one.is_figure())
            .map(|one| one.rect)
            .collect()
    };
    let all: Vec<Vec<Rect>> = zone
        .iter()
        .map(figures)
        .filter(|row| !row.is_empty())
        .collect();
    all.windows(2).any(|pair| {
        let below = |rect: &Rect| {
            pair[1]
                .iter()
                .any(|other| rect.x0 < other.x1 && other.x0 < rect.x1)
        };
        pair[0].iter().any(below)
    })
}

/// Rows as a table whose columns are places.
fn table(entries: Vec<Entry>, rect: Rect, page: &Page) -> Table {
    let mut cells = Vec::new();
    for (row, entry) in entries.into_iter().enumerate() {
        for piece in entry.pieces {
            let place = |x: i32| usize::try_from(x / 10).unwrap_or(0);
            cells.push(Cell {
                row,
                column: place(piece.rect.x0),
                row_span: 1,
                column_span: place(piece.rect.width()).max(1),
                text: piece.text,
                is_full: false,
                spot: Spot {
                    page: 0,
                    rect: page.frame.displayed(piece.rect),
                },
            });
        }
    }
    Table {
        edges: Vec::new(),
        columns: Columns::Places,
        cells,
        rect,
    }
}

#[cfg(test)]
#[path = "unruled/tests.rs"]
mod tests;

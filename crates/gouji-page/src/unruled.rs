//! Tables without ruling lines, or with lines that do not part their columns: rows where figures
//! stand, labels by where they stand beside them.
//!
//! Nothing is known here of what a table should have. What comes out is rows with the places of
//! their pieces, as in text that was laid out with spaces; whether they make sense is decided by
//! the labels. Prose is left alone: a table has figures that stand by themselves, in columns.

mod blocks;
mod entry;
mod folding;
mod heads;
mod labels;
mod parting;
mod segment;
mod strip;
mod values;

use std::ops::Range;

use crate::geometry::Rect;
use crate::line::Line;
use crate::numbering::is_first_level;
use crate::parts::{Cell, Columns, Page, PageBox, Table};
use entry::Entry;
use labels::entries;
use segment::Row;
use strip::Strip;

/// Fewest figures of a table without lines.
const FEWEST_FIGURES: usize = 4;
/// So many figures on one line are a table by themselves.
const WIDE: usize = 5;
/// A larger gap between lines, in sizes of type, ends a table.
const LARGEST_GAP: i32 = 3;
/// Most lines of a table; more are none of a report.
const MOST_ROWS: usize = 400;

/// Takes the tables without ruling lines out of the lines of all pages.
pub(crate) fn take(pages: &mut [Page]) {
    let strip = Strip::of(pages);
    let zones = zones(&strip, pages);
    for run in zones.into_iter().rev() {
        let areas = strip.areas(run.clone());
        let ruled = |(page, area): &(usize, Rect)| {
            let tables = pages.get(*page).map(|page| page.tables.as_slice());
            tables
                .unwrap_or_default()
                .iter()
                .any(|table| meets(&table.rect, area))
        };
        let zone = strip.rows.get(run).unwrap_or_default();
        if !is_table(zone) || areas.iter().any(ruled) {
            continue;
        }
        let Some(entries) = entries(zone) else {
            continue;
        };
        let Some((first, rect)) = areas.first().copied() else {
            continue;
        };
        let table = table(entries, rect, &strip, pages);
        for (page, area) in areas {
            if let Some(page) = pages.get_mut(page) {
                let inside = |line: &Line| (area.y0..area.y1).contains(&line.rect.centre().y);
                page.lines.retain(|line| !inside(line));
            }
        }
        if let Some(page) = pages.get_mut(first) {
            page.tables.push(table);
        }
    }
    for page in pages {
        page.tables
            .sort_by_key(|table| (table.rect.y0, table.rect.x0));
    }
}

const fn meets(one: &Rect, other: &Rect) -> bool {
    one.y0 < other.y1 && other.y0 < one.y1
}

/// The runs of lines that may be tables: lines with figures, and what stands close to them that is
/// no prose.
fn zones(strip: &Strip, pages: &[Page]) -> Vec<Range<usize>> {
    let rows = &strip.rows;
    let widths = widths(strip, pages.len());
    let width = |index: usize| widths.get(strip.part(index)?.page).copied();
    let prose = |(index, row)| is_prose(row, width(index).unwrap_or(0));
    let parts: Vec<bool> = rows.iter().enumerate().map(prose).collect();
    let ends = |index: usize| parts.get(index).copied().unwrap_or(true) || is_heading(rows, index);
    let mut zones = Vec::new();
    let mut start = 0;
    for index in 0..rows.len() {
        if ends(index) {
            start = index + 1;
        } else if index + 1 == rows.len() || ends(index + 1) || is_apart(strip, pages, index) {
            if index + 1 - start <= MOST_ROWS {
                zones.push(start..index + 1);
            }
            start = index + 1;
        }
    }
    zones
}

/// How wide the text of each page is.
fn widths(strip: &Strip, pages: usize) -> Vec<i32> {
    let mut widths = vec![0; pages];
    for (page, area) in strip.areas(0..strip.rows.len()) {
        if let Some(width) = widths.get_mut(page) {
            *width = area.width();
        }
    }
    widths
}

/// Whether a line and the next one are of different tables: far from each other, or on pages that
/// cannot have one table.
fn is_apart(strip: &Strip, pages: &[Page], index: usize) -> bool {
    let parts = strip.part(index).zip(strip.part(index + 1));
    let Some((part, next)) = parts else {
        return true;
    };
    let rows = strip.rows.get(index).zip(strip.rows.get(index + 1));
    let Some((upper, lower)) = rows else {
        return true;
    };
    if part.page == next.page {
        let room = lower.rect.y0 - upper.rect.y1;
        return room > upper.size.max(lower.size) * LARGEST_GAP;
    }
    let Some((page, following)) = pages.get(part.page).zip(pages.get(next.page)) else {
        return true;
    };
    let [(_, above)] = strip.areas(index..index + 1)[..] else {
        return true;
    };
    let [(_, below)] = strip.areas(index + 1..index + 2)[..] else {
        return true;
    };
    part.page + 1 != next.page
        || page.frame.upright_width() != following.frame.upright_width()
        || page.tables.iter().any(|table| table.rect.y1 > above.y0)
        || following
            .tables
            .iter()
            .any(|table| table.rect.y0 < below.y1)
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
fn table(entries: Vec<Entry>, rect: Rect, strip: &Strip, pages: &[Page]) -> Table {
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
                spot: strip
                    .spot(piece.rect, pages)
                    .unwrap_or(PageBox { page: 0, rect }),
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

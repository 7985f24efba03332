//! A table being read: where its cells stand in the grid.

use gouji_document::{Cell, TextRange};
use gouji_model::Place;

use super::tokenizer::Tag;

/// Limits of the HTML standard.
const MOST_COLUMNS: u32 = 1_000;
const MOST_ROWS: u32 = 65_534;
/// Most spans over rows that are kept; a real table has some dozens.
const MOST_PENDING: usize = 1_024;

/// A cell whose end has not come yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenCell {
    /// Where its text starts in the document.
    pub text_start: u32,
    /// Where its content starts in the source.
    pub source_start: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
}

/// A cell of an earlier row that reaches into this one.
#[derive(Clone, Copy, Debug)]
struct Pending {
    from: u32,
    to: u32,
    last_row: u32,
}

/// A table whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Its finished cells.
    pub cells: Vec<Cell>,
    /// The open cell.
    pub cell: Option<OpenCell>,
    /// It contains another table.
    pub layout: bool,
    row: Option<u32>,
    column: u32,
    pending: Vec<Pending>,
}

impl OpenTable {
    /// Begins a row.
    pub(super) fn next_row(&mut self) {
        let row = self.row.map_or(0, |row| row.saturating_add(1));
        self.row = Some(row);
        self.column = 0;
        self.pending.retain(|pending| pending.last_row >= row);
    }

    /// Ends a group of rows: nothing spans beyond it.
    pub(super) fn end_section(&mut self) {
        self.pending.clear();
    }

    /// Begins a cell in the next free column.
    pub(super) fn open_cell(&mut self, tag: &Tag<'_>, text_start: u32) {
        if self.row.is_none() {
            self.next_row();
        }
        let column_span = span(tag.column_span).clamp(1, MOST_COLUMNS);
        let row_span = match span(tag.row_span) {
            0 if tag.row_span.is_some() => MOST_ROWS,
            rows => rows.clamp(1, MOST_ROWS),
        };
        self.cell = Some(OpenCell {
            text_start,
            source_start: tag.end as u32,
            column: self.free_column(),
            row_span,
            column_span,
        });
    }

    fn free_column(&self) -> u32 {
        let mut column = self.column;
        // Sorted by where they begin, so one pass is enough.
        for pending in &self.pending {
            if pending.from <= column && column < pending.to {
                column = pending.to;
            }
        }
        column
    }

    /// Records a cell.
    pub(super) fn finish_cell(&mut self, open: OpenCell, text: TextRange, place: Place) {
        let row = self.row.unwrap_or(0);
        let to = open.column.saturating_add(open.column_span);
        self.column = to;
        if open.row_span > 1 && self.pending.len() < MOST_PENDING {
            let at = self.pending.partition_point(|p| p.from <= open.column);
            let pending = Pending {
                from: open.column,
                to,
                last_row: row.saturating_add(open.row_span - 1),
            };
            self.pending.insert(at, pending);
        }
        self.cells.push(Cell {
            text,
            place,
            row,
            column: open.column,
            row_span: open.row_span,
            column_span: open.column_span,
        });
    }
}

/// A span as browsers parse it: leading digits; none or nonsense is one.
fn span(value: Option<&str>) -> u32 {
    let Some(value) = value else {
        return 1;
    };
    let value = value.trim_start().trim_start_matches('+');
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match value[..digits].parse::<u32>() {
        Ok(span) => span,
        Err(_) if digits > 0 => u32::MAX,
        Err(_) => 1,
    }
}

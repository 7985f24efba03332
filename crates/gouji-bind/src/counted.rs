//! Columns and rows that only count: the index of a data frame, serial numbers. They belong to
//! nobody.

use gouji_document::{Cell, ColumnEvidence, Document, Table};
use gouji_language::labels::SERIAL;

/// Fewest rows that are counted for their numbers to be an index.
const FEWEST_ROWS: usize = 3;

/// What of a table only counts its rows or columns.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Index {
    /// The first column counts the rows.
    pub counts_rows: bool,
    /// The first row counts the columns.
    pub counts_columns: bool,
}

impl Index {
    /// The index of a table.
    pub(crate) fn of(document: &Document, table: &Table) -> Self {
        if table.columns != ColumnEvidence::Grid && table.columns != ColumnEvidence::Order {
            return Self::default();
        }
        // Most tables begin with a label or end their first column with one.
        let text = |cell: &Cell| document.text(cell.text);
        let is_count = |cell: &Cell| number(text(cell)).is_some();
        let last_row = table.cells.last().map(|cell| cell.row);
        let mut lasts = table.cells.iter().rev();
        let last = lasts.find(|cell| cell.column == 0);
        if is_serial(document, table) {
            return Self {
                counts_rows: true,
                counts_columns: false,
            };
        }
        if !last.is_some_and(|cell| Some(cell.row) == last_row && is_count(cell)) {
            return Self::default();
        }
        let counts_rows = counts_rows(document, table);
        let first_row: Vec<&Cell> = row_of(table, 0).collect();
        let heads = first_row.iter().skip(1).map(|cell| number(text(cell)));
        let in_turn = heads.enumerate().all(|(at, number)| number == Some(at));
        Self {
            counts_rows,
            counts_columns: counts_rows && first_row.len() > 2 && in_turn,
        }
    }

    /// Whether a row of the table holds more than numbers of columns.
    pub(crate) const fn keeps(self, row: usize) -> bool {
        row > 0 || !self.counts_columns
    }
}

/// Whether the first column is headed as serial numbers, and holds nothing else.
fn is_serial(document: &Document, table: &Table) -> bool {
    let head = table.cells.first().map(|cell| document.text(cell.text));
    head.is_some_and(|head| SERIAL.contains(&head)) && {
        let below = table.cells.iter().skip(1).filter(|cell| cell.column == 0);
        let mut texts = below.map(|cell| document.text(cell.text));
        texts.all(|text| text.is_empty() || SERIAL.contains(&text) || number(text).is_some())
    }
}

fn row_of(table: &Table, row: u32) -> impl Iterator<Item = &Cell> {
    table.cells.iter().filter(move |cell| cell.row == row)
}

/// A number as a count is written.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Whether the first column goes up by one from row to row, below a head that is no number, and
/// labels stand beside most of its numbers.
fn counts_rows(document: &Document, table: &Table) -> bool {
    let mut before: Option<usize> = None;
    let (mut counted, mut adjacent_text) = (0, 0);
    let mut cells = table.cells.iter().peekable();
    while let Some(cell) = cells.next() {
        if cell.column != 0 {
            continue;
        }
        let next = cells.peek().filter(|next| next.row == cell.row);
        match (number(document.text(cell.text)), before) {
            (None, None) => {}
            (Some(number @ 0..=1), None) => before = Some(number),
            (Some(number), Some(last)) if number == last + 1 => before = Some(number),
            _ => return false,
        }
        if before.is_some() {
            let text = next.map_or("", |next| document.text(next.text));
            counted += 1;
            adjacent_text += usize::from(text.chars().any(char::is_alphabetic));
        }
    }
    counted >= FEWEST_ROWS && adjacent_text * 2 > counted
}

//! A small aligned table of the cells a finding rests on, with the byte range of each cell.
//!
//! Chinese characters are two columns wide in a terminal, so columns are padded by width.

use gouji_model::{CellId, Form, Report};
use unicode_width::UnicodeWidthStr;

use crate::printable;

/// Widest label shown, in columns of the terminal.
const WIDEST_LABEL: usize = 44;
/// Most rows shown.
const MOST_ROWS: usize = 14;

/// An aligned table and where its cells are in it.
pub(crate) struct Grid {
    /// The table as text, a line for each row.
    pub text: String,
    /// Byte ranges of the cells in the text.
    pub spans: Vec<(CellId, usize, usize)>,
}

/// Draws the rows and columns of some cells. When there are many rows, those in which all is zero
/// are left out, but never one with a marked cell: a blank total is zero too.
pub(crate) fn draw(form: &Form, report: &Report, cells: &[CellId], marks: &[CellId]) -> Grid {
    let mut rows: Vec<CellId> = Vec::new();
    let mut columns: Vec<CellId> = Vec::new();
    for cell in cells {
        if !rows.iter().any(|other| same_row(form, *other, *cell)) {
            rows.push(*cell);
        }
        if !columns
            .iter()
            .any(|other| form.column_of(*other).id == form.column_of(*cell).id)
        {
            columns.push(*cell);
        }
    }
    rows.sort_unstable();
    columns.sort_unstable_by_key(|cell| column_rank(form, *cell));
    if rows.len() > MOST_ROWS {
        let marked = |row: CellId| marks.iter().any(|mark| same_row(form, *mark, row));
        rows.retain(|row| marked(*row) || !is_zero_row(form, report, *row, &columns));
        let held = rows.iter().filter(|row| marked(**row)).count();
        let mut room = MOST_ROWS.saturating_sub(held);
        rows.retain(|row| {
            let kept = marked(*row) || room > 0;
            room = room.saturating_sub(usize::from(!marked(*row)));
            kept
        });
        rows.truncate(MOST_ROWS);
    }
    fill(form, report, &rows, &columns, cells)
}

fn same_row(form: &Form, left: CellId, right: CellId) -> bool {
    form.table_id_of(left) == form.table_id_of(right)
        && form.row_of(left).id == form.row_of(right).id
}

/// The place of a cell's column in its block.
fn column_rank(form: &Form, cell: CellId) -> usize {
    let id = &form.column_of(cell).id;
    form.block_of(cell)
        .columns
        .iter()
        .position(|c| c.id == *id)
        .unwrap_or(0)
}

fn at(form: &Form, row: CellId, column: CellId) -> Option<CellId> {
    form.cell_at(
        &form.table_of(row).id,
        &form.row_of(row).id,
        &form.column_of(column).id,
    )
}

fn is_zero_row(form: &Form, report: &Report, row: CellId, columns: &[CellId]) -> bool {
    columns.iter().all(|column| {
        at(form, row, *column)
            .and_then(|cell| report.cell(cell))
            .and_then(gouji_model::Cell::figure)
            .is_none_or(gouji_model::Figure::is_zero)
    })
}

fn fill(
    form: &Form,
    report: &Report,
    rows: &[CellId],
    columns: &[CellId],
    marked: &[CellId],
) -> Grid {
    let heads: Vec<String> = columns
        .iter()
        .map(|c| form.column_of(*c).label.text.clone())
        .collect();
    let labels: Vec<String> = rows
        .iter()
        .map(|r| shortened(&form.row_of(*r).label.text))
        .collect();
    let texts: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            columns
                .iter()
                .map(|column| text_of(form, report, *row, *column))
                .collect()
        })
        .collect();
    let label_width = labels.iter().map(|label| label.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns.len())
        .map(|c| {
            texts
                .iter()
                .map(|row| row[c].width())
                .chain([heads[c].width()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut grid = Grid {
        text: " ".repeat(label_width),
        spans: Vec::new(),
    };
    for (head, width) in heads.iter().zip(&widths) {
        grid.text.push_str("  ");
        grid.push_right(head, *width);
    }
    grid.text.push('\n');
    for (index, row) in rows.iter().enumerate() {
        grid.text.push_str(&labels[index]);
        grid.text
            .push_str(&" ".repeat(label_width - labels[index].width()));
        for (c, column) in columns.iter().enumerate() {
            grid.text.push_str("  ");
            let text = &texts[index][c];
            grid.push_right(text, widths[c]);
            if let Some(cell) = at(form, *row, *column).filter(|cell| marked.contains(cell)) {
                let end = grid.text.len();
                grid.spans.push((cell, end - text.len(), end));
            }
        }
        grid.text.push('\n');
    }
    grid
}

impl Grid {
    fn push_right(&mut self, text: &str, width: usize) {
        self.text
            .push_str(&" ".repeat(width - text.width().min(width)));
        self.text.push_str(text);
    }
}

/// The text of a cell; a blank one shows as such.
fn text_of(form: &Form, report: &Report, row: CellId, column: CellId) -> String {
    let cell = at(form, row, column).and_then(|cell| report.cell(cell));
    match cell {
        None => "—".to_owned(),
        Some(cell) if cell.text().is_empty() => "□".to_owned(),
        Some(cell) => printable(&cell.text()).into_owned(),
    }
}

fn shortened(label: &str) -> String {
    if label.width() <= WIDEST_LABEL {
        return label.to_owned();
    }
    let mut short = String::new();
    for c in label.chars() {
        if short.width() >= WIDEST_LABEL - 2 {
            break;
        }
        short.push(c);
    }
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut_by_width() {
        let long = "字".repeat(60);
        assert!(shortened(&long).width() <= WIDEST_LABEL + 1);
        assert_eq!(shortened("（一）予以公开"), "（一）予以公开");
    }
}

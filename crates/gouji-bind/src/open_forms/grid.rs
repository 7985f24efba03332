//! A table of a document as rows of cells with their columns.

use gouji_document::{ColumnEvidence, Document, Table};
use gouji_model::Place;

use super::laid::{LaidCell, LaidTable, is_number};
use super::names::Names;
use crate::group_heads::{Heading, spread};
use crate::key::normal;

/// Most cells of a grid, those counted again in every row they span.
const MOST_CELLS: usize = 500_000;

/// A cell in one of its rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct GridCell<'d> {
    /// Its text.
    pub text: &'d str,
    /// Where it stands.
    pub place: Place,
    /// Its first column.
    pub column: u32,
    /// How many columns it spans.
    pub span: u32,
    /// Whether it began in a row above.
    pub continued: bool,
}

/// A table of a document.
#[derive(Debug)]
pub(super) struct Grid<'d> {
    /// Its rows from top to bottom, each with its cells from left to right.
    pub rows: Vec<Vec<GridCell<'d>>>,
    /// Which block of the document it is.
    pub block: usize,
    /// The paragraphs above it, up to the table before.
    pub above: Vec<&'d str>,
}

impl GridCell<'_> {
    /// Whether it stands over a column.
    pub(super) const fn covers(&self, column: u32) -> bool {
        self.column <= column && column - self.column < self.span
    }

    /// Whether it holds nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl<'d> Grid<'d> {
    /// The grid of a table that was laid out with spaces, and brought into columns.
    pub(super) fn of_laid(block: usize, laid: &'d LaidTable, mut above: Vec<&'d str>) -> Self {
        above.extend(laid.above.iter().map(String::as_str));
        let cell = |cell: &'d LaidCell| GridCell {
            text: &cell.text,
            place: cell.place,
            column: cell.column,
            span: cell.span,
            continued: false,
        };
        let rows = laid.rows.iter();
        Self {
            rows: rows.map(|row| row.iter().map(cell).collect()).collect(),
            block,
            above,
        }
    }

    /// The grid of a table whose columns are known; nothing for others.
    pub(super) fn of(
        document: &'d Document,
        block: usize,
        table: &Table,
        above: Vec<&'d str>,
    ) -> Option<Self> {
        let certain = match table.columns {
            ColumnEvidence::Grid => true,
            ColumnEvidence::Order => is_even(table),
            ColumnEvidence::Position | ColumnEvidence::Stream => false,
        };
        let height = table.cells.iter().map(|cell| cell.row + 1).max()?;
        let mut rows: Vec<Vec<GridCell<'d>>> = vec![Vec::new(); height as usize];
        let mut count = 0_usize;
        for cell in &table.cells {
            let end = cell.row.saturating_add(cell.row_span.max(1)).min(height);
            count = count.saturating_add((end - cell.row) as usize);
            if !certain || count > MOST_CELLS {
                return None;
            }
            for row in cell.row..end {
                rows[row as usize].push(GridCell {
                    text: document.text(cell.text),
                    place: cell.place,
                    column: cell.column,
                    span: cell.column_span.max(1),
                    continued: row > cell.row,
                });
            }
        }
        for row in &mut rows {
            row.sort_by_key(|cell| cell.column);
        }
        Some(Self { rows, block, above })
    }

    /// The same grid, with headings of groups over all their columns.
    pub(super) fn with_groups(mut self, names: &[Names]) -> Self {
        let heading = |cell: &GridCell<'_>| {
            let text = normal(cell.text);
            Heading {
                column: cell.column,
                span: cell.span,
                blank: cell.is_blank(),
                figure: is_number(cell.text),
                group: names.iter().any(|names| names.is_group(&text)),
            }
        };
        let rows = self.rows.iter();
        let rows: Vec<Vec<Heading>> = rows.map(|row| row.iter().map(heading).collect()).collect();
        for found in spread(&rows) {
            let row = self.rows.get_mut(found.line);
            if let Some(cell) = row.and_then(|row| row.get_mut(found.cell)) {
                cell.span = found.span;
            }
        }
        self
    }
}

/// Whether all rows have as many cells, but for texts that stand alone.
fn is_even(table: &Table) -> bool {
    let mut counts = std::collections::BTreeMap::new();
    for cell in &table.cells {
        *counts.entry(cell.row).or_insert(0_usize) += 1;
    }
    let mut counts = counts.values().filter(|count| **count > 1);
    let first = counts.next();
    counts.all(|count| Some(count) == first)
}

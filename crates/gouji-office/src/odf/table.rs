//! The tables of an OpenDocument text: spans are given with the cell, covered cells are written out.

use gouji_format::Excess;

use crate::OfficeError;
use crate::draft::{DraftCell, Part};
use crate::rows::MOST_COLUMNS;
use gouji_package::Element;

use super::reader::Reader;
use super::repeated::repeated;

/// How many nodes and bytes count as another cell where cells are repeated.
const WEIGHT_OF_A_CELL: usize = 64;

/// A table being read.
#[derive(Default)]
struct Grid {
    cells: Vec<DraftCell>,
    /// How many rows have begun.
    rows: u32,
}

impl Reader {
    /// Reads a table.
    pub(super) fn table(&mut self, table: Element<'_>) -> Result<Part, OfficeError> {
        let mut grid = Grid::default();
        let paper = self.on_paper;
        self.shade(table);
        let read = self.rows(table, &mut grid);
        self.on_paper = paper;
        read?;
        for cell in &mut grid.cells {
            cell.row_span = cell.row_span.min(grid.rows - cell.row).max(1);
        }
        Ok(Part::Table(grid.cells))
    }

    fn rows(&mut self, parent: Element<'_>, grid: &mut Grid) -> Result<(), OfficeError> {
        for child in parent.children() {
            match child.name() {
                "table-row" => {
                    for _ in 0..repeated(child, "number-rows-repeated") {
                        self.take_room(1)?;
                        self.row(child, grid)?;
                    }
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(child, grid)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes note of what is under the text of a table, a row or a cell.
    fn shade(&mut self, element: Element<'_>) {
        self.on_paper &= self.looks.of(element).shaded != Some(true);
    }

    fn row(&mut self, row: Element<'_>, grid: &mut Grid) -> Result<(), OfficeError> {
        grid.rows += 1;
        let mut column = 0;
        let paper = self.on_paper;
        self.shade(row);
        let on_row = self.on_paper;
        for cell in row.children() {
            let times = repeated(cell, "number-columns-repeated").min(MOST_COLUMNS);
            match cell.name() {
                "covered-table-cell" => column += times,
                "table-cell" => {
                    for _ in 0..times {
                        self.take_room(1 + cell.weight() / WEIGHT_OF_A_CELL)?;
                        self.shade(cell);
                        let parts = self.blocks(cell);
                        self.on_paper = on_row;
                        let parts = parts?;
                        grid.cells
                            .push(draft_cell(cell, grid.rows - 1, column, parts));
                        column += 1;
                    }
                }
                _ => continue,
            }
            column = column.min(MOST_COLUMNS - 1);
        }
        self.on_paper = paper;
        Ok(())
    }

    fn take_room(&mut self, cells: usize) -> Result<(), OfficeError> {
        let left = self.room.checked_sub(cells);
        self.room = left.ok_or(OfficeError::TooLarge(Excess::Cells))?;
        Ok(())
    }
}

fn draft_cell(cell: Element<'_>, row: u32, column: u32, parts: Vec<Part>) -> DraftCell {
    let span = |what: &str| repeated(cell, what);
    let column = column.min(MOST_COLUMNS - 1);
    DraftCell {
        origin: None,
        row,
        column,
        row_span: span("number-rows-spanned"),
        column_span: span("number-columns-spanned").min(MOST_COLUMNS - column),
        parts,
    }
}

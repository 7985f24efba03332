//! The grid of a table read row by row, as Word, RTF and WPS describe it: each cell says how many
//! columns it spans and whether it goes on from the row above.

use std::collections::HashMap;

use crate::draft::{DraftCell, Part};

/// How many grid columns are distinguished; cells beyond stand in the last.
pub(crate) const MOST_COLUMNS: u32 = 4_096;

/// Whether a cell is merged with the one above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vertical {
    /// Not merged.
    Single,
    /// The first of merged cells.
    Restart,
    /// Goes on from the row above.
    Continue,
}

/// A table being read.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    cells: Vec<DraftCell>,
    /// How many rows have begun.
    rows: u32,
    /// The column of the next cell.
    column: u32,
    /// Merged cells that reached the row above, by column.
    above: HashMap<u32, usize>,
    /// Merged cells that reach this row.
    here: HashMap<u32, usize>,
    /// The cell last placed in this row, new or merged.
    last: Option<usize>,
}

impl Rows {
    /// Begins a row.
    pub(crate) fn begin_row(&mut self) {
        self.rows += 1;
        self.column = 0;
        self.last = None;
        self.above = std::mem::take(&mut self.here);
    }

    /// Leaves grid columns out of the row.
    pub(crate) fn skip(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns).min(MOST_COLUMNS - 1);
    }

    /// Adds a cell to the row.
    pub(crate) fn cell(&mut self, span: u32, vertical: Vertical, parts: Vec<Part>) {
        let column = self.column;
        let span = span.clamp(1, MOST_COLUMNS - column);
        self.skip(span);
        let merged = self.above.get(&column).copied();
        if let (Vertical::Continue, Some(index)) = (vertical, merged) {
            if let Some(cell) = self.cells.get_mut(index) {
                cell.row_span += 1;
            }
            self.here.insert(column, index);
            self.last = None;
            return;
        }
        let index = self.cells.len();
        if vertical != Vertical::Single {
            self.here.insert(column, index);
        }
        self.last = Some(index);
        self.cells.push(DraftCell {
            row: self.rows.saturating_sub(1),
            column,
            row_span: 1,
            column_span: span,
            parts,
            origin: None,
        });
    }

    /// Says which node of the file's XML the cell just added was read from.
    pub(crate) fn comes_from(&mut self, node: u32) {
        if let Some(cell) = self.last.and_then(|index| self.cells.get_mut(index)) {
            cell.origin = Some(node);
        }
    }

    /// Widens the cell last added by columns merged with it (the old way of merging in a row).
    pub(crate) fn widen(&mut self, columns: u32) {
        let room = MOST_COLUMNS - 1 - self.column;
        self.skip(columns);
        if let Some(cell) = self.last.and_then(|index| self.cells.get_mut(index)) {
            cell.column_span += columns.min(room);
        }
    }

    /// Whether the row has had no cell yet.
    pub(crate) fn at_row_start(&self) -> bool {
        self.column == 0
    }

    /// The cells, by row and column.
    pub(crate) fn finish(self) -> Vec<DraftCell> {
        self.cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(rows: &[&[(u32, Vertical)]]) -> Vec<(u32, u32, u32, u32)> {
        let mut table = Rows::default();
        for row in rows {
            table.begin_row();
            for (span, vertical) in *row {
                table.cell(*span, *vertical, Vec::new());
            }
        }
        let place = |cell: &DraftCell| (cell.row, cell.column, cell.row_span, cell.column_span);
        table.finish().iter().map(place).collect()
    }

    #[test]
    fn cells_merge_both_ways() {
        use Vertical::{Continue, Restart, Single};
        let found = places(&[
            &[(2, Restart), (1, Single)],
            &[(2, Continue), (1, Single)],
            &[(1, Continue), (1, Single), (1, Single)],
            &[(1, Restart), (2, Restart)],
        ]);
        // The third row's first cell goes on from the first row, though its width differs.
        let expected = [
            (0, 0, 3, 2),
            (0, 2, 1, 1),
            (1, 2, 1, 1),
            (2, 1, 1, 1),
            (2, 2, 1, 1),
            (3, 0, 1, 1),
            (3, 1, 1, 2),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn spans_are_bounded() {
        let wide: Vec<(u32, Vertical)> = vec![(u32::MAX, Vertical::Restart); 3];
        let found = places(&[&wide, &wide]);
        let bounded = |cell: &(u32, u32, u32, u32)| cell.1 + cell.3 <= MOST_COLUMNS;
        assert!(found.iter().all(bounded), "{found:?}");
    }
}

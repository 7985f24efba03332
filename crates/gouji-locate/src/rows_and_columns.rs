//! The rows and columns of a form as lists of cells, for mistakes that move figures about.

use gouji_model::{CellId, Form};

/// A printed row or column of one block, without the rows of groups.
pub(crate) type RowOrColumn = Vec<CellId>;

/// The lanes of a form, block by block.
#[derive(Debug, Default)]
pub(crate) struct RowsAndColumns {
    /// For each block its rows.
    pub rows: Vec<Vec<RowOrColumn>>,
    /// For each block its columns.
    pub columns: Vec<Vec<RowOrColumn>>,
}

impl RowsAndColumns {
    /// Reads them off a form.
    pub(crate) fn new(form: &Form) -> Self {
        let mut rows_and_columns = Self::default();
        for (t, table) in form.tables.iter().enumerate() {
            for (b, block) in table.blocks.iter().enumerate() {
                let cell = |r: usize, c: usize| {
                    form.cell_in(t, b, r, c)
                        .filter(|id| !form.is_group_cell(*id))
                };
                let (height, width) = (block.rows.len(), block.columns.len());
                let rows = (0..height).map(|r| (0..width).filter_map(|c| cell(r, c)).collect());
                let columns = (0..width).map(|c| (0..height).filter_map(|r| cell(r, c)).collect());
                rows_and_columns.rows.push(
                    rows.filter(|row_or_column: &RowOrColumn| !row_or_column.is_empty())
                        .collect(),
                );
                rows_and_columns.columns.push(
                    columns
                        .filter(|row_or_column: &RowOrColumn| !row_or_column.is_empty())
                        .collect(),
                );
            }
        }
        rows_and_columns
    }
}

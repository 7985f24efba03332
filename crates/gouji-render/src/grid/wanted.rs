//! What is to be drawn.

use gouji_model::{CellId, Form, Language, Report};

/// What is to be drawn.
pub(crate) struct Wanted<'a> {
    /// The form.
    pub form: &'a Form,
    /// The report.
    pub report: &'a Report,
    /// The cells whose rows and columns are shown.
    pub cells: &'a [CellId],
    /// Cells whose rows and columns stay whatever happens: a blank total is zero too.
    pub keep: &'a [CellId],
    /// How wide a line may be.
    pub room: usize,
    /// The language of what is reported about rows and columns left out.
    pub language: Language,
}

/// The cell where a row and a column cross.
pub(super) fn at(form: &Form, row: CellId, column: CellId) -> Option<CellId> {
    form.cell_at(
        &form.table_of(row).id,
        &form.row_of(row).id,
        &form.column_of(column).id,
    )
}

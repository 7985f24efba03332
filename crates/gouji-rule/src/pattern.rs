//! A set of cells by names, as formulas keep it until its form is known.

use crate::packing::packed;

/// A set of cells by names, for a form that is not known yet.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The table.
    pub table: String,
    /// The rows, each taken (`true`) or left out.
    pub rows: Vec<(bool, String)>,
    /// The columns.
    pub columns: Vec<(bool, String)>,
}

packed! { struct Pattern { table, rows, columns } }

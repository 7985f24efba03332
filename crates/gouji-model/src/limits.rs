//! How large no form is.

/// Tables of a form. They are numbered, and a number that wraps would be another table's.
pub const FORM_TABLES: usize = 1_000;
/// Cells of all tables of a form, those of groups included; they are numbered as well.
pub const FORM_CELLS: usize = 60_000;

//! How large no form is.

/// Tables of a form. They are numbered, and a number that wraps would be another table's.
pub const FORM_TABLES: usize = 1_000;
/// Cells of all tables of a form, those of groups included; they are numbered as well.
pub const FORM_CELLS: usize = 60_000;
/// Open rows of a block in one document.
pub const OPEN_ROWS: usize = 5_000;
/// Characters of a part of an open row's key.
pub const KEY_CHARACTERS: usize = 300;
/// Parts of an open row's key.
pub const KEY_PARTS: usize = 3;

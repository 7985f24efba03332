//! The figures of the printed reports among the test files.

use gouji_model::{CellId, CellKind, Form};

/// The year they report on.
pub const YEAR: i32 = 2023;
/// Who publishes them.
pub const ORGANIZATION: &str = "青石县水务局";

/// A figure that differs from cell to cell.
pub fn figure(form: &Form, cell: CellId) -> Option<String> {
    if form.row_of(cell).group {
        return None;
    }
    let number = (cell.index() * 7919) % 1000;
    Some(match form.column_of(cell).kind {
        CellKind::Amount => format!("{number}.{}", cell.index() % 9 + 1),
        _ => (number / (1 + cell.index() % 40)).to_string(),
    })
}

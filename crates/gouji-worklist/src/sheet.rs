//! A sheet of the list before it is written.

use crate::row::Row;

/// One sheet: its name and its rows.
pub(crate) struct Sheet<'r> {
    pub name: String,
    pub rows: Vec<&'r Row>,
    /// Whether the rows stand on another sheet as well.
    pub is_again: bool,
}

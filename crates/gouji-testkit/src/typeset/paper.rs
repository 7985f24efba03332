//! A report to print.

use gouji_model::{CellId, Form};

/// A report to print.
pub struct Paper<'a> {
    /// The form it is in.
    pub form: &'a Form,
    /// The year it reports on.
    pub year: i32,
    /// Who publishes it.
    pub organization: &'a str,
    /// What stands in a cell; `None` for a row the form leaves empty.
    pub text_of: &'a dyn Fn(CellId) -> Option<String>,
}

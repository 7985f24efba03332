//! Rows of reports, taken report by report as they come.

use std::io;
use std::iter::Peekable;

/// Rows in the order of their reports.
pub(super) struct Following<T, I: Iterator<Item = io::Result<T>>> {
    rows: Peekable<I>,
    report: fn(&T) -> Option<usize>,
}

impl<T, I: Iterator<Item = io::Result<T>>> Following<T, I> {
    /// Rows, and of which report each is.
    pub(super) fn new(rows: I, report: fn(&T) -> Option<usize>) -> Self {
        let rows = rows.peekable();
        Self { rows, report }
    }

    /// The rows of a report, which come next where it has any; of none, all that are left.
    pub(super) fn of(&mut self, report: Option<usize>) -> io::Result<Vec<T>> {
        let mut own = Vec::new();
        let is_own = |row: &io::Result<T>| match row {
            Ok(row) => (self.report)(row) == report,
            Err(_) => true,
        };
        while let Some(row) = self.rows.next_if(is_own) {
            own.push(row?);
        }
        match (report, self.rows.peek()) {
            // A row that no report takes would be lost.
            (None, Some(_)) => Err(io::Error::other(
                "rows are not in the order of their reports",
            )),
            _ => Ok(own),
        }
    }
}

//! Why pages are not read.

use thiserror::Error;

/// More table cells than any report has.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("the tables up to page {page} have more cells than any report")]
pub struct TooManyCells {
    /// The page on which the limit was passed, from 1.
    pub page: usize,
}

//! Evidence beside a report's own relations: what else is stated about its cells, and whether last
//! year's report adds up.
//!
//! Equalities say that something is wrong; what a text says, or last year's own sums, tell which of
//! several explanations it is.

use crate::statement::Statement;
use crate::system::System;

/// What is known beside the relations of the report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// What is stated about cells, of this year's report or of last year's.
    pub statements: &'a [Statement],
    /// The relations of last year's report, where they are to be considered.
    pub last_year: Option<&'a System>,
}

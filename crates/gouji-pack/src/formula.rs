//! The formula language of relations.
//!
//! ```text
//! each   = "column of requests"
//! assert = "requests[new] + requests[carried_over] == requests[results.total] + requests[carried_forward]"
//! ```
//!
//! A cell is `table[row, column]`; inside `each = "column of TABLE"` the column, inside
//! `each = "row of TABLE"` the row is left out. `sum(table[a + b.* - b.total])` adds a set: `b.*`
//! is the children of `b`. A child that is a group stands for its items, or for its own cell where
//! the items hold nothing. Whole numbers may be terms, and factors of cells and of sums in brackets,
//! `10 * (a + b)`, before or behind them; conditions join with `and`,
//! `or`, `not`, `implies`, `iff`. `prior.table[…]` is last year's report. Facts are `year`,
//! `title.year`, `period.year`, `signature.year`, `form.since`, `form.until` and `prior.year`.
//!
//! A formula is parsed and compiled once, to one [`gouji_rule::Instance`] for each row or column.

mod compile;
mod days;
mod each;
mod here;
mod lexer;
mod parser;
mod sum;
mod unknown;

use crate::mistake::Mistake;

pub(crate) use compile::{Source, compile};
pub(crate) use lexer::{Token, tokens};
pub(crate) use sum::{embedded_sum, sum_of};

/// What is wrong with a formula, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormulaError {
    /// What.
    pub mistake: Mistake,
    /// Byte range in the formula.
    pub span: std::ops::Range<usize>,
    /// The formula is well written, but names something this form does not have.
    pub absent: bool,
    /// It is about what the relation holds for, not about the formula.
    pub in_each: bool,
    /// It is about when the relation is checked.
    pub in_when: bool,
}

impl FormulaError {
    /// What is wrong whatever the form.
    pub(crate) const fn wrong(span: std::ops::Range<usize>, mistake: Mistake) -> Self {
        Self {
            mistake,
            span,
            absent: false,
            in_each: false,
            in_when: false,
        }
    }
}

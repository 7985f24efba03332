//! The formula language of relations, and what it compiles to.
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
//! A formula is parsed and compiled once, to one [`Instance`] for each row or column.

mod compile;
mod here;
mod lexer;
mod parser;
mod unknown;

use gouji_model::CellId;

use crate::mistake::Mistake;

pub(crate) use compile::compile;
pub(crate) use lexer::{Token, tokens};

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
}

/// A compiled formula.
#[derive(Clone, Debug)]
pub struct Formula {
    /// One for each row or column it stands for.
    pub instances: Vec<Instance>,
}

/// A formula for one row or column.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The row or column, or nothing for a rule that stands alone.
    pub at: Option<String>,
    /// Only checked where this holds.
    pub when: Option<Logic>,
    /// What must hold.
    pub assert: Logic,
}

/// A condition.
#[derive(Clone, Debug)]
pub enum Logic {
    /// Left, sign, right.
    Compare(Sum, Comparison, Sum),
    /// All hold.
    And(Box<Logic>, Box<Logic>),
    /// At least one holds.
    Or(Box<Logic>, Box<Logic>),
    /// Does not hold.
    Not(Box<Logic>),
    /// If the first holds, so does the second.
    Implies(Box<Logic>, Box<Logic>),
    /// Both hold or neither.
    Iff(Box<Logic>, Box<Logic>),
}

/// The sign between two sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    Unequal,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// The sign as written in rule files.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether two values in this order satisfy it.
    #[must_use]
    pub fn holds<T: Ord>(self, left: &T, right: &T) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Unequal => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }
}

/// A linear expression.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// Its terms.
    pub terms: Vec<Term>,
    /// The constant added.
    pub constant: i64,
}

/// A factor and what it multiplies.
#[derive(Clone, Debug)]
pub struct Term {
    /// The factor.
    pub coefficient: i64,
    /// What it multiplies.
    pub operand: Operand,
}

/// Something with a figure.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A cell that must be there.
    Cell(CellId),
    /// A set of cells, absent ones left out.
    Set(Vec<Selection>),
    /// A cell of last year's report, by address.
    Prior(String),
    /// A year.
    Fact(Fact),
}

/// A member of a set.
#[derive(Clone, Debug)]
pub enum Selection {
    /// A cell.
    Cell(CellId),
    /// A group: its items, or its own cell where the items hold nothing.
    Group {
        /// The cell of the group's own row.
        own: CellId,
        /// The cells of its items.
        items: Vec<CellId>,
    },
}

/// A year that a report or form names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The year reported on.
    Year,
    /// The year in the title.
    TitleYear,
    /// The year of the statistical period.
    PeriodYear,
    /// The year of signature or publication.
    SignatureYear,
    /// The first year of the form.
    FormSince,
    /// The last year of the form.
    FormUntil,
    /// The year of last year's report.
    PriorYear,
}

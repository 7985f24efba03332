//! Formulas as they are compiled: for each row or column what must hold, in linear expressions of
//! cells, last year's cells and years.

use gouji_model::CellId;

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

//! Formulas as they are compiled: for each row or column what must hold, in linear expressions of
//! cells, last year's cells and years.

use std::sync::Arc;

use gouji_model::{CellId, TableId};

use crate::packing::packed;
use crate::pattern::Pattern;

/// A compiled formula.
#[derive(Clone, Debug)]
pub struct Formula {
    /// One for each row or column it stands for.
    pub instances: Arc<[Instance]>,
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
    /// Left, sign, right. Both sides have the same scale.
    Compare(Sum, Comparison, Sum),
    /// Something is there and says something: a cell, any cell of a set, a year.
    Present(Operand),
    /// The cells that say something are in order, each no greater than the one before, or no smaller.
    Ordered(Order, Vec<Selection>),
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

/// Which way a list goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// None is smaller than the one before.
    Ascending,
    /// None is greater than the one before.
    Descending,
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
    /// How many decimals its factors and its constant have: they are counted in units of `10^-scale`.
    /// Both sides of a comparison have the same, so that it says the same without.
    pub scale: u8,
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
    /// A set of cells of last year's report, by their names in its form.
    PriorSet(Pattern),
    /// A year.
    Fact(Fact),
    /// What a function gives.
    Call(Box<Call>),
    /// A cell of an open row that this document does not have in a table.
    Absent(TableId),
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
    /// An open row that this document does not have in a table.
    Absent(TableId),
}

/// What a condition names of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mentioned {
    /// A cell.
    Cell(CellId),
    /// An open row that this document does not have in a table.
    Absent(TableId),
}

/// A function of cells.
#[derive(Clone, Debug)]
pub enum Call {
    /// A figure without its sign.
    Abs(Sum),
    /// The smallest of some sums and of the cells of sets that say something.
    Least(Vec<Argument>),
    /// The greatest.
    Greatest(Vec<Argument>),
    /// How many cells say something.
    Count(Vec<Selection>),
    /// The k-th cell that says something, from 1, in the order of the form.
    Nth(usize, Vec<Selection>),
    /// One sum divided by another.
    Quotient {
        /// What is divided.
        dividend: Sum,
        /// By what.
        divisor: Sum,
        /// To how many decimals the result is rounded.
        places: u8,
        /// How.
        rounding: Rounding,
    },
}

/// What a function of several values is given.
#[derive(Clone, Debug)]
pub enum Argument {
    /// A sum.
    Sum(Sum),
    /// The cells of a set one by one.
    Cells(Vec<Selection>),
}

/// How a quotient is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, halves away from zero.
    Nearest,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
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
    /// The month that the report's period ends with.
    PeriodMonth,
    /// How many months the report's period has.
    PeriodMonths,
    /// The month that the period of the report before ends with.
    PriorMonth,
}

impl Fact {
    /// Every fact with its name in formulas.
    pub const NAMES: [(&'static str, Self); 10] = [
        ("year", Self::Year),
        ("title.year", Self::TitleYear),
        ("period.year", Self::PeriodYear),
        ("signature.year", Self::SignatureYear),
        ("form.since", Self::FormSince),
        ("form.until", Self::FormUntil),
        ("prior.year", Self::PriorYear),
        ("period.month", Self::PeriodMonth),
        ("period.months", Self::PeriodMonths),
        ("prior.month", Self::PriorMonth),
    ];

    /// Whether it is one of the report before.
    #[must_use]
    pub const fn is_prior(self) -> bool {
        matches!(self, Self::PriorYear | Self::PriorMonth)
    }

    /// The fact of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, fact)| *fact)
    }

    /// Its name in formulas.
    #[must_use]
    pub fn name(self) -> &'static str {
        let mut names = Self::NAMES.iter();
        names
            .find(|(_, fact)| *fact == self)
            .map_or("", |(name, _)| name)
    }
}

impl Logic {
    /// Goes through everything it names, inside functions too.
    pub fn each_operand<'l>(&'l self, take: &mut dyn FnMut(&'l Operand)) {
        match self {
            Self::Compare(left, _, right) => {
                left.each_operand(take);
                right.each_operand(take);
            }
            Self::Present(operand) => take_operand(operand, take),
            Self::Ordered(..) => {}
            Self::Not(inner) => inner.each_operand(take),
            Self::And(left, right)
            | Self::Or(left, right)
            | Self::Implies(left, right)
            | Self::Iff(left, right) => {
                left.each_operand(take);
                right.each_operand(take);
            }
        }
    }

    /// Whether it says something of a list as a whole.
    #[must_use]
    pub fn has_lists(&self) -> bool {
        match self {
            Self::Ordered(..) => true,
            Self::Compare(..) | Self::Present(_) => false,
            Self::Not(inner) => inner.has_lists(),
            Self::And(left, right)
            | Self::Or(left, right)
            | Self::Implies(left, right)
            | Self::Iff(left, right) => left.has_lists() || right.has_lists(),
        }
    }

    /// Goes through every cell of the report that it names, of groups their items.
    pub fn each_cell(&self, take: &mut dyn FnMut(CellId)) {
        self.each_mentioned(&mut |named| {
            if let Mentioned::Cell(cell) = named {
                take(cell);
            }
        });
    }

    /// Goes through everything of the report that it names, of groups their items.
    pub fn each_mentioned(&self, take: &mut dyn FnMut(Mentioned)) {
        match self {
            Self::Ordered(_, members) => return each_member(members, take),
            Self::Not(inner) => return inner.each_mentioned(take),
            Self::And(left, right)
            | Self::Or(left, right)
            | Self::Implies(left, right)
            | Self::Iff(left, right) => {
                left.each_mentioned(take);
                return right.each_mentioned(take);
            }
            Self::Compare(..) | Self::Present(_) => {}
        }
        self.each_operand(&mut |operand| match operand {
            Operand::Cell(cell) => take(Mentioned::Cell(*cell)),
            Operand::Set(members) => each_member(members, take),
            Operand::Call(call) => call.each_member(take),
            Operand::Absent(table) => take(Mentioned::Absent(*table)),
            _ => {}
        });
    }
}

impl Sum {
    /// Goes through everything it names, inside functions too.
    pub fn each_operand<'l>(&'l self, take: &mut dyn FnMut(&'l Operand)) {
        for term in &self.terms {
            take_operand(&term.operand, take);
        }
    }

    /// Whether it is nothing but factors of figures: a function in it makes it none.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        let mut operands = self.terms.iter().map(|term| &term.operand);
        operands.all(|operand| !matches!(operand, Operand::Call(_) | Operand::Absent(_)))
    }
}

fn take_operand<'l>(operand: &'l Operand, take: &mut dyn FnMut(&'l Operand)) {
    take(operand);
    if let Operand::Call(call) = operand {
        for sum in call.sums() {
            sum.each_operand(take);
        }
    }
}

fn each_member(members: &[Selection], take: &mut dyn FnMut(Mentioned)) {
    for member in members {
        match member {
            Selection::Cell(cell) => take(Mentioned::Cell(*cell)),
            Selection::Group { items, .. } => {
                items.iter().for_each(|cell| take(Mentioned::Cell(*cell)));
            }
            Selection::Absent(table) => take(Mentioned::Absent(*table)),
        }
    }
}

impl Call {
    /// The sums it is made of.
    fn sums(&self) -> impl Iterator<Item = &Sum> {
        let (own, arguments): (Vec<&Sum>, &[Argument]) = match self {
            Self::Abs(sum) => (vec![sum], &[]),
            Self::Least(arguments) | Self::Greatest(arguments) => (Vec::new(), arguments),
            Self::Count(_) | Self::Nth(..) => (Vec::new(), &[]),
            Self::Quotient {
                dividend, divisor, ..
            } => (vec![dividend, divisor], &[]),
        };
        let of_arguments = arguments.iter().filter_map(|argument| match argument {
            Argument::Sum(sum) => Some(sum),
            Argument::Cells(_) => None,
        });
        own.into_iter().chain(of_arguments)
    }

    /// What its sets name.
    fn each_member(&self, take: &mut dyn FnMut(Mentioned)) {
        match self {
            Self::Count(members) | Self::Nth(_, members) => each_member(members, take),
            Self::Least(arguments) | Self::Greatest(arguments) => {
                for argument in arguments {
                    if let Argument::Cells(members) = argument {
                        each_member(members, take);
                    }
                }
            }
            Self::Abs(_) | Self::Quotient { .. } => {}
        }
    }
}

packed! { struct Formula { instances } }
packed! { struct Instance { at, when, assert } }
packed! { struct Sum { terms, constant, scale } }
packed! { struct Term { coefficient, operand } }

packed! {
    enum Logic {
        0 = Compare(left, comparison, right),
        1 = Present(operand),
        2 = Ordered(order, members),
        3 = And(left, right),
        4 = Or(left, right),
        5 = Not(inner),
        6 = Implies(left, right),
        7 = Iff(left, right),
    }
}

packed! { enum Order { 0 = Ascending, 1 = Descending } }

packed! {
    enum Comparison {
        0 = Equal,
        1 = Unequal,
        2 = Less,
        3 = LessOrEqual,
        4 = Greater,
        5 = GreaterOrEqual,
    }
}

packed! {
    enum Operand {
        0 = Cell(cell),
        1 = Set(members),
        2 = Prior(address),
        3 = PriorSet(pattern),
        4 = Fact(fact),
        5 = Call(call),
        6 = Absent(table),
    }
}

packed! {
    enum Selection {
        0 = Cell(cell),
        1 = Group { own, items },
        2 = Absent(table),
    }
}

packed! {
    enum Call {
        0 = Abs(sum),
        1 = Least(arguments),
        2 = Greatest(arguments),
        3 = Count(members),
        4 = Nth(place, members),
        5 = Quotient { dividend, divisor, places, rounding },
    }
}

packed! { enum Argument { 0 = Sum(sum), 1 = Cells(members) } }

packed! { enum Rounding { 0 = Nearest, 1 = Down, 2 = Up } }

packed! {
    enum Fact {
        0 = Year,
        1 = TitleYear,
        2 = PeriodYear,
        3 = SignatureYear,
        4 = FormSince,
        5 = FormUntil,
        6 = PriorYear,
        7 = PeriodMonth,
        8 = PeriodMonths,
        9 = PriorMonth,
    }
}

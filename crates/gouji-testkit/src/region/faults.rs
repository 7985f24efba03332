//! The kinds of mistakes, and what is known of each that was put in.

use super::key::Key;

/// The kinds of mistakes between reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A figure carried over is not last year's; which column, the total last.
    CarriedOver(usize),
    /// A figure carried forward is wrong; which column.
    CarriedForward(usize),
    /// A year in order by itself that carries over other figures than last year carried forward.
    YearShifted,
    /// The number of documents in force is wrong.
    InForce,
    /// The number of documents issued is wrong.
    Issued,
    /// Last year's items are not those of last year's report.
    Items,
    /// Fewer documents are public than the year before.
    Falling,
    /// Charges in yuan where ten thousand yuan is the unit.
    Fees,
    /// A figure of a unit is wrong in one cell.
    ChildCell,
    /// Figures of a unit are wrong and in order by themselves.
    ChildRows,
    /// A sum is wrong in one cell.
    ParentCell,
    /// A unit that counts was left out of the sums, its government's own office among them.
    LeftOut,
    /// A unit that does not count was added up.
    CountedToo,
    /// A unit's report is missing, and in the sums.
    MissingCounted,
    /// The reports of two units are missing, and in the sums.
    MissingSeveral,
    /// The report of a unit that does not count is missing.
    Missing,
    /// A figure of a unit cannot be read.
    Unreadable,
    /// A text is another unit's, so many words in a hundred.
    CopiedFromOther(usize),
    /// A text is the unit's own of the year before.
    CopiedFromLastYear(usize),
    /// Published late, as the page says.
    LatePage,
    /// Published late, as the signature says.
    LateSignature,
    /// A second file that says something else.
    DifferingFiles,
    /// A second file in another format that says the same: nothing is wrong.
    SecondFile,
    /// In the form of other years.
    WrongEdition,
    /// It names another year.
    WrongYear,
    /// It names another unit.
    WrongOrgan,
    /// It names an organ that is no unit.
    UnknownOrgan,
}

impl FaultKind {
    /// Its name, for tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CarriedOver(_) => "carried over",
            Self::CarriedForward(_) => "carried forward",
            Self::YearShifted => "year in order by itself",
            Self::InForce => "in force",
            Self::Issued => "issued",
            Self::Items => "items 2019 to 2020",
            Self::Falling => "fewer public than before",
            Self::Fees => "yuan for ten thousand yuan",
            Self::ChildCell => "one cell of a child",
            Self::ChildRows => "rows of a child",
            Self::ParentCell => "one cell of a parent",
            Self::LeftOut => "child left out of the sum",
            Self::CountedToo => "child counted that does not count",
            Self::MissingCounted => "missing child in the sum",
            Self::MissingSeveral => "two missing children in the sum",
            Self::Missing => "missing report",
            Self::Unreadable => "blocked child",
            Self::CopiedFromOther(_) => "text of another unit",
            Self::CopiedFromLastYear(_) => "text of last year",
            Self::LatePage => "late by the page",
            Self::LateSignature => "late by the signature",
            Self::DifferingFiles => "differing files",
            Self::SecondFile => "second file, the same",
            Self::WrongEdition => "wrong edition",
            Self::WrongYear => "wrong year",
            Self::WrongOrgan => "name of another unit",
            Self::UnknownOrgan => "name of no unit",
        }
    }
}

/// Who is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guilty {
    /// The unit.
    pub unit: usize,
    /// The year.
    pub year: i32,
    /// The cell.
    pub cell: String,
    /// What should stand there.
    pub right: i64,
    /// Whether the report is missing.
    pub is_missing: bool,
}

/// How much of who is wrong can be decided from the reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decidable {
    /// The cell, and its right figure.
    Cell(Key, Guilty),
    /// The year, and not the cell.
    Year(Key, i32),
}

/// A mistake that was put in.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What was done.
    pub kind: FaultKind,
    /// Whose report.
    pub unit: usize,
    /// Of which year.
    pub year: i32,
    /// The findings that must name who is wrong.
    pub decidable: Vec<Decidable>,
}

//! Findings between reports, as relations make them.

use gouji_model::{Bilingual, Finding};

/// A finding that rests on more than one report, or on one that is missing.
#[derive(Clone, Debug)]
pub struct Between {
    /// The report it stands at: the one that would have to change; none where one is missing.
    pub report: Option<usize>,
    /// The unit concerned.
    pub unit: Option<usize>,
    /// The year.
    pub year: Option<i32>,
    /// The finding, with its own report's cells.
    pub finding: Finding,
    /// The cells of other reports it rests on.
    pub far: Vec<Far>,
    /// What is likely wrong, in whichever report.
    pub suspects: Vec<Guess>,
    /// The passages that are the same, for texts.
    pub passages: Vec<Passages>,
}

/// Of which unit and year a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitYear {
    /// The unit.
    pub unit: usize,
    /// The year.
    pub year: i32,
}

/// A cell of another report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Far {
    /// The report.
    pub report: usize,
    /// The cell's address.
    pub id: String,
}

/// What is likely wrong, and what should stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The report; none where that is what is missing.
    pub report: Option<usize>,
    /// The unit.
    pub unit: Option<usize>,
    /// The year of the report.
    pub year: Option<i32>,
    /// The cell's address.
    pub id: String,
    /// What should stand there.
    pub suggested: String,
    /// Whether nothing else explains it as well.
    pub is_certain: bool,
}

/// A passage that stands in two reports, as ranges of bytes of the texts of their sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passages {
    /// The section.
    pub section: String,
    /// Where it stands in the finding's own report.
    pub own: std::ops::Range<usize>,
    /// The other report.
    pub report: usize,
    /// Where it stands there.
    pub other: std::ops::Range<usize>,
}

/// A relation between reports that could not be checked.
#[derive(Clone, Debug)]
pub struct Unchecked {
    /// The report it would stand at.
    pub report: usize,
    /// The rule.
    pub rule: String,
    /// Which instance of it.
    pub at: Option<String>,
    /// Why, with the names of who is in the way.
    pub reason: Bilingual,
}

/// Two reports of one unit, of years that follow each other, that do not agree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The later one.
    pub report: usize,
    /// The one before it.
    pub prior: usize,
}

/// One change that repairs broken relations of a unit's years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The report that would have to change.
    pub report: usize,
    /// Its year.
    pub year: i32,
    /// The cells, by address, with what should stand there.
    pub cells: Vec<(String, String)>,
    /// The relations that hold then: the report they stand at, the rule, which instance.
    pub clears: Vec<(usize, String, Option<String>)>,
    /// Whether no other change repairs as much.
    pub is_certain: bool,
}

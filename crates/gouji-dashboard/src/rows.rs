//! What the dashboard is made of, as plain rows in the language of the page.

use gouji_model::Severity;
use gouji_render::Part;

/// A rule, as its findings explain it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What is wrong, or what must hold.
    pub title: String,
    /// What to do.
    pub help: String,
    /// What kind of authority it rests on, and the words of it.
    pub authority: String,
}

/// A level of administration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// Its name in the units file and in links; empty where it is not known.
    pub id: String,
    /// What it is called on the page.
    pub name: String,
}

/// A unit that hands in reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Other names it is found by.
    pub aliases: Vec<String>,
    /// Its region; empty where it is not known.
    pub region: String,
    /// Its level.
    pub level: Level,
}

/// What became of a finding since an earlier run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// There was no earlier run, or it is not known.
    #[default]
    Unknown,
    /// Was not there.
    New,
    /// Was there.
    Still,
    /// Was repaired and is there again.
    Back,
}

/// A cell that a finding marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The cell, by its index in the layout.
    pub cell: u32,
    /// What should stand there, where it is likely wrong and that is known.
    pub suggested: Option<String>,
    /// Whether it is likely wrong; else the finding only rests on it.
    pub is_suspect: bool,
}

/// A cell of another report that a finding rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherCell {
    /// Whose report of which year, or its file.
    pub whose: String,
    /// Which cell, or which passage.
    pub place: String,
    /// What stands there.
    pub text: String,
    /// The file of that report, if it is in the dashboard too.
    pub path: String,
}

/// A text that stands in two reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Whose report of which year the other is, or its file.
    pub whose: String,
    /// The file of that report, if it is in the dashboard too.
    pub path: String,
    /// The text as this report has it and as the other does.
    pub texts: [Vec<Part>; 2],
}

/// Something wrong with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule, as [`crate::Dashboard::rule`] numbered it.
    pub rule: usize,
    /// How much it matters.
    pub severity: Severity,
    /// Where: the official labels of the cell, the row or the column it is about.
    pub place: String,
    /// Where in the file.
    pub spot: String,
    /// What is wrong, with the figures.
    pub message: String,
    /// What to write, where that is certain.
    pub write: String,
    /// The cells it marks, the likeliest wrong first.
    pub marks: Vec<Mark>,
    /// What it rests on in other reports.
    pub elsewhere: Vec<OtherCell>,
    /// The texts it shares with other reports.
    pub passages: Vec<Passage>,
    /// By what it is known again.
    pub identity: String,
    /// What became of it.
    pub state: State,
    /// For how many days it is open, where that is known.
    pub days: Option<i64>,
}

/// A rule that could not be evaluated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocked {
    /// The rule and where.
    pub what: String,
    /// Why not.
    pub why: String,
}

/// A report, or the lack of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The unit, as [`crate::Dashboard::unit`] numbered it.
    pub unit: usize,
    /// The year reported on.
    pub year: Option<i32>,
    /// Its file; nothing where a report is missing.
    pub path: Option<String>,
    /// The layout of its tables, as [`crate::Dashboard::layout`] numbered it.
    pub layout: Option<usize>,
    /// The texts of its cells in the layout's order; nothing where the report lacks one.
    pub cells: Vec<Option<String>>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// What could not be checked.
    pub blocked: Vec<Blocked>,
}

/// A file that gave no report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub path: String,
    /// Why.
    pub why: String,
}

/// What an earlier run or this one came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Its number.
    pub number: i64,
    /// Errors, warnings, notes.
    pub findings: [usize; 3],
}

/// What is counted beside the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Findings accepted with their reasons, which are not shown.
    pub suppressed: usize,
    /// Findings of the run before that are gone.
    pub fixed: usize,
}

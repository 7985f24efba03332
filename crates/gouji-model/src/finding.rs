//! What is reported about a report: findings, and what could not be checked.

use crate::{Bilingual, CellId, Figure, Identity, Place};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    #[default]
    Info,
    /// Needs a person's judgement.
    Warning,
    /// The form or the law says it is wrong.
    Error,
}

impl Severity {
    /// The name in rule files and machine-readable output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// Printed in the official form: its labels, its layout, its notes.
    Form,
    /// Said by a law or regulation.
    Regulation,
    /// Said by a document of the office that prescribes the form.
    Notice,
    /// Follows from what the labels mean.
    Label,
    /// Custom of those who write and audit reports.
    Practice,
    /// How sure it is what the file holds.
    Reading,
    /// Asked by the tool for its own files.
    Tool,
    /// Plain arithmetic.
    Arithmetic,
}

impl Authority {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Form,
        Self::Regulation,
        Self::Notice,
        Self::Label,
        Self::Practice,
        Self::Reading,
        Self::Tool,
        Self::Arithmetic,
    ];

    /// The name in rule files and machine-readable output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Regulation => "regulation",
            Self::Notice => "notice",
            Self::Label => "label",
            Self::Practice => "practice",
            Self::Reading => "reading",
            Self::Tool => "tool",
            Self::Arithmetic => "arithmetic",
        }
    }
}

/// A cell that a finding rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The cell.
    pub cell: CellId,
    /// Whether the cell is of last year's report.
    pub prior: bool,
}

/// One side of a relation with its numbers: coefficient, cell, figure.
pub type Terms = Vec<(i64, Evidence, Figure)>;

/// A broken relation spelled out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equation {
    /// The terms left of the sign.
    pub left: Terms,
    /// The sign that should hold: `==`, `<=`, …
    pub relation: &'static str,
    /// The terms right of the sign.
    pub right: Terms,
    /// What the left side comes to.
    pub left_sum: Figure,
    /// What the right side comes to.
    pub right_sum: Figure,
    /// How many decimals the coefficients have: they are counted in units of `10^-decimals`.
    pub decimals: u8,
}

/// Something wrong with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is, apart from where it stands.
    pub identity: Identity,
    /// Name of the rule.
    pub rule: String,
    /// Which instance of the rule, where it stands for many: a column, a row, an address.
    pub at: Option<String>,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, with the numbers; in the languages that were asked for.
    pub message: Bilingual,
    /// The cells it rests on.
    pub cells: Vec<Evidence>,
    /// The relation with its numbers, for arithmetic rules.
    pub equation: Option<Equation>,
    /// Where it stands, for findings that are not about cells.
    pub place: Option<Place>,
    /// The cells most likely wrong, likeliest first.
    pub suspects: Vec<Suspect>,
    /// Which of the report's causes it has, where one was found: findings with the same number
    /// most likely go back to the same mistake.
    pub cause: Option<usize>,
}

/// Where a piece of evidence beside the report's own relations comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// What a report says in prose.
    Text,
    /// The figures of last year's report.
    LastYear,
}

impl Source {
    /// The name in machine-readable output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LastYear => "last-year",
        }
    }
}

/// A piece of evidence about a suspect, beside the relations of the report itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuspectEvidence {
    /// Where it comes from.
    pub source: Source,
    /// The rule whose words were matched, or whose relation holds once the cell is changed.
    pub rule: String,
    /// Which claim or instance of the rule.
    pub at: Option<String>,
    /// The words, for what is stated in prose; else empty.
    pub words: String,
    /// Where the words stand.
    pub place: Option<Place>,
    /// Whether words or relation are within last year's report.
    pub prior: bool,
    /// Whether it speaks for the suggested figure; else against.
    pub agrees: bool,
}

/// A cell that is likely wrong, and the figure that would put things right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// The cell.
    pub cell: Evidence,
    /// What should stand there.
    pub suggested: Figure,
    /// The mistake it looks like: a stable name, and its wording.
    pub mistake: Option<(&'static str, Bilingual)>,
    /// The relations that hold once it is changed, by rule and instance.
    pub clears: Vec<(String, Option<String>)>,
    /// How many other cells have to change with it.
    pub together_with: usize,
    /// Which of the ways to repair the cause it belongs to, from 0 for the likeliest.
    pub rank: usize,
    /// How far that way is behind the likeliest: 0 where both are as likely, about 1000 where it
    /// takes one more independent mistake.
    pub behind: i64,
    /// Whether the change is certain enough to be made without asking.
    pub safe: bool,
    /// What else speaks for or against it.
    pub evidence: Vec<SuspectEvidence>,
    /// How many relations with the cells of its way could not be checked.
    pub unchecked: usize,
}

impl Suspect {
    /// How far behind the likeliest way another may be and still count as likely as it.
    const AS_LIKELY: i64 = 50;

    /// Whether its way to repair the cause is as likely as the likeliest: where several are, none
    /// is the answer.
    #[must_use]
    pub const fn is_primary(&self) -> bool {
        self.behind <= Self::AS_LIKELY
    }
}

/// A rule that could not be evaluated: neither passed nor failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Name of the rule.
    pub rule: String,
    /// Which instance of the rule.
    pub at: Option<String>,
    /// The cells that could not be used.
    pub cells: Vec<CellId>,
    /// Why.
    pub reason: Bilingual,
}

//! Rendering: findings and places as text for people and for programs.
//!
//! [`Format`] lists the outputs; each has a module of its own. `json` is the machine-readable
//! contract; `full` shows the rows and columns concerned as an aligned table with the cells marked,
//! through miette; `concise` is one line for each finding; `page` is for a browser. In every output
//! a finding carries the same identity.

mod actions;
mod card;
mod concise;
mod csv;
mod diagnostic;
mod empty;
mod format;
mod full;
mod gathered;
mod github;
mod grid;
mod json;
mod jsonl;
mod junit;
mod list;
mod location;
mod markup;
mod own;
mod page;
mod path;
mod printable;
mod sarif;
mod suspicion;
mod testimony;
mod wording;
mod workbook;
mod wrapped;
mod written;

use gouji_model::{
    Blocked, Evidence, Finding, Form, Language, Observation, Place, Report, Severity,
};
use gouji_pack::{Check, Pack, Rule};

pub use concise::concise;
pub use csv::line as csv_line;
pub use diagnostic::Style;
pub use format::{Ending, Failure, Format, Remark};
pub use full::{authority, full, summary};
pub use json::{json_end, json_report, json_start, json_summary};
pub use location::Places;
pub use own::is_own;
pub use printable::{printable, printable_lines};
pub use wording::{cell, severity};
pub use workbook::{ListError, write_list};

/// A checked report with what is needed to show it.
pub struct Checked<'a> {
    /// The file's path as given.
    pub path: &'a str,
    /// The pack it was checked with.
    pub pack: &'a Pack,
    /// The report.
    pub report: &'a Report,
    /// What is wrong.
    pub findings: &'a [Finding],
    /// What could not be checked.
    pub blocked: &'a [Blocked],
    /// How many relations between figures were checked.
    pub relations: usize,
    /// The least severity of a finding that makes the check fail.
    pub fails_at: Severity,
    /// Whether the report was asked about a rule: one that was not is no rule that passed.
    pub is_asked: &'a dyn Fn(&Rule) -> bool,
    /// Turns places into locations.
    pub places: Places<'a>,
    /// Last year's report, where it was given.
    pub prior: Option<LastYear<'a>>,
    /// The language of messages.
    pub language: Language,
}

/// Last year's report, for findings between years.
#[derive(Clone, Copy)]
pub struct LastYear<'a> {
    /// The file's path as given.
    pub path: &'a str,
    /// Its form, which may be of another edition.
    pub form: &'a Form,
    /// The report.
    pub report: &'a Report,
    /// Turns its places into locations.
    pub places: Places<'a>,
}

/// How many findings of each severity, and how much was blocked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub infos: usize,
    /// Relations that could not be evaluated.
    pub blocked: usize,
    /// Files that gave nothing to check.
    pub unread: usize,
    /// Files and folders that were passed over.
    pub passed: usize,
    /// Reports for which no rule is in force.
    pub unasked: usize,
    /// Relations between figures that were checked.
    pub relations: usize,
    /// Cells told to be blank, and the tables they are in.
    pub blank: (usize, usize),
    /// What was found or blocked and is not shown.
    pub held: Held,
}

/// How much is not shown, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Findings of rules that are not in force.
    pub ignored: usize,
    /// Relations that could not be evaluated, of rules that are not in force.
    pub ignored_blocked: usize,
    /// Findings suppressed with a reason.
    pub suppressed: usize,
    /// Findings known from a baseline.
    pub baselined: usize,
    /// Findings in a baseline that are there no longer.
    pub mended: usize,
}

impl Counts {
    /// Counts the findings and blocked relations of a report.
    #[must_use]
    pub fn of(findings: &[Finding], blocked: &[Blocked]) -> Self {
        let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            blocked: blocked.len(),
            unread: 0,
            passed: 0,
            unasked: 0,
            relations: 0,
            blank: (0, 0),
            held: Held::default(),
        }
    }

    /// Adds other counts.
    pub fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.blocked += other.blocked;
        self.unread += other.unread;
        self.passed += other.passed;
        self.unasked += other.unasked;
        self.relations += other.relations;
        self.blank.0 += other.blank.0;
        self.blank.1 += other.blank.1;
        self.held.ignored += other.held.ignored;
        self.held.ignored_blocked += other.held.ignored_blocked;
        self.held.suppressed += other.held.suppressed;
        self.held.baselined += other.held.baselined;
        self.held.mended += other.held.mended;
    }

    /// How many findings are at or above a severity.
    #[must_use]
    pub const fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        }
    }
}

impl Checked<'_> {
    /// How much was found and checked.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts {
            relations: self.relations,
            blank: empty::blanks(self),
            ..Counts::of(self.findings, self.blocked)
        }
    }

    /// Where a finding stands: its own place, or that of the first of its cells.
    fn place_of(&self, finding: &Finding) -> Option<Place> {
        let of_cells = || {
            let own = finding.cells.iter().filter(|evidence| !evidence.prior);
            own.filter_map(|evidence| self.report.cell(evidence.cell))
                .map(|cell| cell.place)
                .next()
        };
        finding.place.or_else(of_cells)
    }

    /// The form a cell is of: this report's, or last year's.
    fn form_of(&self, evidence: Evidence) -> &Form {
        match (evidence.prior, &self.prior) {
            (true, Some(prior)) => prior.form,
            _ => &self.pack.form,
        }
    }

    /// `path:line:column` of a place, or the path alone.
    fn spot(&self, place: Option<Place>) -> String {
        let path = printable(self.path);
        match place {
            Some(place) => format!("{path}:{}", self.places.shown(place, self.language)),
            None => path.into_owned(),
        }
    }

    /// `line:column` of a place, where the path was already said.
    fn spot_in_file(&self, place: Option<Place>) -> String {
        place.map_or_else(String::new, |place| self.places.shown(place, self.language))
    }

    /// What a finding says, safe to print; of what was not read, from where to where it was looked.
    fn message(&self, finding: &Finding) -> String {
        let message = printable(finding.message.get(self.language)).into_owned();
        match self.looked(finding) {
            None => message,
            Some((first, last)) => {
                let first = self.places.shown(first, self.language);
                let last = self.places.shown(last, self.language);
                let looked = match self.language {
                    _ if first == last => first,
                    Language::Chinese => format!("{first} 至 {last}"),
                    Language::English => format!("{first} to {last}"),
                };
                match self.language {
                    Language::Chinese => format!("{message}（看过 {looked}）"),
                    Language::English => format!("{message} (looked at {looked})"),
                }
            }
        }
    }

    /// From where to where it was looked for what a finding says was not read.
    fn looked(&self, finding: &Finding) -> Option<(Place, Place)> {
        let rule = self.pack.rule(&finding.rule)?;
        let Check::Observation(kind) = rule.check else {
            return None;
        };
        let mut seen = self.report.observations.iter();
        let same = |one: &&Observation| {
            one.kind == kind && Some(one.subject.as_str()) == finding.at.as_deref()
        };
        seen.find(same)?.looked
    }
}

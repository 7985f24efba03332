//! What an audit came to, as plain data: who writes lists, letters and pages takes it from here and
//! needs to know neither files nor the store. Of what there is much of, few rows are in memory at a time.

mod rows;
mod severity;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use gouji_model::{Bilingual, DateOrder, Form, Severity, day_of};
use serde::{Deserialize, Serialize};

use crate::packed::Packed;
use crate::units::Unit;

pub use rows::{IntoIter, Iter, Rows};

/// An audit's result. Numbers of units and reports are indices into the lists here; everything is
/// worded in one language, the run's.
#[derive(Debug, Default)]
pub struct Audit {
    /// The forms that reports have, by their ids.
    pub forms: Vec<Arc<Form>>,
    /// The units, those of the units file first and in its order, then those that only reports name.
    pub units: Vec<Unit>,
    /// The reports, in the order of the run.
    pub reports: Rows<ReportRow>,
    /// What is wrong, in the order of the reports; what belongs to no report comes last.
    pub findings: Rows<FindingRow>,
    /// What could not be checked.
    pub blocked: Rows<BlockedRow>,
    /// What is there and not shown, because it was accepted.
    pub held: Rows<HeldRow>,
    /// Which rules are in force for reports: [`ReportRow::in_force`] says which of these for one.
    pub in_force: Vec<BTreeSet<String>>,
    /// The rules that need more than one report, and which.
    pub needs: BTreeMap<String, Needs>,
    /// Files that gave nothing, or of which something could not be done.
    pub unread: Rows<UnreadRow>,
    /// The rules that findings and blocked relations name, by form and name.
    pub rules: Vec<RuleRow>,
    /// The runs that the store knows, this one last; only this one without a store.
    pub runs: Vec<RunRow>,
    /// How much there is of everything.
    pub totals: Totals,
    /// How many errors, warnings and notes are about the configuration itself: they are in no row and not among
    /// the totals of rows, and count like others for a run.
    pub of_config: [usize; 3],
}

impl Audit {
    /// The form of a report: one that leaves rows open is made concrete for each report.
    #[must_use]
    pub fn form_of(&self, report: &ReportRow) -> Option<Arc<Form>> {
        let form = self.forms.iter().find(|form| form.id.0 == report.form)?;
        if report.open_rows.is_empty() {
            return Some(Arc::clone(form));
        }
        let addresses = report.open_rows.iter().map(String::as_str);
        form.with_keys(form.keys_of(addresses)).ok().map(Arc::new)
    }

    /// The findings that are there: without those of earlier runs that are not, each with its number.
    pub fn current(&self) -> impl Iterator<Item = io::Result<(usize, FindingRow)>> {
        let rows = self.findings.iter().enumerate();
        let rows = rows.map(|(number, row)| Ok((number, row?)));
        rows.filter(|row| row.as_ref().map_or(true, |(_, row)| row.is_there()))
    }

    /// Whether a rule is in force for a report.
    #[must_use]
    pub fn is_in_force(&self, report: &ReportRow, rule: &str) -> bool {
        let in_force = self.in_force.get(report.in_force);
        in_force.is_none_or(|rules| rules.contains(rule))
    }

    /// A rule as the form of a report words it, or for none that of reports that are missing: editions
    /// rest on notices of their own, and other forms on other laws. Where it is not known of the form, that of another.
    #[must_use]
    pub fn rule(&self, form: Option<&str>, name: &str) -> Option<&RuleRow> {
        let named = || self.rules.iter().filter(|rule| rule.name == name);
        let own = named().find(|rule| rule.form == form.unwrap_or_default());
        own.or_else(|| named().next_back())
    }

    /// A report by its number, where there is one.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn report(&self, number: Option<usize>) -> io::Result<Option<ReportRow>> {
        match number {
            Some(number) => self.reports.get(number),
            None => Ok(None),
        }
    }
}

/// How certain it is whose report one is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Certainty {
    /// The units file has the very name.
    Listed,
    /// The units file has it among the aliases.
    Alias,
    /// By its name it is the same organ.
    Same,
    /// As far as the name goes it is the same organ: short, or without the place.
    Near,
    /// Whose it is cannot be determined; it is compared with no other.
    #[default]
    Unpaired,
}

impl Certainty {
    /// All of them, the most certain first.
    pub const ALL: [Self; 5] = [
        Self::Listed,
        Self::Alias,
        Self::Same,
        Self::Near,
        Self::Unpaired,
    ];

    /// The name in machine-readable output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Alias => "alias",
            Self::Same => "same",
            Self::Near => "near",
            Self::Unpaired => "unpaired",
        }
    }
}

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    /// Its file as given; a member of an archive after `!/`.
    pub path: String,
    /// The id of its form.
    pub form: String,
    /// The address of a cell in each of its open rows, where its form leaves rows open.
    pub open_rows: Vec<String>,
    /// Its year.
    pub year: Option<i32>,
    /// The period, where that is shorter than a year: `2024-06`.
    pub period: Option<String>,
    /// The organ as the report names it.
    pub organization: Option<String>,
    /// Whose it is.
    pub unit: Option<usize>,
    /// How certain that is.
    pub certainty: Certainty,
    /// Its cells.
    pub cells: Packed,
    /// How many findings of each severity are shown.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub infos: usize,
    /// How many relations could not be checked.
    pub blocked: usize,
    /// How many findings settings hold back with a reason.
    pub suppressed: usize,
    /// Which of [`Audit::in_force`] holds for it.
    pub in_force: usize,
    /// Whether a table of it could not be read: that nothing is found in it says nothing.
    pub is_partial: bool,
}

/// A finding that is there and not shown, because it was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRow {
    /// The report it stands at; none for a report that is missing.
    pub report: Option<usize>,
    /// The unit concerned.
    pub unit: Option<usize>,
    /// The year of the report.
    pub year: Option<i32>,
    /// Its lasting name.
    pub identity: String,
    /// The rule.
    pub rule: String,
    /// Which instance of the rule.
    pub at: Option<String>,
}

/// Which reports a rule needs beside the one it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needs {
    /// That of the year before.
    YearBefore,
    /// Those of the units below.
    UnitsBelow,
    /// Any other may be the one.
    Others,
    /// None: it says that there is no report.
    Absence,
}

/// What became of a finding since the run before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Change {
    /// It was not there before.
    New,
    /// It was there in the run before, or not checked in it.
    Still,
    /// It was fixed or accepted in the run before, and is there again.
    Back,
    /// It was checked again, and it is there no longer.
    Fixed,
    /// It is there and was accepted since: it is not shown.
    Held,
    /// It was not checked again: nobody can say whether it is there.
    Unchecked,
}

impl Change {
    /// The name in machine-readable output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Still => "still",
            Self::Back => "back",
            Self::Fixed => "fixed",
            Self::Held => "held",
            Self::Unchecked => "unchecked",
        }
    }

    /// Whether the finding is among those of the run.
    #[must_use]
    pub const fn is_there(self) -> bool {
        matches!(self, Self::New | Self::Still | Self::Back)
    }
}

/// Why a finding of an earlier run was not checked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WhyUnchecked {
    /// The run has no report of its unit and year.
    NoReport,
    /// Its rule is not in force for the report.
    RuleOff,
    /// Its rule could not be checked there, or a table could not be read.
    Blocked,
    /// Another report that it rests on is not there.
    OtherReport,
}

impl WhyUnchecked {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::NoReport,
        Self::RuleOff,
        Self::Blocked,
        Self::OtherReport,
    ];

    /// The name in machine-readable output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoReport => "no-report",
            Self::RuleOff => "rule-off",
            Self::Blocked => "blocked",
            Self::OtherReport => "other-report",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> Bilingual {
        let (zh, en) = match self {
            Self::NoReport => (
                "本次没有这份报告，或没有读出",
                "the report is not in this run, or could not be read",
            ),
            Self::RuleOff => ("规则没有启用", "the rule is not in force"),
            Self::Blocked => ("未能核对", "it could not be checked"),
            Self::OtherReport => (
                "所涉及的另一份报告不在其中",
                "another report that it rests on is not in this run",
            ),
        };
        Bilingual::new(zh, en)
    }
}

/// A finding. Where [`FindingRow::is_there`] says no it is one of an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRow {
    /// The report it stands at; none for a report that is missing.
    pub report: Option<usize>,
    /// The unit concerned.
    pub unit: Option<usize>,
    /// The year of the report.
    pub year: Option<i32>,
    /// Its lasting name, 32 hexadecimal digits.
    pub identity: String,
    /// The rule.
    pub rule: String,
    /// Which instance of the rule.
    pub at: Option<String>,
    /// How much it matters.
    #[serde(with = "severity")]
    pub severity: Severity,
    /// What is wrong, in words.
    pub message: String,
    /// The official labels of where it stands: table, row, column, as far as it has them.
    pub labels: Vec<String>,
    /// Where in the file, as its program shows it: `12:5`, `Sheet1!D7`; empty where nowhere.
    pub place: String,
    /// The cells it rests on.
    pub cells: Vec<CellRow>,
    /// What is likely wrong, likeliest first.
    pub suspects: Vec<SuspectRow>,
    /// The texts it shares with other reports.
    pub passages: Vec<PassageRow>,
    /// What became of it since the run before; none without one.
    pub change: Option<Change>,
    /// The number of the run that found it first.
    pub first_run: Option<i64>,
    /// The number of the run since which it is there without a break.
    pub open_run: Option<i64>,
    /// Why it was not checked again, where it was not.
    pub why: Option<WhyUnchecked>,
}

impl FindingRow {
    /// Whether it is among the findings of the run.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.change.is_none_or(Change::is_there)
    }

    /// About how many bytes it takes.
    #[must_use]
    pub fn weight(&self) -> usize {
        let cells = self.cells.len() * (size_of::<CellRow>() + 64);
        let suspects = self.suspects.len() * (size_of::<SuspectRow>() + 128);
        let passages = self.passages.iter().flat_map(|passage| &passage.texts);
        let passages: usize = passages.map(String::len).sum();
        size_of::<Self>() + self.message.len() + cells + suspects + passages
    }

    /// For how many days it was there without a break when the last run ended.
    #[must_use]
    pub fn days_open(&self, runs: &[RunRow]) -> Option<i64> {
        days_since(runs, self.open_run?)
    }
}

/// How many days lie between the end of a run, by its number, and that of the last one.
#[must_use]
pub fn days_since(runs: &[RunRow], run: i64) -> Option<i64> {
    let since = runs.iter().find(|one| one.number == run)?;
    let day = |run: &RunRow| day_of(&run.at, DateOrder::YearFirst);
    Some(i64::from(day(runs.last()?)?) - i64::from(day(since)?))
}

/// A text that stands in two reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageRow {
    /// The file of the other report.
    pub file: String,
    /// The other report.
    pub report: Option<usize>,
    /// The text with what stands around it, in the finding's own report and in the other.
    pub texts: [String; 2],
}

/// A cell that a finding rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellRow {
    /// Its file, where that is another than the finding's.
    pub file: Option<String>,
    /// Its report, where that is another than the finding's.
    pub report: Option<usize>,
    /// Its address, `table/row/column`.
    pub id: String,
    /// Its text as the report prints it.
    pub text: String,
    /// Where it stands in its file, as its program shows it.
    pub place: String,
}

/// What is likely wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuspectRow {
    /// Its file; none where a report is missing.
    pub file: Option<String>,
    /// Its report; none where one is missing.
    pub report: Option<usize>,
    /// The organ whose report it is.
    pub organization: Option<String>,
    /// The unit whose report is missing, where that is what is likely wrong.
    pub unit: Option<usize>,
    /// The year of that report.
    pub year: Option<i32>,
    /// The cell's address.
    pub id: String,
    /// What should stand there.
    pub suggested: String,
    /// Whether nothing else explains the finding as well.
    pub is_certain: bool,
}

/// A relation that could not be checked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockedRow {
    /// The report it stands at.
    pub report: Option<usize>,
    /// The unit concerned.
    pub unit: Option<usize>,
    /// The rule.
    pub rule: String,
    /// Which instance of it.
    pub at: Option<String>,
    /// Why, in words.
    pub reason: String,
}

/// A file of which something could not be done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadRow {
    /// Its path as given.
    pub path: String,
    /// What could not be done, in words.
    pub why: String,
}

/// A rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleRow {
    /// The id of the form whose words these are; empty for reports that are missing.
    pub form: String,
    /// Its name.
    pub name: String,
    /// What it checks, in a few words.
    pub title: String,
    /// What to do about a finding.
    pub help: String,
    /// What it rests on: `form`, `regulation`, …
    pub authority: String,
    /// Where that is written.
    pub citation: String,
    /// Whether it is about more than one report.
    pub is_between: bool,
}

/// A run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRow {
    /// Its number, from 1; 0 without a store.
    pub number: i64,
    /// When it ended, `2024-03-05T08:00:00Z`; empty without a store.
    pub at: String,
    /// How much it came to.
    pub totals: Totals,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Reports that were checked.
    pub reports: usize,
    /// Files that gave nothing.
    pub unread: usize,
    /// Reports that could not be paired with a unit.
    pub unpaired: usize,
    /// Reports of units that are missing.
    pub missing: usize,
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub infos: usize,
    /// Relations that could not be checked.
    pub blocked: usize,
    /// Findings held back with a reason.
    pub suppressed: usize,
    /// Findings of the run before that were checked again and are gone.
    pub fixed: usize,
    /// Findings of earlier runs that were not checked again.
    pub unchecked: usize,
}

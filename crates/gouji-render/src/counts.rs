//! How much was found in a report or in all, and how much is not shown.

use gouji_model::{Blocked, Finding, Severity};
use serde::{Deserialize, Serialize};

use crate::{Checked, empty};

/// How many findings of each severity, and how much was blocked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    pub without_rules: usize,
    /// Relations between figures that were checked.
    pub relations: usize,
    /// Cells reported to be blank, and the tables they are in.
    pub blank: (usize, usize),
    /// What was found or blocked and is not shown.
    pub held: Withheld,
}

/// How much is not shown, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// Findings of rules that are not in force.
    pub ignored: usize,
    /// Relations that could not be evaluated, of rules that are not in force.
    pub ignored_blocked: usize,
    /// Findings suppressed with a reason.
    pub suppressed: usize,
    /// Findings known from a baseline.
    pub baselined: usize,
    /// Findings in a baseline that are there no longer.
    pub repaired: usize,
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
            without_rules: 0,
            relations: 0,
            blank: (0, 0),
            held: Withheld::default(),
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
        self.without_rules += other.without_rules;
        self.relations += other.relations;
        self.blank.0 += other.blank.0;
        self.blank.1 += other.blank.1;
        self.held.ignored += other.held.ignored;
        self.held.ignored_blocked += other.held.ignored_blocked;
        self.held.suppressed += other.held.suppressed;
        self.held.baselined += other.held.baselined;
        self.held.repaired += other.held.repaired;
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
}

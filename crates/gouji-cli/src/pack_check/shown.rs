//! What is shown of rule sets: the packs, what is wrong with their files, what the linter says.

use std::collections::BTreeSet;

use gouji_model::{Language, Severity};
use gouji_pack::{PackError, Survey};
use gouji_ruleset::Linted;

/// What is shown: the packs, what is wrong with their files, and what the linter says.
pub(super) struct Shown<'a> {
    pub survey: &'a Survey,
    pub faults: Vec<&'a PackError>,
    pub linted: &'a Linted,
    /// The files that are asked about; all where none is named.
    pub asked: Option<BTreeSet<&'a str>>,
    pub language: Language,
}

impl Shown<'_> {
    pub(super) fn count(&self, severity: Severity) -> usize {
        let faults = if severity == Severity::Error {
            self.faults.len()
        } else {
            0
        };
        faults + self.linted.count(severity)
    }

    /// Whether a file is one of those asked about.
    pub(super) fn is_asked(&self, file: &str) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked.contains(file))
    }
}

//! What stands after all reports: what was found in all, what failed, what is reported about the
//! configuration.

use gouji_model::{Language, Severity};
use gouji_rule::Pack;

use crate::Counts;

/// A file of which something could not be done.
#[derive(Clone, Debug)]
pub struct Failure {
    /// Its path as given.
    pub path: String,
    /// What could not be done.
    pub why: String,
}

/// Something reported about the configuration.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The configuration file.
    pub path: String,
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
    /// Name of the rule.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is the matter.
    pub message: String,
    /// As a person reads it, drawn with its place.
    pub drawn: String,
    /// As an entry of the JSON of the contract.
    pub json: String,
}

/// What stands after all reports.
#[derive(Debug)]
pub struct Ending<'a> {
    /// The packs that were in force.
    pub packs: &'a [&'a Pack],
    /// How many reports were checked.
    pub reports: usize,
    /// How much was found in all.
    pub counts: Counts,
    /// What could not be done.
    pub failures: &'a [Failure],
    /// The least severity of what is reported about the configuration that makes the check fail.
    pub fails_at: Severity,
    /// What is reported of the configuration.
    pub remarks: &'a [Remark],
    /// The language of messages.
    pub language: Language,
}

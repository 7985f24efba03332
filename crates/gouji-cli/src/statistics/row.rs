//! A line of the statistics.

use gouji_model::{Bilingual, Severity};
use gouji_render::Counts;

/// What a line is about; what is not counted by is the same in all lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub organ: String,
    pub year: Option<i32>,
    pub form: String,
    pub rule: String,
    pub severity: Option<Severity>,
}

/// How much was found there.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub findings: usize,
    pub reports: usize,
    pub counts: Counts,
    pub title: Bilingual,
}

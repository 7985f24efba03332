//! A report as it is shown in the end.

use gouji_audit::result::{BlockedRow, FindingRow, HeldRow};
use gouji_config::Meetings;
use gouji_render::Counts;
use gouji_store::Key;

use crate::check::Verdict;

/// About how many bytes a row takes of what could not be checked.
const BLOCKED: usize = 512;

/// A report as it is shown in the end.
#[derive(Default)]
pub(super) struct Rendered {
    /// Its texts, and how much was found beyond what it has by itself.
    pub verdict: Verdict,
    /// How much it has by itself, where that is at hand.
    pub single: Option<Counts>,
    /// What was found in all, where it was rendered anew.
    pub findings: Option<Vec<FindingRow>>,
    /// The same of what could not be checked.
    pub blocked: Vec<BlockedRow>,
    /// The same of what is held back because it was accepted.
    pub hidden: Vec<HeldRow>,
    /// How suppressions met what is between reports.
    pub meetings: Meetings,
    /// How many of the findings are between reports: they stand last.
    pub between: usize,
    /// Under which key the next run finds it.
    pub key: Option<Key>,
}

impl Rendered {
    /// Its texts and counts, with what is to be said of suppressions.
    pub(super) fn take_verdict(&mut self) -> Verdict {
        let mut verdict = std::mem::take(&mut self.verdict);
        if !self.meetings.is_empty() {
            verdict.held.push(std::mem::take(&mut self.meetings).into());
        }
        verdict
    }

    /// About how many bytes it takes while it waits.
    pub(super) fn weight(&self) -> usize {
        let findings = self.findings.iter().flatten().map(FindingRow::weight);
        self.verdict.weight()
            + findings.sum::<usize>()
            + (self.blocked.len() + self.hidden.len()) * BLOCKED
    }
}

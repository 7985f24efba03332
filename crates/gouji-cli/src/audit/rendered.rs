//! A report as it is shown in the end.

use gouji_audit::result::{BlockedRow, FindingRow};
use gouji_store::Key;

use crate::check::Verdict;

/// A report as it is shown in the end.
#[derive(Default)]
pub(super) struct Rendered {
    /// Its texts, and how much was found beyond what it has by itself.
    pub verdict: Verdict,
    /// What was found in all, where it was rendered anew.
    pub findings: Option<Vec<FindingRow>>,
    /// The same of what could not be checked.
    pub blocked: Vec<BlockedRow>,
    /// How many of the findings are between reports: they stand last.
    pub between: usize,
    /// Under which key the next run finds it.
    pub key: Option<Key>,
}

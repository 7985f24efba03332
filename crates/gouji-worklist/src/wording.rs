//! How rows are worded.

use gouji_model::Language;

use crate::answers::Verdict;

/// How rows are worded, and what is shown next to an audit's result.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'w> {
    /// In which language; the audit's.
    pub language: Language,
    /// Until when answers are due; empty where nobody says.
    pub deadline: &'w str,
    /// What became of the answers that came back.
    pub verdicts: &'w [Verdict],
}

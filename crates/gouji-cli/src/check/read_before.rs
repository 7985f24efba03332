//! What is known of a report that was read before.

use gouji_audit::{PackedReport, Published};

use super::Digests;

/// What is known of a report that was read before, beside the report.
pub(crate) struct ReadBefore {
    /// What tells its document from others.
    pub digests: Digests,
    /// Whether its file is a text, in which places are.
    pub is_text: bool,
    /// When it was published.
    pub published: Option<Published>,
    /// Its cells and what limits them.
    pub kept: PackedReport,
    /// The number under which what was read of it lies in the cache.
    pub number: i64,
}

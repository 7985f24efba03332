//! How a finding compares with a suppression.

use gouji_model::Bilingual;

/// How a finding compares with a suppression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// Another finding.
    Other,
    /// The finding, with other values than it was accepted with.
    Changed(Bilingual),
    /// The finding.
    Same,
}

//! A finding between files, as it is kept until it is shown.

use gouji_model::Finding;

use crate::protocol::DiagnosticRelatedInformation;

/// A finding between files.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Related {
    /// Which of the reports of its file it stands at.
    pub ordinal: usize,
    /// The finding, with the cells of its own report: where they stand is looked up when it is shown, since
    /// the text may have been edited meanwhile.
    pub finding: Finding,
    /// What it rests on in other files.
    pub other_reports: Vec<DiagnosticRelatedInformation>,
}

//! What is to be done for reports with findings between reports.

use std::collections::BTreeMap;

use gouji_audit::{Between, Repair, Unchecked};

/// What is to be done, by report.
#[derive(Default)]
pub(super) struct Tasks {
    /// The reports for which something is.
    pub tasks: BTreeMap<usize, Task>,
}

/// What is to be done for one report.
#[derive(Default)]
pub(super) struct Task {
    /// The report of the year before that it does not agree with.
    pub prior: Option<usize>,
    /// Findings that only other reports give.
    pub findings: Vec<Between>,
    /// What could not be checked for other reports' sake.
    pub unchecked: Vec<Unchecked>,
    /// What would mend it, or other years.
    pub repairs: Vec<Repair>,
}

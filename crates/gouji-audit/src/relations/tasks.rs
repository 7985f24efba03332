//! What is to be done for reports with findings between reports.

use std::collections::{BTreeMap, BTreeSet};

use crate::between::{Between, Pair, Repair, Unchecked};

/// What is to be done, by report.
#[derive(Debug, Default)]
pub struct Tasks {
    /// The reports for which something is.
    pub tasks: BTreeMap<usize, Task>,
}

/// What is to be done for one report.
#[derive(Debug, Default)]
pub struct Task {
    /// The report of the year before that it does not agree with.
    pub prior: Option<usize>,
    /// Findings that only other reports give.
    pub findings: Vec<Between>,
    /// What could not be checked for other reports' sake.
    pub unchecked: Vec<Unchecked>,
    /// What would mend it, or other years.
    pub repairs: Vec<Repair>,
}

/// What one unit's reports come to.
#[derive(Debug, Default)]
pub(super) struct OfUnit {
    /// Reports with the one before each.
    pub pairs: Vec<Pair>,
    pub repairs: Vec<Repair>,
    pub findings: Vec<Between>,
    pub unchecked: Vec<Unchecked>,
}

impl Tasks {
    /// Adds what one unit came to.
    pub(super) fn add(&mut self, of: OfUnit) {
        for pair in of.pairs {
            self.of(pair.report).prior = Some(pair.prior);
        }
        for repair in of.repairs {
            let mut touched: BTreeSet<usize> = repair.clears.iter().map(|(at, ..)| *at).collect();
            touched.insert(repair.report);
            for report in touched {
                self.of(report).repairs.push(repair.clone());
            }
        }
        for finding in of.findings {
            self.add_finding(finding);
        }
        for unchecked in of.unchecked {
            self.of(unchecked.report).unchecked.push(unchecked);
        }
    }

    /// Adds a finding to its report.
    pub(super) fn add_finding(&mut self, finding: Between) {
        if let Some(report) = finding.report {
            self.of(report).findings.push(finding);
        }
    }

    fn of(&mut self, report: usize) -> &mut Task {
        self.tasks.entry(report).or_default()
    }
}

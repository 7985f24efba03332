//! What is to be done for one report with findings between reports.

use gouji_check::Outcome;
use gouji_model::{Blocked, Finding, Report};

use crate::between::{Between, Repair, Unchecked};

/// What is to be done for one report.
#[derive(Debug, Default)]
pub struct Task {
    /// The report of the year before that it does not agree with.
    pub prior: Option<usize>,
    /// Findings that only other reports give.
    pub findings: Vec<Between>,
    /// What could not be checked for other reports' sake.
    pub unchecked: Vec<Unchecked>,
    /// What would repair it, or other years.
    pub repairs: Vec<Repair>,
    /// All of it as it was laid down, which tells it from any other.
    pub laid: Vec<u8>,
}

/// A piece of a task.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// The report of the year before that it does not agree with.
    Prior(usize),
    /// A finding that only other reports give.
    Finding(Box<Between>),
    /// What could not be checked.
    Unchecked(Unchecked),
    /// What would repair it, or other years.
    Repair(Repair),
}

impl Task {
    /// Adds a piece.
    pub(super) fn add(&mut self, item: Item) {
        match item {
            Item::Prior(prior) => self.prior = Some(prior),
            Item::Finding(finding) => self.findings.push(*finding),
            Item::Unchecked(unchecked) => self.unchecked.push(unchecked),
            Item::Repair(repair) => self.repairs.push(repair),
        }
    }

    /// Completes what a report came to, held against the one before it, by what only other reports give.
    pub(super) fn complete(&self, outcome: &mut Outcome, report: &Report) {
        for between in &self.findings {
            let mut finding = between.finding.clone();
            // What last year's report alone gives is reported once.
            if finding.cells.is_empty() {
                drop_known(outcome, &finding.rule, finding.at.as_deref());
                let section = finding.at.as_deref().and_then(|at| report.section(at));
                finding.place = section.and_then(|section| section.place);
            }
            outcome.findings.push(finding);
        }
        for unchecked in &self.unchecked {
            // Of files that differ each has an answer of its own: none of them counts.
            drop_known(outcome, &unchecked.rule, unchecked.at.as_deref());
            outcome.blocked.push(Blocked {
                rule: unchecked.rule.clone(),
                at: unchecked.at.clone(),
                cells: Vec::new(),
                reason: unchecked.reason.clone(),
            });
        }
    }

    /// The repairs that repair a finding of a report.
    pub fn repairs_of<'t>(
        &'t self,
        report: usize,
        finding: &'t Finding,
    ) -> impl Iterator<Item = &'t Repair> {
        self.repairs.iter().filter(move |repair| {
            let mut clears = repair.clears.iter();
            clears.any(|(of, rule, at)| (*of, rule, at) == (report, &finding.rule, &finding.at))
        })
    }
}

/// Takes out what is known of an instance of a rule.
fn drop_known(outcome: &mut Outcome, rule: &str, at: Option<&str>) {
    let is_it = |its: &str, its_at: Option<&str>| its == rule && its_at == at;
    outcome
        .findings
        .retain(|known| !is_it(&known.rule, known.at.as_deref()));
    outcome
        .blocked
        .retain(|known| !is_it(&known.rule, known.at.as_deref()));
}

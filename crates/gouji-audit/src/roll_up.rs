//! A unit's figures are those of the units that count towards it, added up.
//!
//! Children are added one at a time, so that memory does not grow with their number. Where sums
//! differ, what would repair all of them is looked for in `suspects`.

mod absent;
mod blocked;
mod cause;
mod disputed;
mod members;
mod own_sums;
mod sums;
mod suspects;
mod whole_report;
mod wording;

use std::collections::BTreeMap;

use gouji_model::{CellId, Evidence, Figure, Finding, IdentityMaker, Severity};
use gouji_rule::Rule;

use crate::between::{Between, Far, Guess, Repair, Unchecked};
use crate::run_reports::RunReports;

use absent::Absent;
use blocked::per_table;
use cause::Cause;
use sums::Sums;
use wording::Amounts;

pub use members::{Below, Member, Parent, RollUp};

/// What adding up came to.
#[derive(Clone, Debug, Default)]
pub struct Added {
    /// Cells that are not the sum.
    pub findings: Vec<Between>,
    /// Tables that could not be added up.
    pub blocked: Vec<Unchecked>,
    /// What of it certainly stands wrong in one report below, with the relations of that report which it mends.
    pub repairs: Vec<Repair>,
}

/// Compares a unit's figures with the sums over the units that count towards it.
#[must_use]
pub fn add_up(
    run_reports: &dyn RunReports,
    rule: RollUp<'_>,
    parent: &Parent,
    below: Below<'_>,
) -> Added {
    let members = below.members;
    let mut added = Added::default();
    let absent = Absent::among(members);
    if members.iter().all(|one| one.reports.is_empty()) {
        added.blocked.extend(absent.all(rule, parent));
        return added;
    }
    let sums = Sums::of(run_reports, rule, parent, members);
    let mut differences = sums.differences(&parent.bound);
    added.blocked.extend(sums.blocked(rule.rule, parent));
    added
        .blocked
        .extend(absent.take_open(rule.rule, parent, &mut differences));
    if differences.is_empty() {
        return added;
    }
    let missing = absent.missing;
    let search = suspects::Search::new(run_reports, parent, below, &missing);
    let mut causes = search.causes(&differences, &sums.compared(&parent.bound));
    let form = &parent.bound.pack.form;
    disputed::doubt(run_reports, form, below, &mut causes);
    let repairs = causes.iter();
    let repairs = repairs.filter_map(|cause| cause.repair(run_reports, members));
    added.repairs = repairs.collect();
    // A change that would do as well as another is no reason to leave out those who are missing.
    let is_explained = |cell: &CellId| {
        let mut own = causes.iter().filter(|cause| cause.explains(*cell));
        own.any(Cause::stands_out)
    };
    if !missing.is_empty() {
        // What is above the sum may be those who are missing: nobody can tell.
        let open = |cell: &CellId, by: &Figure| !by.is_negative() && !is_explained(cell);
        let (unknown, known): (BTreeMap<_, _>, BTreeMap<_, _>) = differences
            .into_iter()
            .partition(|(cell, by)| open(cell, by));
        if !unknown.is_empty() {
            let cells: Vec<CellId> = unknown.into_keys().collect();
            let reason = wording::missing(&missing, parent.year);
            added
                .blocked
                .extend(per_table(rule.rule, parent, &cells, &reason));
        }
        differences = known;
    }
    let present: Vec<usize> = sums.first_reports();
    for (cell, by) in &differences {
        let guesses: Vec<&Cause> = causes
            .iter()
            .filter(|cause| cause.explains(*cell))
            .collect();
        let differing = Differing {
            rule: rule.rule,
            parent,
            cell: *cell,
            by: *by,
            present: &present,
        };
        added.findings.push(differing.finding(&guesses));
    }
    added
}

/// A cell that is not the sum.
struct Differing<'d> {
    rule: &'d Rule,
    parent: &'d Parent,
    cell: CellId,
    /// How far it is above the sum.
    by: Figure,
    /// The reports that were added up.
    present: &'d [usize],
}

impl Differing<'_> {
    fn finding(&self, causes: &[&Cause]) -> Between {
        let Self {
            rule,
            parent,
            cell,
            by,
            present,
        } = *self;
        let form = &parent.bound.pack.form;
        let own = parent
            .bound
            .report
            .cell(cell)
            .and_then(gouji_model::Cell::figure);
        let own = own.unwrap_or_default();
        let total = own.checked_sub(by).unwrap_or_default();
        let address = form.address(cell);
        let mut identity = IdentityMaker::new(&form.id, &rule.name, Some(&address));
        identity.value(&format!("{address}={own}"));
        identity.value(&format!("sum={total}"));
        let guesses: Vec<Guess> = causes
            .iter()
            .filter_map(|cause| cause.guess(cell, &address))
            .collect();
        let message = wording::message(rule, form, cell, Amounts { own, total, by }, present.len());
        let message = wording::with_suspects(message, causes, cell);
        // The unit above may be right: nobody has to change anything in its report.
        let mut each = causes.iter();
        let is_missing = !causes.is_empty() && each.all(|cause| cause.report.is_none());
        Between {
            report: Some(parent.bound.number),
            unit: Some(parent.number),
            year: Some(parent.year),
            finding: Finding {
                severity: match is_missing {
                    true => Severity::Info,
                    false => rule.severity,
                },
                at: Some(address.clone()),
                cells: vec![Evidence { cell, prior: false }],
                ..rule.finding(identity.finish(), message)
            },
            far: present
                .iter()
                .map(|report| Far {
                    report: *report,
                    id: address.clone(),
                })
                .collect(),
            suspects: guesses,
            passages: Vec::new(),
        }
    }
}

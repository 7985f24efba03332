//! What would repair sums that differ: a change of one report, or one that is missing.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{CellId, Figure};

use super::members::Member;
use super::whole_report::WholeReport;
use crate::between::{Guess, Repair};
use crate::run_reports::RunReports;
use crate::standing::Broken;

/// What would repair some cells.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    /// The unit whose report it is.
    pub unit: usize,
    /// Its name.
    pub name: String,
    /// Its report; none where that is what is missing.
    pub report: Option<usize>,
    pub year: i32,
    /// What the cells of the unit above that it repairs should be in the cause's report.
    pub cells: BTreeMap<CellId, Figure>,
    /// The same by the cells of the cause's own form.
    pub changes: Vec<(CellId, Figure)>,
    /// Its place among the units below; none for the unit above, or where a report is missing.
    pub member: Option<usize>,
    /// How much speaks for it beyond that it fits.
    pub weight: usize,
    /// The unit whose report is just what differs.
    pub whole_report: Option<WholeReport>,
    /// The cells of the unit above for which nothing else repairs the same as well.
    pub certain: BTreeSet<CellId>,
    /// The sums of its report that it mends.
    pub mends: BTreeSet<Broken>,
    /// What of it the report itself says.
    pub said: Said,
}

/// What of a change the report itself says.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    /// The cells, with all that have to be changed then.
    pub changes: Vec<(CellId, Figure)>,
    /// The sums that this mends.
    pub mends: BTreeSet<Broken>,
}

impl Cause {
    /// Whether it repairs a cell.
    pub(super) fn explains(&self, cell: CellId) -> bool {
        self.cells.contains_key(&cell)
    }

    /// What should stand in the cause's report for a cell to be the sum.
    pub(super) fn figure(&self, cell: CellId) -> Option<Figure> {
        self.cells.get(&cell).copied()
    }

    /// Whether nothing else repairs a cell as well.
    pub(super) fn is_certain(&self, cell: CellId) -> bool {
        self.certain.contains(&cell)
    }

    /// Whether it explains what is above a sum from which somebody is missing: it is who is missing, or the report
    /// of one unit as a whole.
    pub(super) const fn stands_out(&self) -> bool {
        self.report.is_none() || self.whole_report.is_some()
    }

    /// Whether it is the same report as another, of which it mends one of the same sums: both cannot be.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.report == other.report && !self.mends.is_disjoint(&other.mends)
    }

    /// It as what mends the report of a unit below, where it is certain. Of several files of one report each says
    /// what it says.
    pub(super) fn repair(
        &self,
        run_reports: &dyn RunReports,
        members: &[Member<'_>],
    ) -> Option<Repair> {
        let Said { changes, mends } = &self.said;
        let member = members.get(self.member?)?;
        let [report] = member.reports[..] else {
            return None;
        };
        if mends.is_empty() || self.certain.len() < changes.len() {
            return None;
        }
        let bound = run_reports.bound(report)?;
        let cells = changes.iter();
        let cells =
            cells.map(|(cell, figure)| (bound.pack.form.address(*cell), figure.to_string()));
        let clears = mends.iter().filter_map(|(is_next, rule, at)| {
            let at_report = if *is_next { member.around[1]? } else { report };
            Some((at_report, rule.clone(), at.clone()))
        });
        Some(Repair {
            report,
            year: self.year,
            cells: cells.collect(),
            clears: clears.collect(),
            is_certain: true,
        })
    }

    /// It as a suspect of the finding at a cell.
    pub(super) fn guess(&self, cell: CellId, address: &str) -> Option<Guess> {
        Some(Guess {
            report: self.report,
            unit: Some(self.unit),
            year: Some(self.year),
            id: address.to_owned(),
            suggested: self.figure(cell)?.to_string(),
            is_certain: self.is_certain(cell),
        })
    }
}

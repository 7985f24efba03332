//! What would mend sums that differ: one change of the unit above, of one unit below, or one that is
//! missing. All that fit are told; one is certain where no other fits as well.

use std::collections::{BTreeMap, BTreeSet};

use gouji_check::check_relations;
use gouji_model::{CellId, Figure};

use super::members::{Member, Parent};
use crate::between::Guess;
use crate::run_reports::{Bound, RunReports, cell_of, held};
use crate::years::{may_hold, set};

/// What would mend some cells.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    /// The unit whose report it is.
    pub unit: usize,
    /// Its name.
    pub name: String,
    /// Its report; none where that is what is missing.
    pub report: Option<usize>,
    year: i32,
    /// What the cells of the unit above that it mends should be in the cause's report.
    cells: BTreeMap<CellId, Figure>,
    /// How much speaks for it beyond that it fits.
    weight: usize,
    /// Whether nothing else mends the same as well.
    pub is_certain: bool,
}

impl Cause {
    /// Whether it mends a cell.
    pub(super) fn explains(&self, cell: CellId) -> bool {
        self.cells.contains_key(&cell)
    }

    /// What should stand in the cause's report for a cell to be the sum.
    pub(super) fn figure(&self, cell: CellId) -> Option<Figure> {
        self.cells.get(&cell).copied()
    }

    /// It as a suspect of the finding at a cell.
    pub(super) fn guess(&self, cell: CellId, address: &str) -> Option<Guess> {
        Some(Guess {
            report: self.report,
            unit: Some(self.unit),
            year: Some(self.year),
            id: address.to_owned(),
            suggested: self.figure(cell)?.to_string(),
            is_certain: self.is_certain,
        })
    }
}

/// Where causes are looked for.
pub(super) struct Search<'s> {
    pub run_reports: &'s dyn RunReports,
    pub parent: &'s Parent,
    pub members: &'s [Member<'s>],
    pub missing: &'s [&'s Member<'s>],
}

type Differences = BTreeMap<CellId, Figure>;

impl Search<'_> {
    /// The causes of differences: of all together where there are such, else of each table, else of
    /// each cell.
    pub(super) fn causes(&self, differences: &Differences) -> Vec<Cause> {
        let all = self.of_all(differences);
        if !all.is_empty() {
            return all;
        }
        let form = &self.parent.bound.pack.form;
        let mut tables: BTreeMap<u16, Differences> = BTreeMap::new();
        for (cell, by) in differences {
            let table = tables.entry(form.table_id_of(*cell).0).or_default();
            table.insert(*cell, *by);
        }
        let is_one_table = tables.len() < 2;
        let mut causes = Vec::new();
        for table in tables.into_values() {
            let found = if is_one_table {
                Vec::new()
            } else {
                self.of_all(&table)
            };
            if found.is_empty() && table.len() > 1 {
                let cells = table.into_iter();
                causes.extend(cells.flat_map(|one| self.of_all(&BTreeMap::from([one]))));
            } else {
                causes.extend(found);
            }
        }
        causes
    }

    /// The causes that mend all of some differences, the most likely first; only those that are as
    /// likely as the first.
    fn of_all(&self, differences: &Differences) -> Vec<Cause> {
        let mut causes: Vec<Cause> = self.of_parent(differences).into_iter().collect();
        for member in self.members.iter().filter(|one| !one.reports.is_empty()) {
            causes.extend(self.of_child(member, differences));
        }
        for member in self.missing {
            causes.extend(self.of_missing(member, differences));
        }
        let most = causes.iter().map(|cause| cause.weight).max().unwrap_or(0);
        causes.retain(|cause| cause.weight == most);
        let is_certain = causes.len() == 1;
        causes
            .iter_mut()
            .for_each(|cause| cause.is_certain = is_certain);
        causes
    }

    fn of_parent(&self, differences: &Differences) -> Option<Cause> {
        let parent = &self.parent;
        let changes = differences.iter().map(|(cell, by)| {
            let own = parent.bound.report.cell(*cell)?.figure()?;
            Some((*cell, own.checked_sub(*by)?))
        });
        let changes: Vec<(CellId, Figure)> = changes.collect::<Option<_>>()?;
        let weight = repaired(self.run_reports, &parent.bound, parent.around, &changes)?;
        Some(Cause {
            unit: parent.number,
            name: parent.bound.report.organization.clone().unwrap_or_default(),
            report: Some(parent.bound.number),
            year: parent.year,
            cells: changes.into_iter().collect(),
            weight,
            is_certain: false,
        })
    }

    fn of_child(&self, member: &Member<'_>, differences: &Differences) -> Option<Cause> {
        let form = &self.parent.bound.pack.form;
        let bound = held(self.run_reports, &member.reports)?;
        let mut cells = BTreeMap::new();
        let mut changes = Vec::new();
        for (cell, by) in differences {
            let its = cell_of(&bound, form, *cell)?;
            let wanted = bound.report.cell(its)?.figure()?.checked_add(*by)?;
            if !may_hold(&bound, its, wanted) {
                return None;
            }
            cells.insert(*cell, wanted);
            changes.push((its, wanted));
        }
        let weight = repaired(self.run_reports, &bound, member.around, &changes)?;
        Some(Cause {
            unit: member.number,
            name: member.unit.name.clone(),
            report: Some(bound.number),
            year: self.parent.year,
            cells,
            weight,
            is_certain: false,
        })
    }

    /// A unit whose report is missing: what lacks in the sum would be its figures. They fit where they
    /// are those of last year, or where they are in order by themselves and follow from last year.
    fn of_missing(&self, member: &Member<'_>, differences: &Differences) -> Option<Cause> {
        let form = &self.parent.bound.pack.form;
        let before = self.run_reports.bound(member.around[0]?)?;
        let mut same = 0;
        let mut other = 0;
        for (cell, by) in differences {
            if !may_hold(&self.parent.bound, *cell, *by) {
                return None;
            }
            let its = cell_of(&before, form, *cell);
            let figure = its.and_then(|its| before.report.cell(its)?.figure());
            match figure == Some(*by) {
                true => same += 1,
                false => other += 1,
            }
        }
        let follows = self.follow(&before, differences);
        if other > 0 && follows.is_none() {
            return None;
        }
        Some(Cause {
            unit: member.number,
            name: member.unit.name.clone(),
            report: None,
            year: self.parent.year,
            cells: differences.clone(),
            weight: 1 + same + follows.unwrap_or(0),
            is_certain: false,
        })
    }

    /// Whether differences, as a report of their own, are in order and follow from another; with how
    /// many relations to that one hold that blank tables would break.
    fn follow(&self, before: &Bound, differences: &Differences) -> Option<usize> {
        let form = &self.parent.bound.pack.form;
        let tables: BTreeSet<u16> = differences
            .keys()
            .map(|cell| form.table_id_of(*cell).0)
            .collect();
        // What tables hold that are no sums is not known: what is said of them does not count.
        let broken = |figures: &Differences| {
            let mut own = self.parent.bound.clone();
            for cell in form.cells() {
                let figure = figures.get(&cell).copied().unwrap_or_default();
                set(&mut own, &[(cell, figure)]);
            }
            own.report.strays.clear();
            own.report.organization = None;
            let prior = Some((&*before.pack.form, &before.report));
            let found = check_relations(&own.pack, &own.report, prior).findings;
            let concerns = |finding: &&gouji_model::Finding| {
                let mut cells = finding.cells.iter().filter(|cell| !cell.prior);
                cells.any(|one| tables.contains(&form.table_id_of(one.cell).0))
            };
            found.iter().filter(concerns).count()
        };
        (broken(differences) == 0).then(|| broken(&Differences::new()))
    }
}

/// How many broken relations a change of a report mends, towards the years around it, too; nothing
/// where it breaks another.
fn repaired(
    run_reports: &dyn RunReports,
    bound: &Bound,
    around: [Option<usize>; 2],
    changes: &[(CellId, Figure)],
) -> Option<usize> {
    let possible = changes
        .iter()
        .all(|(cell, figure)| may_hold(bound, *cell, *figure));
    if !possible {
        return None;
    }
    let [before, after] = around.map(|report| report.and_then(|report| run_reports.bound(report)));
    let broken = |bound: &Bound| {
        let prior = before.as_ref().map(|one| (&*one.pack.form, &one.report));
        let own = check_relations(&bound.pack, &bound.report, prior).findings;
        let next = after.as_ref().map(|after| {
            let prior = Some((&*bound.pack.form, &bound.report));
            check_relations(&after.pack, &after.report, prior).findings
        });
        let names = |which: u8, findings: Vec<gouji_model::Finding>| {
            let names = findings.into_iter();
            names.map(move |one| (which, one.rule, one.at))
        };
        let next = next.into_iter().flat_map(|next| names(1, next));
        names(0, own).chain(next).collect::<BTreeSet<_>>()
    };
    let then = broken(bound);
    let mut changed = bound.clone();
    set(&mut changed, changes);
    let now = broken(&changed);
    now.is_subset(&then).then(|| then.len() - now.len())
}

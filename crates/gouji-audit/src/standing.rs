//! How a report stands to the years around it, and what a change of it would repair.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use gouji_check::{broken_relations, check_relations};
use gouji_model::{CellId, Figure, Finding, Form, Report};

use crate::change::{is_equality, may_hold, set, wanted};
use crate::run_reports::{Bound, RunReports};
use crate::unchecked::{Changed, Side, unchecked};

/// A broken relation: whether it is one of the year after, its rule, and which instance of it.
pub(crate) type Broken = (bool, String, Option<String>);

/// A report and those of the same unit of the years around it.
pub(crate) struct Standing {
    bound: Bound,
    before: Option<Bound>,
    after: Option<Bound>,
    /// The relations that are broken as it is.
    broken: BTreeSet<Broken>,
    /// The sums that do not hold as it is, once they are asked for.
    unequal: OnceCell<Vec<(bool, Finding)>>,
}

/// What a change comes to.
pub(crate) struct Repaired {
    /// How many broken relations it repairs.
    pub relations: usize,
    /// Whether all that could speak against it was checked.
    is_checked: bool,
}

/// What a change mends.
pub(crate) struct Mended {
    /// Its cells that stand in a sum which it mends.
    pub cells: BTreeSet<CellId>,
    /// The sums.
    pub relations: BTreeSet<Broken>,
    /// Whether other sums with cells of it still do not hold: then the report itself says that something else
    /// should stand there.
    pub is_contradicted: bool,
}

impl Repaired {
    /// The cells that are repaired, where all that could speak against it was checked.
    pub(crate) fn certain(&self, cells: &BTreeMap<CellId, Figure>) -> BTreeSet<CellId> {
        let cells = cells.keys().copied();
        cells.filter(|_| self.is_checked).collect()
    }
}

impl Standing {
    /// How a report stands to those before and after it.
    pub(crate) fn of(
        run_reports: &dyn RunReports,
        bound: Bound,
        around: [Option<usize>; 2],
    ) -> Self {
        let [before, after] =
            around.map(|report| report.and_then(|report| run_reports.bound(report)));
        Self::between(bound, [before, after])
    }

    /// How a report stands to those before and after it.
    pub(crate) fn between(bound: Bound, [before, after]: [Option<Bound>; 2]) -> Self {
        let mut standing = Self {
            bound,
            before,
            after,
            broken: BTreeSet::new(),
            unequal: OnceCell::new(),
        };
        standing.broken = standing.broken_in(&standing.bound);
        standing
    }

    /// The report.
    pub(crate) const fn bound(&self) -> &Bound {
        &self.bound
    }

    fn prior(&self) -> Option<(&Form, &Report)> {
        let before = self.before.as_ref();
        before.map(|one| (&*one.pack.form, &one.report))
    }

    /// The relations that are broken where the report is another, towards the years around it, too.
    fn broken_in(&self, bound: &Bound) -> BTreeSet<Broken> {
        let own = broken_relations(&bound.pack, &bound.report, self.prior());
        let next = self.after.iter().flat_map(|after| {
            let prior = Some((&*bound.pack.form, &bound.report));
            broken_relations(&after.pack, &after.report, prior)
        });
        let own = own.into_iter().map(|(rule, at)| (false, rule, at));
        own.chain(next.map(|(rule, at)| (true, rule, at))).collect()
    }

    /// What a change of the report repairs; nothing where it breaks another relation.
    pub(crate) fn repaired(&self, changes: &[(CellId, Figure)]) -> Option<Repaired> {
        self.relations_repaired(changes).map(|relations| Repaired {
            relations,
            is_checked: self.unchecked(changes) == 0,
        })
    }

    /// How many relations a change of the report repairs; nothing where it breaks another.
    fn relations_repaired(&self, changes: &[(CellId, Figure)]) -> Option<usize> {
        let mut each = changes.iter();
        if !each.all(|(cell, figure)| may_hold(&self.bound, *cell, *figure)) {
            return None;
        }
        let now = self.broken_in(&self.corrected(changes));
        now.is_subset(&self.broken)
            .then(|| self.broken.len() - now.len())
    }

    /// The report with a change.
    pub(crate) fn corrected(&self, changes: &[(CellId, Figure)]) -> Bound {
        let mut corrected = self.bound.clone();
        set(&mut corrected, changes);
        corrected
    }

    /// The sums that do not hold as the report is.
    fn unequal(&self) -> &[(bool, Finding)] {
        self.unequal.get_or_init(|| self.equalities_in(&self.bound))
    }

    /// The sums that do not hold where the report is another, each with whether it is one of the year after.
    fn equalities_in(&self, bound: &Bound) -> Vec<(bool, Finding)> {
        let own = check_relations(&bound.pack, &bound.report, self.prior()).findings;
        let next = self.after.iter().flat_map(|after| {
            let prior = Some((&*bound.pack.form, &bound.report));
            check_relations(&after.pack, &after.report, prior).findings
        });
        let own = own.into_iter().map(|finding| (false, finding));
        let all = own.chain(next.map(|finding| (true, finding)));
        all.filter(|(_, finding)| is_equality(finding)).collect()
    }

    /// The sums that a change mends, with its cells that stand in them: for these the report itself speaks.
    pub(crate) fn mended(&self, changes: &[(CellId, Figure)]) -> Mended {
        let left = self.equalities_in(&self.corrected(changes));
        let is_contradicted = touches(&left, changes);
        let left: BTreeSet<Broken> = left.iter().map(name).collect();
        let broken = self.unequal().iter();
        let mended = broken.filter(|one| !left.contains(&name(one)));
        let mended: Vec<&(bool, Finding)> = mended.collect();
        let cells = mended.iter().flat_map(|(is_next, finding)| {
            let own = finding.cells.iter();
            own.filter(|one| one.prior == *is_next).map(|one| one.cell)
        });
        let is_changed = |cell: &CellId| changes.iter().any(|(own, _)| own == cell);
        Mended {
            cells: cells.filter(is_changed).collect(),
            relations: mended.iter().map(|one| name(one)).collect(),
            is_contradicted,
        }
    }

    /// What of a change can be made alone, for what the report itself says of it, without making the report worse:
    /// with it goes what holds the sums that would not hold any more. Nothing where that is not enough.
    pub(crate) fn alone(
        &self,
        said: &[(CellId, Figure)],
        changes: &[(CellId, Figure)],
    ) -> Option<Vec<(CellId, Figure)>> {
        let mut alone = said.to_vec();
        while !alone.is_empty() && self.relations_repaired(&alone).is_none() {
            let mut left = self.equalities_in(&self.corrected(&alone));
            left.retain(|one| !self.unequal().iter().any(|known| name(known) == name(one)));
            let others = changes.iter().filter(|one| !alone.contains(one));
            let more = others.filter(|one| touches(&left, std::slice::from_ref(one)));
            let more: Vec<(CellId, Figure)> = more.copied().collect();
            if more.is_empty() {
                return None;
            }
            alone.extend(more);
        }
        Some(alone)
    }

    /// Whether sums with cells of a change still do not hold once it is made.
    pub(crate) fn is_contradicted(&self, changes: &[(CellId, Figure)]) -> bool {
        touches(&self.equalities_in(&self.corrected(changes)), changes)
    }

    /// Whether one cell of a change alone repairs as many relations: then nothing of the report speaks for the
    /// others.
    pub(crate) fn is_divisible(&self, changes: &[(CellId, Figure)], relations: usize) -> bool {
        if changes.len() < 2 || relations == 0 {
            return false;
        }
        self.unequal().iter().any(|(is_next, finding)| {
            let wanted = finding.equation.as_ref().map(wanted).unwrap_or_default();
            wanted.iter().any(|(evidence, figure)| {
                let is_changed = changes.iter().any(|(cell, _)| *cell == evidence.cell);
                evidence.prior == *is_next
                    && is_changed
                    && self.relations_repaired(&[(evidence.cell, *figure)]) >= Some(relations)
            })
        })
    }

    /// How many relations with the cells of a change could not be checked.
    fn unchecked(&self, changes: &[(CellId, Figure)]) -> usize {
        let bound = &self.bound;
        let cells: Vec<CellId> = changes.iter().map(|(cell, _)| *cell).collect();
        let changed = |side| Changed {
            side,
            cells: &cells,
        };
        let own = unchecked(&bound.pack, &bound.report, self.prior(), changed(Side::Own));
        let next = self.after.as_ref().map_or(0, |after| {
            let prior = Some((&*bound.pack.form, &bound.report));
            unchecked(&after.pack, &after.report, prior, changed(Side::Prior))
        });
        own + next
    }
}

/// What a relation is called.
fn name((is_next, finding): &(bool, Finding)) -> Broken {
    (*is_next, finding.rule.clone(), finding.at.clone())
}

/// Whether sums, each with whether it is one of the year after, have cells of a change.
fn touches(sums: &[(bool, Finding)], changes: &[(CellId, Figure)]) -> bool {
    sums.iter().any(|(is_next, finding)| {
        let mut cells = finding.cells.iter();
        cells.any(|one| one.prior == *is_next && changes.iter().any(|(cell, _)| *cell == one.cell))
    })
}

//! What would repair sums that differ: one change of the unit above, of one unit below, or one that is
//! missing. All that fit are reported; one is certain where no other fits as well and its report says so itself.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use gouji_check::check_relations;
use gouji_model::{CellId, Figure, Finding, FormId};

use super::cause::{Cause, Said};
use super::members::{Below, Differences, Member, Parent};
use super::own_sums::OwnSums;
use super::whole_report::{Against, Done};
use crate::change::{may_hold, set};
use crate::run_reports::{Bound, RunReports, cell_of, held};
use crate::standing::Standing;

/// Where causes are looked for.
pub(super) struct Search<'s> {
    run_reports: &'s dyn RunReports,
    parent: &'s Parent,
    members: &'s [Member<'s>],
    /// Units below that do not count.
    apart: &'s [Member<'s>],
    missing: &'s [&'s Member<'s>],
    /// The cells of a unit below that are not the sums over those below it.
    unequal: &'s dyn Fn(&Member<'_>, &Bound) -> Vec<CellId>,
    /// How the unit above stands to the years around it.
    own: Standing,
    /// The same of units below, which are asked for part by part.
    known: RefCell<BTreeMap<usize, Option<Rc<Standing>>>>,
}

/// How many units below are held.
const HELD: usize = 32;

/// Differences that one cause may have.
struct Part {
    differences: Differences,
    /// The units whose own sums do not speak against it, by their place among the members.
    possible: Vec<usize>,
    /// Whether it is all that differs.
    is_whole: bool,
}

impl<'s> Search<'s> {
    /// Where causes are looked for: the unit above and those below it, of which some are missing.
    pub(super) fn new(
        run_reports: &'s dyn RunReports,
        parent: &'s Parent,
        below: Below<'s>,
        missing: &'s [&'s Member<'s>],
    ) -> Self {
        Self {
            run_reports,
            parent,
            members: below.members,
            apart: below.apart,
            missing,
            unequal: below.unequal,
            own: Standing::of(run_reports, parent.bound.clone(), parent.around),
            known: RefCell::default(),
        }
    }

    /// How a unit below stands to the years around it.
    fn standing(&self, number: usize, member: &Member<'_>) -> Option<Rc<Standing>> {
        if let Some(known) = self.known.borrow().get(&number) {
            return known.clone();
        }
        let bound = held(self.run_reports, &member.reports);
        let bound = bound.map(|bound| Standing::of(self.run_reports, bound, member.around));
        let standing = bound.map(Rc::new);
        let mut known = self.known.borrow_mut();
        if known.len() < HELD {
            known.insert(number, standing.clone());
        }
        standing
    }

    /// The causes of differences: a report as a whole, else of all together where there are such, else of each
    /// table, else of each cell.
    pub(super) fn causes(&self, differences: &Differences, compared: &[CellId]) -> Vec<Cause> {
        if let Some(cause) = self.of_whole_report(differences, compared) {
            return vec![cause];
        }
        let form = &self.parent.bound.pack.form;
        let mut by_table: BTreeMap<u16, Differences> = BTreeMap::new();
        for (cell, by) in differences {
            let table = by_table.entry(form.table_id_of(*cell).0).or_default();
            table.insert(*cell, *by);
        }
        let whole = self.part(differences.clone(), true);
        let tables = by_table.values();
        let tables = tables.map(|table| self.part(table.clone(), by_table.len() == 1));
        let cells = differences.iter();
        let cells = cells.map(|(cell, by)| {
            let one = BTreeMap::from([(*cell, *by)]);
            self.part(one, differences.len() == 1)
        });
        let mut parts: Vec<Part> = std::iter::once(whole).chain(tables).chain(cells).collect();
        self.find_possible(&mut parts);
        let Some((whole, parts)) = parts.split_first() else {
            return Vec::new();
        };
        let all = self.of_part(whole);
        if !all.is_empty() {
            return all;
        }
        let (tables, cells) = parts.split_at(by_table.len().min(parts.len()));
        let mut causes = Vec::new();
        for table in tables {
            let found = match table.is_whole {
                true => Vec::new(),
                false => self.of_part(table),
            };
            if found.is_empty() {
                let own = cells.iter().filter(|cell| {
                    let mut cells = cell.differences.keys();
                    cells.any(|cell| table.differences.contains_key(cell))
                });
                let own = own.filter(|cell| !cell.is_whole && table.differences.len() > 1);
                causes.extend(own.flat_map(|cell| self.of_part(cell)));
            }
            causes.extend(found);
        }
        doubt_each_other(&mut causes);
        causes
    }

    /// The unit above with a report left out, or one too many; or one that is missing, of which last year's was
    /// added. What the years around say does not matter: the same may have been done in them.
    fn of_whole_report(&self, differences: &Differences, compared: &[CellId]) -> Option<Cause> {
        let form = &self.parent.bound.pack.form;
        let against = Against::new(form, differences, compared)?;
        let (whole_report, of) = against.one_of(self.run_reports, self.members, self.apart)?;
        let is_missing = whole_report.done == Done::LastYears;
        let mut cause = match is_missing {
            true => self.as_missing(of, differences),
            false => self.as_parent(differences)?,
        };
        // What is missing belongs into the sum as well.
        if self.missing.is_empty() {
            cause.certain = differences.keys().copied().collect();
        }
        cause.whole_report = Some(whole_report);
        Some(cause)
    }

    const fn part(&self, differences: Differences, is_whole: bool) -> Part {
        Part {
            differences,
            possible: Vec::new(),
            is_whole,
        }
    }

    /// Finds the units whose own sums do not speak against each part: every report is looked at once.
    fn find_possible(&self, parts: &mut [Part]) {
        let form = &self.parent.bound.pack.form;
        let mut sums: Vec<(FormId, OwnSums)> = Vec::new();
        for (number, member) in self.members.iter().enumerate() {
            let Some(bound) = held(self.run_reports, &member.reports) else {
                continue;
            };
            let id = &bound.pack.form.id;
            let known = sums.iter().position(|(form, _)| form == id);
            let known = known.unwrap_or_else(|| {
                sums.push((id.clone(), OwnSums::of(&bound.pack)));
                sums.len() - 1
            });
            let Some((_, sums)) = sums.get(known) else {
                continue;
            };
            for part in &mut *parts {
                let changes = part.differences.iter().map(|(cell, by)| {
                    let its = cell_of(&bound, form, *cell)?;
                    Some((its, *by))
                });
                let changes: Option<Vec<(CellId, Figure)>> = changes.collect();
                if changes.is_some_and(|changes| !sums.rule_out(&bound.report, &changes)) {
                    part.possible.push(number);
                }
            }
        }
    }

    /// The causes that repair all of a part, the most likely first; only those that are as likely as the
    /// first.
    fn of_part(&self, part: &Part) -> Vec<Cause> {
        let differences = &part.differences;
        let mut causes: Vec<Cause> = self.of_parent(differences).into_iter().collect();
        for number in &part.possible {
            causes.extend(self.of_child(*number, differences));
        }
        // What is missing is missing as a whole.
        if part.is_whole {
            for member in self.missing {
                causes.extend(self.of_missing(member, differences));
            }
        }
        let most = causes.iter().map(|cause| cause.weight).max().unwrap_or(0);
        causes.retain(|cause| cause.weight == most && !self.is_divisible(cause));
        // Where somebody is missing, a part of the difference may be theirs, unless the report with the
        // cause says itself that it is wrong.
        let is_alone = causes.len() == 1 && (self.missing.is_empty() || part.is_whole || most > 0);
        for cause in &mut causes {
            match is_alone {
                true => self.keep_certain(cause, differences),
                false => cause.certain.clear(),
            }
        }
        causes
    }

    /// Keeps as certain what the report of a cause itself says: where a sum with none of a cell's other
    /// relations is mended, several mistakes elsewhere would do as well. What is above a sum from which somebody is
    /// missing may be theirs.
    fn keep_certain(&self, cause: &mut Cause, differences: &Differences) {
        let may_be_missing = |cell: &CellId| {
            let by = differences.get(cell);
            !self.missing.is_empty() && by.is_some_and(|by| !by.is_negative())
        };
        let said = self.of_cause(cause, |standing| {
            let mended = standing.mended(&cause.changes);
            let is_said = |own: &CellId| !mended.is_contradicted && mended.cells.contains(own);
            let said = cause.changes.iter().filter(|(own, _)| is_said(own));
            let said: Vec<(CellId, Figure)> = said.copied().collect();
            let alone = standing.alone(&said, &cause.changes).unwrap_or_default();
            let holds_below = self.holds_below(cause, standing, &alone);
            let changes = if holds_below { alone } else { Vec::new() };
            let mends = standing.mended(&changes).relations;
            (Said { changes, mends }, mended.relations)
        });
        let Some((said, mends)) = said else {
            return;
        };
        let pairs = cause.cells.keys().zip(&cause.changes);
        let known = pairs.filter(|(_, change)| said.changes.contains(change));
        let known: BTreeSet<CellId> = known.map(|(cell, _)| *cell).collect();
        cause
            .certain
            .retain(|cell| known.contains(cell) && !may_be_missing(cell));
        cause.mends = mends;
        cause.said = said;
    }

    /// Whether a change of a unit below leaves its cells the sums over those below it, where they are.
    fn holds_below(
        &self,
        cause: &Cause,
        standing: &Standing,
        changes: &[(CellId, Figure)],
    ) -> bool {
        let member = cause.member.and_then(|number| self.members.get(number));
        let Some(member) = member.filter(|_| !changes.is_empty()) else {
            return true;
        };
        let is_changed = |cell: &CellId| changes.iter().any(|(own, _)| own == cell);
        let unequal = (self.unequal)(member, &standing.corrected(changes));
        !unequal.iter().any(is_changed)
    }

    /// How the report of a cause stands to the years around it.
    fn of_cause<R>(&self, cause: &Cause, ask: impl Fn(&Standing) -> R) -> Option<R> {
        cause.report?;
        let Some(number) = cause.member else {
            return Some(ask(&self.own));
        };
        let member = self.members.get(number)?;
        self.standing(number, member).map(|standing| ask(&standing))
    }

    /// Whether a cause is several things, of which the report says one itself: what else differs need not be its.
    fn is_divisible(&self, cause: &Cause) -> bool {
        let ask = |standing: &Standing| standing.is_divisible(&cause.changes, cause.weight);
        self.of_cause(cause, ask).unwrap_or(false)
    }

    fn of_parent(&self, differences: &Differences) -> Option<Cause> {
        let cause = self.as_parent(differences)?;
        let repaired = self.own.repaired(&cause.changes)?;
        Some(Cause {
            weight: repaired.relations,
            certain: repaired.certain(differences),
            ..cause
        })
    }

    /// The unit above with the sums in its cells, whatever else these break or repair.
    fn as_parent(&self, differences: &Differences) -> Option<Cause> {
        let parent = &self.parent;
        let changes = differences.iter().map(|(cell, by)| {
            let own = parent.bound.report.cell(*cell)?.figure()?;
            Some((*cell, own.checked_sub(*by)?))
        });
        let changes: Vec<(CellId, Figure)> = changes.collect::<Option<_>>()?;
        Some(Cause {
            unit: parent.number,
            name: parent.bound.report.organization.clone().unwrap_or_default(),
            report: Some(parent.bound.number),
            year: parent.year,
            cells: changes.iter().copied().collect(),
            changes,
            member: None,
            weight: 0,
            whole_report: None,
            certain: BTreeSet::new(),
            mends: BTreeSet::new(),
            said: Said::default(),
        })
    }

    fn of_child(&self, number: usize, differences: &Differences) -> Option<Cause> {
        let form = &self.parent.bound.pack.form;
        let member = self.members.get(number)?;
        let standing = self.standing(number, member)?;
        let bound = standing.bound();
        let mut cells = BTreeMap::new();
        let mut changes = Vec::new();
        for (cell, by) in differences {
            let its = cell_of(bound, form, *cell)?;
            let wanted = bound.report.cell(its)?.figure()?.checked_add(*by)?;
            if !may_hold(bound, its, wanted) {
                return None;
            }
            cells.insert(*cell, wanted);
            changes.push((its, wanted));
        }
        let repaired = standing.repaired(&changes)?;
        Some(Cause {
            unit: member.number,
            name: member.unit.name.clone(),
            report: Some(bound.number),
            year: self.parent.year,
            cells,
            changes,
            member: Some(number),
            weight: repaired.relations,
            whole_report: None,
            certain: repaired.certain(differences),
            mends: BTreeSet::new(),
            said: Said::default(),
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
            weight: 1 + same + follows.unwrap_or(0),
            ..self.as_missing(member, differences)
        })
    }

    /// A unit whose report is missing with what differs. It is never certain: nobody has seen it.
    fn as_missing(&self, member: &Member<'_>, differences: &Differences) -> Cause {
        Cause {
            unit: member.number,
            name: member.unit.name.clone(),
            report: None,
            year: self.parent.year,
            cells: differences.clone(),
            changes: Vec::new(),
            member: None,
            weight: 1,
            whole_report: None,
            certain: BTreeSet::new(),
            mends: BTreeSet::new(),
            said: Said::default(),
        }
    }

    /// Whether differences, as a report of their own, are in order and follow from another; with how
    /// many relations to that one hold that blank tables would break.
    fn follow(&self, before: &Bound, differences: &Differences) -> Option<usize> {
        let form = &self.parent.bound.pack.form;
        let tables: BTreeSet<u16> = differences
            .keys()
            .map(|cell| form.table_id_of(*cell).0)
            .collect();
        // What tables hold that are no sums is not known: what is reported about them does not count.
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
            let concerns = |finding: &&Finding| {
                let mut cells = finding.cells.iter().filter(|cell| !cell.prior);
                cells.any(|one| tables.contains(&form.table_id_of(one.cell).0))
            };
            found.iter().filter(concerns).count()
        };
        (broken(differences) == 0).then(|| broken(&Differences::new()))
    }
}

/// Of causes that cannot all be, since they mend the same sum of one report, none is certain.
fn doubt_each_other(causes: &mut [Cause]) {
    let excluded: Vec<bool> = causes
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let mut others = causes.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, other)| one.excludes(other))
        })
        .collect();
    let excluded = causes.iter_mut().zip(excluded);
    for (cause, _) in excluded.filter(|(_, is_excluded)| *is_excluded) {
        cause.certain.clear();
    }
}

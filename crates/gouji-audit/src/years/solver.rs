//! Changes of one report that repair what is broken between the reports of a chain.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use gouji_check::broken_relations;
use gouji_model::{CellId, Figure, Finding};

use super::chain::before;
use crate::between::Repair;
use crate::change::{may_hold, set, wanted};
use crate::run_reports::Bound;
use crate::standing::Standing;
use crate::unchecked::{Changed, Side, unchecked};

/// A broken relation between a link of the chain and the one before it.
pub(super) struct Broken {
    pub at: usize,
    pub finding: Finding,
}

impl Broken {
    fn name(&self) -> Name {
        Name {
            at: self.at,
            rule: self.finding.rule.clone(),
            instance: self.finding.at.clone(),
        }
    }
}

/// A relation by its rule and instance, at a link of the chain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    at: usize,
    rule: String,
    instance: Option<String>,
}

/// Some cells of one report with what should stand in them.
struct Change {
    link: usize,
    cells: Vec<(CellId, Figure)>,
}

/// A change that repairs something and breaks nothing.
struct Correction {
    change: Change,
    cleared: BTreeSet<Name>,
    /// How many relations with its cells could not be checked.
    unchecked: usize,
}

/// Looks for changes that repair what is broken.
pub(super) struct Solver<'c> {
    chain: &'c [Bound],
    /// The relations of each link that are broken.
    broken: Vec<BTreeSet<Name>>,
}

impl<'c> Solver<'c> {
    pub(super) fn new(chain: &'c [Bound]) -> Self {
        let broken = (0..chain.len()).map(|at| broken_at(chain, at)).collect();
        Self { chain, broken }
    }

    /// The repairs of broken relations: for each of them the changes that repair most.
    pub(super) fn repairs(&self, targets: &[&Broken]) -> Vec<Repair> {
        let mut all: Vec<(Name, Vec<Correction>)> = targets
            .iter()
            .map(|target| (target.name(), self.corrections(target, targets)))
            .collect();
        // Those that repair most come first: what they repair needs no other.
        all.sort_by_key(|(_, corrections)| Reverse(most(corrections)));
        let mut repairs: Vec<Repair> = Vec::new();
        let mut done: BTreeSet<Name> = BTreeSet::new();
        for (name, corrections) in &all {
            if done.contains(name) {
                continue;
            }
            let is_certain = self.is_certain(name, corrections);
            let best = most(corrections);
            for correction in corrections
                .iter()
                .filter(|correction| correction.cleared.len() == best)
            {
                done.extend(correction.cleared.iter().cloned());
                repairs.extend(self.repair(correction, is_certain));
            }
        }
        repairs
    }

    /// The changes that repair a broken relation.
    fn corrections(&self, target: &Broken, targets: &[&Broken]) -> Vec<Correction> {
        let name = target.name();
        let candidates = self.candidates(target, targets).into_iter();
        let corrections = candidates.filter_map(|change| {
            let cleared = self.cleared(&change)?;
            cleared.contains(&name).then(|| Correction {
                unchecked: self.unchecked(&change),
                change,
                cleared,
            })
        });
        corrections.collect()
    }

    /// Whether the one that repairs most is certain: all it rests on was checked, no other would repair as much
    /// if what could not be checked of it spoke for it, and its report does not say otherwise. Several cells at
    /// once are certain only where their report is wrong by itself as well: the other year may be another's.
    fn is_certain(&self, target: &Name, corrections: &[Correction]) -> bool {
        let best = most(corrections);
        let rivals = corrections
            .iter()
            .filter(|correction| correction.cleared.len() + correction.unchecked >= best);
        let rivals: Vec<&Correction> = rivals.collect();
        let [one] = rivals.as_slice() else {
            return false;
        };
        let Change { link, cells } = &one.change;
        let is_said = cells.len() == 1 || one.cleared.iter().any(|name| name.rule != target.rule);
        one.unchecked == 0 && is_said && !self.is_contradicted(*link, cells)
    }

    /// Whether sums with cells of a change still do not hold once it is made.
    fn is_contradicted(&self, link: usize, cells: &[(CellId, Figure)]) -> bool {
        let after = before(self.chain, link + 1).and_then(|_| self.chain.get(link + 1));
        let around = [before(self.chain, link), after].map(|one| one.cloned());
        let bound = self.chain.get(link).cloned();
        bound.is_none_or(|bound| Standing::between(bound, around).is_contradicted(cells))
    }

    fn repair(&self, correction: &Correction, is_certain: bool) -> Option<Repair> {
        let bound = self.chain.get(correction.change.link)?;
        let address = |cell: CellId| bound.pack.form.address(cell);
        let cells = correction.change.cells.iter();
        let cells = cells.map(|(cell, figure)| (address(*cell), figure.to_string()));
        let clears = correction.cleared.iter().filter_map(|name| {
            let report = self.chain.get(name.at)?.number;
            Some((report, name.rule.clone(), name.instance.clone()))
        });
        Some(Repair {
            report: bound.number,
            year: bound.report.year?,
            cells: cells.collect(),
            clears: clears.collect(),
            is_certain,
        })
    }

    /// The changes that would repair a broken relation: of each of its cells, and of all cells of one
    /// year that are broken in the same way together.
    fn candidates(&self, target: &Broken, targets: &[&Broken]) -> Vec<Change> {
        let mut changes = Vec::new();
        let Some(equation) = &target.finding.equation else {
            return changes;
        };
        for (evidence, wanted) in wanted(equation) {
            changes.push(Change {
                link: target.at - usize::from(evidence.prior),
                cells: vec![(evidence.cell, wanted)],
            });
        }
        for prior in [false, true] {
            let together = together(target, targets, prior);
            changes.extend(
                together
                    .filter(|cells| cells.len() > 1)
                    .map(|cells| Change {
                        link: target.at - usize::from(prior),
                        cells,
                    }),
            );
        }
        changes.retain(|change| self.may_be(change));
        changes
    }

    /// Whether the cells of a change may hold its figures.
    fn may_be(&self, change: &Change) -> bool {
        let mut cells = change.cells.iter();
        let bound = self.chain.get(change.link);
        bound.is_some_and(|bound| cells.all(|(cell, figure)| may_hold(bound, *cell, *figure)))
    }

    /// The relations that a change repairs; nothing where it breaks another.
    fn cleared(&self, change: &Change) -> Option<BTreeSet<Name>> {
        let link = change.link;
        let from = link.saturating_sub(1);
        let to = (link + 2).min(self.chain.len());
        let mut part: Vec<Bound> = self.chain.get(from..to)?.to_vec();
        set(part.get_mut(link - from)?, &change.cells);
        let mut cleared = BTreeSet::new();
        for at in link..to {
            let now = broken_at(&part, at - from).into_iter();
            let now: BTreeSet<Name> = now
                .map(|name| Name {
                    at: name.at + from,
                    ..name
                })
                .collect();
            let then = self.broken.get(at)?;
            if !now.is_subset(then) {
                return None;
            }
            cleared.extend(then.difference(&now).cloned());
        }
        Some(cleared)
    }

    /// How many relations with the cells of a change could not be checked, in its own report and towards
    /// the years around it.
    fn unchecked(&self, change: &Change) -> usize {
        let cells: Vec<CellId> = change.cells.iter().map(|(cell, _)| *cell).collect();
        let of = |at: usize, side: Side| {
            let Some(link) = self.chain.get(at) else {
                return 0;
            };
            let prior = before(self.chain, at);
            if side == Side::Prior && prior.is_none() {
                return 0;
            }
            let prior = prior.map(|before| (&*before.pack.form, &before.report));
            let cells = &cells;
            unchecked(&link.pack, &link.report, prior, Changed { side, cells })
        };
        of(change.link, Side::Own) + of(change.link + 1, Side::Prior)
    }
}

/// How much those that repair most do.
fn most(corrections: &[Correction]) -> usize {
    let all = corrections
        .iter()
        .map(|correction| correction.cleared.len());
    all.max().unwrap_or(0)
}

/// The cells of one report that are in all relations broken like one, each alone, with what should stand
/// in them.
fn together(target: &Broken, targets: &[&Broken], prior: bool) -> Option<Vec<(CellId, Figure)>> {
    let alike = targets.iter().filter(|other| {
        let (own, its) = (&target.finding, &other.finding);
        other.at == target.at && its.rule == own.rule && its.at != own.at
    });
    let alike = alike.map(|other| &other.finding);
    let own = |finding: &Finding| {
        let mut terms = finding.equation.as_ref().map(wanted)?;
        terms.retain(|(evidence, _)| evidence.prior == prior);
        match terms.as_slice() {
            [(evidence, figure)] => Some((evidence.cell, *figure)),
            _ => None,
        }
    };
    let all = std::iter::once(&target.finding).chain(alike);
    all.map(own).collect()
}

/// The relations of a link that are broken, those with the year before it among them.
fn broken_at(chain: &[Bound], at: usize) -> BTreeSet<Name> {
    let Some(link) = chain.get(at) else {
        return BTreeSet::new();
    };
    let prior = before(chain, at).map(|before| (&*before.pack.form, &before.report));
    let broken = broken_relations(&link.pack, &link.report, prior).into_iter();
    broken
        .map(|(rule, instance)| Name { at, rule, instance })
        .collect()
}

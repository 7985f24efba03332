//! The years of one unit, or its months or quarters, solved together, so that the one that is wrong is named
//! and not both.
//!
//! Each broken relation between two years can be mended at either of them. A change is a mend when it
//! breaks nothing else, in its own report or towards the years before and after it; the one that
//! mends most is the likeliest, and certain where no other mends as much.

use std::collections::BTreeSet;

use gouji_check::{check_between, check_relations};
use gouji_model::{CellId, Equation, Evidence, Figure, Finding, Report, Value};

use crate::between::{Pair, Repair};
use crate::run_reports::Bound;

/// Most broken relations between years that are solved in one unit: one whose figures agree nowhere
/// has no single mistake.
const MOST_BROKEN: usize = 64;

/// What is wrong between the years of a unit.
#[derive(Clone, Debug, Default)]
pub struct Years {
    /// The pairs of years that do not agree, or could not be compared in all.
    pub pairs: Vec<Pair>,
    /// What would mend it.
    pub repairs: Vec<Repair>,
}

/// A relation by its rule and instance, at a link of the chain.
type Name = (usize, String, Option<String>);

/// Compares the reports of a unit, given in the order of their years.
#[must_use]
pub fn compare(chain: &[Bound]) -> Years {
    let mut years = Years::default();
    let mut broken: Vec<(usize, Finding)> = Vec::new();
    for (at, link) in chain.iter().enumerate() {
        let Some(before) = before(chain, at) else {
            continue;
        };
        let prior = Some((&*before.pack.form, &before.report));
        let outcome = check_between(&link.pack, &link.report, prior);
        if outcome.findings.is_empty() && outcome.blocked.is_empty() {
            continue;
        }
        years.pairs.push(Pair {
            report: link.number,
            prior: before.number,
        });
        broken.extend(outcome.findings.into_iter().map(|finding| (at, finding)));
    }
    let equalities = broken.iter().filter(|(_, finding)| is_equality(finding));
    let equalities: Vec<&(usize, Finding)> = equalities.collect();
    if !equalities.is_empty() && equalities.len() <= MOST_BROKEN {
        years.repairs = Solver::new(chain).repairs(&equalities);
    }
    years
}

/// The report before, if the chain has one that is near enough.
fn before(chain: &[Bound], at: usize) -> Option<&Bound> {
    let before = chain.get(at.checked_sub(1)?)?;
    follows(&before.report, &chain.get(at)?.report)?.then_some(before)
}

/// Whether a report follows another: the year before; of periods that are shorter, the last one there is
/// of this year or the year before. What must hold then is for the rules to say: some hold from month
/// to month, some since the end of last year.
fn follows(before: &Report, report: &Report) -> Option<bool> {
    let (last, year) = (before.year?, report.year?);
    let is_short = |report: &Report| {
        let period = report.period;
        period.is_some_and(|period| period.months() != Some(12))
    };
    Some(match is_short(report) {
        true => last == year || last + 1 == year,
        false => last + 1 == year,
    })
}

fn is_equality(finding: &Finding) -> bool {
    let equation = finding.equation.as_ref();
    equation.is_some_and(|equation| equation.relation == "==")
}

/// Some cells of one report with what should stand in them.
type Change = Vec<(CellId, Figure)>;

struct Solver<'c> {
    chain: &'c [Bound],
    /// The relations of each link that are broken.
    broken: Vec<BTreeSet<Name>>,
}

impl<'c> Solver<'c> {
    fn new(chain: &'c [Bound]) -> Self {
        let broken = (0..chain.len()).map(|at| broken_at(chain, at)).collect();
        Self { chain, broken }
    }

    /// The mends of broken relations: for each of them the changes that mend most.
    fn repairs(&self, targets: &[&(usize, Finding)]) -> Vec<Repair> {
        let mut repairs: Vec<Repair> = Vec::new();
        let mut done: BTreeSet<Name> = BTreeSet::new();
        let mut all: Vec<Vec<(usize, Change, BTreeSet<Name>)>> = Vec::new();
        for (at, finding) in targets {
            let name = (*at, finding.rule.clone(), finding.at.clone());
            let mut found = Vec::new();
            for (link, change) in self.candidates(*at, finding, targets) {
                if let Some(cleared) = self.cleared(link, &change)
                    && cleared.contains(&name)
                {
                    found.push((link, change, cleared));
                }
            }
            all.push(found);
        }
        // Those that mend most come first: what they mend needs no other.
        let mut order: Vec<usize> = (0..all.len()).collect();
        let most = |number: &usize| {
            let found = all.get(*number).into_iter().flatten();
            found
                .map(|(_, _, cleared)| cleared.len())
                .max()
                .unwrap_or(0)
        };
        order.sort_by_key(|number| std::cmp::Reverse(most(number)));
        for number in order {
            let Some((at, finding)) = targets.get(number) else {
                continue;
            };
            let name = (*at, finding.rule.clone(), finding.at.clone());
            if done.contains(&name) {
                continue;
            }
            let best = most(&number);
            let found = all.get(number).into_iter().flatten();
            let found = found.filter(|(_, _, cleared)| cleared.len() == best);
            let found: Vec<_> = found.collect();
            let is_certain = found.len() == 1;
            for (link, change, cleared) in found {
                done.extend(cleared.iter().cloned());
                repairs.extend(self.repair(*link, change, cleared, is_certain));
            }
        }
        repairs
    }

    fn repair(
        &self,
        link: usize,
        change: &Change,
        cleared: &BTreeSet<Name>,
        is_certain: bool,
    ) -> Option<Repair> {
        let bound = self.chain.get(link)?;
        let address = |cell: CellId| bound.pack.form.address(cell);
        let cells = change.iter();
        let cells = cells.map(|(cell, figure)| (address(*cell), figure.to_string()));
        let clears = cleared.iter().filter_map(|(at, rule, instance)| {
            Some((self.chain.get(*at)?.number, rule.clone(), instance.clone()))
        });
        Some(Repair {
            report: bound.number,
            year: bound.report.year?,
            cells: cells.collect(),
            clears: clears.collect(),
            is_certain,
        })
    }

    /// The changes that would mend a broken relation: of each of its cells, and of all cells of one
    /// year that are broken in the same way together.
    fn candidates(
        &self,
        at: usize,
        finding: &Finding,
        targets: &[&(usize, Finding)],
    ) -> Vec<(usize, Change)> {
        let mut changes: Vec<(usize, Change)> = Vec::new();
        let Some(equation) = &finding.equation else {
            return changes;
        };
        for (evidence, wanted) in wanted(equation) {
            let link = at - usize::from(evidence.prior);
            if self.may_hold(link, evidence.cell, wanted) {
                changes.push((link, vec![(evidence.cell, wanted)]));
            }
        }
        let alike = targets.iter().filter(|(its, other)| {
            *its == at && other.rule == finding.rule && other.at != finding.at
        });
        let alike: Vec<&Finding> = alike.map(|(_, other)| other).collect();
        for prior in [false, true] {
            let own = |finding: &Finding| {
                let mut terms = finding.equation.as_ref().map(wanted)?;
                terms.retain(|(evidence, _)| evidence.prior == prior);
                match terms.as_slice() {
                    [one] => Some((one.0.cell, one.1)),
                    _ => None,
                }
            };
            let together = std::iter::once(finding).chain(alike.iter().copied());
            let together: Option<Change> = together.map(own).collect();
            let link = at - usize::from(prior);
            if let Some(change) = together.filter(|change| change.len() > 1)
                && change
                    .iter()
                    .all(|(cell, figure)| self.may_hold(link, *cell, *figure))
            {
                changes.push((link, change));
            }
        }
        changes
    }

    /// Whether a cell of a link may hold a figure.
    fn may_hold(&self, link: usize, cell: CellId, figure: Figure) -> bool {
        let Some(bound) = self.chain.get(link) else {
            return false;
        };
        may_hold(bound, cell, figure)
    }

    /// The relations that a change mends; nothing where it breaks another.
    fn cleared(&self, link: usize, change: &Change) -> Option<BTreeSet<Name>> {
        let from = link.saturating_sub(1);
        let to = (link + 2).min(self.chain.len());
        let mut part: Vec<Bound> = self.chain.get(from..to)?.to_vec();
        set(part.get_mut(link - from)?, change);
        let mut cleared = BTreeSet::new();
        for at in link..to {
            let now = broken_at(&part, at - from);
            let now: BTreeSet<Name> = now
                .into_iter()
                .map(|(own, rule, instance)| (own + from, rule, instance))
                .collect();
            let then = self.broken.get(at)?;
            if !now.is_subset(then) {
                return None;
            }
            cleared.extend(then.difference(&now).cloned());
        }
        Some(cleared)
    }
}

/// Whether a cell of a report may hold a figure: a count is whole, and only what has a sign is negative.
pub(crate) fn may_hold(bound: &Bound, cell: CellId, figure: Figure) -> bool {
    let kind = bound.pack.form.kind_of(cell);
    kind.is_number()
        && (figure.is_integer() || !kind.is_whole())
        && (!figure.is_negative() || kind.is_signed())
}

/// Puts figures into cells of a report that has them.
pub(crate) fn set(bound: &mut Bound, change: &[(CellId, Figure)]) {
    for (cell, figure) in change {
        if let Some(Some(cell)) = bound.report.cells.get_mut(cell.index()) {
            cell.value = Value::Figure(*figure);
            cell.raw = None;
        }
    }
}

/// What each cell of an equation should hold for it to hold.
fn wanted(equation: &Equation) -> Vec<(Evidence, Figure)> {
    let Some(excess) = equation.left_sum.checked_sub(equation.right_sum) else {
        return Vec::new();
    };
    let side = |terms: &gouji_model::Terms, sign: i64| -> Vec<(Evidence, Figure)> {
        let terms = terms.iter();
        let terms = terms.filter_map(|(factor, evidence, figure)| match factor * sign {
            1 => Some((*evidence, figure.checked_sub(excess)?)),
            -1 => Some((*evidence, figure.checked_add(excess)?)),
            _ => None,
        });
        terms.collect()
    };
    let mut wanted = side(&equation.left, 1);
    wanted.extend(side(&equation.right, -1));
    wanted
}

/// The relations of a link that are broken, those with the year before it among them.
fn broken_at(chain: &[Bound], at: usize) -> BTreeSet<Name> {
    let Some(link) = chain.get(at) else {
        return BTreeSet::new();
    };
    let prior = before(chain, at).map(|before| (&*before.pack.form, &before.report));
    let outcome = check_relations(&link.pack, &link.report, prior);
    let names = outcome.findings.into_iter();
    names.map(|one| (at, one.rule, one.at)).collect()
}

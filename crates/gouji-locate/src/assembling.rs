//! From groups of rows with solutions to causes: names, costs, what clears and what breaks.

use std::collections::BTreeSet;

use gouji_model::{Evidence, Figure, Value};
use gouji_pack::Reading;

use crate::Mistake;
use crate::cause::{Broken, Cause, Changed, Solution};
use crate::exact::rank;
use crate::factoring::{Group, Joint, Part};
use crate::live::{Live, Variable};
use crate::naming::name;
use crate::relation::Relation;
use crate::system::System;

/// The cost of any mistake.
const MISTAKE: i64 = 1000;
/// More for a cell that holds a zero: zeros are seldom mistyped.
const ZERO: i64 = 60;
/// Less for a cell that was left blank or has a sign for nothing.
const EMPTY: i64 = 60;
/// More for a cell of last year's report, which has been published for a year.
const PRIOR: i64 = 150;
/// Less for one digit in place of another where a figure has but one.
const TRIVIAL: i64 = 10;
/// More for a move of several cells.
const MOVED: i64 = 100;
/// More for each relation that would be broken.
const BREAKS: i64 = 300;
/// The least a mistake can cost.
const CHEAPEST: i64 = MISTAKE - 200;
/// With fewer digits a mistyped or a dropped one, or a zero too many, says little.
const TELLING_DIGITS: usize = 3;
/// How far ahead a safe correction is.
const SAFE_GAP: i64 = 250;

/// What all causes of a report are put together from.
pub(crate) struct Assembly<'a> {
    system: &'a System,
    reading: Reading<'a>,
    live: &'a Live,
    /// Indices of all broken relations.
    broken: Vec<usize>,
}

impl<'a> Assembly<'a> {
    pub(crate) fn new(system: &'a System, reading: Reading<'a>, live: &'a Live) -> Self {
        let relations = system.relations.iter().enumerate();
        let broken = relations
            .filter(|(_, relation)| relation.is_broken(&reading))
            .map(|(index, _)| index)
            .collect();
        Self {
            system,
            reading,
            live,
            broken,
        }
    }

    /// The cause of a group, with the first of its relations for sorting.
    pub(crate) fn cause(&self, group: Group, tangled: bool) -> (usize, Cause) {
        let mut relations: BTreeSet<usize> = group
            .rows
            .iter()
            .filter_map(|row| Some(self.live.rows.get(*row)?.relation))
            .collect();
        let fewest = group.solutions.iter().map(Vec::len).min().unwrap_or(0);
        let mut solutions: Vec<(Solution, bool)> = group
            .solutions
            .iter()
            .map(|joint| self.solution(joint, &group.rows))
            .collect();
        solutions.sort_by_key(|(solution, _)| {
            let cells = solution.changes.iter().map(|c| (c.cell.prior, c.cell.cell));
            (solution.cost, cells.collect::<Vec<_>>())
        });
        let gap = gap(&solutions, fewest);
        if let Some((first, _)) = solutions.first() {
            let cleared = |index: &usize| first.clears.contains(&self.named(*index));
            relations.extend(self.broken.iter().copied().filter(cleared));
        }
        let safe = !tangled
            && gap >= SAFE_GAP
            && solutions.first().is_some_and(|(first, clean)| {
                let all = relations
                    .iter()
                    .all(|r| first.clears.contains(&self.named(*r)));
                *clean && all && is_convincing(first)
            });
        let first = relations.first().copied().unwrap_or(usize::MAX);
        let cause = Cause {
            broken: relations.iter().map(|r| self.named(*r)).collect(),
            solutions: solutions.into_iter().map(|(s, _)| s).collect(),
            tangled,
            gap,
            safe,
        };
        (first, cause)
    }

    fn named(&self, index: usize) -> Broken {
        let relation = self.system.relations.get(index);
        Broken {
            rule: relation.map(|r| r.rule.clone()).unwrap_or_default(),
            at: relation.and_then(|r| r.at.clone()),
        }
    }

    /// A solution, and whether all its cells were read cleanly from this year's report.
    fn solution(&self, joint: &Joint, rows: &BTreeSet<usize>) -> (Solution, bool) {
        let mut changes = Vec::new();
        let mut cost = 0;
        let mut clean = true;
        for part in joint {
            cost += self.part(part, &mut changes, &mut clean);
        }
        changes.sort_by_key(|change: &Changed| (change.cell.prior, change.cell.cell));
        let (clears, breaks) = self.effect(&changes);
        cost += BREAKS * breaks.len() as i64;
        let event = match joint.as_slice() {
            [only] => only.event,
            _ => None,
        };
        let solution = Solution {
            changes,
            event,
            cost,
            clears,
            breaks,
            witnesses: self.witnesses(rows),
        };
        (solution, clean)
    }

    /// Adds the changes of one mistake; its cost.
    fn part(&self, part: &Part, changes: &mut Vec<Changed>, clean: &mut bool) -> i64 {
        let mut cost = MISTAKE;
        for (variable, delta) in &part.deltas {
            let Some(variable) = self.live.variables.get(*variable) else {
                continue;
            };
            let new = self.live.figure(variable.amount + delta);
            let mistake = match part.event {
                Some(event) => Some(event),
                None => name(&self.reading, self.live, variable, new),
            };
            *clean &= variable.clean && !variable.cell.prior;
            if part.event.is_none() && mistake != Some(Mistake::TotalNotUpdated) {
                cost += surcharge(variable);
            }
            let change = Changed {
                cell: variable.cell,
                old: variable.old,
                new,
                mistake,
            };
            cost -= match mistake {
                Some(_) if is_trivial(&change) => TRIVIAL,
                Some(mistake) => mistake.discount(),
                None => 0,
            };
            changes.push(change);
        }
        cost + if part.event.is_some() { MOVED } else { 0 }
    }

    /// The relations that changes mend and break.
    fn effect(&self, changes: &[Changed]) -> (Vec<Broken>, Vec<Broken>) {
        let changed: Vec<(Evidence, Figure)> = changes.iter().map(|c| (c.cell, c.new)).collect();
        let after = Reading {
            changed: &changed,
            ..self.reading
        };
        let (mut clears, mut breaks) = (Vec::new(), Vec::new());
        for (index, relation) in self.system.relations.iter().enumerate() {
            let was = self.broken.contains(&index);
            if !was && !self.touches(relation, changes) {
                continue;
            }
            match (was, relation.is_broken(&after)) {
                (true, false) => clears.push(self.named(index)),
                (false, true) => breaks.push(self.named(index)),
                _ => {}
            }
        }
        (clears, breaks)
    }

    fn touches(&self, relation: &Relation, changes: &[Changed]) -> bool {
        let named = |cell: Evidence| relation.names(self.reading.prior, cell);
        changes.iter().any(|change| named(change.cell))
    }

    /// The rank of the mended rows.
    fn witnesses(&self, rows: &BTreeSet<usize>) -> usize {
        let terms = |row: &usize| {
            let row = self.live.rows.get(*row);
            row.map(|row| row.terms.clone()).unwrap_or_default()
        };
        let dense: Vec<_> = rows.iter().map(terms).collect();
        let columns: BTreeSet<usize> = dense.iter().flatten().map(|(v, _)| *v).collect();
        let factor = |row: &Vec<(usize, i64)>, column: &usize| {
            let found = row.iter().find(|(v, _)| v == column);
            found.map_or(0, |(_, factor)| i128::from(*factor))
        };
        let dense = dense
            .iter()
            .map(|row| columns.iter().map(|c| factor(row, c)).collect())
            .collect();
        rank(dense, columns.len())
    }
}

/// What makes a cell more or less likely to be wrong.
fn surcharge(variable: &Variable) -> i64 {
    let own = match variable.old {
        Value::Figure(figure) if figure.is_zero() => ZERO,
        Value::Figure(_) | Value::Text => 0,
        Value::Blank | Value::Placeholder => -EMPTY,
    };
    own + if variable.cell.prior { PRIOR } else { 0 }
}

/// How far the second solution is behind, or one with a further mistake would be at least.
fn gap(solutions: &[(Solution, bool)], fewest: usize) -> i64 {
    let Some((first, _)) = solutions.first() else {
        return 0;
    };
    let further = (fewest as i64 + 1) * CHEAPEST;
    let second = solutions.get(1).map_or(further, |(s, _)| s.cost);
    second.min(further) - first.cost
}

/// Whether a solution by itself is good enough to be applied: one cell, with a mistake whose name
/// says more than that the sums now fit. Two mistakes can look like an exchange of two cells or
/// like a total not updated: their amounts need only be those of other cells.
fn is_convincing(solution: &Solution) -> bool {
    let [change] = solution.changes.as_slice() else {
        return false;
    };
    change
        .mistake
        .is_some_and(|mistake| mistake != Mistake::TotalNotUpdated)
        && !says_little(change)
        && solution.breaks.is_empty()
        && solution.witnesses > 1
}

/// Whether the name says nothing: any figure of one digit is one digit away from any other.
fn is_trivial(change: &Changed) -> bool {
    let single = |value: Figure| value.to_string().len() == 1;
    change.mistake == Some(Mistake::DigitMistyped)
        && single(change.new)
        && matches!(change.old, Value::Figure(old) if single(old))
}

/// Whether so many figures are one such slip away from the old one that two mistakes together
/// easily look like it: `0` becomes any of `10`, `20` … by one dropped digit.
fn says_little(change: &Changed) -> bool {
    let digits = |figure: Figure| figure.to_string().trim_start_matches('-').len();
    let old = match change.old {
        Value::Figure(old) => digits(old),
        _ => 0,
    };
    match change.mistake {
        Some(
            Mistake::DigitMistyped
            | Mistake::DigitDropped
            | Mistake::TimesTen
            | Mistake::DividedByTen,
        ) => old.max(digits(change.new)) < TELLING_DIGITS,
        _ => false,
    }
}

/// Takes the licence from several causes in one report: what looks like two mistakes can be one
/// figure in the wrong place.
pub(crate) fn doubt(causes: &mut [Cause]) {
    if causes.len() > 1 {
        causes.iter_mut().for_each(|cause| cause.safe = false);
    }
}

//! From groups of rows with solutions to causes: names, costs, what clears and what breaks.

use std::cell::RefCell;
use std::collections::BTreeSet;

use gouji_model::{Evidence, Figure, Value};
use gouji_rule::Reading;

use crate::cause::{Broken, Cause, Changed, Solution};
use crate::context::Context;
use crate::exact::rank;
use crate::joint::{Group, Joint, Part};
use crate::last_year::LastYear;
use crate::live::{Live, Variable};
use crate::mistake::Mistake;
use crate::naming::name;
use crate::relation::Relation;
use crate::safety::{Weighed, gap, is_convincing, is_trivial};
use crate::statement::{self, StatementResult};
use crate::system::System;
use crate::weights::{
    BREAKS, EMPTY, MISTAKE, MOVED, PRIOR, SAFE_GAP, STATED, TRIVIAL, ZERO, discount,
};

/// What all causes of a report are put together from.
pub(crate) struct Assembly<'a> {
    system: &'a System,
    reading: Reading<'a>,
    live: &'a Live,
    /// For each relation whether it is broken, once that was asked.
    broken: RefCell<Vec<Option<bool>>>,
    context: Context<'a>,
    last_year: Option<LastYear<'a>>,
}

impl<'a> Assembly<'a> {
    pub(crate) fn new<'g>(
        system: &'a System,
        reading: Reading<'a>,
        live: &'a Live,
        context: Context<'a>,
        groups: impl Iterator<Item = &'g Group>,
    ) -> Self {
        Self {
            system,
            reading,
            live,
            broken: RefCell::new(vec![None; system.relations.len()]),
            context,
            last_year: LastYear::new(context.last_year, reading.prior, live, groups),
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
        let mut solutions: Vec<Weighed> = group
            .solutions
            .iter()
            .map(|joint| self.solution(joint, &group.rows))
            .filter(|weighed| !weighed.refuted)
            .collect();
        solutions.sort_by_key(|Weighed { solution, .. }| {
            let cells = solution.changes.iter().map(|c| (c.cell.prior, c.cell.cell));
            (solution.cost, cells.collect::<Vec<_>>())
        });
        let gap = gap(&solutions, fewest, self.unfulfilled());
        if let Some(first) = solutions.first() {
            let cells = first.solution.changes.iter().map(|change| change.cell);
            let concerned = self.system.concerned(cells).into_iter();
            let cleared = |index: &usize| first.solution.clears.contains(&self.named(*index));
            relations.extend(concerned.filter(|index| self.is_broken(*index) && cleared(index)));
        }
        let safe = !tangled
            && gap >= SAFE_GAP
            && !self.rests_on_doubtful(&group.rows)
            && is_convincing(&solutions)
            && solutions.first().is_some_and(|first| {
                let cleared = |r: &usize| first.solution.clears.contains(&self.named(*r));
                first.clean && relations.iter().all(cleared)
            });
        let first = relations.first().copied().unwrap_or(usize::MAX);
        let cause = Cause {
            broken: relations.iter().map(|r| self.named(*r)).collect(),
            solutions: solutions.into_iter().map(|w| w.solution).collect(),
            tangled,
            gap,
            safe,
        };
        (first, cause)
    }

    /// Whether a relation is broken in the report as it stands.
    fn is_broken(&self, index: usize) -> bool {
        let known = self.broken.borrow().get(index).copied().flatten();
        if let Some(known) = known {
            return known;
        }
        let relation = self.system.relations.get(index);
        let broken =
            relation.is_some_and(|relation| self.live.is_broken(index, relation, &self.reading));
        if let Some(slot) = self.broken.borrow_mut().get_mut(index) {
            *slot = Some(broken);
        }
        broken
    }

    fn named(&self, index: usize) -> Broken {
        let relation = self.system.relations.get(index);
        Broken {
            rule: relation.map_or("", Relation::rule).to_owned(),
            at: relation.and_then(Relation::at).map(str::to_owned),
        }
    }

    /// A solution with what it costs and what bears on it.
    fn solution(&self, joint: &Joint, rows: &BTreeSet<usize>) -> Weighed {
        let mut changes = Vec::new();
        let mut cost = 0;
        let mut clean = true;
        for part in joint {
            cost += self.part(part, &mut changes, &mut clean);
        }
        changes.sort_by_key(|change: &Changed| (change.cell.prior, change.cell.cell));
        let (clears, breaks) = self.effect(&changes);
        let results = self.results(&changes);
        let last_year = self.last_year.as_ref();
        let there = last_year.map(|it| it.effect(&changes)).unwrap_or_default();
        cost += BREAKS * breaks.len() as i64 + statement::cost(&results);
        if !there.clears.is_empty() {
            cost -= STATED;
        }
        let event = match joint.as_slice() {
            [only] => only.event,
            _ => None,
        };
        Weighed {
            clean,
            refuted: there.breaks && there.clears.is_empty(),
            solution: Solution {
                changes,
                event,
                cost,
                clears,
                breaks,
                witnesses: self.witnesses(rows),
                evidence: results
                    .iter()
                    .filter_map(StatementResult::evidence)
                    .collect(),
                clears_last_year: there.clears,
            },
            results,
        }
    }

    /// How the statements about changed cells bear on the changes.
    fn results(&self, changes: &[Changed]) -> Vec<StatementResult> {
        let changed: Vec<(Evidence, Figure)> = changes.iter().map(|c| (c.cell, c.new)).collect();
        let statements = self.context.statements.iter().enumerate();
        statements
            .filter_map(|(index, one)| one.result(index, &self.reading, &changed))
            .collect()
    }

    /// How many statements are not true as the report stands.
    fn unfulfilled(&self) -> usize {
        let statements = self.context.statements.iter();
        statements
            .filter(|one| one.holds(&self.reading) == Some(false))
            .count()
    }

    /// Whether a figure of last year's report that the rows rest on stands in a broken relation
    /// there: it is no witness then.
    fn rests_on_doubtful(&self, rows: &BTreeSet<usize>) -> bool {
        let Some(last_year) = &self.last_year else {
            return false;
        };
        let rows = rows.iter().filter_map(|row| self.live.rows.get(*row));
        let terms = rows.flat_map(|row| &row.terms);
        let mut cells = terms.filter_map(|(v, _)| Some(self.live.variables.get(*v)?.cell));
        cells.any(|cell| cell.prior && last_year.doubts(cell))
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
                cost += surcharge(variable, new);
            }
            let change = Changed {
                cell: variable.cell,
                old: variable.old,
                new,
                mistake,
            };
            cost -= match mistake {
                Some(_) if is_trivial(&change) => TRIVIAL,
                Some(mistake) => discount(mistake),
                None => 0,
            };
            changes.push(change);
        }
        cost + if part.event.is_some() { MOVED } else { 0 }
    }

    /// The relations that changes repair and break.
    fn effect(&self, changes: &[Changed]) -> (Vec<Broken>, Vec<Broken>) {
        let changed: Vec<(Evidence, Figure)> = changes.iter().map(|c| (c.cell, c.new)).collect();
        let after = Reading {
            changed: &changed,
            ..self.reading
        };
        let (mut clears, mut breaks) = (Vec::new(), Vec::new());
        // What a change does not touch stays as it is.
        for index in self
            .system
            .concerned(changes.iter().map(|change| change.cell))
        {
            let Some(relation) = self.system.relations.get(index) else {
                continue;
            };
            match (self.is_broken(index), relation.is_broken(&after)) {
                (true, false) => clears.push(self.named(index)),
                (false, true) => breaks.push(self.named(index)),
                _ => {}
            }
        }
        (clears, breaks)
    }

    /// The rank of the repaired rows.
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
fn surcharge(variable: &Variable, new: Figure) -> i64 {
    let own = match variable.old {
        Value::Figure(figure) if figure.is_zero() => ZERO,
        // A figure below nothing is not left out as if there were none.
        Value::Blank | Value::Placeholder if new.is_negative() => ZERO,
        Value::Blank | Value::Placeholder => -EMPTY,
        _ => 0,
    };
    own + if variable.cell.prior { PRIOR } else { 0 }
}

//! What is stated elsewhere of cells, and how it bears on a change of them.
//!
//! A [`Statement`] only says that one of some sums comes to a figure; where it was read is known to
//! whoever collected it.

use gouji_model::{Evidence, Figure};
use gouji_rule::Reading;

use crate::weights::STATED;

/// Something stated about cells: one of these sums comes to a figure from `from` to `to`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The least it may mean.
    pub from: Figure,
    /// The most it may mean.
    pub to: Figure,
    /// The sums it may be about, as cells with their factors; the likeliest first.
    pub meanings: Vec<Vec<(i64, Evidence)>>,
}

/// How a statement bears on a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementEvidence {
    /// Index of the statement.
    pub statement: usize,
    /// Whether the solution gives a cell what was stated about it; else it contradicts.
    pub agrees: bool,
}

/// A statement against a solution that changes one of its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StatementResult {
    pub statement: usize,
    /// Whether it was true as the report stands.
    pub before: bool,
    /// Whether it is true after the change.
    pub after: bool,
    /// Whether a sum with a changed cell comes true that did not before.
    pub newly: bool,
    /// Whether that is the sum it is likeliest about. The others often follow from the relations,
    /// so that they witness nothing by themselves.
    pub primary: bool,
}

impl StatementResult {
    /// How it is reported; nothing where the change makes no difference to it.
    pub(crate) fn evidence(&self) -> Option<StatementEvidence> {
        let matters = self.newly || !self.after;
        matters.then_some(StatementEvidence {
            statement: self.statement,
            agrees: self.newly,
        })
    }
}

impl Statement {
    /// Whether it is true; nothing where a sum that cannot be read might make it so.
    pub(crate) fn holds(&self, reading: &Reading<'_>) -> Option<bool> {
        let each = self.meanings.iter();
        let each: Vec<Option<bool>> = each.map(|sum| self.fits(reading, sum)).collect();
        if each.contains(&Some(true)) {
            return Some(true);
        }
        (!each.contains(&None)).then_some(false)
    }

    /// How it bears on changes; nothing where none of its cells changes, or it cannot be determined.
    pub(crate) fn result(
        &self,
        statement: usize,
        reading: &Reading<'_>,
        changed: &[(Evidence, Figure)],
    ) -> Option<StatementResult> {
        let after = Reading {
            changed,
            ..*reading
        };
        let is_touched = |sum: &&Vec<(i64, Evidence)>| {
            let mut cells = sum.iter().map(|(_, cell)| cell);
            cells.any(|cell| changed.iter().any(|(other, _)| other == cell))
        };
        let mut touched = self.meanings.iter().filter(is_touched).peekable();
        touched.peek()?;
        let newly = |sum: &Vec<(i64, Evidence)>| {
            self.fits(reading, sum) == Some(false) && self.fits(&after, sum) == Some(true)
        };
        let first = self.meanings.first();
        Some(StatementResult {
            statement,
            before: self.holds(reading)?,
            after: self.holds(&after)?,
            newly: touched.any(newly),
            primary: first.is_some_and(|sum| is_touched(&sum) && newly(sum)),
        })
    }

    fn fits(&self, reading: &Reading<'_>, sum: &[(i64, Evidence)]) -> Option<bool> {
        let mut total = Figure::ZERO;
        for (factor, cell) in sum {
            let product = reading.figure(*cell)?.checked_mul(*factor)?;
            total = total.checked_add(product)?;
        }
        Some(self.from <= total && total <= self.to)
    }
}

/// What bearings add to the cost of a solution.
pub(crate) fn cost(results: &[StatementResult]) -> i64 {
    let fulfils = results.iter().any(|b| !b.before && b.after && b.newly);
    let belies = results.iter().any(|b| b.before && !b.after);
    match (fulfils, belies) {
        (true, false) => -STATED,
        (false, true) => STATED,
        _ => 0,
    }
}

//! All sets of a given number of cells whose change repairs the target rows and no other.
//!
//! A set is possible only if every row off target contains one of its cells, and every other row
//! none or at least two. So the search always branches inside a row that still needs a cell, the
//! one with the fewest choices first; a cell tried once is barred for the branches after it,
//! which lists every set once. Where nothing is needed the exact elimination decides.

use crate::exact::{Solved, solve};
use crate::joint::Delta;
use crate::live::Live;

/// Most solutions kept.
pub(crate) const MOST_SOLUTIONS: usize = 64;

/// A search for changes that move each row by the opposite of its `off`.
pub(crate) struct Search<'a> {
    live: &'a Live,
    /// By how much each row is off.
    off: &'a [i128],
    /// Steps left, shared by all searches of a report.
    budget: &'a mut usize,
    chosen: Vec<usize>,
    barred: Vec<bool>,
    /// How many chosen cells each row has.
    inside: Vec<u16>,
    /// In how many rows a cell stands at most.
    widest: usize,
    /// What was found.
    pub solutions: Vec<Vec<Delta>>,
    /// The budget ended or there were too many solutions.
    pub ended: bool,
}

impl<'a> Search<'a> {
    /// A search that leaves the cells `without` alone.
    pub(crate) fn new(
        live: &'a Live,
        off: &'a [i128],
        without: &[usize],
        budget: &'a mut usize,
    ) -> Self {
        let mut barred = vec![false; live.variables.len()];
        for variable in without {
            if let Some(slot) = barred.get_mut(*variable) {
                *slot = true;
            }
        }
        Self {
            live,
            off,
            budget,
            chosen: Vec::new(),
            barred,
            inside: vec![0; live.rows.len()],
            widest: live.widest(),
            solutions: Vec::new(),
            ended: false,
        }
    }

    /// Lists all sets of exactly `left` further cells.
    pub(crate) fn run(&mut self, left: usize) {
        if self.ended {
            return;
        }
        if *self.budget == 0 || self.solutions.len() >= MOST_SOLUTIONS {
            self.ended = true;
            return;
        }
        *self.budget -= 1;
        let needy = self.needy();
        if needy.is_empty() && left == 0 {
            self.settle();
            return;
        }
        if left == 0 || (left <= 2 && !self.coverable(&needy, left)) {
            return;
        }
        let choices = self.choices(&needy, left);
        for variable in &choices {
            self.choose(*variable);
            self.run(left - 1);
            self.unchoose(*variable);
        }
        for variable in choices {
            if let Some(slot) = self.barred.get_mut(variable) {
                *slot = false;
            }
        }
    }

    /// The rows that need a further cell.
    fn needy(&self) -> Vec<usize> {
        let rows = self.off.iter().zip(&self.inside).enumerate();
        rows.filter(|(_, (off, inside))| match inside {
            0 => **off != 0,
            1 => **off == 0,
            _ => false,
        })
        .map(|(row, _)| row)
        .collect()
    }

    /// Whether so few cells can serve all needy rows, by how many rows a cell stands in.
    fn coverable(&self, needy: &[usize], left: usize) -> bool {
        needy.len() <= left * self.widest
    }

    fn choices(&self, needy: &[usize], left: usize) -> Vec<usize> {
        if needy.is_empty() {
            return self.adjacent();
        }
        let free = |row: &usize| -> Vec<usize> {
            let terms = self.live.rows.get(*row).map(|row| row.terms.as_slice());
            let terms = terms.unwrap_or_default();
            let mut free = Vec::with_capacity(terms.len());
            let variables = terms.iter().map(|(variable, _)| *variable);
            free.extend(variables.filter(|variable| self.is_free(*variable)));
            free
        };
        let shortest = needy
            .iter()
            .min_by_key(|row| self.live.rows.get(**row).map_or(0, |row| row.terms.len()));
        let mut choices = shortest.map(free).unwrap_or_default();
        if left == 1 {
            choices.retain(|variable| self.completes(*variable, needy));
        }
        choices
    }

    /// Whether one cell serves all needy rows and leaves no row in need.
    fn completes(&self, variable: usize, needy: &[usize]) -> bool {
        let Some(variable) = self.live.variables.get(variable) else {
            return false;
        };
        let serves = |row: &usize| variable.rows.iter().any(|(own, _)| own == row);
        let lone = |row: usize| self.off.get(row) == Some(&0) && self.inside.get(row) == Some(&0);
        needy.iter().all(serves) && !variable.rows.iter().any(|(row, _)| lone(*row))
    }

    /// The cells that share a row with a chosen one.
    fn adjacent(&self) -> Vec<usize> {
        let rows = self.inside.iter().enumerate().filter(|(_, n)| **n > 0);
        let mut found: Vec<usize> = rows
            .filter_map(|(row, _)| self.live.rows.get(row))
            .flat_map(|row| row.terms.iter().map(|(variable, _)| *variable))
            .filter(|variable| self.is_free(*variable))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn is_free(&self, variable: usize) -> bool {
        self.barred.get(variable) == Some(&false)
    }

    fn choose(&mut self, variable: usize) {
        if let Some(slot) = self.barred.get_mut(variable) {
            *slot = true;
        }
        self.chosen.push(variable);
        self.count(variable, true);
    }

    /// Takes a cell back; it stays barred for the branches after it.
    fn unchoose(&mut self, variable: usize) {
        self.chosen.pop();
        self.count(variable, false);
    }

    fn count(&mut self, variable: usize, up: bool) {
        let rows = self.live.variables.get(variable).map(|v| &v.rows);
        for (row, _) in rows.into_iter().flatten() {
            if let Some(inside) = self.inside.get_mut(*row) {
                *inside = if up { *inside + 1 } else { *inside - 1 };
            }
        }
    }

    /// Keeps the chosen set if exact changes of it all differ from zero and suit their cells.
    fn settle(&mut self) {
        let touched = self.inside.iter().enumerate().filter(|(_, n)| **n > 0);
        let equations: Vec<Vec<i128>> = touched.map(|(row, _)| self.equation(row)).collect();
        let Solved::One(values) = solve(equations, self.chosen.len()) else {
            return;
        };
        let mut deltas: Vec<Delta> = self.chosen.iter().copied().zip(values).collect();
        let suits = |(variable, delta): &Delta| {
            self.live.variables.get(*variable).is_some_and(|variable| {
                let sum = variable.amount.checked_add(*delta);
                *delta != 0 && sum.is_some_and(|sum| self.live.admits(variable, sum))
            })
        };
        if !deltas.is_empty() && deltas.iter().all(suits) {
            deltas.sort_unstable();
            self.solutions.push(deltas);
        }
    }

    fn equation(&self, row: usize) -> Vec<i128> {
        let factor = |variable: &usize| {
            let rows = self.live.variables.get(*variable).map(|v| &v.rows);
            let own = rows.into_iter().flatten().find(|(own, _)| *own == row);
            own.map_or(0, |(_, factor)| i128::from(*factor))
        };
        let off = self.off.get(row).copied().unwrap_or(0);
        self.chosen
            .iter()
            .map(factor)
            .chain(std::iter::once(-off))
            .collect()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at once")]
mod tests {
    use super::*;
    use crate::live::{Row, Variable};
    use gouji_model::{CellId, CellKind, Evidence, Value};
    use gouji_testkit::specimen::Rng;

    const CELLS: usize = 7;
    const HIGHEST: i128 = 40;

    fn random(rng: &mut Rng) -> Live {
        let mut live = Live::default();
        for cell in 0..CELLS {
            let cell = Evidence {
                cell: CellId(cell as u16),
                prior: false,
            };
            live.variables.push(Variable {
                cell,
                old: Value::Blank,
                amount: rng.below(3) as i128,
                kind: CellKind::Count,
                clean: true,
                rows: Vec::new(),
            });
        }
        for row in 0..3 {
            let factors = (0..CELLS).map(|cell| (cell, rng.below(3) as i64 - 1));
            let terms: Vec<(usize, i64)> = factors.filter(|(_, factor)| *factor != 0).collect();
            let mut residual = if rng.happens(40) { 3 } else { 0 };
            for (cell, factor) in &terms {
                live.variables[*cell].rows.push((row, *factor));
                residual += live.variables[*cell].amount * i128::from(*factor);
            }
            // Half of the rows hold as they are.
            let constant = if rng.happens(50) { residual } else { 0 };
            live.rows.push(Row {
                relation: row,
                terms,
                residual: residual - constant,
            });
        }
        live
    }

    fn repairs(live: &Live, deltas: &[Delta]) -> bool {
        live.rows.iter().all(|row| {
            let change = |(v, f): &(usize, i64)| {
                let delta = deltas.iter().find(|(own, _)| own == v);
                delta.map_or(0, |(_, delta)| delta * i128::from(*f))
            };
            row.residual + row.terms.iter().map(change).sum::<i128>() == 0
        })
    }

    /// Every change of exactly these cells that repairs all rows.
    fn brute(live: &Live, cells: &[usize]) -> Vec<Vec<Delta>> {
        let mut found = vec![Vec::new()];
        for cell in cells {
            let old = live.variables[*cell].amount;
            let deltas = (0..=HIGHEST)
                .map(|new| new - old)
                .filter(|delta| *delta != 0);
            let deltas: Vec<i128> = deltas.collect();
            found = found
                .into_iter()
                .flat_map(|before: Vec<Delta>| {
                    deltas.iter().map(move |delta| {
                        let mut next = before.clone();
                        next.push((*cell, *delta));
                        next
                    })
                })
                .collect();
        }
        found.retain(|deltas| repairs(live, deltas));
        found
    }

    #[test]
    fn finds_what_trying_everything_finds() {
        let mut rng = Rng::new(11);
        let mut solutions = 0;
        for _ in 0..150 {
            let live = random(&mut rng);
            let off: Vec<i128> = live.rows.iter().map(|row| row.residual).collect();
            if off.iter().all(|off| *off == 0) {
                continue;
            }
            for level in [1, 2] {
                let mut budget = 100_000;
                let mut search = Search::new(&live, &off, &[], &mut budget);
                search.run(level);
                let mut found = std::mem::take(&mut search.solutions);
                found.sort();
                let mut expected = Vec::new();
                for first in 0..CELLS {
                    let rest = if level == 1 {
                        first..first + 1
                    } else {
                        first + 1..CELLS
                    };
                    for second in rest {
                        let mut cells = vec![first, second];
                        cells.dedup();
                        // A family of solutions is no solution.
                        let all = brute(&live, &cells);
                        expected.extend((all.len() == 1).then(|| all[0].clone()));
                    }
                }
                expected.sort();
                assert_eq!(found, expected);
                solutions += found.len();
            }
        }
        assert!(solutions > 50, "{solutions}");
    }

    #[test]
    fn ends_with_its_budget() {
        let live = random(&mut Rng::new(3));
        let off = vec![1; live.rows.len()];
        let mut budget = 2;
        let mut search = Search::new(&live, &off, &[], &mut budget);
        search.run(4);
        assert!(search.ended);
        assert_eq!(budget, 0);
    }
}

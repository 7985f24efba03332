//! Balanced reports.
//!
//! The equalities are homogeneous, so a sum of solutions is a solution. A *circuit* is a small
//! one: a cell goes up by one and every row this unbalances is repaired by raising another of its
//! cells, until all rows hold. A report is some circuits, each taken a random number of times.
//! Cells outside all equalities get figures of their own, and go back to zero where one of the
//! pack's other relations is broken.

use std::collections::BTreeMap;

use gouji_check::check_relations;
use gouji_model::{Cell, CellId, CellKind, Figure, Place, Report, SourceRange, Value};
use gouji_rule::Pack;

use crate::specimen::rng::Rng;
use crate::specimen::rows::{Row, equalities};

/// How often a row is repaired before a circuit is given up.
const MOST_REPAIRED: usize = 60;

/// Makes balanced reports of one pack.
#[derive(Debug)]
pub struct Balanced<'p> {
    pack: &'p Pack,
    rows: Vec<Row>,
    /// For each cell the rows it stands in.
    relations_of: Vec<Vec<usize>>,
    /// Cells that stand in some row and may be raised.
    linked: Vec<CellId>,
}

type Circuit = BTreeMap<CellId, i64>;

impl<'p> Balanced<'p> {
    /// Reads the equalities of a pack.
    #[must_use]
    pub fn new(pack: &'p Pack) -> Self {
        let rows = equalities(pack);
        let mut relations_of = vec![Vec::new(); pack.form.cell_count()];
        for (index, row) in rows.iter().enumerate() {
            for (_, cell) in row {
                relations_of[cell.index()].push(index);
            }
        }
        let linked = pack
            .form
            .cells()
            .filter(|cell| {
                !pack.form.is_group_cell(*cell) && !relations_of[cell.index()].is_empty()
            })
            .collect();
        Self {
            pack,
            rows,
            relations_of,
            linked,
        }
    }

    /// The balanced report of a seed. Every relation of the pack holds in it.
    #[must_use]
    pub fn report(&self, seed: u64) -> Report {
        let mut rng = Rng::new(seed);
        let form = &self.pack.form;
        let mut report = Report::empty(form.id.clone(), form.cell_count());
        report.year = form.since.map(|since| since.max(2019) + 1);
        for cell in form.cells().filter(|cell| !form.is_group_cell(*cell)) {
            set(&mut report, cell, Figure::ZERO);
        }
        self.fill_linked(&mut report, &mut rng);
        self.fill_loose(&mut report, &mut rng);
        self.sink(&mut report, &mut rng);
        report
    }

    /// Brings some cells below zero, where a form has cells that may be and every relation still holds.
    fn sink(&self, report: &mut Report, rng: &mut Rng) {
        let form = &self.pack.form;
        let signed = |cell: &CellId| form.kind_of(*cell) == CellKind::SignedAmount;
        if !self.linked.iter().all(signed) || self.linked.is_empty() {
            return;
        }
        for _ in 0..rng.below(4) {
            let Some(circuit) = self.circuit(rng) else {
                continue;
            };
            let times = 1 + rng.below(90_000) as i64;
            let before = report.cells.clone();
            for (cell, count) in circuit {
                let old = report.cell(cell).and_then(Cell::figure);
                let sunk = old.and_then(|old| old.checked_sub(Figure::from(times * count)));
                set(report, cell, sunk.unwrap_or_default());
            }
            if !check_relations(self.pack, report, None).findings.is_empty() {
                report.cells = before;
            }
        }
    }

    fn fill_linked(&self, report: &mut Report, rng: &mut Rng) {
        let scale = [9, 60, 400, 5000][rng.below(4)];
        let mut sums = Circuit::new();
        for _ in 0..3 + rng.below(22) {
            let Some(circuit) = self.circuit(rng) else {
                continue;
            };
            let limit = if rng.happens(50) { scale } else { 9 };
            let times = 1 + rng.below(limit) as i64;
            for (cell, count) in circuit {
                *sums.entry(cell).or_default() += times * count;
            }
        }
        for (cell, count) in sums {
            set(report, cell, Figure::from(count));
        }
    }

    fn circuit(&self, rng: &mut Rng) -> Option<Circuit> {
        let mut circuit = Circuit::new();
        let mut balance = vec![0i64; self.rows.len()];
        let mut next = *rng.pick(&self.linked)?;
        for _ in 0..MOST_REPAIRED {
            *circuit.entry(next).or_default() += 1;
            for row in &self.relations_of[next.index()] {
                let own = self.rows[*row].iter().filter(|(_, cell)| *cell == next);
                balance[*row] += own.map(|(factor, _)| factor).sum::<i64>();
            }
            let broken: Vec<usize> = (0..balance.len()).filter(|r| balance[*r] != 0).collect();
            // Rows with one way out first: they say what must happen.
            let mending = broken.iter().map(|row| self.mending(*row, balance[*row]));
            match mending.min_by_key(Vec::len) {
                None => return Some(circuit),
                Some(choices) => next = *rng.pick(&choices)?,
            }
        }
        None
    }

    /// The cells whose rise brings a row nearer to balance.
    fn mending(&self, row: usize, balance: i64) -> Vec<CellId> {
        self.rows[row]
            .iter()
            .filter(|(factor, cell)| {
                factor.signum() == -balance.signum() && !self.pack.form.is_group_cell(*cell)
            })
            .map(|(_, cell)| *cell)
            .collect()
    }

    fn fill_loose(&self, report: &mut Report, rng: &mut Rng) {
        let form = &self.pack.form;
        let loose: Vec<CellId> = form
            .cells()
            .filter(|cell| self.relations_of[cell.index()].is_empty() && !form.is_group_cell(*cell))
            .collect();
        for cell in &loose {
            let limit = [1, 10, 300, 90_000][rng.below(4)];
            let whole = rng.below(limit) as i128;
            let figure = match form.kind_of(*cell) {
                CellKind::SignedAmount => Figure::new(whole, 0),
                kind if !kind.is_whole() => Figure::new(whole, [0, 1, 2, 4][rng.below(4)]),
                _ => Figure::new(whole, 0),
            };
            set(report, *cell, figure);
        }
        // Zeros satisfy what random figures break.
        for _ in 0..8 {
            let broken = check_relations(self.pack, report, None).findings;
            let cells = broken.iter().flat_map(|finding| &finding.cells);
            for evidence in cells.filter(|evidence| loose.contains(&evidence.cell)) {
                set(report, evidence.cell, Figure::ZERO);
            }
        }
    }
}

/// Writes a figure into a cell.
pub(crate) fn set(report: &mut Report, cell: CellId, figure: Figure) {
    put(report, cell, Value::Figure(figure));
}

/// Writes a value into a cell.
pub(crate) fn put(report: &mut Report, cell: CellId, value: Value) {
    if let Some(slot) = report.cells.get_mut(cell.index()) {
        *slot = Some(Cell {
            value,
            raw: None,
            place: Place::Text(SourceRange::default()),
        });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at once")]
mod tests {
    use super::*;
    use gouji_pack::Packs;

    #[test]
    fn reports_are_balanced_and_not_empty() {
        let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
        for pack in packs.packs() {
            let balanced = Balanced::new(pack);
            let mut figures = 0;
            for seed in 0..300 {
                let report = balanced.report(seed);
                let found = check_relations(pack, &report, None);
                assert!(found.findings.is_empty(), "{seed}: {:?}", found.findings);
                assert!(found.evaluated > 30);
                let filled = |cell: &&Cell| cell.figure().is_some_and(|f| !f.is_zero());
                figures += report.cells.iter().flatten().filter(filled).count();
            }
            assert!(figures > 300 * 20, "{figures}");
        }
    }

    #[test]
    fn a_seed_fixes_the_report() {
        let packs = Packs::built_in().unwrap();
        let balanced = Balanced::new(&packs.packs()[0]);
        assert_eq!(balanced.report(7).cells, balanced.report(7).cells);
        assert_ne!(balanced.report(7).cells, balanced.report(8).cells);
    }
}

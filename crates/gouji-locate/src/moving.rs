//! Single mistakes that change several cells: two cells swapped, a row or column moved by one.
//!
//! The report says what they would have changed, so each is a known change of the rows, and only
//! those that fit the broken rows are kept.

use std::ops::Range;

use gouji_model::{CellId, Evidence};

use crate::joint::Delta;
use crate::live::{Live, Variable};
use crate::mistake::Mistake;
use crate::rows_and_columns::{RowOrColumn, RowsAndColumns};
use crate::weights::FEWEST_REPAIRED;

/// A mistake that would explain several changes at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub mistake: Mistake,
    pub deltas: Vec<Delta>,
}

/// The moves that mend broken rows and break none.
pub(crate) fn moves(live: &Live, rows_and_columns: &RowsAndColumns, off: &[i128]) -> Vec<Move> {
    let mut collector = Collector {
        live,
        off,
        prints: live.variables.iter().map(|own| print(own, off)).collect(),
        found: Vec::new(),
        change: vec![0; live.rows.len()],
        touched: Vec::new(),
    };
    for (blocks, along, across) in [
        (&rows_and_columns.rows, Mistake::RowMoved, Mistake::RowMoved),
        (
            &rows_and_columns.columns,
            Mistake::ColumnMoved,
            Mistake::ColumnMoved,
        ),
    ] {
        for block in blocks {
            for row_or_column in block {
                collector.along(row_or_column, along);
            }
            for pair in block.windows(2) {
                if let [one, other] = pair {
                    let pairs = one.iter().copied().zip(other.iter().copied());
                    collector.exchange(pairs, across);
                }
            }
        }
    }
    let mut found = collector.found;
    found.sort_by(|a, b| (&a.deltas, a.mistake).cmp(&(&b.deltas, b.mistake)));
    found.dedup_by(|a, b| a.deltas == b.deltas);
    found
}

/// What a variable adds to the rows that hold, each weighed with a number of its own. Where these do
/// not add up to zero over a change, some row that holds would be broken.
fn print(variable: &Variable, off: &[i128]) -> u64 {
    let holding = variable
        .rows
        .iter()
        .filter(|(row, _)| off.get(*row) == Some(&0));
    holding.fold(0, |sum: u64, (row, factor)| {
        sum.wrapping_add(weight(*row).wrapping_mul(*factor as u64))
    })
}

/// A number for a row, unlike those of all others.
const fn weight(row: usize) -> u64 {
    let mixed = (row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed ^ (mixed >> 27)
}

struct Collector<'a> {
    live: &'a Live,
    off: &'a [i128],
    /// What each variable adds to the rows that hold: see [`print`].
    prints: Vec<u64>,
    found: Vec<Move>,
    /// Scratch: by how much each row changes.
    change: Vec<i128>,
    /// Scratch: the rows that may change.
    touched: Vec<usize>,
}

impl Collector<'_> {
    fn amount(&self, cell: CellId) -> Option<(usize, i128)> {
        let variable = self.live.find(Evidence { cell, prior: false })?;
        Some((variable, self.live.variables.get(variable)?.amount))
    }

    fn print_of(&self, variable: usize) -> u64 {
        self.prints.get(variable).copied().unwrap_or(0)
    }

    /// Swaps and shifts within one lane.
    fn along(&mut self, row_or_column: &RowOrColumn, mistake: Mistake) {
        let Some(known) = row_or_column
            .iter()
            .map(|cell| self.amount(*cell))
            .collect::<Option<Vec<_>>>()
        else {
            return;
        };
        for pair in known.windows(2) {
            if let [(a, x), (b, y)] = pair
                && x != y
            {
                let deltas = [(*a, y - x), (*b, x - y)];
                self.keep(deltas.into_iter(), Mistake::CellsSwapped);
            }
        }
        // In most lanes nothing but zeros stands.
        if known.iter().all(|(_, amount)| *amount == 0) {
            return;
        }
        let sums = self.sums(known.iter().copied());
        for end in [known.len(), known.len().saturating_sub(1)] {
            for start in 0..end.saturating_sub(2) {
                if self.may_shift(&known, &sums, start..end) {
                    let part = known.get(start..end).unwrap_or_default();
                    self.shift(part, mistake);
                }
            }
        }
        // The same the other way round, for parts that begin where the lane does.
        let known: Vec<Delta> = known.into_iter().rev().collect();
        let sums = self.sums(known.iter().copied());
        for start in 0..known.len().saturating_sub(2) {
            if self.may_shift(&known, &sums, start..known.len()) {
                self.shift(known.get(start..).unwrap_or_default(), mistake);
            }
        }
    }

    /// What the figures of a lane would add to the rows that hold if each became the next one, added
    /// up before each figure: so that a part of the lane need not be walked through to see that its
    /// shift would break some row.
    fn sums(&self, lane: impl Iterator<Item = Delta> + Clone) -> Vec<u64> {
        let next = lane.clone().skip(1);
        let changes = lane.zip(next).map(|((variable, old), (_, new))| {
            self.print_of(variable).wrapping_mul((new - old) as u64)
        });
        let sums = changes.scan(0_u64, |sum, change| {
            *sum = sum.wrapping_add(change);
            Some(*sum)
        });
        std::iter::once(0).chain(sums).collect()
    }

    /// Whether a part of a lane may have been shifted: its first cell was left empty, and undoing
    /// it breaks no row.
    fn may_shift(&self, lane: &[Delta], sums: &[u64], part: Range<usize>) -> bool {
        let Some(((_, first), (last, amount))) = lane
            .get(part.start)
            .zip(part.end.checked_sub(1).and_then(|last| lane.get(last)))
        else {
            return false;
        };
        let Some((before, behind)) = sums.get(part.start).zip(sums.get(part.end - 1)) else {
            return false;
        };
        let emptied = self.print_of(*last).wrapping_mul((-amount) as u64);
        *first == 0 && behind.wrapping_sub(*before).wrapping_add(emptied) == 0
    }

    /// Undoes a shift that left the first cell empty: every figure goes back by one.
    fn shift(&mut self, part: &[Delta], mistake: Mistake) {
        let next = part.iter().skip(1).map(|(_, amount)| *amount);
        let deltas = part
            .iter()
            .zip(next.chain(std::iter::once(0)))
            .map(|((variable, old), new)| (*variable, new - old));
        self.keep(deltas, mistake);
    }

    /// Exchanges two neighbouring lanes.
    fn exchange(&mut self, pairs: impl Iterator<Item = (CellId, CellId)>, mistake: Mistake) {
        let mut deltas = Vec::new();
        for (one, other) in pairs {
            let (Some((a, x)), Some((b, y))) = (self.amount(one), self.amount(other)) else {
                return;
            };
            deltas.extend([(a, y - x), (b, x - y)]);
        }
        self.keep(deltas.iter().copied(), mistake);
    }

    fn keep(&mut self, deltas: impl Iterator<Item = Delta> + Clone, mistake: Mistake) {
        let print = |sum: u64, (variable, delta): Delta| {
            sum.wrapping_add(self.print_of(variable).wrapping_mul(delta as u64))
        };
        if deltas.clone().fold(0, print) != 0 {
            return;
        }
        let mut deltas: Vec<Delta> = deltas.filter(|(_, delta)| *delta != 0).collect();
        if deltas.len() < 2 || !self.fits(&deltas) {
            return;
        }
        deltas.sort_unstable();
        self.found.push(Move { mistake, deltas });
    }

    /// Whether the change mends enough rows, breaks none, and suits its cells.
    fn fits(&mut self, deltas: &[Delta]) -> bool {
        let live = self.live;
        let known = |variable: usize| live.variables.get(variable);
        let suits = |(variable, delta): &Delta| {
            known(*variable).is_none_or(|own| live.admits(own, own.amount + delta))
        };
        if !deltas.iter().all(suits) {
            return false;
        }
        self.touched.clear();
        for (variable, delta) in deltas {
            for (row, factor) in known(*variable).iter().flat_map(|own| &own.rows) {
                if let Some(change) = self.change.get_mut(*row) {
                    *change += delta * i128::from(*factor);
                    self.touched.push(*row);
                }
            }
        }
        let (mut repaired, mut breaks) = (0, false);
        for row in &self.touched {
            // A row that was touched twice has no change left the second time.
            let change = self.change.get_mut(*row).map(std::mem::take).unwrap_or(0);
            let off = self.off.get(*row).copied().unwrap_or(0);
            repaired += usize::from(change != 0 && off + change == 0);
            breaks |= change != 0 && off + change != 0;
        }
        !breaks && repaired >= FEWEST_REPAIRED
    }
}

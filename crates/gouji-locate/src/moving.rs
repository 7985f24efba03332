//! Single mistakes that change several cells: two cells swapped, a row or column moved by one.
//!
//! The report says what they would have changed, so each is a known change of the rows, and only
//! those that fit the broken rows are kept.

use std::ops::Range;

use crate::joint::Delta;
use crate::live::{Live, Variable};
use crate::mistake::Mistake;
use crate::movable::{Lane, Movable, Move};
use crate::weights::FEWEST_REPAIRED;

/// The moves that repair broken rows and break none.
pub(crate) fn moves(live: &Live, movable: &Movable, off: &[i128]) -> Vec<Move> {
    let mut collector = Collector {
        live,
        off,
        prints: live.variables.iter().map(|own| print(own, off)).collect(),
        found: Vec::new(),
        change: vec![0; live.rows.len()],
        touched: Vec::new(),
    };
    for exchange in &movable.exchanges {
        collector.keep(exchange.deltas.iter().copied(), exchange.mistake);
    }
    for lane in &movable.lanes {
        collector.shifts(lane);
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
    fn print_of(&self, variable: usize) -> u64 {
        self.prints.get(variable).copied().unwrap_or(0)
    }

    /// Shifts within one lane: of a part up to its end or to the cell before that, and the other way
    /// round of a part from its start.
    fn shifts(&mut self, lane: &Lane) {
        let sums = self.sums(lane.forwards.iter().copied());
        let length = lane.forwards.len();
        for end in [length, length.saturating_sub(1)] {
            for start in 0..end.saturating_sub(2) {
                if self.may_shift(&lane.forwards, &sums, start..end) {
                    let part = lane.forwards.get(start..end).unwrap_or_default();
                    self.shift(part, lane.mistake);
                }
            }
        }
        let sums = self.sums(lane.backwards.iter().copied());
        for start in 0..length.saturating_sub(2) {
            if self.may_shift(&lane.backwards, &sums, start..length) {
                let part = lane.backwards.get(start..).unwrap_or_default();
                self.shift(part, lane.mistake);
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

    /// Whether the change repairs enough rows, breaks none, and suits its cells.
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

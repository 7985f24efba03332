//! What of a report could have been moved, whichever of its rows are broken: read off once, and then
//! held against the broken rows of each part of it.

use gouji_model::{CellId, Evidence};

use crate::joint::Delta;
use crate::live::Live;
use crate::mistake::Mistake;
use crate::rows_and_columns::RowsAndColumns;

/// A mistake that would explain several changes at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    pub mistake: Mistake,
    pub deltas: Vec<Delta>,
}

/// A row or column of which every cell stands in some relation and some figure is not zero: its
/// variables with their amounts, in the order of the form and the other way round.
#[derive(Debug)]
pub(crate) struct Lane {
    pub mistake: Mistake,
    pub forwards: Vec<Delta>,
    pub backwards: Vec<Delta>,
}

/// What could have been moved.
#[derive(Debug, Default)]
pub(crate) struct Movable {
    /// Exchanges of two neighbouring cells of a row or column, and of two neighbouring rows or columns.
    pub exchanges: Vec<Move>,
    /// The rows and columns whose figures could have been shifted by one.
    pub lanes: Vec<Lane>,
}

/// The variables of a row or column with their amounts; nothing for cells that are none.
type Known = Vec<Option<Delta>>;

impl Movable {
    /// What could have been moved in a report.
    pub(crate) fn of(live: &Live, rows_and_columns: &RowsAndColumns) -> Self {
        let mut movable = Self::default();
        let rows = (&rows_and_columns.rows, Mistake::RowMoved);
        let columns = (&rows_and_columns.columns, Mistake::ColumnMoved);
        for (blocks, mistake) in [rows, columns] {
            for block in blocks {
                let known = |lane: &Vec<CellId>| -> Known {
                    lane.iter().map(|cell| amount(live, *cell)).collect()
                };
                let known: Vec<Known> = block.iter().map(known).collect();
                known.iter().for_each(|lane| movable.along(lane, mistake));
                for pair in known.windows(2) {
                    if let [one, other] = pair {
                        movable.across(one, other, mistake);
                    }
                }
            }
        }
        movable
    }

    /// What could have been moved within a row or column.
    fn along(&mut self, lane: &Known, mistake: Mistake) {
        // In most lanes nothing but zeros stands.
        if lane.iter().flatten().all(|(_, amount)| *amount == 0) {
            return;
        }
        let Some(forwards) = lane.iter().copied().collect::<Option<Vec<Delta>>>() else {
            return;
        };
        for pair in forwards.windows(2) {
            if let [one, other] = pair {
                self.exchange(exchanged(*one, *other).into(), Mistake::CellsSwapped);
            }
        }
        self.lanes.push(Lane {
            mistake,
            backwards: forwards.iter().rev().copied().collect(),
            forwards,
        });
    }

    /// The exchange of two neighbouring rows or columns.
    fn across(&mut self, one: &Known, other: &Known, mistake: Mistake) {
        let figures = one.iter().zip(other);
        let same = |(a, b): (&Option<Delta>, &Option<Delta>)| a.map(|a| a.1) == b.map(|b| b.1);
        if figures.clone().all(same) {
            return;
        }
        let pairs = figures.map(|(a, b)| Some(exchanged((*a)?, (*b)?)));
        if let Some(pairs) = pairs.collect::<Option<Vec<_>>>() {
            self.exchange(pairs.into_iter().flatten().collect(), mistake);
        }
    }

    /// Keeps an exchange that changes anything.
    fn exchange(&mut self, mut deltas: Vec<Delta>, mistake: Mistake) {
        deltas.retain(|(_, delta)| *delta != 0);
        if !deltas.is_empty() {
            self.exchanges.push(Move { mistake, deltas });
        }
    }
}

/// The changes by which two variables get the amount of each other.
const fn exchanged((a, x): Delta, (b, y): Delta) -> [Delta; 2] {
    [(a, y - x), (b, x - y)]
}

/// The variable of a cell with its amount.
fn amount(live: &Live, cell: CellId) -> Option<Delta> {
    let variable = live.find(Evidence { cell, prior: false })?;
    Some((variable, live.variables.get(variable)?.amount))
}

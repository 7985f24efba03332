//! The sums within a report, as what rules out most changes at once: a change that leaves a sum wrong that
//! holds is no repair.

use std::collections::BTreeMap;

use gouji_model::{Cell, CellId, Figure, Report};
use gouji_rule::{Check, Comparison, Logic, Operand, Pack, Selection, Sum};

/// A sum that must be zero.
#[derive(Default)]
struct Row {
    /// Its cells, and whether each is taken away.
    cells: Vec<(CellId, bool)>,
    /// Cells of groups: where one of them is filled, it stands for others.
    groups: Vec<CellId>,
}

/// The unconditional sums of a pack over the cells of one report.
pub(super) struct OwnSums {
    rows: Vec<Row>,
    /// For each cell the sums it stands in.
    standing: BTreeMap<CellId, Vec<usize>>,
}

impl OwnSums {
    pub(super) fn of(pack: &Pack) -> Self {
        let mut rows = Vec::new();
        for rule in pack.rules() {
            let Check::Relation(relation) = &rule.check else {
                continue;
            };
            for instance in relation.formula.instances.iter() {
                if let Logic::Compare(left, Comparison::Equal, right) = &instance.assert
                    && instance.when.is_none()
                {
                    let mut row = Row::default();
                    let is_plain = add(&mut row, left, false) && add(&mut row, right, true);
                    rows.extend(Some(row).filter(|_| is_plain));
                }
            }
        }
        let mut standing: BTreeMap<CellId, Vec<usize>> = BTreeMap::new();
        for (number, row) in rows.iter().enumerate() {
            for (cell, _) in &row.cells {
                standing.entry(*cell).or_default().push(number);
            }
        }
        Self { rows, standing }
    }

    /// Whether changes of cells by some figures leave a sum of a report wrong that holds.
    pub(super) fn rule_out(&self, report: &Report, changes: &[(CellId, Figure)]) -> bool {
        let mut moved: BTreeMap<usize, Figure> = BTreeMap::new();
        for (cell, by) in changes {
            for number in self.standing.get(cell).into_iter().flatten() {
                let row = self.rows.get(*number).into_iter();
                let row = row.flat_map(|row| &row.cells);
                for (_, is_less) in row.filter(|(own, _)| own == cell) {
                    let sum = moved.entry(*number).or_default();
                    let Some(next) = added(*sum, *by, *is_less) else {
                        return false;
                    };
                    *sum = next;
                }
            }
        }
        let moved = moved.iter().filter(|(_, by)| !by.is_zero());
        let mut rows = moved.filter_map(|(number, _)| self.rows.get(*number));
        rows.any(|row| sum_of(report, row).is_some_and(Figure::is_zero))
    }
}

fn added(sum: Figure, by: Figure, is_less: bool) -> Option<Figure> {
    match is_less {
        true => sum.checked_sub(by),
        false => sum.checked_add(by),
    }
}

/// What a sum comes to, where all its cells are figures.
fn sum_of(report: &Report, row: &Row) -> Option<Figure> {
    let filled = |group: &CellId| report.cell(*group).and_then(Cell::figure).is_some();
    if row.groups.iter().any(filled) {
        return None;
    }
    row.cells
        .iter()
        .try_fold(Figure::ZERO, |sum, (cell, is_less)| {
            let figure = report.cell(*cell).and_then(Cell::figure)?;
            added(sum, figure, *is_less)
        })
}

/// Adds a side; false where it rests on anything but cells that are added or taken away.
fn add(row: &mut Row, sum: &Sum, is_right: bool) -> bool {
    for term in &sum.terms {
        let is_less = match term.coefficient {
            1 => is_right,
            -1 => !is_right,
            _ => return false,
        };
        match &term.operand {
            Operand::Cell(cell) => row.cells.push((*cell, is_less)),
            Operand::Set(members) => {
                for member in members {
                    match member {
                        Selection::Cell(cell) => row.cells.push((*cell, is_less)),
                        Selection::Group { own, items } => {
                            row.groups.push(*own);
                            row.cells.extend(items.iter().map(|cell| (*cell, is_less)));
                        }
                        Selection::Absent(_) => {}
                    }
                }
            }
            _ => return false,
        }
    }
    sum.constant == 0
}

//! The equalities of a pack over the cells of one report, as coefficients.

use gouji_model::CellId;
use gouji_rule::{Check, Comparison, Logic, Operand, Pack, Selection, Sum};

/// A sum that must be zero.
pub(crate) type Row = Vec<(i64, CellId)>;

/// Every unconditional equality between cells of the report itself.
pub(crate) fn equalities(pack: &Pack) -> Vec<Row> {
    let mut rows = Vec::new();
    for rule in pack.rules() {
        let Check::Relation(relation) = &rule.check else {
            continue;
        };
        for instance in relation.formula.instances.iter() {
            let Logic::Compare(left, Comparison::Equal, right) = &instance.assert else {
                continue;
            };
            let mut row = Row::new();
            let plain = add(&mut row, left, 1) && add(&mut row, right, -1);
            if plain && instance.when.is_none() {
                rows.push(row);
            }
        }
    }
    rows
}

/// Adds a side; false where it rests on anything but cells of the report.
fn add(row: &mut Row, sum: &Sum, sign: i64) -> bool {
    for term in &sum.terms {
        match &term.operand {
            Operand::Cell(cell) => row.push((sign * term.coefficient, *cell)),
            Operand::Set(members) => {
                for member in members {
                    match member {
                        Selection::Cell(cell) => row.push((sign * term.coefficient, *cell)),
                        Selection::Group { items, .. } => {
                            row.extend(items.iter().map(|cell| (sign * term.coefficient, *cell)));
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

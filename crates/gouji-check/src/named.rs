//! What a condition names: its cells, and whether there are any.

use gouji_model::CellId;
use gouji_rule::{Logic, Operand, Selection, Sum};

/// Every cell of the report itself that a condition names.
pub(crate) fn cells_of(logic: &Logic, found: &mut Vec<CellId>) {
    match logic {
        Logic::Compare(left, _, right) => {
            for term in left.terms.iter().chain(&right.terms) {
                match &term.operand {
                    Operand::Cell(cell) => found.push(*cell),
                    Operand::Set(members) => {
                        for member in members {
                            match member {
                                Selection::Cell(cell) => found.push(*cell),
                                Selection::Group { items, .. } => found.extend(items),
                            }
                        }
                    }
                    Operand::Prior(_) | Operand::Fact(_) => {}
                }
            }
        }
        Logic::Not(inner) => cells_of(inner, found),
        Logic::And(left, right)
        | Logic::Or(left, right)
        | Logic::Implies(left, right)
        | Logic::Iff(left, right) => {
            cells_of(left, found);
            cells_of(right, found);
        }
    }
}

/// Whether a condition is about figures of the report, and not about years alone.
pub(crate) fn names_cells(logic: &Logic) -> bool {
    names(logic, |operand| {
        matches!(operand, Operand::Cell(_) | Operand::Set(_))
    })
}

/// Whether an operand of a condition is what is asked about.
pub(crate) fn names(logic: &Logic, about: fn(&Operand) -> bool) -> bool {
    let any = |sum: &Sum| sum.terms.iter().any(|term| about(&term.operand));
    match logic {
        Logic::Compare(left, _, right) => any(left) || any(right),
        Logic::Not(inner) => names(inner, about),
        Logic::And(left, right)
        | Logic::Or(left, right)
        | Logic::Implies(left, right)
        | Logic::Iff(left, right) => names(left, about) || names(right, about),
    }
}

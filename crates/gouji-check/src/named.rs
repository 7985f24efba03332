//! Which cells a condition names.

use gouji_model::CellId;
use gouji_pack::{Logic, Operand, Selection};

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

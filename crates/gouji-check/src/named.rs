//! What a condition names: its cells, and whether there are any.

use gouji_model::CellId;
use gouji_rule::{Logic, Operand};

/// Every cell of the report itself that a condition names.
pub(crate) fn cells_of(logic: &Logic, found: &mut Vec<CellId>) {
    logic.each_cell(&mut |cell| found.push(cell));
}

/// Whether a condition is about figures of the report, and not about years alone.
pub(crate) fn names_cells(logic: &Logic) -> bool {
    logic.has_lists()
        || names(logic, |operand| {
            matches!(
                operand,
                Operand::Cell(_) | Operand::Set(_) | Operand::Call(_) | Operand::Absent(_)
            )
        })
}

/// Whether an operand of a condition is what is asked about.
pub(crate) fn names(logic: &Logic, about: fn(&Operand) -> bool) -> bool {
    let mut found = false;
    logic.each_operand(&mut |operand| found |= about(operand));
    found
}

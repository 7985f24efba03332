//! Whether a relation that could not be decided is about something the document has.

use gouji_model::CellId;
use gouji_rule::{Instance, Operand, Reading};

use crate::named::{cells_of, names};

/// Whether an instance is about last year's report and there is none: then it does not apply,
/// whatever cannot be read of this year's.
pub(crate) fn lacks_last_year(reading: &Reading<'_>, instance: &Instance) -> bool {
    let about = |operand: &Operand| {
        matches!(operand, Operand::Prior(_) | Operand::PriorSet(_))
            || matches!(operand, Operand::Fact(fact) if fact.is_prior())
    };
    let mut conditions = instance.when.iter().chain([&instance.assert]);
    reading.prior.is_none() && conditions.any(|condition| names(condition, about))
}

/// Whether a blocked instance is about something the document has: a row that is altogether
/// absent is a finding of its own, and a row of another kind of form is nobody's concern. A column that
/// no row has takes the relations with it, which must not pass.
pub(crate) fn concerns(reading: &Reading<'_>, instance: &Instance) -> bool {
    if lacks_last_year(reading, instance) {
        return false;
    }
    let mut cells = Vec::new();
    cells_of(&instance.assert, &mut cells);
    cells.iter().any(|cell| stands(reading, *cell))
}

/// Whether the document has a cell, or may have it in a table that cannot be read. The form
/// leaves the rows of groups empty, so that a lost table is not expected to fill them.
pub(crate) fn stands(reading: &Reading<'_>, cell: CellId) -> bool {
    let table = reading.form.table_id_of(cell);
    reading.report.cell(cell).is_some()
        || lacks_column(reading, cell)
        || (reading.report.lost_tables.contains(&table) && !reading.form.is_group_cell(cell))
}

/// Whether a cell is not there because no row of its block has its column, though the form lets none of
/// them leave it out.
fn lacks_column(reading: &Reading<'_>, cell: CellId) -> bool {
    let (form, report) = (reading.form, reading.report);
    let there = |cell: CellId| report.cell(cell).is_some();
    let in_column = |other: &CellId| form.in_one_column(cell, *other);
    let traits = form.traits;
    (traits.is_declared || traits.has_open_rows)
        && !form.column_of(cell).optional
        && !there(cell)
        && form.cells_of_row(cell).into_iter().any(there)
        && !form.cells().filter(in_column).any(there)
}

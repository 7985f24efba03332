//! Rows that a form prints and a table that was read does not have.
//!
//! A sum with such a row is unknown and not smaller: the relations that need it are blocked.

use gouji_model::{Form, Observation, ObservationKind, Report, TableId};

use crate::at::BlockAt;

/// The form's own rows of a block of which the report has no cell, but for those it may leave out.
pub(super) fn missing_rows(form: &Form, at: BlockAt, report: &Report) -> Vec<Observation> {
    let own = report.concrete.as_deref().unwrap_or(form);
    let block = &own.tables[at.table].blocks[at.block];
    let is_missing = |row: usize| {
        let cells =
            (0..block.columns.len()).filter_map(|c| own.cell_in(at.table, at.block, row, c));
        cells
            .map(|cell| report.cell(cell))
            .all(|cell| cell.is_none())
    };
    let rows = block.rows.iter().enumerate();
    let needed = rows.filter(|(_, row)| row.key.is_none() && !row.optional && !row.group);
    needed
        .filter(|(index, _)| is_missing(*index))
        .map(|(_, row)| Observation {
            expected: row.label.text.clone(),
            table: Some(TableId::at(at.table)),
            ..Observation::of(ObservationKind::MissingRow, &row.id)
        })
        .collect()
}

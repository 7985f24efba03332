//! Rows that a form prints and a table that was read does not have.
//!
//! A sum with such a row is unknown and not smaller: the relations that need it are blocked.

use gouji_model::{Form, Observation, ObservationKind, Report, TableId};

use crate::at::BlockAt;

/// The form's own rows of a block of which the report has no cell, but for those it may leave out.
pub(super) fn missing_rows(form: &Form, at: BlockAt, report: &Report) -> Vec<Observation> {
    let own = report.concrete.as_deref().unwrap_or(form);
    let missing = report.missing_rows(own, at.table, at.block);
    missing
        .map(|row| Observation {
            expected: row.label.text.clone(),
            table: Some(TableId::at(at.table)),
            ..Observation::of(ObservationKind::MissingRow, &row.id)
        })
        .collect()
}

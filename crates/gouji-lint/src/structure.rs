//! The structure of canonical JSON against its pack's JSON Schema.
//!
//! Reports bound from documents have the right structure by construction; JSON that someone wrote
//! may not. What a cell's own rules or the reader already say of it is not reported twice.

use gouji_model::{
    CellId, CellKind, Figure, Form, Observation, ObservationKind, Place, Report, SourceRange, Value,
};
use gouji_pack::{Packs, SchemaError};

/// Adds an observation for each departure from the schema that nothing else speaks of.
/// The report's JSON begins at `start` of the file.
pub(crate) fn note(report: &mut Report, form: &Form, packs: &Packs, own: &str, start: u32) {
    // What is no JSON was refused by the reader.
    let Ok(json) = serde_json::from_str(own) else {
        return;
    };
    for error in packs.schema_errors(&form.id, &json) {
        if !is_reported(&error, form, report) {
            let place = place_of(&error, form, report)
                .unwrap_or(Place::Text(SourceRange::new(start, start + 1)));
            report.observations.push(Observation {
                found: error.message.clone(),
                place: Some(place),
                ..Observation::of(ObservationKind::OffSchema, pointer(&error))
            });
        }
    }
}

/// The pointer of an error; the root has an empty one.
fn pointer(error: &SchemaError) -> &str {
    if error.pointer.is_empty() {
        "/"
    } else {
        &error.pointer
    }
}

/// Whether another rule speaks of the place: unknown rows and columns, text and odd numbers.
fn is_reported(error: &SchemaError, form: &Form, report: &Report) -> bool {
    let Some(address) = error.pointer.strip_prefix("/tables") else {
        return false;
    };
    let cell = cell_at(address, form);
    match cell.and_then(|cell| Some((cell, report.cell(cell)?.value))) {
        Some((_, Value::Text)) => true,
        Some((cell, Value::Figure(figure))) => is_odd(figure, form.kind_of(cell)),
        Some(_) => false,
        // Not a cell: a table, row or column that the form does not have.
        None => true,
    }
}

fn is_odd(figure: Figure, kind: CellKind) -> bool {
    figure.is_negative() && !kind.is_signed() || !figure.is_integer() && kind.is_whole()
}

fn cell_at(address: &str, form: &Form) -> Option<CellId> {
    form.cell(address.strip_prefix('/')?)
}

/// The cell's place, if it is about a cell.
fn place_of(error: &SchemaError, form: &Form, report: &Report) -> Option<Place> {
    let cell = error.pointer.strip_prefix("/tables");
    let cell = cell.and_then(|address| cell_at(address, form));
    cell.and_then(|cell| report.cell(cell))
        .map(|cell| cell.place)
}

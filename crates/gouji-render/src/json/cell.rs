//! A cell: its address, what is in it, and where it stands.

use gouji_model::{Cell, CellId, Form, Report, Value};

use crate::Places;
use crate::written::Json;

/// The address of a cell, what is in it, and where it stands; nothing of its object was written yet.
pub(super) fn members(
    json: &mut Json,
    id: CellId,
    form: &Form,
    report: &Report,
    places: Places<'_>,
) {
    let cell = report.cell(id);
    json.raw("\"id\":");
    json.string(form.address_of(id));
    json.raw(",\"value\":");
    let text = cell.map(Cell::text).unwrap_or_default();
    match cell.map(|cell| cell.value) {
        Some(Value::Figure(figure)) => match figure.at_scale(0) {
            Some(whole) if figure.scale() == 0 => json.integer(whole),
            _ => json.raw(&figure.to_string()),
        },
        Some(Value::Blank) | None => json.raw("null"),
        Some(_) => json.string(&text),
    }
    json.raw(",\"text\":");
    json.string(&text);
    if let Some(cell) = cell {
        json.raw(",\"location\":");
        places.write(json, cell.place);
    }
}

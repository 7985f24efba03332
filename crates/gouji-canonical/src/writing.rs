//! Writing: a report to JSON, tables and cells in the form's order.

use gouji_model::{Cell, Form, ObservationKind, Place, Report, Value};
use serde_json::value::RawValue;
use serde_json::{Map, Value as Json, json};

/// The canonical JSON of a report, indented. `locate` adds an object `locations` that maps each
/// address to where the cell stands.
#[must_use]
pub fn write(form: &Form, report: &Report, locate: Option<&dyn Fn(Place) -> Json>) -> String {
    let mut text = String::from("{\n");
    let period = report
        .period
        .map(|period| ("period", json!(period.to_string())));
    let head = [
        Some(("form", json!(report.form.0))),
        Some(("year", json!(report.year))),
        period,
        Some(("organization", json!(report.organization))),
        Some(("title", json!(report.title))),
        report.unit.as_ref().map(|unit| ("unit", json!(unit.word))),
        converted(form, report).map(|converted| ("converted", converted)),
        (!report.absent_tables.is_empty()).then(|| ("part", json!(true))),
    ];
    for (name, value) in head.into_iter().flatten() {
        text.push_str(&format!("  \"{name}\": {value},\n"));
    }
    if let Some(preamble) = &report.preamble {
        text.push_str(&format!("  \"preamble\": {},\n", json!(preamble.text)));
    }
    text.push_str(&format!("  \"sections\": {},\n", sections(report)));
    text.push_str("  \"tables\": {");
    text.push_str(&tables(form, report));
    text.push_str("\n  }");
    if let Some(locate) = locate {
        let places: Map<String, Json> = form
            .cells()
            .filter_map(|id| Some((form.address(id), locate(report.cell(id)?.place))))
            .collect();
        text.push_str(&format!(",\n  \"locations\": {}", Json::Object(places)));
    }
    text.push_str("\n}\n");
    text
}

/// Figures that came from a report in another unit: which, and how far what each stands for is from it.
fn converted(form: &Form, report: &Report) -> Option<Json> {
    let mut seen = report.observations.iter();
    let remark = seen.find(|seen| seen.kind == ObservationKind::ConvertedUnit)?;
    let within = report.converted.iter().filter_map(|(cell, half)| {
        let half = RawValue::from_string(half.to_string()).ok()?;
        Some((form.address(*cell), json!(half)))
    });
    let within: Map<String, Json> = within.collect();
    Some(json!({ "from": remark.found, "within": within }))
}

fn sections(report: &Report) -> Json {
    report
        .sections
        .iter()
        .map(|section| json!({ "id": section.id, "title": section.title, "text": section.text }))
        .collect()
}

fn tables(form: &Form, report: &Report) -> String {
    let mut text = String::new();
    let mut open: Option<(&str, &str)> = None;
    for id in form.cells() {
        let Some(cell) = report.cell(id) else {
            continue;
        };
        let (table, row) = (form.table_of(id).id.as_str(), form.row_of(id).id.as_str());
        match open {
            Some(at) if at == (table, row) => text.push_str(", "),
            Some((other, _)) if other == table => {
                text.push_str(&format!(" }},\n      {}: {{ ", json!(row)))
            }
            _ => {
                let close = if open.is_some() { " }\n    }," } else { "" };
                text.push_str(&format!(
                    "{close}\n    {}: {{\n      {}: {{ ",
                    json!(table),
                    json!(row)
                ));
            }
        }
        open = Some((table, row));
        text.push_str(&format!(
            "{}: {}",
            json!(form.column_of(id).id),
            value(cell).get()
        ));
    }
    if open.is_some() {
        text.push_str(" }\n    }");
    }
    text
}

/// A cell's value as JSON, exact: a number, a string, or null. A figure with its unit stays the text it is.
#[must_use]
pub fn value(cell: &Cell) -> Box<RawValue> {
    let text = match cell.value {
        Value::Figure(_) if cell.raw.as_deref().is_some_and(Value::has_unit) => {
            json!(cell.text()).to_string()
        }
        Value::Figure(figure) => figure.to_string(),
        Value::Blank => "null".to_owned(),
        // A number of days that is blank, where none is no answer.
        Value::NotApplicable if cell.raw.is_none() => "null".to_owned(),
        _ => json!(cell.text()).to_string(),
    };
    // A figure, null or an escaped string is always valid JSON.
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

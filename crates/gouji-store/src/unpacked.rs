//! Packed cells as rows: a function that gives them as JSON, and a view over it.

use gouji_audit::Packed;
use gouji_model::Value;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use crate::StoreError;

/// Makes `cells` for one connection.
pub(crate) fn make(connection: &Connection) -> Result<(), StoreError> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("gouji_cells", 2, flags, |context| {
        let addresses: String = context.get(0)?;
        let packed: Vec<u8> = context.get(1)?;
        Ok(json(&addresses, packed))
    })?;
    connection.execute_batch(
        "CREATE TEMP VIEW cells AS SELECT reports.report AS report, \
         cell.value ->> 0 AS table_id, cell.value ->> 1 AS row, cell.value ->> 2 AS \"column\", \
         cell.value ->> 3 AS state, cell.value ->> 4 AS value, cell.value ->> 5 AS number, \
         cell.value ->> 6 AS text \
         FROM reports JOIN layouts USING (layout), \
         json_each(gouji_cells(layouts.addresses, reports.packed)) AS cell",
    )?;
    Ok(())
}

/// The cells of a report as a list of lists.
fn json(addresses: &str, packed: Vec<u8>) -> String {
    let addresses: Vec<&str> = addresses.split('\n').collect();
    let packed = Packed::from_bytes(packed);
    let mut text = String::from("[");
    for cell in packed.cells() {
        let address = addresses.get(cell.id.index()).copied().unwrap_or_default();
        let (table, rest) = address.split_once('/').unwrap_or((address, ""));
        let (row, column) = rest.rsplit_once('/').unwrap_or((rest, ""));
        let figure = match cell.value {
            Value::Figure(figure) | Value::LessThan(figure) => Some(figure),
            _ => None,
        };
        if text.len() > 1 {
            text.push(',');
        }
        text.push('[');
        for part in [table, row, column, state_name(cell.value)] {
            push_string(&mut text, part);
            text.push(',');
        }
        match figure {
            Some(figure) => push_string(&mut text, &figure.to_string()),
            None => text.push_str("null"),
        }
        text.push(',');
        match figure.and_then(gouji_model::Figure::to_i64) {
            Some(number) => text.push_str(&number.to_string()),
            None => text.push_str("null"),
        }
        text.push(',');
        push_string(&mut text, &cell.text());
        text.push(']');
    }
    text.push(']');
    text
}

/// What a cell holds, in a word.
#[must_use]
pub const fn state_name(value: Value) -> &'static str {
    match value {
        Value::Figure(_) => "figure",
        Value::Blank => "blank",
        Value::Placeholder => "placeholder",
        Value::NotApplicable => "not-applicable",
        Value::LessThan(_) => "less-than",
        Value::Date(_) => "date",
        Value::Choice(_) => "choice",
        Value::Words => "words",
        Value::Text => "text",
    }
}

fn push_string(json: &mut String, text: &str) {
    json.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                json.push('\\');
                json.push(c);
            }
            c if u32::from(c) < 0x20 => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => json.push(c),
        }
    }
    json.push('"');
}

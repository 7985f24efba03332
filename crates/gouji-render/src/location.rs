//! Places as locations: JSON for programs, short text for people.

use gouji_document::Location;
use gouji_model::{Place, SourceRange};
use serde_json::{Value, json};

/// A place as the JSON of the contract.
pub fn location(place: Place, locate: &dyn Fn(SourceRange) -> Location) -> Value {
    match place {
        Place::Text(range) => {
            let found = locate(range);
            json!({
                "line": found.line,
                "column": found.column,
                "offset": found.offset,
                "length": found.length,
            })
        }
        Place::Word { table, row, column } => {
            json!({ "table": table, "row": row, "column": column })
        }
        Place::Sheet { sheet, row, column } => {
            json!({ "sheet": sheet, "cell": sheet_cell(row, column) })
        }
        Place::Page { page, bbox } => json!({ "page": page, "bbox": bbox }),
    }
}

/// A place as people name it: `106:1`, `D7`.
pub fn shown(place: Place, locate: &dyn Fn(SourceRange) -> Location) -> String {
    match place {
        Place::Text(range) => {
            let found = locate(range);
            format!("{}:{}", found.line, found.column)
        }
        Place::Word { table, row, column } => format!("{table}:{row}:{column}"),
        Place::Sheet { sheet, row, column } => format!("{}!{}", sheet + 1, sheet_cell(row, column)),
        Place::Page { page, .. } => format!("{page}"),
    }
}

/// `D7`: row and column from 0.
fn sheet_cell(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

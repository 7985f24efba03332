//! Places as locations: JSON for programs, short text for people.

use gouji_document::Location;
use gouji_model::{Language, Place, SourceRange};
use serde_json::{Number, Value, json};

use crate::printable;
use crate::written::Json;

/// What turns the places of one file into locations.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// Where a range of the decoded text stands on disk; for text files.
    pub locate: &'a dyn Fn(SourceRange) -> Location,
    /// The names of the sheets; for workbooks.
    pub sheets: &'a [String],
}

impl Places<'_> {
    /// A place as the JSON of the contract.
    #[must_use]
    pub fn location(&self, place: Place) -> Value {
        match place {
            Place::Text(range) => {
                let found = (self.locate)(range);
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
            Place::Paragraph { index } => json!({ "paragraph": index }),
            Place::Sheet { sheet, row, column } => {
                json!({ "sheet": self.sheet(sheet), "cell": sheet_cell(row, column) })
            }
            Place::Page { page, bbox } => json!({ "page": page, "bbox": bbox.map(points) }),
        }
    }

    /// Writes a place as the JSON of the contract.
    pub(crate) fn write(&self, json: &mut Json, place: Place) {
        let Place::Text(range) = place else {
            return json.raw(&self.location(place).to_string());
        };
        let found = (self.locate)(range);
        // Every cell has one: what never changes is written as it is.
        json.raw("{\"line\":");
        json.integer(found.line.into());
        json.raw(",\"column\":");
        json.integer(found.column.into());
        json.raw(",\"offset\":");
        json.integer(found.offset.into());
        json.raw(",\"length\":");
        json.integer(found.length.into());
        json.raw("}");
    }

    /// Where a range of a text file ends: line and column of the character after it.
    pub(crate) fn end(&self, range: SourceRange) -> Location {
        (self.locate)(SourceRange::new(range.end, range.end))
    }

    /// A place as the program that opens the file names it: `106:1`, `表3 第7行第2列`,
    /// `Sheet1!D7`, `第4页`.
    #[must_use]
    pub fn shown(&self, place: Place, language: Language) -> String {
        let chinese = language == Language::Chinese;
        match place {
            Place::Text(range) => {
                let found = (self.locate)(range);
                format!("{}:{}", found.line, found.column)
            }
            Place::Word { table, row, column } if chinese => {
                format!("表{table} 第{row}行第{column}列")
            }
            Place::Word { table, row, column } => {
                format!("table {table} row {row} column {column}")
            }
            Place::Paragraph { index } if chinese => format!("第{index}段"),
            Place::Paragraph { index } => format!("paragraph {index}"),
            Place::Sheet { sheet, row, column } => {
                format!(
                    "{}!{}",
                    printable(&self.sheet(sheet)),
                    sheet_cell(row, column)
                )
            }
            Place::Page { page, .. } if chinese => format!("第{page}页"),
            Place::Page { page, .. } => format!("page {page}"),
        }
    }

    /// The name of a sheet, or its number from 1 where it has none.
    fn sheet(&self, index: u32) -> String {
        let name = self
            .sheets
            .get(index as usize)
            .filter(|name| !name.is_empty());
        name.map_or_else(|| (index + 1).to_string(), String::clone)
    }
}

/// Hundredths of a point as points: the decimal is written out from the whole number, so that
/// nothing is rounded on the way.
fn points(hundredths: i32) -> Number {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (
        hundredths.unsigned_abs() / 100,
        hundredths.unsigned_abs() % 100,
    );
    let decimal = match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    };
    decimal
        .parse()
        .unwrap_or_else(|_| Number::from(hundredths / 100))
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

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn hundredths_are_written_as_decimal_points() {
        let shown = [0, 5, 50, 100, 11958, 59530, -5, -1234, i32::MAX, i32::MIN]
            .map(|at| points(at).to_string());
        let expected = [
            "0",
            "0.05",
            "0.5",
            "1",
            "119.58",
            "595.3",
            "-0.05",
            "-12.34",
            "21474836.47",
            "-21474836.48",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn every_position_on_paper_is_exact() {
        for at in 0..1_000_000 {
            let text = points(at).to_string();
            let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
            let hundredths: i32 = format!("{whole}{rest:0<2}").parse().unwrap();
            assert_eq!(hundredths, at, "{text}");
        }
    }
}

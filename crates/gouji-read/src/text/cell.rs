//! What every reader of tables in text pushes: a run of the source as it stands, and a cell made of it.

use gouji_document::{Builder, Cell, TextRange};
use gouji_model::{Place, SourceRange};

/// Pushes a run of source text as it is.
pub(super) fn push(builder: &mut Builder, text: &str, start: u32) -> (TextRange, Place) {
    let from = builder.position();
    builder.push_copied(text, start);
    let range = builder.trimmed_since(from);
    let place = SourceRange::new(start, start + text.len() as u32);
    // Texts of different cells must never touch, or a label could run into its value.
    builder.push_copied("\n", place.end);
    (range, Place::Text(place))
}

/// A cell one row high and one column wide.
pub(super) fn cell(text: TextRange, place: Place, row: usize, column: u32, width: u32) -> Cell {
    Cell {
        text,
        place,
        row: row as u32,
        column,
        row_span: 1,
        column_span: width.max(1),
    }
}

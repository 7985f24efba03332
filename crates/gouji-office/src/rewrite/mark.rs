//! Marking cells of a Word or Excel file: each is highlighted and has a comment, and nothing that is
//! read as text changes.
//!
//! `parts` puts parts, relations and content types into the package, `tags` changes attributes of
//! start tags, `word` and `excel` know how a cell is marked; `styles` and `notes` are Excel's looks
//! and comments.

mod excel;
mod notes;
mod parts;
mod styles;
mod tags;
mod word;

use gouji_model::Place;

use super::{RewriteError, refuse_signed};
use crate::OfficeKind;

/// The colour of a marked cell: a bright yellow.
const COLOUR: &str = "FFFF00";

/// What to say of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellNote {
    /// Which cell.
    pub place: Place,
    /// The text of the comment; may have several lines.
    pub text: String,
}

/// The file with cells marked.
///
/// # Errors
/// When a cell cannot be marked; none is then.
pub fn mark(kind: OfficeKind, bytes: &[u8], notes: &[CellNote]) -> Result<Vec<u8>, RewriteError> {
    refuse_signed(bytes)?;
    match kind {
        OfficeKind::Docx => word::mark(bytes, notes),
        OfficeKind::Xlsx => excel::mark(bytes, notes),
        _ => Err(RewriteError::Kind),
    }
}

/// A text as XML takes it.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\n' | '\t' => shown.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    shown
}

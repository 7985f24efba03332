//! Marking cells of a Word or Excel file: each is highlighted and has a comment, and nothing that is
//! read as text changes.
//!
//! `parts` puts parts, relations and content types into the package, `tags` changes attributes of
//! start tags, `word` and `excel` know how a cell is marked; `styles` and `notes` are Excel's looks
//! and comments.

mod excel;
mod note;
mod notes;
mod parts;
mod styles;
mod tags;
mod word;

pub use note::CellNote;

use super::error::RewriteError;
use super::signature::refuse_signed;
use crate::OfficeKind;

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

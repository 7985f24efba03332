//! Writing figures into the cells of a Word or Excel file, everything else left as it was.
//!
//! Only the XML part with the cell changes, and of that only the cell's text; all other parts of
//! the package are copied as they are, packed bytes and all. `word` and `excel` each know how a
//! cell holds its text, `package` how a part is put back.

mod cell_text;
mod error;
mod excel;
mod mark;
mod package;
mod pieces;
mod signature;
mod word;

use crate::OfficeKind;
use signature::refuse_signed;

pub use cell_text::CellText;
pub use error::RewriteError;
pub use mark::{CellNote, mark};

/// The file with texts written into cells.
///
/// # Errors
/// When a cell cannot be written; nothing is written then.
pub fn rewrite(
    kind: OfficeKind,
    bytes: &[u8],
    cells: &[CellText],
) -> Result<Vec<u8>, RewriteError> {
    refuse_signed(bytes)?;
    match kind {
        OfficeKind::Docx => word::rewrite(bytes, cells),
        OfficeKind::Xlsx => excel::rewrite(bytes, cells),
        _ => Err(RewriteError::Kind),
    }
}

//! Readers for office files: from the bytes of a Word, Excel, OpenDocument or RTF file to a
//! document.
//!
//! [`kind_of`] decides from the content which format a file has, [`read`] reads it. A reader knows
//! its format and nothing of reports. Places are in the terms of the program that opens the file:
//! table, row and grid column for word processors, sheet and cell for workbooks.
//!
//! Input is hostile: whatever the bytes, reading ends in a document or an [`OfficeError`], in
//! bounded time and memory, and never panics. That is why the formats are read here and not by
//! larger libraries: those trust the sizes that a file claims.

mod bytes;
mod colours;
mod compound;
mod counting;
mod dates;
mod decimal;
mod doc;
mod docx;
mod draft;
mod edges;
mod equation;
mod error;
mod excel2003;
mod fields;
mod ground;
mod kind;
mod levels;
mod manner;
mod markup;
mod multilevel;
mod odf;
mod own;
mod package;
mod rewrite;
mod rows;
mod rtf;
mod sheet;
mod xls;
mod xlsx;

use gouji_document::Document;
use gouji_format::{Excess, limits};

pub use error::{OfficeError, Unread};
pub use kind::{OfficeKind, kind_of};
pub use own::{is_marked, is_own_list};
pub use rewrite::{CellNote, CellText, RewriteError, mark, rewrite};

/// Reads an office file of a kind.
///
/// # Errors
/// When the file is protected by a password, damaged, larger than any report, or of a format that
/// is known but not read. Each error says what to do.
pub fn read(kind: OfficeKind, bytes: &[u8]) -> Result<Document, OfficeError> {
    if bytes.len() as u64 > limits::FILE {
        return Err(OfficeError::TooLarge(Excess::File));
    }
    match kind {
        OfficeKind::Docx => docx::read(bytes),
        OfficeKind::Xlsx => xlsx::read(bytes),
        OfficeKind::Odt => odf::read_text(bytes),
        OfficeKind::Ods => odf::read_sheets(bytes),
        OfficeKind::Rtf => rtf::read(bytes),
        OfficeKind::Xls => xls::read(bytes),
        OfficeKind::Xlsb => Err(OfficeError::Unsupported(Unread::BinaryWorkbook)),
        OfficeKind::Protected => Err(OfficeError::Encrypted),
        OfficeKind::Doc => doc::read(bytes),
        OfficeKind::FlatWord => markup::read_flat_word(bytes),
        OfficeKind::Word2003 => markup::read_word_2003(bytes),
        OfficeKind::Excel2003 => excel2003::read(bytes),
    }
}

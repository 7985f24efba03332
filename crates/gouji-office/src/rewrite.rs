//! Writing figures into the cells of a Word or Excel file, everything else left as it was.
//!
//! Only the XML part with the cell changes, and of that only the cell's text; all other parts of
//! the package are copied as they are, packed bytes and all. `word` and `excel` each know how a
//! cell holds its text, `package` how a part is put back.

mod excel;
mod mark;
mod package;
mod word;

use std::ops::Range;

use gouji_model::Place;
use thiserror::Error;

use crate::{OfficeError, OfficeKind};
use gouji_package::{Archive, PackageError};

pub use mark::{CellNote, mark};

/// Who writes comments, and lists.
pub(crate) const AUTHOR: &str = "gouji";
/// The folder of a package's signatures.
const SIGNATURES: &[u8] = b"_xmlsignatures/";

/// A figure to write into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellText {
    /// Which cell.
    pub place: Place,
    /// What should stand in it: digits, a sign, a point.
    pub text: String,
}

/// Why a cell is not written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RewriteError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] OfficeError),
    /// Files of this kind are not written.
    #[error("files of this kind cannot be changed")]
    Kind,
    /// The cell is not where it was read, or holds what cannot be replaced by a figure.
    #[error("the cell cannot be changed where it stands")]
    Cell,
    /// The cell is calculated; a figure would end that.
    #[error("the cell holds a formula")]
    Formula,
    /// The file is signed; any change would break that.
    #[error("the file is signed")]
    Signed,
}

impl From<PackageError> for RewriteError {
    fn from(error: PackageError) -> Self {
        Self::Unreadable(error.into())
    }
}

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

/// Refuses a package with a signature.
fn refuse_signed(bytes: &[u8]) -> Result<(), RewriteError> {
    let archive = Archive::open(bytes)?;
    let mut names = archive.names();
    match names.any(|name| name.starts_with(SIGNATURES) && name.ends_with(b".xml")) {
        true => Err(RewriteError::Signed),
        false => Ok(()),
    }
}

/// What an element's name begins with in the source, colon and all: nothing, `w:`, `x:`.
fn prefix<'s>(source: &'s str, local: &str) -> Option<&'s str> {
    let tag = source.strip_prefix('<')?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '/');
    tag.split(ends).next()?.strip_suffix(local)
}

/// A piece of a part and what takes its place.
type Piece = (Range<usize>, String);

/// A text with pieces replaced; nothing where they overlap.
fn spliced(text: &str, mut pieces: Vec<Piece>) -> Option<String> {
    pieces.sort_by_key(|(range, _)| (range.start, range.end));
    let mut new = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for (range, piece) in pieces {
        new.push_str(text.get(at..range.start)?);
        new.push_str(&piece);
        at = range.end;
    }
    new.push_str(text.get(at..)?);
    Some(new)
}

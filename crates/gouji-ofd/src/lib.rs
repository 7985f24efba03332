//! OFD files, the national format for fixed layout (GB/T 33190-2016), from bytes to a [`Document`].
//!
//! An OFD is a ZIP package of XML parts that paint text and paths. `opening` follows the parts from
//! `OFD.xml` to the pages (`parts` finds them by name), `page` walks what a page paints, and `text`,
//! `path` and `colour` read its objects; `resources` holds what pages share. Coordinates
//! are real numbers up to `space`, which makes hundredths of a point of them. `gouji-page` makes text
//! and tables of it all, as it does for PDF.
//!
//! Stamps, watermarks and annotations lie over the pages and are not read.

mod colour;
mod error;
mod limits;
mod numbers;
mod opening;
mod page;
mod parts;
mod path;
mod resources;
mod space;
mod text;

use gouji_document::Document;
use gouji_format::FileKind;

pub use error::OfdError;

/// Whether bytes are an OFD file: a ZIP package with the part `OFD.xml`.
#[must_use]
pub fn is_ofd(bytes: &[u8]) -> bool {
    FileKind::Zip.matches(bytes) && parts::Parts::open(bytes).is_ok_and(|parts| parts.is_ofd())
}

/// Reads the text and tables of an OFD file.
///
/// # Errors
/// When the file is damaged, encrypted, larger than the limits, or has no text.
pub fn read_ofd(bytes: &[u8]) -> Result<Document, OfdError> {
    let pages = opening::pages(bytes)?;
    gouji_page::document(pages).map_err(|over| OfdError::TooComplex { page: over.page })
}

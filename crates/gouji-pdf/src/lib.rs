//! PDF files with a text layer, from bytes to a [`Document`].
//!
//! A PDF knows neither words nor tables: it paints glyphs and lines. `opening` bounds what a file
//! may cost (`budget`, `widths`, `unpacking`, `limits`), and `capture` interprets each page into glyphs and
//! ruling lines, the only place with floating point; `annotations` are what lies over it. `gouji-page` makes text and tables of them.

mod annotations;
mod budget;
mod capture;
mod error;
mod limits;
mod opening;
mod unpacking;
mod widths;

use gouji_document::Document;

pub use error::PdfError;

/// Reads the text and tables of a PDF file.
///
/// # Errors
/// When the file is damaged, needs a password, is larger than the limits, or has no text layer.
pub fn read_pdf(bytes: &[u8]) -> Result<Document, PdfError> {
    let pages = opening::pages(bytes)?;
    gouji_page::document(pages).map_err(|over| PdfError::TooComplex { page: over.page })
}

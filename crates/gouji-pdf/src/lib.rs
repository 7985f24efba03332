//! PDF files with a text layer, from bytes to a [`Document`].
//!
//! A PDF knows neither words nor tables: it paints glyphs and lines. `opening` bounds what a file
//! may cost (`budget`, `widths`, `unpacking`, `limits`), and `capture` interprets each page into glyphs and
//! ruling lines, the only place with floating point. `gouji-page` makes text and tables of them.

mod budget;
mod capture;
mod error;
mod limits;
mod opening;
mod unpacking;
mod widths;

use gouji_document::Document;

pub use error::PdfError;

/// How far into a file its signature may stand: mail gateways and servers put lines before it.
const SIGNATURE_WITHIN: usize = 1024;

/// Whether bytes are a PDF file: `%PDF-` stands within their first 1024.
#[must_use]
pub fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..SIGNATURE_WITHIN).unwrap_or(bytes);
    head.windows(5).any(|window| window == b"%PDF-")
}

/// Reads the text and tables of a PDF file.
///
/// # Errors
/// When the file is damaged, needs a password, is larger than the limits, or has no text layer.
pub fn read_pdf(bytes: &[u8]) -> Result<Document, PdfError> {
    let pages = opening::pages(bytes)?;
    gouji_page::document(pages).map_err(|over| PdfError::TooComplex { page: over.page })
}

#[cfg(test)]
mod tests {
    use super::is_pdf;

    #[test]
    fn the_signature_may_stand_a_little_later() {
        assert!(is_pdf(b"%PDF-1.7\n"));
        assert!(is_pdf(&[&[b'\n'; 1000], &b"%PDF-1.4"[..]].concat()));
        assert!(!is_pdf(&[&[b'\n'; 1020], &b"%PDF-1.4"[..]].concat()));
        assert!(!is_pdf(b""));
    }
}

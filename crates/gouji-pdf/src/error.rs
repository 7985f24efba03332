//! Why a PDF file could not be read, each with what to do about it.

use thiserror::Error;

/// Why a PDF file could not be read.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum PdfError {
    /// Not a PDF file, or one so damaged that no page can be found.
    #[error(
        "the file is not a readable PDF: no page can be found in it; \
         download it again, or open it in a PDF reader and save it anew"
    )]
    Damaged,
    /// The file can only be opened with a password.
    #[error(
        "the PDF is protected by a password; \
         open it with the password and save a copy without protection"
    )]
    Encrypted,
    /// The file is encrypted in a way that is not supported.
    #[error(
        "the PDF is encrypted in a way that cannot be read; \
         open it in a PDF reader and save or print a copy without protection"
    )]
    UnknownEncryption,
    /// The pages hold pictures (or nothing), but no text.
    #[error(
        "the PDF has no text layer: its {pages} page(s) are scanned pictures or drawings; \
         use the original electronic document, or run text recognition (OCR) over it first"
    )]
    NoTextLayer {
        /// How many pages it has.
        pages: usize,
    },
    /// More pages than a report has.
    #[error(
        "the PDF has {pages} pages, more than the {most} that are read; \
         split it and check the part with the report"
    )]
    TooManyPages {
        /// How many it has.
        pages: usize,
        /// How many are read at most.
        most: usize,
    },
    /// More content than a report has.
    #[error(
        "the content of page {page} is larger or deeper nested than any report's; \
         print the file to a new PDF and try again"
    )]
    TooComplex {
        /// The page, from 1.
        page: usize,
    },
    /// The library that interprets pages failed.
    #[error(
        "the PDF could not be interpreted (a fault of the PDF library on this file); \
         print the file to a new PDF and try again"
    )]
    Interpreter,
}

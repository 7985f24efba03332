//! Opening a file and interpreting its pages, within limits and safe from faults of the library.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_page::Painted;
use hayro_interpret::InterpreterCache;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::budget::Budget;
use crate::capture::{OverLimit, capture};
use crate::error::PdfError;
use crate::limits;
use crate::unpacking::is_bounded;

/// What the pages of a file paint, at least one of them text.
pub(crate) fn pages(bytes: &[u8]) -> Result<Vec<Painted>, PdfError> {
    if !is_bounded(bytes) {
        return Err(PdfError::TooLargeUnpacked);
    }
    let pdf = guarded(0, || Pdf::new(bytes.to_vec()))?.map_err(refused)?;
    let count = guarded(0, || pdf.pages().len())?;
    if count == 0 {
        return Err(PdfError::Damaged);
    }
    if count > limits::PAGES {
        return Err(PdfError::TooManyPages {
            pages: count,
            most: limits::PAGES,
        });
    }
    let pages = all(&pdf)?;
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs);
    let letters = glyphs().filter(|glyph| !glyph.is_space()).count();
    let unknown = glyphs()
        .filter(|glyph| glyph.text == char::REPLACEMENT_CHARACTER)
        .count();
    match letters {
        0 => Err(PdfError::NoTextLayer { pages: count }),
        letters if unknown * 2 > letters => Err(PdfError::UnknownCharacters),
        _ => Ok(pages),
    }
}

fn all(pdf: &Pdf) -> Result<Vec<Painted>, PdfError> {
    let cache = InterpreterCache::new();
    let mut budget = Budget::default();
    let (mut glyphs, mut rules) = (0, 0);
    let mut painted = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        let number = index + 1;
        let page = one(page, number, &cache, &mut budget)?;
        glyphs += page.glyphs.len();
        rules += page.rules.len();
        if glyphs > limits::ALL_GLYPHS || rules > limits::ALL_SEGMENTS {
            return Err(PdfError::TooComplex { page: number });
        }
        painted.push(page);
    }
    Ok(painted)
}

fn one<'a>(
    page: &Page<'a>,
    number: usize,
    cache: &InterpreterCache<'a>,
    budget: &mut Budget,
) -> Result<Painted, PdfError> {
    let affordable = guarded(number, || budget.takes(page))?;
    if !affordable {
        return Err(PdfError::TooComplex { page: number });
    }
    guarded(number, || capture(page, cache))
}

/// Runs the library and turns a panic inside it into an error: the input is hostile, and a fault
/// there must not take down whoever reads many files. Nothing half-made is used afterwards.
fn guarded<T>(page: usize, work: impl FnOnce() -> T) -> Result<T, PdfError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| match payload.is::<OverLimit>() {
        true => PdfError::TooComplex { page },
        false => PdfError::Interpreter,
    })
}

fn refused(error: LoadPdfError) -> PdfError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::Encrypted,
        LoadPdfError::Decryption(_) => PdfError::UnknownEncryption,
        LoadPdfError::Invalid => PdfError::Damaged,
    }
}

//! Opening a file and interpreting its pages, within limits and safe from faults of the library.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_page::{Glyph, Painted, Sheet};
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
    if count > gouji_format::limits::PAGES {
        return Err(PdfError::TooManyPages {
            pages: count,
            most: gouji_format::limits::PAGES,
        });
    }
    let pages = all(&pdf)?;
    let known = Known::of(pages.iter().flat_map(|page| &page.glyphs));
    match known.letters {
        0 => Err(PdfError::NoTextLayer { pages: count }),
        _ if known.is_little() => Err(PdfError::UnknownCharacters),
        _ => Ok(pages),
    }
}

/// How many of a file's characters can be determined.
#[derive(Default)]
struct Known {
    letters: usize,
    /// Those of which fonts say nothing.
    unknown: usize,
    /// Those of which fonts say what cannot be.
    controls: usize,
}

impl Known {
    fn of<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Self {
        let mut known = Self::default();
        for glyph in glyphs.filter(|glyph| !glyph.is_space()) {
            known.letters += 1;
            known.unknown += usize::from(glyph.text == char::REPLACEMENT_CHARACTER);
            known.controls += usize::from(is_control(glyph.text));
        }
        known
    }

    /// Whether too little can be determined. Controls among the text come from fonts that call most of
    /// their characters by the names of others, figures too.
    const fn is_little(&self) -> bool {
        const FEW: usize = 5;
        self.unknown * 2 > self.letters
            || self.controls >= FEW && self.controls * 200 > self.letters
    }
}

/// Controls other than those that old tables have for quotation marks.
const fn is_control(c: char) -> bool {
    matches!(c, '\u{1}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}'
        | '\u{86}'..='\u{90}' | '\u{98}'..='\u{9f}')
}

fn all(pdf: &Pdf) -> Result<Vec<Painted>, PdfError> {
    let cache = InterpreterCache::new();
    let mut budget = Budget::default();
    let (mut glyphs, mut rules) = (0, 0);
    let mut sheets = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        let number = index + 1;
        let page = one(page, number, &cache, &mut budget)?;
        glyphs += page.painted.glyphs.len() + page.faint.len();
        rules += page.painted.rules.len();
        if glyphs > limits::ALL_GLYPHS || rules > limits::ALL_SEGMENTS {
            return Err(PdfError::TooComplex { page: number });
        }
        sheets.push(page);
    }
    Ok(gouji_page::readable(sheets))
}

fn one<'a>(
    page: &Page<'a>,
    number: usize,
    cache: &InterpreterCache<'a>,
    budget: &mut Budget,
) -> Result<Sheet, PdfError> {
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

#[cfg(test)]
mod tests {
    use gouji_page::{Glyph, Rect, Turn};

    use super::Known;

    fn is_little(text: &str) -> bool {
        let glyph = |text: char| Glyph {
            text,
            rect: Rect::default(),
            turn: Turn(0),
        };
        let glyphs: Vec<Glyph> = text.chars().map(glyph).collect();
        Known::of(glyphs.iter()).is_little()
    }

    #[test]
    fn fonts_that_say_what_cannot_be_are_not_believed() {
        assert!(is_little(&"\u{80}公开2一Ā\u{1}".repeat(9)));
        assert!(is_little("\u{fffd}\u{fffd}\u{fffd}公开"));
        // Quotation marks of old tables, and a mark or two that are unknown.
        assert!(!is_little(&"\u{93}三安全一稳定\u{94}".repeat(9)));
        assert!(!is_little("\u{fffd}\u{80}政府信息公开"));
    }
}

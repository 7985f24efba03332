//! The header of an old Word file: which stream has the tables, and where they stand in it.

use std::ops::Range;

use crate::bytes::{u16_at, u32_at};
use crate::{OfficeError, Unread};

/// How the header begins.
const MAGIC: u16 = 0xa5ec;
/// How the headers of Word 6 and 95 begin.
const OLD_MAGIC: u16 = 0xa5dc;
/// The oldest version read: Word 97.
const WORD_97: u16 = 0x00c1;
const ENCRYPTED: u16 = 0x0100;
const SECOND_TABLES: u16 = 0x0200;

/// Where something stands in the stream of tables: start and length.
pub(super) type Place = (usize, usize);

/// What the header says.
#[derive(Debug)]
pub(super) struct Header {
    /// The stream with the tables.
    pub tables: &'static str,
    /// How many characters the body has.
    pub body: u32,
    /// Where the text boxes stand behind the body, notes and comments.
    pub boxes: Range<u32>,
    /// The styles.
    pub styles: Place,
    /// The definitions of lists.
    pub definitions: Place,
    /// The lists.
    pub lists: Place,
    /// The list of anchors of shapes.
    pub box_anchors: Place,
    /// The list of texts of text boxes.
    pub box_texts: Place,
    /// The list of pieces of text.
    pub pieces: Place,
    /// The list of pages with the properties of runs.
    pub runs: Place,
    /// The list of pages with the properties of paragraphs.
    pub paragraphs: Place,
}

impl Header {
    /// Reads the header.
    pub(super) fn read(main: &[u8]) -> Result<Self, OfficeError> {
        let flags = flags(main)?;
        let long = |at: usize| {
            let value = u32_at(main, at).ok_or_else(damaged)?;
            Ok::<usize, OfficeError>(value as usize)
        };
        let place = |at: usize| Ok::<Place, OfficeError>((long(at)?, long(at + 4)?));
        // Behind the body stand the texts of notes, headers, comments and text boxes.
        let count = |at: usize| u32_at(main, at).ok_or_else(damaged);
        let body = count(0x4c)?;
        let mut before = body;
        for at in [0x50, 0x54, 0x58, 0x5c, 0x60] {
            before = before.checked_add(count(at)?).ok_or_else(damaged)?;
        }
        let boxes = before..before.checked_add(count(0x64)?).ok_or_else(damaged)?;
        Ok(Self {
            tables: if flags & SECOND_TABLES == 0 {
                "0Table"
            } else {
                "1Table"
            },
            body,
            boxes,
            styles: place(0xa2)?,
            definitions: place(0x2e2)?,
            lists: place(0x2ea)?,
            box_anchors: place(0x1da)?,
            box_texts: place(0x25a)?,
            runs: place(0xfa)?,
            paragraphs: place(0x102)?,
            pieces: place(0x1a2)?,
        })
    }
}

/// The flags of a file that can be read.
fn flags(main: &[u8]) -> Result<u16, OfficeError> {
    let short = |at: usize| u16_at(main, at).ok_or_else(damaged);
    if short(0)? == OLD_MAGIC || (short(0)? == MAGIC && short(2)? < WORD_97) {
        return Err(OfficeError::Unsupported(Unread::OldWord));
    }
    if short(0)? != MAGIC {
        return Err(damaged());
    }
    let flags = short(0x0a)?;
    if flags & ENCRYPTED != 0 {
        return Err(OfficeError::Encrypted);
    }
    Ok(flags)
}

/// What stands at a place in a stream.
pub(super) fn at(stream: &[u8], place: Place) -> Result<&[u8], OfficeError> {
    let end = place.0.checked_add(place.1).ok_or_else(damaged)?;
    stream.get(place.0..end).ok_or_else(damaged)
}

/// What is reported about a file whose main stream does not hold what it should.
pub(super) fn damaged() -> OfficeError {
    OfficeError::damaged("WordDocument")
}

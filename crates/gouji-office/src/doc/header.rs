//! The header of an old Word file: which stream has the tables, and where they stand in it.

use crate::OfficeError;
use crate::bytes::{u16_at, u32_at};

use super::damaged;

/// How the header begins.
const MAGIC: u16 = 0xa5ec;
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
    pub characters: usize,
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
        let short = |at: usize| u16_at(main, at).ok_or_else(damaged);
        if short(0)? != MAGIC {
            return Err(damaged());
        }
        if short(2)? < WORD_97 {
            return Err(OfficeError::Unsupported {
                found: "a Word file of before Word 97",
                instead: ".docx",
            });
        }
        let flags = short(0x0a)?;
        if flags & ENCRYPTED != 0 {
            return Err(OfficeError::Encrypted);
        }
        let long = |at: usize| {
            let value = u32_at(main, at).ok_or_else(damaged)?;
            Ok::<usize, OfficeError>(value as usize)
        };
        let place = |at: usize| Ok::<Place, OfficeError>((long(at)?, long(at + 4)?));
        Ok(Self {
            tables: if flags & SECOND_TABLES == 0 {
                "0Table"
            } else {
                "1Table"
            },
            characters: long(0x4c)?,
            runs: place(0xfa)?,
            paragraphs: place(0x102)?,
            pieces: place(0x1a2)?,
        })
    }
}

/// What stands at a place in a stream.
pub(super) fn at(stream: &[u8], place: Place) -> Result<&[u8], OfficeError> {
    let end = place.0.checked_add(place.1).ok_or_else(damaged)?;
    stream.get(place.0..end).ok_or_else(damaged)
}

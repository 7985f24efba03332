//! The decoded text of a file that still knows where every character stands on disk.

use std::borrow::Cow;

use gouji_model::SourceRange;

/// Decoded text with its way back to the bytes of the file.
#[derive(Debug)]
pub struct Source<'a> {
    text: Cow<'a, str>,
}

/// A place in a text file as people and programs name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// Line from 1.
    pub line: u32,
    /// Column from 1, in characters.
    pub column: u32,
    /// Byte offset in the file as it is on disk.
    pub offset: u64,
    /// Length in bytes of the file as it is on disk.
    pub length: u64,
}

impl<'a> Source<'a> {
    /// Decodes the bytes of a file.
    #[must_use]
    pub fn decode(bytes: &'a [u8]) -> Self {
        Self {
            text: String::from_utf8_lossy(bytes),
        }
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a range stands on disk.
    #[must_use]
    pub fn locate(&self, range: SourceRange) -> Location {
        let before = &self.text[..range.start as usize];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Location {
            line: before.matches('\n').count() as u32 + 1,
            column: before[line_start..].chars().count() as u32 + 1,
            offset: u64::from(range.start),
            length: u64::from(range.end - range.start),
        }
    }
}

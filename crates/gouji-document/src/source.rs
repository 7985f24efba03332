//! The decoded text of a file that still knows where every character stands on disk.
//!
//! `familiar` sees the encoding at first sight, `detect` weighs it where that fails, `disk` keeps the way back from decoded text to bytes, and
//! `lines` counts lines and columns. Text that is UTF-8 already is borrowed and needs no map.

mod detect;
mod disk;
mod familiar;
mod lines;

use std::borrow::Cow;
use std::sync::OnceLock;

use encoding_rs::Encoding;
use gouji_model::SourceRange;

use disk::DiskMap;
use lines::LineIndex;

use crate::radicals;

/// Decoded text with its way back to the bytes of the file.
#[derive(Debug)]
pub struct Source<'a> {
    text: Cow<'a, str>,
    encoding: &'static str,
    map: DiskMap<'a>,
    /// Built when a place is first asked for: most files have no findings.
    lines: OnceLock<LineIndex>,
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
    /// Whether bytes are text in which zero bytes are part of characters.
    #[must_use]
    pub fn is_wide(bytes: &[u8]) -> bool {
        let (marked, _) = detect::marked(bytes);
        marked.is_some_and(|encoding| encoding != encoding_rs::UTF_8)
    }

    /// Decodes the bytes of a file. A byte order mark is no part of the text.
    #[must_use]
    pub fn decode(bytes: &'a [u8]) -> Self {
        let (marked, mark) = detect::marked(bytes);
        let body = bytes.get(mark..).unwrap_or_default();
        if marked.is_none_or(|marked| marked == encoding_rs::UTF_8)
            && let Ok(text) = simdutf8::basic::from_utf8(body)
        {
            // Lines are known by their first characters, so these may be no radicals.
            let text = radicals::replaced(text);
            return Self::new(text, encoding_rs::UTF_8, DiskMap::same(mark));
        }
        if let Some(encoding) = marked {
            let (text, map) = disk::decode(encoding, body, mark);
            return Self::decoded(encoding, text, map);
        }
        if let Some(encoding) = familiar::at_first_sight(body) {
            let (text, map) = disk::decode(encoding, body, mark);
            if map.is_clean() || is_nearly_clean(&text) {
                return Self::decoded(encoding, text, map);
            }
        }
        let encoding = detect::weighed(body);
        let (text, map) = disk::decode(encoding, body, mark);
        Self::decoded(encoding, text, map)
    }

    fn decoded(encoding: &'static Encoding, text: String, map: DiskMap<'a>) -> Self {
        Self::new(Cow::Owned(text), encoding, map)
    }

    fn new(text: Cow<'a, str>, encoding: &'static Encoding, map: DiskMap<'a>) -> Self {
        Self {
            text,
            encoding: encoding.name(),
            map,
            lines: OnceLock::new(),
        }
    }

    /// The same with the bytes of the file in its own hands.
    #[must_use]
    pub fn into_owned(self) -> Source<'static> {
        Source {
            text: Cow::Owned(self.text.into_owned()),
            encoding: self.encoding,
            map: self.map.into_owned(),
            lines: self.lines,
        }
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of the encoding the file was read in, such as `UTF-8` or `gb18030`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Where a range stands on disk. A range beyond the text stands at its end.
    #[must_use]
    pub fn locate(&self, range: SourceRange) -> Location {
        let start = self.character_at(range.start as usize);
        let end = self.character_at(range.end as usize).max(start);
        let lines = self.lines.get_or_init(|| LineIndex::new(&self.text));
        let (line, column) = lines.position(&self.text, start);
        let offset = self.map.disk_offset(&self.text, start);
        Location {
            line,
            column,
            offset,
            length: self.map.disk_offset(&self.text, end) - offset,
        }
    }

    /// The start of the character a position is in.
    fn character_at(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// Whether so few bytes mean nothing that the encoding is not in doubt for them.
fn is_nearly_clean(text: &str) -> bool {
    let (mut all, mut broken) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        all += 1;
        broken += usize::from(c == '\u{fffd}');
    }
    broken * 100 <= all
}

#[cfg(test)]
mod tests;

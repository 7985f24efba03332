//! Positions in a text as editors count them: a line, and a number of units on it.
//!
//! Text inside gouji is addressed by byte. What a unit is was agreed with the editor: a byte, a
//! UTF-16 code unit or a character. The units before every few hundredth byte are noted, so that
//! a position on a line of megabytes (web pages have them) is found without counting it all.

use crate::protocol::{Position, PositionEncodingKind};

/// After how many bytes the units so far are noted.
const STRIDE: usize = 512;

/// What positions on a line count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units; what every editor knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The encoding with this name in the protocol.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        }
    }

    /// Its name in the protocol.
    pub(crate) const fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    const fn units(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// How many units stand before a byte.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: usize,
    units: usize,
}

/// The lines of a text and the units on them. Its methods want the text it was made from.
#[derive(Clone, Debug)]
pub(crate) struct Lines {
    encoding: Encoding,
    /// Where each line starts; there is at least one.
    starts: Vec<usize>,
    /// In ascending order, the start of the text first.
    marks: Vec<Mark>,
}

impl Lines {
    /// The lines of a text; they end in `\n`, `\r\n` or `\r`.
    pub(crate) fn new(text: &str, encoding: Encoding) -> Self {
        let mut starts = vec![0];
        let mut last = Mark::default();
        let mut marks = vec![last];
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            if byte - last.byte >= STRIDE {
                last = Mark { byte, units };
                marks.push(last);
            }
            units += encoding.units(c);
            let followed = || text.as_bytes().get(byte + 1) == Some(&b'\n');
            if c == '\n' || (c == '\r' && !followed()) {
                starts.push(byte + 1);
            }
        }
        Self {
            encoding,
            starts,
            marks,
        }
    }

    /// The position of a byte; inside a character or a line end it is that one's start, beyond
    /// the text its end.
    pub(crate) fn position(&self, text: &str, byte: usize) -> Position {
        let byte = boundary(text, byte);
        let line = self.starts.partition_point(|start| *start <= byte).max(1) - 1;
        let start = self.starts.get(line).copied().unwrap_or(0);
        let byte = byte.min(self.end(text, line));
        let character = self.units(text, byte) - self.units(text, start);
        Position::new(number(line), number(character))
    }

    /// The byte of a position; beyond its line it is the line's end, beyond the text the text's,
    /// inside a character the character's start.
    pub(crate) fn byte(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else {
            return text.len();
        };
        let mut at = Mark {
            byte: start,
            units: self.units(text, start),
        };
        let wanted = at.units.saturating_add(position.character as usize);
        let marked = self.marks.partition_point(|mark| mark.units <= wanted);
        if let Some(mark) = self.marks.get(marked.saturating_sub(1))
            && mark.byte > at.byte
        {
            at = *mark;
        }
        let end = self.end(text, line);
        for c in text.get(at.byte..end).unwrap_or_default().chars() {
            at.units += self.encoding.units(c);
            if at.units > wanted {
                break;
            }
            at.byte += c.len_utf8();
        }
        at.byte.min(end)
    }

    /// Where the text of a line ends, before its line end.
    fn end(&self, text: &str, line: usize) -> usize {
        let next = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let start = self.starts.get(line).copied().unwrap_or(next);
        let whole = text.get(start..next).unwrap_or_default();
        if line + 1 >= self.starts.len() {
            return next;
        }
        let ended = whole.strip_suffix('\n').unwrap_or(whole);
        start + ended.strip_suffix('\r').unwrap_or(ended).len()
    }

    /// The units before a byte at a character's start.
    fn units(&self, text: &str, byte: usize) -> usize {
        let marked = self.marks.partition_point(|mark| mark.byte <= byte);
        let mark = self.marks.get(marked.saturating_sub(1));
        let mark = mark.copied().unwrap_or_default();
        let rest = text.get(mark.byte..byte).unwrap_or_default();
        mark.units + rest.chars().map(|c| self.encoding.units(c)).sum::<usize>()
    }
}

/// The start of the character a byte is in.
fn boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "lines/tests.rs"]
mod tests;

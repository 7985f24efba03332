//! The text of an open document as the editor has it, and its positions.

use gouji_model::{Place, SourceRange};

use crate::lines::{Encoding, Lines};
use crate::protocol::{Position, Range, TextDocumentContentChangeEvent, TextDocumentItem, Uri};

/// The text of an open document.
#[derive(Debug)]
pub(crate) struct EditorText {
    /// Its address.
    pub uri: Uri,
    /// The version the editor gave it.
    pub version: i32,
    encoding: Encoding,
    text: String,
    lines: Lines,
}

impl EditorText {
    /// The text as the editor opened it.
    pub(crate) fn new(item: TextDocumentItem, encoding: Encoding) -> Self {
        Self {
            uri: item.uri,
            version: item.version,
            encoding,
            lines: Lines::new(&item.text, encoding),
            text: item.text,
        }
    }

    /// What positions in it count.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Its text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Applies changes, each to what the one before left.
    pub(crate) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        for change in changes {
            match change.range {
                Some(range) => {
                    let (one, other) = (self.byte(range.start), self.byte(range.end));
                    let range = one.min(other)..one.max(other);
                    self.text.replace_range(range, &change.text);
                }
                None => self.text = change.text,
            }
            self.lines = Lines::new(&self.text, self.encoding);
        }
        self.version = version;
    }

    /// The byte of a position.
    pub(crate) fn byte(&self, position: Position) -> usize {
        self.lines.byte(&self.text, position)
    }

    /// The position of a byte.
    pub(crate) fn position(&self, byte: usize) -> Position {
        self.lines.position(&self.text, byte)
    }

    /// The positions of a range of bytes.
    pub(crate) fn range(&self, range: SourceRange) -> Range {
        Range::new(
            self.position(range.start as usize),
            self.position(range.end as usize),
        )
    }

    /// What to show for a place: an empty one, such as a blank cell's, takes the character after
    /// it, or at a line's end the one before it. A place that is not in the text shows nothing.
    pub(crate) fn shown(&self, place: Place) -> Option<SourceRange> {
        let Place::Text(SourceRange { start, end }) = place else {
            return None;
        };
        if start < end {
            return Some(SourceRange::new(start, end));
        }
        let (before, after) = self.text.split_at_checked(start as usize)?;
        let visible = |c: &char| !matches!(c, '\n' | '\r');
        let width = |c: char| c.len_utf8() as u32;
        let next = after.chars().next().filter(visible).map_or(0, width);
        if next > 0 {
            return Some(SourceRange::new(start, start + next));
        }
        let previous = before.chars().next_back().filter(visible).map_or(0, width);
        Some(SourceRange::new(start - previous, start))
    }
}

//! The document: text and tables in reading order.

use gouji_format::Excess;
use gouji_model::{Place, SourceRange};

/// A half-open range of bytes in [`Document::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// How far a table's cells can be trusted to stand in their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnEvidence {
    /// A true grid: `column` and `column_span` count grid columns (HTML, Markdown, Word).
    Grid,
    /// Rows are known, but only the order of the cells within them (`a | b |`).
    Order,
    /// `column` is the first character's position on its line and `column_span` the width in
    /// characters (text laid out with spaces).
    Position,
    /// One cell a line: neither rows nor columns are known. Every cell is a row of its own.
    Stream,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Its text, trimmed; line breaks inside are kept as `\n`.
    pub text: TextRange,
    /// Where it stands: its trimmed text, or an empty range where a blank cell's text would be.
    pub place: Place,
    /// Its row from 0.
    pub row: u32,
    /// Its column from 0, in the sense of the table's [`ColumnEvidence`].
    pub column: u32,
    /// How many rows it spans, at least 1.
    pub row_span: u32,
    /// How many columns it spans, at least 1.
    pub column_span: u32,
}

/// A table: cells in reading order (row by row).
#[derive(Clone, Debug)]
pub struct Table {
    /// Its cells, ordered by row and then column; a spanning cell stands once, where it begins.
    pub cells: Vec<Cell>,
    /// How far the columns can be trusted.
    pub columns: ColumnEvidence,
}

/// A paragraph or heading.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// Its text, trimmed.
    pub text: TextRange,
    /// Where it stands.
    pub place: Place,
}

/// A piece of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph, heading or line of text.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A run of text copied from the source: `text[text_start..]` came from `source`.
///
/// Where both have the same length the run is a plain copy and positions inside correspond byte
/// by byte; otherwise (a character reference such as `&nbsp;`) only its ends do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) text_start: u32,
    pub(crate) text_end: u32,
    pub(crate) source: SourceRange,
}

impl Piece {
    /// The part of the run inside a range, with its source.
    fn within(&self, range: TextRange) -> (TextRange, SourceRange) {
        let start = self.text_start.max(range.start);
        let end = self.text_end.min(range.end);
        let plain = self.text_end - self.text_start == self.source.end - self.source.start;
        let source = if plain {
            let from = self.source.start + (start - self.text_start);
            SourceRange::new(from, from + (end - start))
        } else {
            self.source
        };
        (TextRange { start, end }, source)
    }
}

/// A document: its whole text, and the blocks that divide it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
    /// Its blocks in reading order.
    pub blocks: Vec<Block>,
    /// The title the file declares about itself (HTML `<title>`), if any.
    pub declared_title: Option<Paragraph>,
    /// The names of the sheets of a workbook, in its order.
    pub sheets: Vec<String>,
    /// Of what the file has more than any report: then nothing else is here.
    pub excess: Option<Excess>,
}

impl Document {
    /// All of its text, block after block.
    #[must_use]
    pub fn whole_text(&self) -> &str {
        &self.text
    }

    /// The text of a range.
    #[must_use]
    pub fn text(&self, range: TextRange) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    /// Where a range of text came from in the source, for documents read from text files.
    #[must_use]
    pub fn source_of(&self, range: TextRange) -> Option<SourceRange> {
        let start = self.source_at(range.start, false)?;
        if range.start == range.end {
            return Some(SourceRange::new(start, start));
        }
        Some(SourceRange::new(start, self.source_at(range.end, true)?))
    }

    /// The range of a text that [`Document::text`] returned, or of a part of it; nothing for any
    /// other text.
    #[must_use]
    pub fn range_of(&self, text: &str) -> Option<TextRange> {
        let start = (text.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let end = start.checked_add(text.len())?;
        (end <= self.text.len()).then_some(TextRange {
            start: start as u32,
            end: end as u32,
        })
    }

    /// The runs a range of text was copied in, with the source of each: a run as long as its
    /// source corresponds to it byte by byte. Empty for documents that were not read from text.
    pub fn runs(&self, range: TextRange) -> impl Iterator<Item = (TextRange, SourceRange)> {
        let from = self
            .pieces
            .partition_point(|piece| piece.text_end <= range.start);
        let pieces = self.pieces.get(from..).unwrap_or_default().iter();
        pieces
            .take_while(move |piece| piece.text_start < range.end)
            .map(move |piece| piece.within(range))
    }

    /// The source position of a text position; `ending` asks for the end of what precedes it.
    fn source_at(&self, at: u32, ending: bool) -> Option<u32> {
        let index = if ending {
            self.pieces.partition_point(|piece| piece.text_end < at)
        } else {
            self.pieces.partition_point(|piece| piece.text_end <= at)
        };
        let piece = self.pieces.get(index)?;
        let offset = at.saturating_sub(piece.text_start);
        let plain = piece.text_end - piece.text_start == piece.source.end - piece.source.start;
        Some(match (plain, ending) {
            (true, _) => piece.source.start + offset,
            (false, false) => piece.source.start,
            (false, true) => piece.source.end,
        })
    }
}

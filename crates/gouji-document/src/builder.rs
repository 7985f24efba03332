//! How readers write a document: push text and blocks, then [`Builder::finish`].

use gouji_format::{Excess, limits};
use gouji_model::{Place, SourceRange};

use crate::document::Piece;
use crate::{Block, Document, Paragraph, Table, TextRange, noise};

/// Sheets with a name of their own; those beyond are named by number.
const MOST_SHEETS: usize = 10_000;

/// Collects a document's text and blocks in reading order.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    /// The cells of the tables so far.
    cells: usize,
}

impl Builder {
    /// An empty document with room for about `bytes` of text.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.document.text.reserve(bytes.min(limits::TEXT));
        builder
    }

    /// Whether the document has more than any may have, so that whoever reads on does so for
    /// nothing. What is pushed is still taken: ranges of text stay good to the end.
    #[must_use]
    #[inline]
    pub fn is_full(&self) -> bool {
        self.document.excess.is_some()
    }

    /// Says that the file has more of something than any report.
    pub fn exceed(&mut self, excess: Excess) {
        self.document.excess.get_or_insert(excess);
    }

    /// Whether so many cells of a table that is being read find room; if not, the document is full.
    #[inline]
    pub fn has_room(&mut self, cells: usize) -> bool {
        if self.cells.saturating_add(cells) > limits::CELLS {
            self.exceed(Excess::Cells);
        }
        !self.is_full()
    }

    /// Where the next pushed text will start.
    #[must_use]
    #[inline]
    pub fn position(&self) -> u32 {
        self.document.text.len() as u32
    }

    /// Appends text of a file that is no text, such as a Word document: its blocks say where it
    /// stands, in the terms of that file.
    pub fn push(&mut self, text: &str) {
        self.document.text.push_str(text);
        if self.document.text.len() > limits::TEXT {
            self.exceed(Excess::Text);
        }
    }

    /// Appends text copied byte for byte from the source at `start`.
    #[inline]
    pub fn push_copied(&mut self, text: &str, start: u32) {
        self.push_replaced(text, SourceRange::new(start, start + text.len() as u32));
    }

    /// Appends text that stands for another run of source, such as a character reference.
    pub fn push_replaced(&mut self, text: &str, source: SourceRange) {
        if text.is_empty() {
            return;
        }
        let text_start = self.position();
        self.push(text);
        let text_end = self.position();
        if let Some(last) = self.document.pieces.last_mut() {
            let plain = |piece: &Piece| {
                piece.text_end - piece.text_start == piece.source.end - piece.source.start
            };
            let next = Piece {
                text_start,
                text_end,
                source,
            };
            if plain(last) && plain(&next) && last.source.end == source.start {
                last.text_end = text_end;
                last.source.end = source.end;
                return;
            }
        }
        self.document.pieces.push(Piece {
            text_start,
            text_end,
            source,
        });
        if self.document.pieces.len() > limits::RUNS {
            self.exceed(Excess::Runs);
        }
    }

    /// The text pushed since `start`, trimmed of white space at both ends.
    #[must_use]
    pub fn trimmed_since(&self, start: u32) -> TextRange {
        let text = &self.document.text[start as usize..];
        let leading = text.len() - text.trim_start().len();
        let end = start + text.trim_end().len() as u32;
        let start = (start + leading as u32).min(end.max(start));
        TextRange {
            start,
            end: end.max(start),
        }
    }

    /// The text of a range pushed so far.
    #[must_use]
    pub fn text(&self, range: TextRange) -> &str {
        self.document.text(range)
    }

    /// Where a range of pushed text came from.
    #[must_use]
    pub fn source_of(&self, range: TextRange) -> Option<SourceRange> {
        self.document.source_of(range)
    }

    /// Appends a paragraph of already pushed text.
    pub fn paragraph(&mut self, text: TextRange, place: Place) {
        if self.document.blocks.len() >= limits::LINES {
            self.exceed(Excess::Lines);
        }
        if !self.is_full() {
            let paragraph = Paragraph { text, place };
            self.document.blocks.push(Block::Paragraph(paragraph));
        }
    }

    /// Appends a table of cells with already pushed text.
    pub fn table(&mut self, table: Table) {
        if self.has_room(table.cells.len()) {
            self.cells += table.cells.len();
            self.document.blocks.push(Block::Table(table));
        }
    }

    /// How many blocks there are so far.
    #[must_use]
    pub const fn blocks(&self) -> usize {
        self.document.blocks.len()
    }

    /// Sets the title the file declares about itself.
    pub fn declared_title(&mut self, text: TextRange, place: Place) {
        self.document.declared_title = Some(Paragraph { text, place });
    }

    /// Notes the name of a sheet of a workbook; `index` counts the sheets from 0.
    pub fn sheet(&mut self, index: u32, name: &str) {
        let index = index as usize;
        if self.document.sheets.len() <= index && index < MOST_SHEETS {
            self.document.sheets.resize(index + 1, String::new());
        }
        if let Some(slot) = self.document.sheets.get_mut(index) {
            name.clone_into(slot);
        }
    }

    /// The finished document, in simplified script and without pinyin glosses; nothing but its
    /// excess where the file has more than any report.
    #[must_use]
    pub fn finish(mut self) -> Document {
        if self.is_full() {
            // Half a report is none.
            return Document {
                excess: self.document.excess,
                ..Document::default()
            };
        }
        noise::clean(&mut self.document);
        self.document
    }
}

//! How readers write a document: push text and blocks, then [`Builder::finish`].

use gouji_model::{Place, SourceRange};

use crate::document::Piece;
use crate::{Block, Document, Paragraph, Table, TextRange, noise};

/// Sheets with a name of their own; those beyond are named by number.
const MOST_SHEETS: usize = 10_000;

/// Collects a document's text and blocks in reading order.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
}

impl Builder {
    /// An empty document with room for about `bytes` of text.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        let mut builder = Self::default();
        builder.document.text.reserve(bytes);
        builder
    }

    /// Where the next pushed text will start.
    #[must_use]
    pub fn position(&self) -> u32 {
        self.document.text.len() as u32
    }

    /// Appends text of a file that is no text, such as a Word document: its blocks say where it
    /// stands, in the terms of that file.
    pub fn push(&mut self, text: &str) {
        self.document.text.push_str(text);
    }

    /// Appends text copied byte for byte from the source at `start`.
    pub fn push_copied(&mut self, text: &str, start: u32) {
        self.push_replaced(text, SourceRange::new(start, start + text.len() as u32));
    }

    /// Appends text that stands for another run of source, such as a character reference.
    pub fn push_replaced(&mut self, text: &str, source: SourceRange) {
        if text.is_empty() {
            return;
        }
        let text_start = self.position();
        self.document.text.push_str(text);
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
        self.document
            .blocks
            .push(Block::Paragraph(Paragraph { text, place }));
    }

    /// Appends a table of cells with already pushed text.
    pub fn table(&mut self, table: Table) {
        self.document.blocks.push(Block::Table(table));
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

    /// The finished document, in simplified script and without pinyin glosses.
    #[must_use]
    pub fn finish(mut self) -> Document {
        noise::clean(&mut self.document);
        self.document
    }
}

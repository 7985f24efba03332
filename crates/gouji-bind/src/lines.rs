//! The document flattened to lines of tokens: one line for each paragraph and each table row.

use gouji_document::{Block, ColumnEvidence, Document, Table};
use gouji_model::Place;

use crate::counted::Index;
use crate::labels::{Labels, Word};
use crate::shape::Shape;

/// Fewest and most figures at the end of a paragraph that may be a row torn out of a table.
const FEWEST_TORN: usize = 3;
const MOST_TORN: usize = 32;

/// A cell or paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'d> {
    /// Its text, trimmed.
    pub text: &'d str,
    /// Where it stands.
    pub place: Place,
    /// Its column in the sense of the line's evidence.
    pub column: u32,
    /// How many columns (or characters) it spans.
    pub span: u32,
    /// What it looks like.
    pub shape: Shape,
    /// What it is as a label; nothing for values.
    pub word: Word,
}

impl Token<'_> {
    /// Whether the token holds no text.
    pub(crate) fn is_blank(&self) -> bool {
        self.shape == Shape::Blank
    }

    /// Whether the token is a label some form knows.
    pub(crate) fn is_label(&self) -> bool {
        self.word.exact.is_some() || self.word.short.is_some()
    }

    /// Whether the token holds a figure.
    pub(crate) fn is_figure(&self) -> bool {
        self.shape == Shape::Figure
    }

    /// Where it ends, in the sense of the line's evidence.
    pub(crate) const fn end(&self) -> u32 {
        self.column + self.span
    }
}

/// A paragraph or a table row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line<'d> {
    /// Its cells, or its one text.
    pub tokens: Vec<Token<'d>>,
    /// How its columns can be trusted; `None` for a paragraph.
    pub evidence: Option<ColumnEvidence>,
    /// Which block of the document it is in.
    pub block: usize,
    /// The figures at the end of a paragraph, where they are many: a row torn out of a table.
    pub torn: Box<[Token<'d>]>,
}

impl<'d> Line<'d> {
    /// The line's one text, if it is a paragraph or a row with a single filled cell.
    pub(crate) fn lone_text(&self) -> Option<Token<'d>> {
        let mut filled = self.tokens.iter().filter(|token| !token.text.is_empty());
        let first = filled.next()?;
        filled.next().is_none().then_some(*first)
    }

    /// Whether it is laid out in columns: those of its tokens are characters on the line.
    pub(crate) fn is_laid(&self) -> bool {
        self.evidence == Some(ColumnEvidence::Position)
    }

    /// Whether it may be laid out, though at most a single space stands between its cells.
    pub(crate) fn may_be_laid(&self) -> bool {
        self.is_laid() || self.evidence == Some(ColumnEvidence::Order)
    }

    /// Whether the line's rows are known, as opposed to one cell a line.
    pub(crate) fn has_rows(&self) -> bool {
        !matches!(self.evidence, None | Some(ColumnEvidence::Stream))
    }
}

/// Flattens a document; every text is looked at once, here.
pub(crate) fn flatten<'d>(document: &'d Document, labels: &Labels) -> Vec<Line<'d>> {
    let mut flattener = Flattener {
        labels,
        room: String::new(),
    };
    let mut lines = Vec::with_capacity(document.blocks.len());
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(paragraph) => {
                let text = document.text(paragraph.text);
                lines.push(Line {
                    tokens: vec![flattener.token(text, paragraph.place, 0, 1)],
                    evidence: None,
                    block,
                    torn: flattener.torn(document, text, paragraph.place),
                });
            }
            Block::Table(table) => flattener.table(document, table, block, &mut lines),
        }
    }
    lines
}

struct Flattener<'l> {
    labels: &'l Labels,
    room: String,
}

impl Flattener<'_> {
    fn token<'d>(&mut self, text: &'d str, place: Place, column: u32, span: u32) -> Token<'d> {
        let shape = Shape::of(text);
        let word = match shape {
            Shape::Text => self.labels.word(text, &mut self.room),
            _ => Word::default(),
        };
        Token {
            text,
            place,
            column,
            span,
            shape,
            word,
        }
    }

    /// The figures at the end of a paragraph, if there are as many as in a row.
    fn torn<'d>(
        &mut self,
        document: &'d Document,
        text: &'d str,
        place: Place,
    ) -> Box<[Token<'d>]> {
        if !text.ends_with(|c: char| c.is_ascii_digit()) {
            return Box::default();
        }
        let words = text.split_whitespace().rev().take(MOST_TORN);
        let figures = words.take_while(|word| Shape::of(word) == Shape::Figure);
        let mut figures: Vec<&'d str> = figures.collect();
        if figures.len() < FEWEST_TORN {
            return Box::default();
        }
        figures.reverse();
        let place_of = |word: &'d str| {
            let range = document.range_of(word);
            let source = range.and_then(|range| document.source_of(range));
            source.map_or(place, Place::Text)
        };
        let tokens = figures
            .into_iter()
            .map(|word| self.token(word, place_of(word), 0, 1));
        tokens.collect()
    }

    fn table<'d>(
        &mut self,
        document: &'d Document,
        table: &Table,
        block: usize,
        lines: &mut Vec<Line<'d>>,
    ) {
        let index = Index::of(document, table);
        let rows = table.cells.chunk_by(|left, right| left.row == right.row);
        lines.extend(
            rows.enumerate()
                .filter(|(at, _)| index.keeps(*at))
                .map(|(_, row)| Line {
                    tokens: row
                        .iter()
                        .filter(|cell| !index.counts_rows || cell.column > 0)
                        .map(|cell| {
                            let text = document.text(cell.text);
                            self.token(text, cell.place, cell.column, cell.column_span)
                        })
                        .collect(),
                    evidence: Some(table.columns),
                    block,
                    torn: Box::default(),
                }),
        );
    }
}

//! The document flattened to lines of tokens: one line for each paragraph and each table row.

use gouji_document::{Block, ColumnEvidence, Document};
use gouji_model::{Place, Value};

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
}

impl Token<'_> {
    /// Whether the token holds no text.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(Value::read(self.text).0, Value::Blank)
    }

    /// Whether the token holds a figure.
    pub(crate) fn is_figure(&self) -> bool {
        matches!(Value::read(self.text).0, Value::Figure(_))
    }
}

/// A paragraph or a table row.
#[derive(Clone, Debug)]
pub(crate) struct Line<'d> {
    /// Its cells, or its one text.
    pub tokens: Vec<Token<'d>>,
    /// How its columns can be trusted; `None` for a paragraph.
    pub evidence: Option<ColumnEvidence>,
    /// Which block of the document it is in.
    pub block: usize,
}

impl<'d> Line<'d> {
    /// The line's one text, if it is a paragraph or a row with a single filled cell.
    pub(crate) fn lone_text(&self) -> Option<Token<'d>> {
        let mut filled = self.tokens.iter().filter(|token| !token.text.is_empty());
        let first = filled.next()?;
        filled.next().is_none().then_some(*first)
    }

    /// Whether the line's rows are known, as opposed to one cell a line.
    pub(crate) fn has_rows(&self) -> bool {
        !matches!(self.evidence, None | Some(ColumnEvidence::Stream))
    }
}

/// Flattens a document.
pub(crate) fn flatten(document: &Document) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (block, content) in document.blocks.iter().enumerate() {
        match content {
            Block::Paragraph(paragraph) => lines.push(Line {
                tokens: vec![Token {
                    text: document.text(paragraph.text),
                    place: paragraph.place,
                    column: 0,
                    span: 1,
                }],
                evidence: None,
                block,
            }),
            Block::Table(table) => {
                let mut row = None;
                for cell in &table.cells {
                    if row != Some(cell.row) {
                        row = Some(cell.row);
                        lines.push(Line {
                            tokens: Vec::new(),
                            evidence: Some(table.columns),
                            block,
                        });
                    }
                    if let Some(line) = lines.last_mut() {
                        line.tokens.push(Token {
                            text: document.text(cell.text),
                            place: cell.place,
                            column: cell.column,
                            span: cell.column_span,
                        });
                    }
                }
            }
        }
    }
    lines
}

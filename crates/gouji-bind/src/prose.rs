//! The prose of a section, with the way back from every part of it to the file.

use gouji_document::{ColumnEvidence, Document, is_unread};
use gouji_model::{Passage, Place};

use crate::lines::Line;

/// A section's text as it is put together.
#[derive(Debug, Default)]
pub(crate) struct Prose {
    /// Paragraphs, separated by line ends.
    pub text: String,
    /// Where they came from.
    pub passages: Vec<Passage>,
}

impl Prose {
    /// Adds the paragraphs among the lines, and what stands alone in rows of tables that hold
    /// nothing but prose; tables with several texts in a row are tables, and their labels and
    /// captions are no prose.
    pub(crate) fn push_lines(&mut self, document: &Document, lines: &[Line<'_>]) {
        for block in lines.chunk_by(|left, right| left.block == right.block) {
            if is_table(block) {
                continue;
            }
            for token in block.iter().filter_map(Line::lone_text) {
                let labels = block.iter().any(|line| line.evidence.is_some()) && token.is_label();
                if !token.is_figure() && !labels && !is_unread(token.text) {
                    self.push(document, token.text, token.place);
                }
            }
        }
    }

    /// Adds a text of the document as a paragraph.
    pub(crate) fn push(&mut self, document: &Document, text: &str, place: Place) {
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        self.note(document, text, place, start);
    }

    /// Notes where a paragraph came from: run by run in text files, as a whole elsewhere.
    fn note(&mut self, document: &Document, text: &str, place: Place, start: u32) {
        let range = match place {
            Place::Text(_) => document.range_of(text),
            _ => None,
        };
        let Some(range) = range else {
            let end = self.text.len() as u32;
            self.passages.push(Passage { start, end, place });
            return;
        };
        self.passages
            .extend(document.runs(range).map(|(run, source)| Passage {
                start: start + (run.start - range.start),
                end: start + (run.end - range.start),
                place: Place::Text(source),
            }));
    }
}

/// Whether lines of one block are a table proper: some row of it holds several texts.
fn is_table(block: &[Line<'_>]) -> bool {
    let several = |line: &Line<'_>| {
        let filled = line.tokens.iter().filter(|token| !token.is_blank());
        filled.count() > 1
    };
    block
        .iter()
        .filter(|line| !matches!(line.evidence, None | Some(ColumnEvidence::Stream)))
        .any(several)
}

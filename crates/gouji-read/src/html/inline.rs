//! Tags within a line of another format: what of the line they show.

use super::element::Element;
use super::look::{INVISIBLE, RAISED, STRUCK, TURNED};
use super::opened::Opened;
use super::references;
use super::tokenizer::{Token, Tokenizer};

/// A part of a line, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Text that is shown.
    Shown { start: usize, end: usize },
    /// Text that is raised.
    Raised { start: usize, end: usize },
    /// Text that is struck out, or shown the other way round.
    Struck { start: usize, end: usize },
    /// A line break.
    Break { start: usize, end: usize },
}

/// The parts of a line that are not hidden.
pub(crate) fn inline(line: &str) -> Vec<Inline> {
    let mut opened = Opened::default();
    let mut raised = false;
    let mut found = Vec::new();
    for token in Tokenizer::new(line) {
        match token {
            Token::Text { start, end } => match opened.marks() {
                marks if marks & INVISIBLE != 0 => {}
                marks if marks & (STRUCK | TURNED) != 0 => {
                    found.push(Inline::Struck { start, end })
                }
                marks if raised || marks & RAISED != 0 => {
                    found.push(Inline::Raised { start, end });
                }
                _ => found.push(Inline::Shown { start, end }),
            },
            Token::Start(tag) => {
                if tag.element == Element::Break {
                    let (start, end) = (tag.start as usize, tag.end as usize);
                    found.push(Inline::Break { start, end });
                }
                raised |= tag.element == Element::Raised;
                opened.start(tag.element, tag.name, tag.look);
            }
            Token::End { element, name, .. } => {
                raised &= element != Element::Raised;
                opened.end(name);
            }
            Token::Title { .. } | Token::Area { .. } => {}
        }
    }
    found
}

/// The character that a reference at the start of a text means, and its length: `&nbsp;`.
pub(crate) fn reference(text: &str) -> Option<(char, usize)> {
    let found = text.starts_with('&').then(|| references::read(text))??;
    Some((found.meaning, found.length))
}

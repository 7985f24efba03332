//! A block of a table on the page, its labels put together, and what is seen of it at a glance.

use gouji_model::Block;

use super::parts::Part;
use super::whole::{Joined, Whole};
use super::words::Word;
use crate::columns::leaf_columns;
use crate::labels::Word as Meaning;
use crate::lexicon::Lexicon;
use crate::lines::Token;
use crate::reading::after;
use crate::shape::Shape;

/// A block of a table on the page, its labels put together.
pub(super) struct Page<'w, 'd, 'f> {
    pub words: &'w [Word<'d>],
    pub joined: Joined,
    pub block: &'f Block,
    pub index: usize,
    pub lexicon: &'f Lexicon,
    pub table: usize,
    /// Whether the places of words on their lines say in which columns they stand.
    pub laid: bool,
}

impl<'d> Page<'_, 'd, '_> {
    /// The columns that have figures.
    pub(super) fn leaves(&self) -> Vec<usize> {
        leaf_columns(self.block).collect()
    }

    /// Whether there is any piece of a head.
    pub(super) fn is_headed(&self) -> bool {
        let mut labels = self.joined.labels.iter();
        labels.any(|label| matches!(label.part, Part::Column(_)))
    }

    /// Whether a figure stands before the label on the line of most labels: the number of the row,
    /// in a column that is none of the form's.
    pub(super) fn are_numbered(&self) -> bool {
        let (mut numbered, mut labelled) = (0, 0);
        for line in self.words.chunk_by(|left, right| left.line == right.line) {
            let figure = line.iter().filter(|word| word.is_value());
            let label = line.iter().filter(|word| !word.letters.is_empty());
            let figure = figure.map(Word::start).min();
            if let (Some(figure), Some(label)) = (figure, label.map(Word::start).min()) {
                labelled += 1;
                numbered += usize::from(figure < label);
            }
        }
        numbered * 2 > labelled
    }

    /// The first word of a label.
    pub(super) fn label(&self, label: &Whole) -> Option<Token<'d>> {
        let first = label.words.first()?;
        Some(self.words.get(*first)?.token)
    }
}

/// A blank cell right after a token.
pub(super) fn blank<'d>(token: &Token<'d>) -> Token<'d> {
    Token {
        text: "",
        place: after(token),
        shape: Shape::Blank,
        word: Meaning::default(),
        ..*token
    }
}

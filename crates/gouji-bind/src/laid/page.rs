//! A block of a table on the page, its labels put together, and what is seen of it at a glance.

use gouji_model::{Block, RowAxis};

use super::figures::{self, Figures};
use super::parts::Part;
use super::stacked::{self, Stacking};
use super::whole::{Joined, Whole};
use super::words::Word;
use crate::at::RowAt;
use crate::columns::{Basis, leaf_columns};
use crate::labels::Word as Meaning;
use crate::lexicon::Lexicon;
use crate::lines::Token;
use crate::proof::along_rows;
use crate::reading::{Found, after};
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
    /// How digits below each other are read, where that is tried.
    pub stacking: Option<&'f Stacking<'f, 'd>>,
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

    /// The rows of figures of so many columns, of digits below each other where that is tried.
    pub(super) fn figures(&self, wanted: usize) -> Option<Vec<Figures<'d>>> {
        let stacked = self
            .stacking
            .and_then(|stacking| match self.block.rows_run {
                RowAxis::Down => self.stacked(wanted, stacking),
                RowAxis::Across => {
                    let is_of = |_, cells: &stacked::Row<'d>| cells.stands(stacking.alignment);
                    stacking.rows(self.words, (wanted, 1), is_of)
                }
            });
        stacked.or_else(|| figures::rows(self.words, &self.joined.labels, wanted, self.laid))
    }

    /// The rows of figures of digits below each other, each beside its label, that all add up.
    fn stacked(&self, wanted: usize, stacking: &Stacking<'_, 'd>) -> Option<Vec<Figures<'d>>> {
        let labels = self.joined.labels.iter();
        let mut labels: Vec<(usize, &Whole)> = labels
            .filter(|label| !label.group)
            .filter_map(|label| match label.part {
                Part::Row(row) => Some((row, label)),
                _ => None,
            })
            .collect();
        labels.sort_by_key(|(row, _)| *row);
        let columns = self.leaves();
        let is_of = |at: usize, cells: &stacked::Row<'d>| {
            labels.get(at).is_some_and(|(row, label)| {
                cells.stands_beside((label.first, label.last), stacking.alignment)
                    && self.adds_up(*row, &columns, &cells.figures)
            })
        };
        stacking.rows(self.words, (wanted, labels.len()), is_of)
    }

    /// Whether no sum along a row speaks against its figures.
    fn adds_up(&self, row: usize, columns: &[usize], figures: &Figures<'d>) -> bool {
        let values = columns.iter().zip(&figures.tokens);
        let found = Found {
            row: RowAt {
                block: self.index,
                row,
            },
            values: values.map(|(column, token)| (*column, *token)).collect(),
            label: None,
            altered: false,
            basis: Basis::Headings,
        };
        along_rows(std::iter::once(&found), self.lexicon, self.table).fail == 0
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

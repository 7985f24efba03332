//! What each cell of a line is to one table of the form: a label, a value or other text.

use crate::at::{ColumnAt, RowAt};
use crate::lexicon::{Lexicon, Meaning, Meanings};
use crate::lines::{Line, Token};
use crate::shape::Shape;

/// A token with what it means in the table at hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'l, 'd> {
    /// The token.
    pub token: Token<'d>,
    /// What its label can mean in the table; empty for values and other text.
    pub meanings: Meanings<'l>,
}

impl Item<'_, '_> {
    /// The row it can name, as block and row.
    pub(crate) fn row(&self) -> Option<RowAt> {
        self.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Row { block, row, .. } => Some(RowAt { block, row }),
            _ => None,
        })
    }

    /// The columns it can name, as block and column.
    pub(crate) fn columns(&self) -> impl Iterator<Item = ColumnAt> + '_ {
        self.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Column { block, column, .. } => Some(ColumnAt { block, column }),
            _ => None,
        })
    }

    /// The block whose caption it is.
    pub(crate) fn caption(&self) -> Option<usize> {
        self.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Caption { block, .. } => Some(block),
            _ => None,
        })
    }

    /// Whether it names a column and no row.
    pub(crate) fn only_column(&self) -> bool {
        self.columns().next().is_some() && self.row().is_none()
    }

    /// Whether it looks like a value: a number, also with a unit, or a sign for nothing.
    pub(crate) fn is_value(&self) -> bool {
        self.token.shape.is_value()
    }

    /// Whether it is text that is no value.
    pub(crate) fn is_text(&self) -> bool {
        self.token.shape == Shape::Text
    }

    /// Whether it has no meaning as a label and so may be a value.
    pub(crate) fn may_be_value(&self) -> bool {
        self.meanings.is_empty() && !self.is_text()
    }
}

/// Says what a token is to a table. Figures, blanks and signs are no labels.
pub(crate) fn item<'l, 'd>(token: Token<'d>, lexicon: &'l Lexicon, table: usize) -> Item<'l, 'd> {
    Item {
        token,
        meanings: lexicon.meanings_in(token.word, table),
    }
}

/// The items of a line.
pub(crate) fn items<'l, 'd>(
    line: &Line<'d>,
    lexicon: &'l Lexicon,
    table: usize,
) -> impl Iterator<Item = Item<'l, 'd>> {
    line.tokens
        .iter()
        .map(move |token| item(*token, lexicon, table))
}

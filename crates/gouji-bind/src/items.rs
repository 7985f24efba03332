//! What each cell of a line is to one table of the form: a label, a value or other text.

use crate::lexicon::{Lexicon, Meaning};
use crate::lines::{Line, Token};

/// A token with what it means in the table at hand.
#[derive(Clone, Debug)]
pub(crate) struct Item<'d> {
    /// The token.
    pub token: Token<'d>,
    /// What its label can mean in the table; empty for values and other text.
    pub meanings: Vec<Meaning>,
    /// Whether it is a number, blank or sign, or some other text.
    pub shape: Shape,
}

/// What a token looks like, labels aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing.
    Blank,
    /// A number, or text with a number and a unit, or a sign that stands for nothing.
    Value,
    /// Any other text.
    Text,
}

impl Item<'_> {
    /// The row it can name, as block and row.
    pub(crate) fn row(&self) -> Option<(usize, usize)> {
        self.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Row { block, row, .. } => Some((*block, *row)),
            _ => None,
        })
    }

    /// The columns it can name, as block and column.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.meanings.iter().filter_map(|meaning| match meaning {
            Meaning::Column { block, column, .. } => Some((*block, *column)),
            _ => None,
        })
    }

    /// The block whose caption it is.
    pub(crate) fn caption(&self) -> Option<usize> {
        self.meanings.iter().find_map(|meaning| match meaning {
            Meaning::Caption { block, .. } => Some(*block),
            _ => None,
        })
    }

    /// Whether it names a column and no row.
    pub(crate) fn only_column(&self) -> bool {
        self.columns().next().is_some() && self.row().is_none()
    }

    /// Whether it has no meaning as a label and so may be a value.
    pub(crate) fn may_be_value(&self) -> bool {
        self.meanings.is_empty() && self.shape != Shape::Text
    }
}

/// Says what a token is to a table.
pub(crate) fn item<'d>(token: Token<'d>, lexicon: &Lexicon<'_>, table: usize) -> Item<'d> {
    let shape = shape(&token);
    let mut meanings = match shape {
        Shape::Text => lexicon.meanings(token.text),
        _ => Vec::new(),
    };
    meanings.retain(|meaning| meaning.table() == table);
    Item {
        token,
        meanings,
        shape,
    }
}

/// The items of a line.
pub(crate) fn items<'d>(line: &Line<'d>, lexicon: &Lexicon<'_>, table: usize) -> Vec<Item<'d>> {
    line.tokens
        .iter()
        .map(|token| item(*token, lexicon, table))
        .collect()
}

fn shape(token: &Token<'_>) -> Shape {
    use gouji_model::Value;
    match Value::read(token.text).0 {
        Value::Blank => Shape::Blank,
        Value::Figure(_) | Value::Placeholder => Shape::Value,
        Value::Text if is_number_with_unit(token.text) => Shape::Value,
        Value::Text => Shape::Text,
    }
}

/// `3件`, `251000元`, `约5`: a short text that is mostly a number.
fn is_number_with_unit(text: &str) -> bool {
    let length = text.chars().count();
    let digits = text
        .chars()
        .filter(|c| c.is_numeric() && !c.is_alphabetic())
        .count();
    let units = text
        .chars()
        .filter(|c| "件条元万亿个次项份宗、约".contains(*c))
        .count();
    let other = text.chars().filter(|c| ".,，．+-%".contains(*c)).count();
    digits > 0 && length <= 20 && digits + units + other == length && !text.contains('、')
}

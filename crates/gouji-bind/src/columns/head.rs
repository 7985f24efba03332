//! A heading, and what it makes of the place below it.

use gouji_model::Block;

use crate::lines::Token;

/// A heading met above the rows of a block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HeadCell<'d> {
    /// Index of the column in its block; `None` for a heading the form does not know.
    pub column: Option<usize>,
    /// The column it is by its place alone: those about it are known, and this one is lacking.
    pub guess: Option<usize>,
    /// Only another form knows it.
    pub foreign: bool,
    /// Which line of the header it stands on.
    pub line: usize,
    /// Which block of the document it stands in: places in different ones say nothing.
    pub block: usize,
    /// The heading.
    pub token: Token<'d>,
}

/// What stands at one place of a row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Slot<'d> {
    /// A column of the form.
    Known(usize),
    /// A column under a heading that the form does not know.
    Unknown(Token<'d>),
}

impl<'d> HeadCell<'d> {
    /// The heading of a column of the form.
    pub(crate) const fn known(column: usize, token: Token<'d>, line: usize) -> Self {
        Self {
            column: Some(column),
            guess: None,
            foreign: false,
            line,
            block: 0,
            token,
        }
    }

    /// The form's column it stands for.
    pub(crate) fn stands_for(&self) -> Option<usize> {
        self.column.or(self.guess)
    }

    /// The place of a row below it.
    pub(crate) fn slot(&self) -> Slot<'d> {
        self.stands_for()
            .map_or(Slot::Unknown(self.token), Slot::Known)
    }
}

/// The columns of a block that have cells.
pub(crate) fn leaf_columns(block: &Block) -> impl Iterator<Item = usize> + '_ {
    (0..block.columns.len()).filter(|column| !block.columns[*column].group)
}

//! Where rows, columns and blocks stand in a form.

use gouji_model::Block;

/// A row of a table: its block, and its place among the rows of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RowAt {
    /// The block in the table.
    pub block: usize,
    /// The row in the block.
    pub row: usize,
}

/// A column of a table: its block, and its place among the columns of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ColumnAt {
    /// The block in the table.
    pub block: usize,
    /// The column in the block.
    pub column: usize,
}

/// A block of a form: its table, and its place among the blocks of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BlockAt {
    /// The table in the form.
    pub table: usize,
    /// The block in the table.
    pub block: usize,
}

/// Whether the form has a row of figures right above another, or right below it, that is not named.
pub(crate) fn is_unnamed_beside(
    block: &Block,
    row: usize,
    is_above: bool,
    is_named: impl Fn(usize) -> bool,
) -> bool {
    let is_leaf = |at: &usize| !block.rows[*at].group;
    let beside = if is_above {
        (0..row).rev().find(is_leaf)
    } else {
        (row + 1..block.rows.len()).find(is_leaf)
    };
    beside.is_some_and(|row| !is_named(row))
}

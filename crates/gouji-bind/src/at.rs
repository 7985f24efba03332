//! Where rows, columns and blocks stand in a form.

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

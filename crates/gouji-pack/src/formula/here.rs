//! For which row or column a formula stands.

/// The row or column a formula is compiled for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Here<'a> {
    /// For no row or column: once for the whole form.
    Nowhere,
    /// A row.
    Row(Line<'a>),
    /// A column.
    Column(Line<'a>),
}

/// A row or column of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Which of the tables that `each` names, from 0.
    pub turn: usize,
    /// The table.
    pub table: usize,
    /// The block.
    pub block: usize,
    /// Its place in the block.
    pub index: usize,
    /// Its id.
    pub id: &'a str,
}

/// The name of the table that a formula stands for.
pub(super) const HERE: &str = "here";
/// The name of what stands below the row or column that a formula stands for.
pub(super) const CHILDREN: &str = "here.*";

impl<'a> Here<'a> {
    /// The row or column, if it is for one.
    pub(super) const fn line(self) -> Option<Line<'a>> {
        match self {
            Self::Nowhere => None,
            Self::Row(line) | Self::Column(line) => Some(line),
        }
    }
}

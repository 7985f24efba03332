//! For which row or column a formula stands.

/// The row or column a formula is compiled for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Here<'a> {
    /// For no row or column: once for the whole form.
    Nowhere,
    /// A row.
    Row(&'a str),
    /// A column.
    Column(&'a str),
}

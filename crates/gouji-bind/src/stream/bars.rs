//! What bars behind cells say of a stream.

/// What bars say of a stream.
#[derive(Clone, Copy)]
pub(super) struct Bars {
    /// They end its cells: a blank between two is a cell.
    pub end_cells: bool,
    /// A heading of no form stands before the first label.
    pub headed_before: bool,
}

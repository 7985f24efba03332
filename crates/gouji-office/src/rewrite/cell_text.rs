//! What is written into a cell.

use gouji_model::Place;

/// A figure to write into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellText {
    /// Which cell.
    pub place: Place,
    /// What should stand in it: digits, a sign, a point.
    pub text: String,
}

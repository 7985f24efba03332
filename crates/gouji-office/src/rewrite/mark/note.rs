//! What is noted at a marked cell, and how it looks.

use gouji_model::Place;

/// The colour of a marked cell: a bright yellow.
pub(super) const COLOUR: &str = "FFFF00";

/// What to say of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellNote {
    /// Which cell.
    pub place: Place,
    /// The text of the comment; may have several lines.
    pub text: String,
}

//! What the evidence of findings is made of.

use gouji_model::{CellId, Evidence};

/// A cell of the report itself as evidence.
pub(crate) const fn own(cell: CellId) -> Evidence {
    Evidence { cell, prior: false }
}

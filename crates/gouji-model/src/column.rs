//! A column of a form: what it is called and what its cells hold.

use crate::{CellKind, Label};

/// A column of a block.
#[derive(Clone, Debug)]
pub struct Column {
    /// Dotted id as in addresses: `legal.commercial`.
    pub id: String,
    /// Its label.
    pub label: Label,
    /// Heads the columns whose ids extend its own; has no cells.
    pub group: bool,
    /// What its cells hold.
    pub kind: CellKind,
    /// The unit of money its heading prints, for amounts: `万元`.
    pub unit: Option<String>,
    /// Whether a report may leave its cells out.
    pub optional: bool,
    /// To how many decimals its figures are rounded; none where they are exact. A rounded figure
    /// stands for all that round to it.
    pub rounded: Option<u8>,
    /// The words its cells may hold, with other wordings of each; any text where there are none.
    pub choices: Vec<Vec<String>>,
}

impl Column {
    /// A column without a name for values of a kind.
    #[must_use]
    pub fn of_kind(kind: CellKind) -> Self {
        Self {
            id: String::new(),
            label: Label::default(),
            group: false,
            kind,
            unit: None,
            optional: false,
            rounded: None,
            choices: Vec::new(),
        }
    }
}

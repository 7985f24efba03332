//! What is read of one table: its rows with their values, what is amiss, and figures beside the form.

use gouji_model::{Axis, ObservationKind, Place, SourceRange};

use crate::at::RowAt;
use crate::columns::Basis;
use crate::lines::Token;

/// A row found in the document with its values by column index.
#[derive(Clone, Debug)]
pub(crate) struct Found<'d> {
    /// Block and row in the form.
    pub row: RowAt,
    /// Its values; columns not listed are not in the document.
    pub values: Vec<(usize, Token<'d>)>,
    /// Its label.
    pub label: Option<Token<'d>>,
    /// Whether the label is damaged beyond its exact wording.
    pub altered: bool,
    /// What says which columns its values are in.
    pub basis: Basis,
}

/// A figure in a row or column of no form.
#[derive(Clone, Debug)]
pub(crate) struct Stray<'d> {
    /// Block, row and column of a cell in line with it.
    pub neighbour: (usize, usize, usize),
    /// Whether it stands in the column of that cell, or in its row.
    pub axis: Axis,
    /// The figure.
    pub value: Token<'d>,
    /// The label of its row or column.
    pub label: String,
}

/// Everything found of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading<'d> {
    /// Its rows, in the document's order.
    pub rows: Vec<Found<'d>>,
    /// What is amiss: kind, subject, expected wording, found wording, place.
    pub remarks: Vec<(ObservationKind, String, String, Option<Place>)>,
    /// Rows whose values do not fit the columns: remarked, and not missing.
    pub misaligned: Vec<RowAt>,
    /// The cells cannot be distinguished with certainty.
    pub torn: bool,
    /// Some rows with figures could not be matched.
    pub uncertain: bool,
    /// Figures in rows and columns of no form.
    pub strays: Vec<Stray<'d>>,
}

/// An empty place right after a token, for a cell that the document leaves out.
pub(crate) fn after(token: &Token<'_>) -> Place {
    match token.place {
        Place::Text(range) => Place::Text(SourceRange::new(range.end, range.end)),
        other => other,
    }
}

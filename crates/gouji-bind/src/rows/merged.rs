//! Rows of a grid whose cells are merged to one that says there is nothing, or says nothing.

use gouji_document::ColumnEvidence;

use super::reader::Reader;
use crate::at::RowAt;
use crate::columns::{Basis, leaf_columns};
use crate::lines::Token;
use crate::proof::amount;
use crate::reading::Found;
use crate::shape::Shape;

impl<'d> Reader<'_, 'd> {
    /// Reads a row whose only cell spans all columns and holds nothing, a nought, or a sign or word for nothing: it
    /// stands in each of them. Whose any other figure would be is not known.
    pub(super) fn merged_nought(
        &mut self,
        row: RowAt,
        label: Option<Token<'d>>,
        values: &[Token<'d>],
        evidence: Option<ColumnEvidence>,
    ) -> bool {
        let leaves: Vec<usize> = leaf_columns(self.block(row.block)).collect();
        let is_merged = is_in_one(values, leaves.len(), evidence);
        let Some(only) = values.first().filter(|only| is_merged && is_nought(only)) else {
            return false;
        };
        self.reading.rows.push(Found {
            row,
            values: leaves.into_iter().map(|column| (column, *only)).collect(),
            label,
            altered: false,
            basis: Basis::Headings,
        });
        true
    }
}

/// Whether the values of a row are one cell that spans all columns.
pub(super) fn is_in_one(
    values: &[Token<'_>],
    columns: usize,
    evidence: Option<ColumnEvidence>,
) -> bool {
    let spans_all = |only: &Token<'_>| columns > 1 && only.span as usize >= columns;
    evidence == Some(ColumnEvidence::Grid) && matches!(values, [only] if spans_all(only))
}

/// Whether a cell says that there is nothing, or says nothing.
fn is_nought(token: &Token<'_>) -> bool {
    match token.shape {
        Shape::Blank => true,
        Shape::Figure => amount(token).is_some_and(|figure| figure.is_zero()),
        Shape::OtherValue => {
            gouji_model::Value::read(token.text).0 == gouji_model::Value::Placeholder
        }
        _ => false,
    }
}

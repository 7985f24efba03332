//! Rows of a grid whose cells are merged to one that says there is nothing.

use gouji_document::ColumnEvidence;

use super::reader::Reader;
use crate::at::RowAt;
use crate::columns::{Basis, leaf_columns};
use crate::lines::Token;
use crate::proof::amount;
use crate::reading::Found;
use crate::shape::Shape;

impl<'d> Reader<'_, 'd> {
    /// Reads a row whose only cell spans all columns and holds a nought, or a sign or word for nothing: it
    /// stands in each of them. Whose any other figure would be is not known.
    pub(super) fn merged_nought(
        &mut self,
        row: RowAt,
        label: Option<Token<'d>>,
        values: &[Token<'d>],
        evidence: Option<ColumnEvidence>,
    ) -> bool {
        let [only] = values else {
            return false;
        };
        let leaves: Vec<usize> = leaf_columns(self.block(row.block)).collect();
        let spans_all = leaves.len() > 1 && only.span as usize >= leaves.len();
        if evidence != Some(ColumnEvidence::Grid) || !spans_all || !is_nought(only) {
            return false;
        }
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

/// Whether a cell says that there is nothing.
fn is_nought(token: &Token<'_>) -> bool {
    match token.shape {
        Shape::Figure => amount(token).is_some_and(|figure| figure.is_zero()),
        Shape::OtherValue => {
            gouji_model::Value::read(token.text).0 == gouji_model::Value::Placeholder
        }
        _ => false,
    }
}

//! Rows of figures without a label.
//!
//! Between labelled rows in the form's order they are the rows that the form has there, if in
//! every gap just as many are lacking as there are, and the sums bear it out.

use std::collections::BTreeSet;

use gouji_document::ColumnEvidence;
use gouji_model::{CellId, ObservationKind};

use super::reader::{Reader, Tail, Unplaced};
use crate::at::RowAt;
use crate::columns::{Placed, assign, leaf_columns};
use crate::lines::{Line, Token};
use crate::proof::across_rows;
use crate::reading::Found;

/// Fewest figures at the end of a paragraph that may be a row torn out of a table.
const FEWEST_TORN: usize = 5;

impl<'d> Reader<'_, 'd> {
    /// A paragraph between the rows: the name of the rows below it, or a row torn out.
    pub(super) fn paragraph(&mut self, line: &Line<'d>) {
        let Some(text) = line.tokens.first() else {
            return;
        };
        if let Some(last) = self.reading.rows.last() {
            let wanted = leaf_columns(self.block(last.row.block)).count();
            if line.torn.len() == wanted && wanted >= FEWEST_TORN {
                self.settle_tail();
                self.settle_loose();
                self.unplace(line.torn.to_vec(), Some(ColumnEvidence::Order));
            }
        }
        self.names_rows_below(text);
    }

    /// Keeps a row of figures without a label.
    pub(super) fn unplace(&mut self, values: Vec<Token<'d>>, evidence: Option<ColumnEvidence>) {
        let after = self.reading.rows.len();
        let Some(last) = self.reading.rows.last() else {
            return;
        };
        let row = last.row;
        let columns = self.columns_for(row, evidence);
        self.unplaced.push(Unplaced {
            after,
            values,
            evidence,
            columns,
            block: row.block,
        });
    }

    /// Takes rows without labels for those that are lacking where they stand, or tells them.
    pub(super) fn fill_gaps(&mut self) {
        let unplaced = std::mem::take(&mut self.unplaced);
        if unplaced.is_empty() {
            return;
        }
        match self.placed_in_gaps(&unplaced) {
            Some(found) if self.is_proved(&found) => self.take_by_place(found, &unplaced),
            _ => self.note_unplaced(&unplaced),
        }
    }

    /// The rows of the form that are lacking where these stand, if that is so in every gap.
    fn placed_in_gaps(&self, unplaced: &[Unplaced<'d>]) -> Option<Vec<Found<'d>>> {
        let in_order = |pair: &[Found<'_>]| pair[0].row < pair[1].row;
        if self.gapped || !self.reading.rows.windows(2).all(in_order) {
            return None;
        }
        let mut found = Vec::new();
        for gap in unplaced.chunk_by(|one, other| one.after == other.after) {
            let first = gap.first()?;
            let lacking = self.lacking(first.after, first.block);
            if lacking.len() != gap.len() {
                return None;
            }
            for (row, one) in lacking.into_iter().zip(gap) {
                let block = self.block(row.block);
                let Placed { placed, basis, .. } =
                    assign(&one.values, one.evidence, &one.columns, block)?;
                found.push(Found {
                    row,
                    values: placed,
                    label: None,
                    altered: false,
                    basis,
                });
            }
        }
        Some(found)
    }

    /// The rows that the form has between two that were read one after the other.
    fn lacking(&self, after: usize, block: usize) -> Vec<RowAt> {
        let rows = &self.reading.rows;
        let before = after.checked_sub(1).and_then(|at| rows.get(at));
        let next = rows.get(after).map(|found| found.row);
        let form = &self.block(block).rows;
        let all = (0..form.len()).filter(|row| !form[*row].group);
        all.map(|row| RowAt { block, row })
            .filter(|row| before.is_none_or(|before| before.row < *row))
            .filter(|row| next.is_none_or(|next| *row < next))
            .filter(|row| !self.reading.misaligned.contains(row))
            .collect()
    }

    /// Whether the sums that the rows are in bear them out.
    fn is_proved(&self, found: &[Found<'d>]) -> bool {
        let form = &self.lexicon.form;
        let cells: Vec<CellId> = found
            .iter()
            .flat_map(|found| found.values.iter().map(|(column, _)| (found.row, *column)))
            .filter_map(|(row, column)| form.cell_in(self.table, row.block, row.row, column))
            .collect();
        let all: Vec<Found<'d>> = self.reading.rows.iter().chain(found).cloned().collect();
        let proof = across_rows(&all, &cells, self.lexicon, self.table);
        proof.fail == 0
    }

    fn take_by_place(&mut self, found: Vec<Found<'d>>, unplaced: &[Unplaced<'d>]) {
        for (at, (found, one)) in found.into_iter().zip(unplaced).enumerate() {
            let label = &self.block(found.row.block).rows[found.row.row].label.text;
            let place = one.values.first().map(|token| token.place);
            let kind = ObservationKind::UnlabelledRow;
            let remark = (kind, label.clone(), String::new(), place);
            self.reading.remarks.push(remark);
            self.reading.rows.insert(one.after + at, found);
        }
    }

    fn note_unplaced(&mut self, unplaced: &[Unplaced<'d>]) {
        let mut noted = BTreeSet::new();
        for one in unplaced {
            let Some(first) = one.values.iter().find(|value| !value.is_blank()) else {
                continue;
            };
            let texts: Vec<&str> = one.values.iter().map(|value| value.text).collect();
            let found = texts.join(" ");
            if noted.insert(found.clone()) {
                self.unknown_row_of(
                    &Tail {
                        label: *first,
                        values: one.values.clone(),
                        evidence: one.evidence,
                        block: one.block,
                        certain: true,
                        above: Vec::new(),
                        below: Vec::new(),
                    },
                    found,
                    one.block,
                );
            }
        }
    }
}

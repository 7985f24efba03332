//! Rows of figures without a label.
//!
//! Between labelled rows in the form's order they are the rows that the form has there, if in
//! every gap just as many are lacking as there are, and the sums bear it out.

use std::collections::BTreeSet;

use gouji_document::ColumnEvidence;
use gouji_model::{CellId, ObservationKind};

use super::labels::FEWEST_VALUES;
use super::reader::{Reader, Tail, Unplaced};
use crate::at::RowAt;
use crate::columns::{Placed, assign, is_in_grid, leaf_columns};
use crate::key::letters_into;
use crate::lines::{Line, Token};
use crate::proof::are_borne_out;
use crate::reading::Found;

/// Fewest figures at the end of a paragraph that may be a row torn out of a table.
const FEWEST_TORN: usize = 5;

/// Fewest letters of a piece of a label that says which row it is where it stands.
const FEWEST_LETTERS: usize = 3;

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
                self.unplace(line.torn.to_vec(), Some(ColumnEvidence::Order), None);
            }
        }
        self.names_rows_below(text);
    }

    /// Keeps a row of figures without a label.
    pub(super) fn unplace(
        &mut self,
        values: Vec<Token<'d>>,
        evidence: Option<ColumnEvidence>,
        label: Option<Token<'d>>,
    ) {
        let after = self.reading.rows.len();
        let last = self.reading.rows.last().map(|last| last.row);
        let here = || {
            let block = self.block_here()?;
            let is_last = last.is_some_and(|last| last.block == block);
            (evidence.is_some_and(is_in_grid) && !is_last).then_some(RowAt { block, row: 0 })
        };
        let Some(row) = here().or(last) else {
            return;
        };
        let columns = self.columns_for(row, evidence);
        self.unplaced.push(Unplaced {
            after,
            values,
            evidence,
            columns,
            block: row.block,
            label,
            beside: Vec::new(),
        });
    }

    /// Whether what stands for the label of a row in a grid may be a piece of one, or a sign for one that could
    /// not be read: then the row may be the one that is lacking where it stands.
    pub(super) fn may_be_lacking(&self, tail: &Tail<'d>) -> bool {
        let Some(last) = self
            .reading
            .rows
            .last()
            .filter(|_| tail.evidence.is_some_and(is_in_grid))
        else {
            return false;
        };
        let rows = self.block(last.row.block).rows.iter();
        let mut labels = rows
            .filter(|row| !row.group)
            .map(|row| row.label.text.as_str());
        labels.any(|label| holds_piece(label, &tail.label))
    }

    /// Takes rows without labels for those that are lacking where they stand, or tells them.
    pub(super) fn fill_gaps(&mut self) {
        let unplaced = std::mem::take(&mut self.unplaced);
        if unplaced.is_empty() {
            return;
        }
        // Without any row of a label nothing says that the others are those of the form.
        if self.reading.rows.is_empty() {
            return self.note_unplaced(&unplaced);
        }
        // Of few figures neither their number nor sums say which row they are.
        let is_wide = |one: &Unplaced<'d>| one.values.len() >= FEWEST_VALUES;
        let (unplaced, narrow): (Vec<_>, Vec<_>) = unplaced.into_iter().partition(is_wide);
        self.note_unplaced(&narrow);
        match self.placed_in_gaps(&unplaced) {
            Some(found) if has_labels(&unplaced) || self.is_proved(&found) => {
                self.take_by_place(found, &unplaced);
            }
            _ => self.note_unplaced(&unplaced),
        }
    }

    /// The rows of the form that are lacking where these stand, if that is so in every gap.
    fn placed_in_gaps(&self, unplaced: &[Unplaced<'d>]) -> Option<Vec<Found<'d>>> {
        let in_order = |pair: &[Found<'_>]| pair[0].row < pair[1].row;
        if self.gapped || !self.reading.rows.windows(2).all(in_order) || self.may_be_named(unplaced)
        {
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
                let label = &block.rows[row.row].label.text;
                if one.label.is_some_and(|piece| !holds_piece(label, &piece)) {
                    return None;
                }
                let Placed { placed, basis, .. } =
                    assign(&one.values, one.evidence, &one.columns, block)?;
                found.push(Found {
                    row,
                    values: placed,
                    label: one.label,
                    altered: false,
                    basis,
                });
            }
        }
        Some(found)
    }

    /// Whether a row with a label that the form does not know may be one that is lacking: a piece of a label
    /// is printed beside the figures on pages without lines, and counting the others goes wrong.
    fn may_be_named(&self, unplaced: &[Unplaced<'d>]) -> bool {
        let laid = |one: &Unplaced<'_>| one.evidence == Some(ColumnEvidence::Position);
        let mut remarks = self.reading.remarks.iter();
        unplaced.iter().any(laid) && remarks.any(|(kind, ..)| *kind == ObservationKind::UnknownRow)
    }

    /// The rows that the form has between two that were read one after the other.
    pub(super) fn lacking(&self, after: usize, block: usize) -> Vec<RowAt> {
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
        are_borne_out(&all, &cells, self.lexicon, self.table)
    }

    fn take_by_place(&mut self, found: Vec<Found<'d>>, unplaced: &[Unplaced<'d>]) {
        for (at, (found, one)) in found.into_iter().zip(unplaced).enumerate() {
            let label = &self.block(found.row.block).rows[found.row.row].label.text;
            let first = one.values.first().copied();
            let (kind, printed, token) = match one.label {
                Some(piece) => (
                    ObservationKind::AlteredLabel,
                    piece.text.replace('\n', ""),
                    Some(piece),
                ),
                None => (ObservationKind::UnlabelledRow, String::new(), first),
            };
            let remark = (kind, label.clone(), printed, token.map(|token| token.place));
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
            let first = one.label.as_ref().unwrap_or(first);
            let texts: Vec<&str> = one.values.iter().map(|value| value.text).collect();
            let found = match one.label {
                Some(label) => label.text.replace('\n', ""),
                None => texts.join(" "),
            };
            for row in &one.beside {
                self.drop_beside(*row);
            }
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

/// Whether each of some rows has a piece of its label, which says with its place which row it is.
fn has_labels(unplaced: &[Unplaced<'_>]) -> bool {
    let mut letters = String::new();
    unplaced.iter().all(|one| {
        let text = one.label.map_or("", |label| label.text);
        letters_into(text, &mut letters);
        letters.chars().count() >= FEWEST_LETTERS
    })
}

/// Whether a label of the form holds all letters of what is printed in its place, one after the other; what has
/// none is a sign for what could not be read.
fn holds_piece(label: &str, printed: &Token<'_>) -> bool {
    let (mut official, mut piece) = (String::new(), String::new());
    letters_into(label, &mut official);
    letters_into(printed.text, &mut piece);
    official.contains(&piece)
}

//! What is recorded of a row: its figures under the heads, that all of it is blank, or that its
//! figures could not be distinguished.

use gouji_model::ObservationKind;

use super::figures::Figures;
use super::heads::Heads;
use super::page::{Page, blank};
use super::whole::Whole;
use crate::at::RowAt;
use crate::columns::Basis;
use crate::lines::Token;
use crate::reading::{Found, Reading};

impl<'d> Page<'_, 'd, '_> {
    pub(super) fn row(
        &self,
        row: RowAt,
        label: &Whole,
        heads: &Heads,
        rows: &[Figures<'d>],
        at: usize,
        reading: &mut Reading<'d>,
    ) {
        let token = self.label(label);
        let few = |row: &Figures<'_>| row.tokens.len() < heads.columns().len();
        let unplaced = !self.laid && rows.get(at).is_some_and(few);
        let Some(placed) = heads.lay(rows, at).filter(|_| !unplaced) else {
            let found = rows.get(at).map_or(0, |row| row.tokens.len()).to_string();
            self.unread(row, &found, token, reading);
            return;
        };
        let mut values: Vec<(usize, Token<'d>)> = placed;
        for column in self.leaves() {
            if !values.iter().any(|(other, _)| *other == column) {
                values.extend(token.map(|token| (column, blank(&token))));
            }
        }
        values.sort_by_key(|(column, _)| *column);
        reading.rows.push(Found {
            row,
            values,
            label: token,
            altered: false,
            basis: Basis::Headings,
        });
    }

    /// A row with nothing printed in it, where zeros are left blank.
    pub(super) fn blank_row(&self, row: RowAt, label: &Whole, reading: &mut Reading<'d>) {
        let Some(token) = self.label(label) else {
            return;
        };
        let values = self
            .leaves()
            .into_iter()
            .map(|column| (column, blank(&token)))
            .collect();
        reading.rows.push(Found {
            row,
            values,
            label: Some(token),
            altered: false,
            basis: Basis::Headings,
        });
    }

    /// Remarks that the figures of a row could not be distinguished.
    pub(super) fn unread(
        &self,
        row: RowAt,
        found: &str,
        label: Option<Token<'d>>,
        reading: &mut Reading<'d>,
    ) {
        let official = self.block.rows[row.row].label.text.clone();
        let place = label.map(|token| token.place);
        let kind = ObservationKind::MisalignedRow;
        reading
            .remarks
            .push((kind, official, found.to_owned(), place));
        reading.misaligned.push(row);
        reading.uncertain = true;
    }
}

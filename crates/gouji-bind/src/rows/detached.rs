//! Rows of laid-out text whose label has a line of its own.
//!
//! Figures on the line above or below are such a row's, unless the row that belongs there lost its label:
//! then they may be those of that row, and where zeros are left blank nothing shows whose they are.

use gouji_document::ColumnEvidence;
use gouji_model::Place;

use super::labels::JoinedLabel;
use super::reader::{Detached, Reader, RowValues};
use crate::at::{RowAt, is_unnamed_beside};
use crate::laid::is_zero;
use crate::lines::Token;

impl<'d> Reader<'_, 'd> {
    /// Takes note of a row of laid-out text whose figures stand above its whole label, or below it.
    pub(super) fn note_detached(&mut self, label: &JoinedLabel<'d>, own: &RowValues<'d>) {
        self.named.insert(label.row);
        let first = own.values.iter().find(|value| !value.is_blank());
        let is_laid = own.evidence == Some(ColumnEvidence::Position);
        let Some(figures) = first.filter(|_| is_laid).map(start) else {
            return;
        };
        let is_above = figures < start(&label.first);
        if is_above || figures > start(&label.last) {
            self.detached.push(Detached {
                row: label.row,
                is_above,
            });
        }
    }

    /// Drops such rows where the row on the side of their figures has its label nowhere, and remarks them.
    pub(super) fn drop_detached(&mut self) {
        if self.detached.is_empty() {
            return;
        }
        let mut values = self.reading.rows.iter().flat_map(|row| &row.values);
        if values.any(|(_, token)| is_zero(token)) {
            return;
        }
        for texts in std::mem::take(&mut self.bare) {
            let labels = self.labels_of(&texts).into_iter();
            self.named.extend(labels.map(|label| label.row));
        }
        let detached = std::mem::take(&mut self.detached).into_iter();
        let doubtful: Vec<RowAt> = detached
            .filter(|row| self.is_unnamed_beside(*row))
            .map(|detached| detached.row)
            .collect();
        for row in doubtful {
            let mut read = self.reading.rows.iter();
            let Some(at) = read.position(|found| found.row == row) else {
                continue;
            };
            let found = self.reading.rows.remove(at);
            let filled = found.values.iter().filter(|(_, token)| !token.is_blank());
            let first = filled.clone().map(|(_, token)| *token).next();
            self.misaligned(row, first, filled.count());
            self.gapped = true;
        }
    }

    /// Whether the form has a row next to one, on the side of its figures, whose label was not seen.
    fn is_unnamed_beside(&self, detached: Detached) -> bool {
        let RowAt { block, row } = detached.row;
        let is_named = |row: usize| {
            let at = RowAt { block, row };
            self.named.contains(&at) || self.reading.rows.iter().any(|found| found.row == at)
        };
        is_unnamed_beside(self.block(block), row, detached.is_above, is_named)
    }
}

/// Where a token of laid-out text starts.
const fn start(token: &Token<'_>) -> u32 {
    match token.place {
        Place::Text(range) => range.start,
        _ => 0,
    }
}

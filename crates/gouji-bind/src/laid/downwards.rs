//! Rows one below the other: each label with the row of figures beside it.

use super::doubtful::Doubtful;
use super::figures::{self, Figures};
use super::heads::Heads;
use super::page::Page;
use super::pairs::{self, Pair};
use super::parts::Part;
use super::stripes;
use crate::at::RowAt;
use crate::reading::Reading;

impl<'d> Page<'_, 'd, '_> {
    /// Reads rows one below the other; whether the heads say which columns these are.
    pub(super) fn down(&self, reading: &mut Reading<'d>) -> Option<bool> {
        let wanted = self.leaves().len();
        let rows = figures::rows(self.words, &self.joined.labels, wanted, self.laid)?;
        if rows.is_empty() {
            return Some(true);
        }
        if let Some(pairs) = pairs::pairs(self.block, &self.joined.labels, &rows) {
            return self.pairs(&pairs, &rows, reading);
        }
        let rows = stripes::rows(self.words, wanted)?;
        let pairs = pairs::pairs(self.block, &self.joined.labels, &rows)?;
        self.pairs(&pairs, &rows, reading)
    }

    /// Reads each label with its row of figures.
    fn pairs(
        &self,
        pairs: &[Pair<'_>],
        rows: &[Figures<'d>],
        reading: &mut Reading<'d>,
    ) -> Option<bool> {
        let top = rows.iter().map(|row| row.first).min()?;
        let heads = Heads::of(self, top)?;
        let wanted = self.leaves().len();
        let sparse = rows.iter().any(|row| row.tokens.len() < wanted);
        let full = sparse && self.is_full(rows, wanted);
        if sparse && (self.are_numbered() || !(self.laid || full)) {
            return None;
        }
        let mut doubtful = Vec::new();
        for Pair { label, figures } in pairs {
            let Part::Row(row) = label.part else {
                continue;
            };
            let row = RowAt {
                block: self.index,
                row,
            };
            match *figures {
                Some(at) => {
                    let doubt = rows.get(at).is_some_and(|row| {
                        row.torn || (full && !row.broken && row.tokens.len() < wanted)
                    });
                    let found = doubt
                        .then(|| Doubtful::of(row, label, rows, at, heads.columns()))
                        .flatten();
                    match found {
                        Some(found) => doubtful.push(found),
                        None => self.row(row, label, &heads, rows, at, reading),
                    }
                }
                None if sparse && !label.group => self.blank_row(row, label, reading),
                None => {}
            }
        }
        self.settle(&doubtful, &heads, rows, reading);
        reading.rows.sort_by_key(|found| found.row);
        Some(heads.certain)
    }
}

//! Rows one below the other: each label with the row of figures beside it.

use super::doubtful::Doubtful;
use super::figures::Figures;
use super::heads::{Heads, is_zero};
use super::page::Page;
use super::pairs::{self, Pair};
use super::parts::Part;
use super::stripes;
use crate::at::RowAt;
use crate::proof::{along_rows, has_moved_total};
use crate::reading::{Found, Reading};

impl<'d> Page<'_, 'd, '_> {
    /// Reads rows one below the other; whether the heads say which columns these are.
    pub(super) fn down(&self, reading: &mut Reading<'d>) -> Option<bool> {
        let wanted = self.leaves().len();
        let rows = self.figures(wanted)?;
        if rows.is_empty() {
            return Some(true);
        }
        let as_printed = self.paired(&rows, reading);
        if let Some(read) = &as_printed
            && read.1.misaligned.len() == reading.misaligned.len()
        {
            return take(as_printed, reading);
        }
        let torn = stripes::rows(self.words, wanted).and_then(|rows| self.paired(&rows, reading));
        let count =
            |found: &Option<(bool, Reading<'d>)>| found.as_ref().map(|read| read.1.rows.len());
        let is_better = count(&torn) > count(&as_printed);
        take(if is_better { torn } else { as_printed }, reading)
    }

    /// What was read so far with the rows of labels beside these rows of figures; whether the heads say which
    /// columns those are.
    fn paired(&self, rows: &[Figures<'d>], read: &Reading<'d>) -> Option<(bool, Reading<'d>)> {
        let pairs = pairs::pairs(self.block, &self.joined.labels, rows)?;
        let mut reading = read.clone();
        let certain = self.pairs(&pairs, rows, &mut reading)?;
        Some((certain, reading))
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
        self.drop_at_gaps(reading);
        self.drop_moved_totals(reading);
        Some(heads.certain)
    }

    /// Drops the rows with blank cells whose last figure is the sum of those before it, though it stands in no
    /// column of totals: heads in pieces, or those of another page, say too little of where columns are.
    fn drop_moved_totals(&self, reading: &mut Reading<'d>) {
        let is_moved = |row: &Found<'d>| {
            row.row.block == self.index && has_moved_total(row, self.lexicon, self.table)
        };
        let rows = std::mem::take(&mut reading.rows);
        for row in rows {
            if is_moved(&row) {
                let filled = row.values.iter().filter(|(_, token)| !token.is_blank());
                let found = filled.count().to_string();
                self.unread(row.row, &found, row.label, reading);
            } else {
                reading.rows.push(row);
            }
        }
    }

    /// Drops the rows that have blank cells, though zeros are printed, where a row above or below does not
    /// add up: a figure of the one may have run together with one of the other.
    fn drop_at_gaps(&self, reading: &mut Reading<'d>) {
        let values = || reading.rows.iter().flat_map(|row| &row.values);
        if !values().any(|(_, token)| is_zero(token)) {
            return;
        }
        let is_sparse = |row: &Found<'d>| {
            let blank = row
                .values
                .iter()
                .filter(|(_, token)| token.is_blank())
                .count();
            row.row.block == self.index && blank > 0 && blank < row.values.len()
        };
        if !reading.rows.iter().any(is_sparse) {
            return;
        }
        let fails =
            |row: &Found<'d>| along_rows(std::iter::once(row), self.lexicon, self.table).fail > 0;
        let failing: Vec<bool> = reading.rows.iter().map(fails).collect();
        let at = |at: Option<usize>| {
            at.and_then(|at| failing.get(at))
                .is_some_and(|fails| *fails)
        };
        let beside =
            |index: usize| at(Some(index)) || at(index.checked_sub(1)) || at(Some(index + 1));
        let gaps: Vec<usize> = (0..failing.len())
            .filter(|index| is_sparse(&reading.rows[*index]) && beside(*index))
            .collect();
        let near = |index: usize| gaps.iter().any(|gap| gap.abs_diff(index) <= 1);
        let rows = std::mem::take(&mut reading.rows);
        for (index, row) in rows.into_iter().enumerate() {
            if near(index) && (gaps.contains(&index) || failing[index]) {
                let found = row
                    .values
                    .iter()
                    .filter(|(_, token)| !token.is_blank())
                    .count();
                self.unread(row.row, &found.to_string(), row.label, reading);
            } else {
                reading.rows.push(row);
            }
        }
    }
}

/// Takes a reading for what was read so far, if there is any.
fn take<'d>(found: Option<(bool, Reading<'d>)>, reading: &mut Reading<'d>) -> Option<bool> {
    let (certain, found) = found?;
    *reading = found;
    Some(certain)
}

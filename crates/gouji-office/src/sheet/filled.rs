//! The filled cells of a sheet, as readers of formats hand them over.

use std::collections::{BTreeMap, BTreeSet};

use gouji_document::PICTURE;
use gouji_format::Excess;

use crate::OfficeError;

/// Beyond these no program has rows and columns.
pub(super) const MOST_ROWS: u32 = 1 << 24;
pub(super) const MOST_COLUMNS: u32 = 1 << 16;
/// Most merged areas of a sheet.
const MOST_MERGES: usize = 50_000;

/// Merged cells: from where, and how many rows and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    /// First row from 0.
    pub row: u32,
    /// First column from 0.
    pub column: u32,
    /// Rows, at least 1.
    pub rows: u32,
    /// Columns, at least 1.
    pub columns: u32,
}

/// The filled cells of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// Texts by row and column from 0.
    pub(super) cells: BTreeMap<(u32, u32), String>,
    /// Which of them hold a number of the program, and no text that looks like one.
    pub(super) numbers: BTreeSet<(u32, u32)>,
    pub(super) merges: Vec<Merge>,
}

impl Sheet {
    /// Adds the pictures that lie over blank cells beside filled ones.
    pub(crate) fn pictures(&mut self, places: &BTreeSet<(u32, u32)>) {
        let last = self.cells.keys().map(|(_, column)| *column).max();
        let Some(last) = last.filter(|_| !places.is_empty()) else {
            return;
        };
        for (row, column) in places.iter().filter(|(_, column)| *column <= last) {
            let mut filled = self.cells.range((*row, 0)..=(*row, MOST_COLUMNS));
            if filled.next().is_some_and(|((_, first), _)| first < column) {
                let cell = self.cells.entry((*row, *column));
                cell.or_insert_with(|| PICTURE.to_string());
            }
        }
    }

    /// Notes that a cell holds a number of the program.
    pub(crate) fn number(&mut self, row: u32, column: u32) {
        if self.cells.contains_key(&(row, column)) {
            self.numbers.insert((row, column));
        }
    }

    /// Adds merged cells.
    pub(crate) fn merge(&mut self, merge: Merge) -> Result<(), OfficeError> {
        if merge.row >= MOST_ROWS || merge.column >= MOST_COLUMNS {
            return Ok(());
        }
        if self.merges.len() >= MOST_MERGES {
            return Err(OfficeError::TooLarge(Excess::Merges));
        }
        self.merges.push(merge);
        Ok(())
    }
}

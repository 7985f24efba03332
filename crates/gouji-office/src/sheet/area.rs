//! The used area of a sheet: what stands where, and what merged cells cover.

use std::collections::{BTreeMap, HashMap, HashSet};

use gouji_format::Excess;

use crate::OfficeError;

use super::filled::{Merge, Sheet};

/// Most cells of the used area that merged cells may cover.
const MOST_COVERED: u64 = 500_000;

/// A sheet's filled cells with the merged areas among them.
#[derive(Debug)]
pub(super) struct Area<'s> {
    sheet: &'s Sheet,
    merges: HashMap<(u32, u32), (u32, u32)>,
    covered: HashSet<(u32, u32)>,
    /// Rows with something in them, by number: their filled cells.
    rows: BTreeMap<u32, Vec<u32>>,
}

impl<'s> Area<'s> {
    /// The area of a sheet. Merged areas are cut to the rows and columns in use.
    pub(super) fn new(sheet: &'s Sheet) -> Result<Self, OfficeError> {
        let mut area = Self {
            sheet,
            merges: HashMap::new(),
            covered: HashSet::new(),
            rows: BTreeMap::new(),
        };
        let bottom = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
        let right = sheet.cells.keys().map(|(_, column)| *column).max();
        let right = right.unwrap_or(0);
        let mut budget = MOST_COVERED;
        for merge in &sheet.merges {
            area.merge(*merge, bottom, right, &mut budget)?;
        }
        for (row, column) in sheet.cells.keys() {
            if !area.covered.contains(&(*row, *column)) {
                area.rows.entry(*row).or_default().push(*column);
            }
        }
        area.add_rows_reached_from_above(bottom);
        Ok(area)
    }

    fn merge(
        &mut self,
        merge: Merge,
        bottom: u32,
        right: u32,
        budget: &mut u64,
    ) -> Result<(), OfficeError> {
        let at = (merge.row, merge.column);
        // A title may be merged beyond the last filled column; a blank cell need not be.
        let is_filled = self.sheet.cells.contains_key(&at);
        if self.covered.contains(&at) || merge.row > bottom || (merge.column > right && !is_filled)
        {
            return Ok(());
        }
        let rows = merge.rows.clamp(1, bottom - merge.row + 1);
        let columns = merge
            .columns
            .clamp(1, right.max(merge.column) - merge.column + 1);
        let size = u64::from(rows) * u64::from(columns);
        *budget = budget
            .checked_sub(size)
            .ok_or(OfficeError::TooLarge(Excess::Merges))?;
        self.merges.insert(at, (rows, columns));
        for row in merge.row..merge.row + rows {
            for column in merge.column..merge.column + columns {
                if (row, column) != at {
                    self.covered.insert((row, column));
                }
            }
        }
        Ok(())
    }

    /// A row that only merged cells from above reach is part of their table.
    fn add_rows_reached_from_above(&mut self, bottom: u32) {
        let reached: Vec<u32> = self
            .merges
            .iter()
            .filter(|(at, (rows, _))| *rows > 1 && self.sheet.cells.contains_key(at))
            .flat_map(|((row, _), (rows, _))| row + 1..(row + rows).min(bottom + 1))
            .collect();
        for row in reached {
            self.rows.entry(row).or_default();
        }
    }

    /// The rows with something in them, with their filled columns.
    pub(super) fn rows(&self) -> &BTreeMap<u32, Vec<u32>> {
        &self.rows
    }

    /// The text of a cell; empty for a blank one.
    pub(super) fn text(&self, row: u32, column: u32) -> &'s str {
        self.sheet
            .cells
            .get(&(row, column))
            .map_or("", String::as_str)
    }

    /// How many rows and columns a cell spans.
    pub(super) fn spans(&self, row: u32, column: u32) -> (u32, u32) {
        self.merges.get(&(row, column)).copied().unwrap_or((1, 1))
    }

    /// Whether a cell stands under a merged one.
    pub(super) fn is_covered(&self, row: u32, column: u32) -> bool {
        self.covered.contains(&(row, column))
    }

    /// The filled cells of some rows.
    pub(super) fn filled(&self, from: u32, to: u32) -> Vec<(u32, u32)> {
        self.rows
            .range(from..=to)
            .flat_map(|(row, columns)| columns.iter().map(|column| (*row, *column)))
            .collect()
    }

    /// The first and last column of the filled cells of some rows, spans counted.
    pub(super) fn width(&self, from: u32, to: u32) -> Option<(u32, u32)> {
        let filled = self.filled(from, to);
        let left = filled.iter().map(|(_, column)| *column).min()?;
        let right = filled
            .iter()
            .map(|(row, column)| column + self.spans(*row, *column).1 - 1)
            .max()?;
        Some((left, right))
    }
}

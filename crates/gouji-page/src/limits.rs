//! How much of a page is taken apart: reports stay far below, hostile files end here.

/// Ruling lines of one direction on one page, after joining; more are a drawing, not a table.
pub(crate) const RULES: usize = 400;
/// Smallest boxes that the lines of one table may divide it into; more are graph paper.
pub(crate) const BOXES: usize = 20_000;
/// Table cells of a whole file.
pub(crate) const ALL_CELLS: usize = 100_000;

//! Where cells stand in the grid, as browsers place them.
//!
//! Cells of earlier rows that reach down are kept as runs of columns, so that memory and time
//! grow with the tags of the file and never with the spans they claim.

/// How many columns are distinguished; cells beyond stand in the last.
const MOST_COLUMNS: u32 = 4_096;
/// Most cells reaching down that are kept at a time; a real table has some dozens.
const MOST_RUNS: usize = 256;

/// Columns that a cell of an earlier row takes up to a last row.
#[derive(Clone, Copy, Debug)]
struct Run {
    from: u32,
    to: u32,
    last_row: u32,
}

/// The free places of the row being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Runs of earlier rows, sorted by where they begin.
    above: Vec<Run>,
    /// Runs that begin in the row being read.
    opened: Vec<Run>,
    /// The runs above that the row is past.
    passed: usize,
    column: u32,
    /// Whether the row has had no cell yet.
    fresh: bool,
}

impl Grid {
    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.column = 0;
        self.passed = 0;
        self.fresh = true;
    }

    /// Ends a group of rows: nothing reaches beyond it.
    pub(super) fn clear(&mut self) {
        self.above.clear();
        self.opened.clear();
    }

    /// The column of the row's next cell, and how many columns it spans.
    pub(super) fn place(&mut self, row: u32, rows: u32, columns: u32) -> (u32, u32) {
        if self.fresh {
            self.fresh = false;
            self.reach_down(row);
        }
        while let Some(run) = self.above.get(self.passed) {
            if run.from > self.column {
                break;
            }
            self.column = self.column.max(run.to);
            self.passed += 1;
        }
        let from = self.column.min(MOST_COLUMNS - 1);
        let to = (from + columns).min(MOST_COLUMNS);
        self.column = to;
        let last_row = row.saturating_add(rows - 1);
        if rows > 1 && self.above.len() + self.opened.len() < MOST_RUNS {
            self.opened.push(Run { from, to, last_row });
        }
        (from, to - from)
    }

    /// Brings the runs down to a row. Rows without cells never come here, so that they cost nothing.
    fn reach_down(&mut self, row: u32) {
        self.above.append(&mut self.opened);
        self.above.retain(|run| run.last_row >= row);
        self.above.sort_by_key(|run| run.from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places rows of (rows, columns) and returns where each cell begins.
    fn columns(rows: &[&[(u32, u32)]]) -> Vec<Vec<u32>> {
        let mut grid = Grid::default();
        let mut placed = Vec::new();
        for (row, cells) in rows.iter().enumerate() {
            grid.begin_row();
            let place = |(rows, columns): &(u32, u32)| grid.place(row as u32, *rows, *columns).0;
            placed.push(cells.iter().map(place).collect());
        }
        placed
    }

    #[test]
    fn cells_move_past_those_from_above() {
        assert_eq!(
            columns(&[&[(2, 1), (1, 2)], &[(1, 1), (1, 1)]]),
            [[0, 1], [1, 2]]
        );
        assert_eq!(
            columns(&[
                &[(1, 1), (3, 1), (1, 1)],
                &[(1, 1), (1, 1)],
                &[(1, 1), (1, 1)]
            ])[2],
            [0, 2]
        );
    }

    #[test]
    fn overlapping_cells_stay_where_they_begin() {
        // The second row's wide cell covers the column that is taken from above.
        let placed = columns(&[&[(1, 1), (3, 1)], &[(2, 3)], &[(1, 1)]]);
        assert_eq!(placed, [vec![0, 1], vec![0], vec![3]]);
    }

    #[test]
    fn rows_without_cells_lose_no_run() {
        assert_eq!(columns(&[&[(3, 1), (1, 1)], &[], &[(1, 1)]])[2], [1]);
    }

    #[test]
    fn columns_are_bounded() {
        let row = vec![(65_534, 1_000); 50];
        let placed = columns(&[&row, &row]);
        assert!(placed.iter().flatten().all(|column| *column < MOST_COLUMNS));
    }
}

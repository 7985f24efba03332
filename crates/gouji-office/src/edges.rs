//! Tables whose cells say where their right edge is, as RTF and the old Word format have it:
//! edges of all rows together make the columns of the grid.

use crate::draft::{DraftCell, Part};
use crate::ground;
use crate::rows::{Rows, Vertical};

/// Edges this close are one: programs round to different units. In twentieths of a point.
const SAME_EDGE: i32 = 30;

/// How a cell is described.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EdgeCell {
    /// Its right edge in twentieths of a point.
    pub right: i32,
    /// Whether it is merged into the cell to its left.
    pub joins_left: bool,
    /// Whether it is merged with the cell above or below.
    pub vertical: Vertical,
    /// Whether something is under its letters.
    pub is_shaded: bool,
}

/// A row: its left edge, its cells as described, and what stands in them.
#[derive(Debug, Default)]
pub(crate) struct EdgeRow {
    /// The left edge of the first cell.
    pub left: i32,
    /// The cells as described.
    pub cells: Vec<EdgeCell>,
    /// What stands in the cells, in the same order.
    pub contents: Vec<Vec<Part>>,
}

/// The cells of a table in its grid.
pub(crate) fn grid(rows: Vec<EdgeRow>) -> Vec<DraftCell> {
    let edges = edges(&rows);
    let column = |edge: i32| edges.partition_point(|known| known.saturating_add(SAME_EDGE) < edge);
    let mut table = Rows::default();
    for row in rows {
        table.begin_row();
        let mut from = column(row.left);
        table.skip(from as u32);
        let mut described = row.cells.into_iter();
        let mut contents = row.contents.into_iter();
        loop {
            let (cell, parts) = match (described.next(), contents.next()) {
                (None, None) => break,
                (cell, parts) => (cell, parts.unwrap_or_default()),
            };
            let mut parts = parts;
            if cell.is_some_and(|cell| cell.is_shaded) {
                ground::reveal(&mut parts);
            }
            let to = cell.map_or(from + 1, |cell| column(cell.right).max(from + 1));
            let span = (to - from) as u32;
            from = to;
            match cell {
                Some(cell) if cell.joins_left && !table.at_row_start() => table.widen(span),
                Some(cell) => table.cell(span, cell.vertical, parts),
                None => table.cell(span, Vertical::Single, parts),
            }
        }
    }
    table.finish()
}

/// The edges of all cells from left to right, close ones taken together.
fn edges(rows: &[EdgeRow]) -> Vec<i32> {
    let mut edges: Vec<i32> = rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| cell.right).chain([row.left]))
        .collect();
    edges.sort_unstable();
    edges.dedup_by(|next, kept| next.saturating_sub(*kept) <= SAME_EDGE);
    edges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(left: i32, rights: &[(i32, Vertical)]) -> EdgeRow {
        let cell = |(right, vertical): &(i32, Vertical)| EdgeCell {
            right: *right,
            joins_left: false,
            vertical: *vertical,
            is_shaded: false,
        };
        EdgeRow {
            left,
            cells: rights.iter().map(cell).collect(),
            contents: Vec::new(),
        }
    }

    #[test]
    fn edges_make_columns() {
        use Vertical::{Continue, Restart, Single};
        let cells = grid(vec![
            row(-108, &[(1_000, Restart), (3_000, Single)]),
            row(-110, &[(1_010, Continue), (2_000, Single), (2_995, Single)]),
            row(1_005, &[(3_000, Single)]),
        ]);
        let place = |cell: &DraftCell| (cell.row, cell.column, cell.row_span, cell.column_span);
        let places: Vec<_> = cells.iter().map(place).collect();
        let expected = [
            (0, 0, 2, 1),
            (0, 1, 1, 2),
            (1, 1, 1, 1),
            (1, 2, 1, 1),
            (2, 1, 1, 2),
        ];
        assert_eq!(places, expected);
    }

    #[test]
    fn wild_edges_do_no_harm() {
        let cells = grid(vec![row(
            i32::MIN,
            &[
                (i32::MAX, Vertical::Single),
                (5, Vertical::Single),
                (5, Vertical::Continue),
            ],
        )]);
        assert_eq!(cells.len(), 3);
    }
}

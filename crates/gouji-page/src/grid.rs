//! Tables in ruling lines: lines that touch are one system, and a system divides its area into
//! cells. A cell spans wherever the line that would divide it is missing.

use std::collections::BTreeMap;

use crate::geometry::{Point, Rect, around};
use crate::glyph::Rule;
use crate::limits;
use crate::ruling::of_table;

/// How far a line may end before or behind the line it meets.
const REACH: i32 = 340;
/// Fewest lines between columns that are a grid without lines between rows.
const FEWEST_OPEN: usize = 3;
/// From this distance on, an outer line is missing (an open table side) and not merely short.
const OPEN_SIDE: i32 = 600;

/// A cell of a grid; rows and columns count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GridCell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    pub rect: Rect,
}

/// A table's cells, by row and then column.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Where its columns begin and end, from left to right.
    pub edges: Vec<i32>,
    pub cells: Vec<GridCell>,
    pub rect: Rect,
    /// Whether it has lines between its columns only: the piece on this page of a row that goes on
    /// on others.
    pub is_open: bool,
    /// Its smallest boxes: where they begin, and which cell each is of.
    boxes: Boxes,
}

#[derive(Clone, Debug, Default)]
struct Boxes {
    xs: Vec<i32>,
    ys: Vec<i32>,
    owner: Owner,
}

impl Grid {
    /// The index of the cell that a point is in.
    pub(crate) fn cell_at(&self, Point { x, y }: Point) -> Option<usize> {
        let track =
            |edges: &[i32], at: i32| edges.partition_point(|edge| *edge <= at).checked_sub(1);
        let row = self.boxes.owner.get(track(&self.boxes.ys, y)?)?;
        row.get(track(&self.boxes.xs, x)?).copied().flatten()
    }
}

/// The grids in the joined lines of a page.
pub(crate) fn grids(horizontal: &[Rule], vertical: &[Rule]) -> Vec<Grid> {
    systems(horizontal, vertical)
        .iter()
        .filter_map(|(horizontal, vertical)| grid(horizontal, vertical))
        .collect()
}

/// Groups lines that touch.
fn systems(horizontal: &[Rule], vertical: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut sets = Sets((0..horizontal.len() + vertical.len()).collect());
    let mut alone = vec![true; vertical.len()];
    for (index, line) in horizontal.iter().enumerate() {
        let first = vertical.partition_point(|other| other.at < line.from - REACH);
        let within = vertical.iter().enumerate().skip(first);
        for (other_index, other) in within.take_while(|(_, other)| other.at <= line.to + REACH) {
            if other.from - REACH <= line.at && line.at <= other.to + REACH {
                sets.join(index, horizontal.len() + other_index);
                alone
                    .get_mut(other_index)
                    .into_iter()
                    .for_each(|it| *it = false);
            }
        }
    }
    // Lines between the columns of a row that goes on on other pages touch no other lines, nor do
    // those beside labels of rows of which none ends on the page.
    for (index, pair) in vertical.windows(2).enumerate() {
        if let [line, next] = pair
            && alone
                .get(index..index + 2)
                .is_some_and(|pair| pair.contains(&true))
            && near(line.from, next.from)
            && near(line.to, next.to)
        {
            sets.join(horizontal.len() + index, horizontal.len() + index + 1);
        }
    }
    let mut found: BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = BTreeMap::new();
    for (index, line) in horizontal.iter().chain(vertical).enumerate() {
        let (horizontal, vertical) = found.entry(sets.of(index)).or_default();
        let lines = if line.horizontal {
            horizontal
        } else {
            vertical
        };
        lines.push(*line);
    }
    found.into_values().collect()
}

const fn near(one: i32, other: i32) -> bool {
    (one - other).abs() <= REACH
}

/// Disjoint sets of lines.
struct Sets(Vec<usize>);

impl Sets {
    fn of(&mut self, mut item: usize) -> usize {
        while let Some(&parent) = self.0.get(item)
            && parent != item
        {
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(own) = self.0.get_mut(item) {
                *own = above;
            }
            item = above;
        }
        item
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.of(left), self.of(right));
        if let Some(parent) = self.0.get_mut(left.max(right)) {
            *parent = left.min(right);
        }
    }
}

/// The grid of one system of lines; none if it does not enclose at least two cells.
fn grid(horizontal: &[Rule], vertical: &[Rule]) -> Option<Grid> {
    let (horizontal, vertical) = (&of_table(horizontal), &of_table(vertical));
    let is_open = horizontal.is_empty() && vertical.len() >= FEWEST_OPEN;
    let xs = edges(vertical, horizontal);
    let ys = match is_open {
        true => ends(vertical),
        false => edges(horizontal, vertical),
    };
    if xs.len() < 2 || ys.len() < 2 || xs.len() * ys.len() > limits::BOXES {
        return None;
    }
    let walls = Walls {
        left: covered(vertical, &xs, &ys),
        above: covered(horizontal, &ys, &xs),
        columns: xs.len() - 1,
        rows: ys.len() - 1,
    };
    let (cells, owner) = walls.cells(&xs, &ys);
    let rect = around(cells.iter().map(|cell| cell.rect))?;
    if cells.len() < 2 {
        return None;
    }
    let boxes = Boxes { xs, ys, owner };
    Some(Grid {
        is_open,
        ..without_empty_tracks(cells, rect, boxes)
    })
}

/// Where the lines between the columns of one row begin and end.
fn ends(lines: &[Rule]) -> Vec<i32> {
    let from = lines.iter().map(|line| line.from).min();
    let to = lines.iter().map(|line| line.to).max();
    from.into_iter().chain(to).collect()
}

/// Where a system has lines in one direction, with its open sides.
fn edges(lines: &[Rule], across: &[Rule]) -> Vec<i32> {
    let mut at: Vec<i32> = lines.iter().map(|line| line.at).collect();
    at.sort_unstable();
    at.dedup();
    let (low, high) = (
        across.iter().map(|line| line.from).min(),
        across.iter().map(|line| line.to).max(),
    );
    if let (Some(first), Some(low)) = (at.first().copied(), low)
        && low < first - OPEN_SIDE
    {
        at.insert(0, low);
    }
    if let (Some(last), Some(high)) = (at.last().copied(), high)
        && high > last + OPEN_SIDE
    {
        at.push(high);
    }
    at
}

/// For each edge and each interval across it: whether a line runs there.
fn covered(lines: &[Rule], edges: &[i32], across: &[i32]) -> Vec<Vec<bool>> {
    let mut table = vec![vec![false; across.len().saturating_sub(1)]; edges.len()];
    for line in lines {
        let row = edges.partition_point(|edge| *edge < line.at);
        let Some(row) = table.get_mut(row) else {
            continue;
        };
        let spans = across.iter().zip(across.iter().skip(1));
        for (covered, (from, to)) in row.iter_mut().zip(spans) {
            *covered |= line.from - REACH <= *from && *to <= line.to + REACH;
        }
    }
    table
}

/// For each row and column of smallest boxes, the cell they are of.
type Owner = Vec<Vec<Option<usize>>>;

/// Which of the smallest boxes of a grid have a line at their left and above them.
struct Walls {
    left: Vec<Vec<bool>>,
    above: Vec<Vec<bool>>,
    columns: usize,
    rows: usize,
}

impl Walls {
    fn wall_left(&self, row: usize, column: usize) -> bool {
        self.left
            .get(column)
            .and_then(|walls| walls.get(row))
            .is_none_or(|wall| *wall)
    }

    fn wall_above(&self, row: usize, column: usize) -> bool {
        self.above
            .get(row)
            .and_then(|walls| walls.get(column))
            .is_none_or(|wall| *wall)
    }

    /// The cells: each grows to the right and then down as far as no line stops it.
    fn cells(&self, xs: &[i32], ys: &[i32]) -> (Vec<GridCell>, Owner) {
        let mut taken = vec![vec![None; self.columns]; self.rows];
        let mut cells = Vec::new();
        for row in 0..self.rows {
            for column in 0..self.columns {
                if is_taken(&taken, row, column) {
                    continue;
                }
                let right = self.right_end(&taken, row, column);
                let bottom = self.bottom_end(&taken, row, column..right);
                for line in taken.get_mut(row..bottom).unwrap_or_default() {
                    line.get_mut(column..right)
                        .unwrap_or_default()
                        .fill(Some(cells.len()));
                }
                let edge = |edges: &[i32], index: usize| edges.get(index).copied().unwrap_or(0);
                cells.push(GridCell {
                    row,
                    column,
                    row_span: bottom - row,
                    column_span: right - column,
                    rect: Rect::new(
                        edge(xs, column),
                        edge(ys, row),
                        edge(xs, right),
                        edge(ys, bottom),
                    ),
                });
            }
        }
        (cells, taken)
    }

    fn right_end(&self, taken: &Owner, row: usize, column: usize) -> usize {
        (column + 1..self.columns)
            .find(|next| self.wall_left(row, *next) || is_taken(taken, row, *next))
            .unwrap_or(self.columns)
    }

    fn bottom_end(&self, taken: &Owner, row: usize, columns: std::ops::Range<usize>) -> usize {
        let blocked = |next: usize| {
            let inner = columns.start + 1..columns.end;
            columns
                .clone()
                .any(|column| self.wall_above(next, column) || is_taken(taken, next, column))
                || inner.into_iter().any(|column| self.wall_left(next, column))
        };
        (row + 1..self.rows)
            .find(|next| blocked(*next))
            .unwrap_or(self.rows)
    }
}

fn is_taken(taken: &Owner, row: usize, column: usize) -> bool {
    let owner = taken.get(row).and_then(|line| line.get(column));
    owner.is_none_or(Option::is_some)
}

/// Renumbers rows and columns after lines that divide no cell, such as underlined words.
fn without_empty_tracks(mut cells: Vec<GridCell>, rect: Rect, boxes: Boxes) -> Grid {
    let mut rows: Vec<usize> = cells.iter().map(|cell| cell.row).collect();
    let mut columns: Vec<(usize, i32)> = cells
        .iter()
        .map(|cell| (cell.column, cell.rect.x0))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    columns.sort_unstable();
    columns.dedup();
    let row_of = |row: usize| rows.partition_point(|start| *start < row);
    let column_of = |column: usize| columns.partition_point(|(start, _)| *start < column);
    for cell in &mut cells {
        let (row, column) = (row_of(cell.row), column_of(cell.column));
        cell.row_span = (row_of(cell.row + cell.row_span) - row).max(1);
        cell.column_span = (column_of(cell.column + cell.column_span) - column).max(1);
        (cell.row, cell.column) = (row, column);
    }
    let edges = columns.iter().map(|(_, x)| *x).chain([rect.x1]).collect();
    Grid {
        edges,
        cells,
        rect,
        is_open: false,
        boxes,
    }
}

#[cfg(test)]
mod tests {
    use super::grids;
    use crate::glyph::Rule;

    fn lines(horizontal: bool, all: &[(i32, i32, i32)]) -> Vec<Rule> {
        let line = |&(at, from, to): &(i32, i32, i32)| Rule {
            horizontal,
            at,
            from,
            to,
        };
        all.iter().map(line).collect()
    }

    #[test]
    fn missing_lines_make_spans() {
        // The first column spans two rows, the last row two columns.
        let horizontal = lines(
            true,
            &[
                (0, 0, 3000),
                (1000, 1000, 3000),
                (2000, 0, 3000),
                (3000, 0, 3000),
            ],
        );
        let vertical = lines(
            false,
            &[
                (0, 0, 3000),
                (1000, 0, 3000),
                (2000, 0, 2000),
                (3000, 0, 3000),
            ],
        );
        let found = grids(&horizontal, &vertical);
        let cells: Vec<_> = found[0]
            .cells
            .iter()
            .map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span))
            .collect();
        assert_eq!(
            cells,
            [
                (0, 0, 2, 1),
                (0, 1, 1, 1),
                (0, 2, 1, 1),
                (1, 1, 1, 1),
                (1, 2, 1, 1),
                (2, 0, 1, 1),
                (2, 1, 1, 2)
            ]
        );
    }

    #[test]
    fn a_table_without_outer_lines_is_closed() {
        let horizontal = lines(true, &[(0, 0, 4000), (1000, 0, 4000), (2000, 0, 4000)]);
        let vertical = lines(false, &[(2000, 0, 2000)]);
        assert_eq!(grids(&horizontal, &vertical)[0].cells.len(), 4);
    }

    #[test]
    fn a_line_beside_labels_that_go_on_on_other_pages_is_of_the_table() {
        let horizontal = lines(true, &[(4000, 3000, 9000)]);
        let columns = [
            (0, 0, 9000),
            (3000, 0, 9000),
            (6000, 0, 9000),
            (9000, 0, 9000),
        ];
        let found = grids(&horizontal, &lines(false, &columns));
        assert_eq!(found[0].edges, [0, 3000, 6000, 9000]);
        assert_eq!((found[0].cells.len(), found[0].cells[0].row_span), (5, 2));
        // One of another height is of something else.
        let columns = [(0, 0, 12_000), (3000, 0, 9000), (6000, 0, 9000)];
        let found = grids(&lines(true, &[(4000, 3000, 6000)]), &lines(false, &columns));
        assert_eq!(found[0].edges, [3000, 6000]);
    }

    #[test]
    fn lines_apart_are_no_table() {
        let horizontal = lines(true, &[(0, 0, 4000), (9000, 0, 4000)]);
        assert!(grids(&horizontal, &[]).is_empty());
    }
}

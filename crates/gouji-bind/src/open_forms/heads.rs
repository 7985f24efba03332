//! Lines of headings, and what of a table stands below each.

use std::collections::BTreeSet;

use super::grid::{Grid, GridCell};
use super::laid::is_number;
use super::names::Names;
use crate::key::normal;

/// The fewest headings of a form that make a line one of headings.
const FEWEST_HEADS: usize = 2;

/// A part of a table with headings of its own.
#[derive(Debug)]
pub(super) struct Part<'g, 'd> {
    /// The lines of its headings.
    pub heads: &'g [Vec<GridCell<'d>>],
    /// The rows below, up to the next headings.
    pub rows: &'g [Vec<GridCell<'d>>],
    /// Which block of the document it stands in.
    pub block: usize,
    /// What stands above: the nearest last.
    pub above: Vec<&'d str>,
    /// Its columns from left to right.
    pub columns: Vec<PartColumn<'d>>,
    /// What its rows have in the first column.
    pub firsts: Vec<String>,
}

impl<'g, 'd> Part<'g, 'd> {
    fn new(
        heads: &'g [Vec<GridCell<'d>>],
        rows: &'g [Vec<GridCell<'d>>],
        block: usize,
        above: Vec<&'d str>,
    ) -> Self {
        let columns = columns(heads, rows);
        let first = columns.first().map(|column| column.column);
        let named = rows.iter().filter_map(|row| {
            let cell = row.iter().find(|cell| Some(cell.column) == first)?;
            Some(normal(cell.text))
        });
        Self {
            firsts: named.collect(),
            heads,
            rows,
            block,
            above,
            columns,
        }
    }
}

/// The parts of a table: each begins with a line of headings. The texts above the first, alone in their
/// rows, say what it is, and so do those between two.
pub(super) fn parts<'g, 'd>(grid: &'g Grid<'d>, names: &Names) -> Vec<Part<'g, 'd>> {
    let is_head: Vec<bool> = grid.rows.iter().map(|row| is_head(row, names)).collect();
    let mut starts = Vec::new();
    for (at, head) in is_head.iter().enumerate() {
        let goes_on = at > 0 && is_head[at - 1];
        if *head && !goes_on {
            starts.push(at);
        }
    }
    let mut parts = Vec::with_capacity(starts.len());
    let mut above = grid.above.clone();
    let mut before = 0;
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(grid.rows.len());
        let mut first = *start;
        // Headings of groups stand above the line that is known by its headings.
        while first > before && is_upper(&grid.rows[first - 1], names) {
            first -= 1;
        }
        above.extend(grid.rows[before..first].iter().filter_map(|row| alone(row)));
        let below = is_head[*start..end]
            .iter()
            .take_while(|head| **head)
            .count();
        let rows = start + below;
        // What stands alone before the next headings describes what follows.
        let last = grid.rows[rows..end]
            .iter()
            .rposition(|row| filled(row).count() > 1);
        let last = last.map_or(rows, |last| rows + last + 1);
        parts.push(Part::new(
            &grid.rows[first..rows],
            &grid.rows[rows..last],
            grid.block,
            std::mem::take(&mut above),
        ));
        before = last;
    }
    parts
}

/// How many different labels of a form the parts have: headings, and rows of its own.
pub(super) fn labels(parts: &[Part<'_, '_>], names: &Names) -> usize {
    let (mut heads, mut rows) = (BTreeSet::new(), BTreeSet::new());
    for part in parts {
        let cells = part.heads.iter().flatten();
        heads.extend(cells.filter_map(|cell| names.head(&normal(cell.text))));
        rows.extend(part.firsts.iter().filter(|first| names.is_row(first)));
    }
    heads.len() + rows.len()
}

/// Whether a line is one of headings: several of the form's, and no figure.
fn is_head(row: &[GridCell<'_>], names: &Names) -> bool {
    let mut seen = BTreeSet::new();
    for cell in row.iter().filter(|cell| !cell.is_blank()) {
        match names.head(&normal(cell.text)) {
            Some(head) => _ = seen.insert(head),
            None if is_number(cell.text) => return false,
            None => {}
        }
    }
    seen.len() >= FEWEST_HEADS
}

/// Whether a line above headings is one of the headings of groups.
fn is_upper(row: &[GridCell<'_>], names: &Names) -> bool {
    let known = |cell: &GridCell<'_>| names.head(&normal(cell.text)).is_some();
    row.iter().any(known) && !row.iter().any(|cell| is_number(cell.text))
}

fn filled<'r, 'd>(row: &'r [GridCell<'d>]) -> impl Iterator<Item = &'r GridCell<'d>> {
    row.iter()
        .filter(|cell| !cell.is_blank() && !cell.continued)
}

/// The text that stands alone in a row.
fn alone<'d>(row: &[GridCell<'d>]) -> Option<&'d str> {
    let mut all = filled(row);
    let first = all.next()?;
    all.next().is_none().then_some(first.text)
}

/// A column of a part.
#[derive(Debug)]
pub(super) struct PartColumn<'d> {
    /// The column of the grid.
    pub column: u32,
    /// The lowest heading over it.
    pub head: Option<GridCell<'d>>,
    /// All headings over it, from top to bottom.
    pub over: Vec<String>,
}

/// Most columns of a part.
const MOST_COLUMNS: usize = 500;

/// The columns in which something stands in a part; none where there are more than any form has.
fn columns<'d>(heads: &[Vec<GridCell<'d>>], rows: &[Vec<GridCell<'d>>]) -> Vec<PartColumn<'d>> {
    let below = rows.iter().flatten().map(|cell| cell.column);
    let lowest = heads.last().into_iter().flatten();
    let all: BTreeSet<u32> = below.chain(lowest.map(|cell| cell.column)).collect();
    if all.len() > MOST_COLUMNS {
        return Vec::new();
    }
    let one = |column: u32| {
        let mut head = None;
        let mut over: Vec<String> = Vec::new();
        for row in heads {
            let cell = row
                .iter()
                .find(|cell| cell.covers(column) && !cell.is_blank());
            head = cell.copied().or(head);
            let text = cell.map(|cell| normal(cell.text));
            over.extend(text.filter(|text| over.last() != Some(text)));
        }
        PartColumn { column, head, over }
    };
    all.into_iter().map(one).collect()
}

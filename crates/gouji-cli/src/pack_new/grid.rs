//! The cells of a table of a blank form: its headings, and what stands below them.

use gouji_document::{Document, Table};

/// A cell of a blank form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell<'d> {
    pub column: u32,
    /// How many columns it spans.
    span: u32,
    pub text: &'d str,
}

impl Cell<'_> {
    /// Whether it is a label.
    pub(super) fn is_label(&self) -> bool {
        named(self.text)
    }
}

/// The texts in a column of some rows.
pub(super) fn texts_of<'g>(
    rows: &'g [Vec<Cell<'g>>],
    column: u32,
) -> impl Iterator<Item = &'g str> {
    let own = move |row: &'g Vec<Cell<'g>>| row.iter().find(|cell| cell.column == column);
    rows.iter().filter_map(own).map(|cell| cell.text)
}

/// Whether most of what stands in a column is labels.
pub(super) fn heads_labels(below: &[Vec<Cell<'_>>], column: u32) -> bool {
    let labels = texts_of(below, column).filter(|text| named(text)).count();
    labels > 1 && labels * 2 > below.len()
}

/// Whether a column only counts the lines.
pub(super) fn counts_lines(below: &[Vec<Cell<'_>>], column: u32) -> bool {
    let numbers = texts_of(below, column).filter(|text| !text.is_empty());
    let numbers: Option<Vec<u32>> = numbers.map(|text| text.parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    })
}

/// The rows of a table with their cells.
pub(super) fn rows_of<'d>(document: &'d Document, table: &Table) -> Vec<Vec<Cell<'d>>> {
    let mut rows: Vec<Vec<Cell<'d>>> = Vec::new();
    let mut last = None;
    for cell in &table.cells {
        if last.replace(cell.row) != Some(cell.row) {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(Cell {
                column: cell.column,
                span: cell.column_span.max(1),
                text: document.text(cell.text).trim(),
            });
        }
    }
    rows
}

/// Whether a text is a label: it says something, and is no number.
pub(super) fn named(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Most lines of headings of groups above those of columns.
const MOST_GROUPS: usize = 6;

/// A heading, with those that it shares with its neighbours above it.
#[derive(Clone)]
pub(super) struct Head<'d> {
    pub cell: Cell<'d>,
    /// From top to bottom.
    pub groups: Vec<&'d str>,
}

/// The headings of some rows, from left to right, and the rows below them. Under a heading of several
/// columns a further row may head each of them, or some of them together.
pub(super) fn headings<'g, 'd>(grid: &'g [Vec<Cell<'d>>]) -> (Vec<Head<'d>>, &'g [Vec<Cell<'d>>]) {
    let Some((first, mut below)) = grid.split_first() else {
        return (Vec::new(), grid);
    };
    let alone = |cell: &Cell<'d>| Head {
        cell: *cell,
        groups: Vec::new(),
    };
    let mut heads: Vec<Head<'d>> = first.iter().map(alone).collect();
    for _ in 0..MOST_GROUPS {
        let Some((next, rest)) = below.split_first() else {
            break;
        };
        let Some(shared) = shared(&heads, next) else {
            break;
        };
        let is_group = |head: &Head<'_>| {
            shared
                .iter()
                .any(|(group, _)| heads[*group].cell == head.cell)
        };
        // Where it is not spanned, what stands beside a heading of several columns is blank.
        let taken = |head: &Head<'_>| {
            let mut own = shared.iter().map(|(_, cell)| cell.column);
            head.cell.text.is_empty() && own.any(|column| column == head.cell.column)
        };
        let alone = heads.iter().filter(|head| !is_group(head) && !taken(head));
        let in_groups = shared.iter().map(|(group, cell)| {
            let group = &heads[*group];
            Head {
                cell: *cell,
                groups: [&group.groups[..], &[group.cell.text]].concat(),
            }
        });
        let mut all: Vec<Head<'d>> = alone.cloned().chain(in_groups).collect();
        all.sort_by_key(|head| head.cell);
        (heads, below) = (all, rest);
    }
    (heads, below)
}

/// The headings of a further row, each with the number of the one above that it stands under; nothing where
/// that row is none of headings.
fn shared<'d>(above: &[Head<'d>], row: &[Cell<'d>]) -> Option<Vec<(usize, Cell<'d>)>> {
    let corner = above.iter().map(|head| head.cell.column).min()?;
    let over = |cell: &Cell<'d>| {
        let labels = above
            .iter()
            .enumerate()
            .filter(|(_, head)| head.cell.is_label());
        let nearest = labels.filter(|(_, head)| head.cell.column <= cell.column);
        let (number, head) = nearest.max_by_key(|(_, head)| head.cell.column)?;
        let covers = head.cell.span == 1 || cell.column < head.cell.column + head.cell.span;
        (head.cell.column != corner && covers).then_some((number, *cell))
    };
    let labels = row.iter().filter(|cell| cell.is_label());
    let all: Vec<(usize, Cell<'d>)> = labels.map(over).collect::<Option<_>>()?;
    let several = |head: usize| all.iter().filter(|(own, _)| *own == head).count() > 1;
    (!all.is_empty() && all.iter().all(|(head, _)| several(*head))).then_some(all)
}

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

/// A heading, with the one that it shares with its neighbours above it.
#[derive(Clone, Copy)]
pub(super) struct Head<'d> {
    pub cell: Cell<'d>,
    pub group: Option<&'d str>,
}

/// The headings of some rows, from left to right, and the rows below them. Under a heading of several
/// columns a second row may head each of them.
pub(super) fn headings<'g, 'd>(grid: &'g [Vec<Cell<'d>>]) -> (Vec<Head<'d>>, &'g [Vec<Cell<'d>>]) {
    let (first, below) = match grid.split_first() {
        Some((first, below)) => (first.as_slice(), below),
        None => return (Vec::new(), grid),
    };
    let shared = below.first().and_then(|second| shared(first, second));
    let rest = match shared {
        Some(_) => below.get(1..).unwrap_or_default(),
        None => below,
    };
    let shared = shared.unwrap_or_default();
    let is_group = |cell: &&Cell<'d>| shared.iter().any(|(head, _)| head == *cell);
    let alone = first
        .iter()
        .filter(|cell| !is_group(cell))
        .map(|cell| Head {
            cell: *cell,
            group: None,
        });
    let in_groups = shared.iter().map(|(head, cell)| Head {
        cell: *cell,
        group: Some(head.text),
    });
    let mut heads: Vec<Head<'d>> = alone.chain(in_groups).collect();
    // Where it is not spanned, what stands beside a heading of several columns is blank.
    let taken = |head: &Head<'_>| {
        let mut own = shared.iter().map(|(_, cell)| cell.column);
        head.cell.text.is_empty() && own.any(|column| column == head.cell.column)
    };
    heads.retain(|head| !taken(head));
    heads.sort_by_key(|head| head.cell);
    (heads, rest)
}

/// The headings of a second row, each with the one of the first row that it stands under; nothing where
/// that row is none of headings.
fn shared<'d>(first: &[Cell<'d>], second: &[Cell<'d>]) -> Option<Vec<(Cell<'d>, Cell<'d>)>> {
    let corner = first.iter().map(|cell| cell.column).min()?;
    let over = |cell: &Cell<'d>| {
        let labels = first.iter().filter(|head| head.is_label());
        let nearest = labels.filter(|head| head.column <= cell.column);
        let head = nearest.max_by_key(|head| head.column)?;
        let covers = head.span == 1 || cell.column < head.column + head.span;
        (head.column != corner && covers).then_some((*head, *cell))
    };
    let labels = second.iter().filter(|cell| cell.is_label());
    let all: Vec<(Cell<'d>, Cell<'d>)> = labels.map(over).collect::<Option<_>>()?;
    let several = |head: &Cell<'d>| all.iter().filter(|(own, _)| own == head).count() > 1;
    (!all.is_empty() && all.iter().all(|(head, _)| several(head))).then_some(all)
}

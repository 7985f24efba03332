//! Which rows of a sheet are tables, and which single texts between them.

use super::area::Area;

/// How many texts without a figure make a row the head of a table.
const HEAD_CELLS: usize = 4;

/// A piece of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A single text.
    Text {
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
    /// Rows of a table, both included.
    Table {
        /// The first.
        from: u32,
        /// The last.
        to: u32,
    },
}

/// A row of a run.
#[derive(Clone, Copy, Debug)]
struct Row {
    number: u32,
    /// The column of its only filled cell.
    lone: Option<u32>,
    /// One past its last filled column, spans counted.
    right: u32,
    /// Whether its only cell is merged with columns beside it.
    wide: bool,
    /// Whether it reads as the head of a table.
    heads: bool,
}

/// The pieces of a sheet from top to bottom.
pub(super) fn parts(area: &Area<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut run: Vec<Row> = Vec::new();
    for (number, columns) in area.rows() {
        if run.last().is_some_and(|last| last.number + 1 != *number) {
            divide(&run, &mut parts);
            run.clear();
        }
        run.push(row(area, *number, columns));
    }
    divide(&run, &mut parts);
    parts
}

fn row(area: &Area<'_>, number: u32, columns: &[u32]) -> Row {
    let end = |column: &u32| column + area.spans(number, *column).1;
    let lone = match columns {
        [only] if area.spans(number, *only).0 == 1 => Some(*only),
        _ => None,
    };
    let texts = columns.iter().map(|column| area.text(number, *column));
    let is_text = |text: &str| text.chars().any(char::is_alphabetic);
    Row {
        number,
        lone,
        right: columns.iter().map(end).max().unwrap_or(0),
        wide: lone.is_some_and(|column| area.spans(number, column).1 > 1),
        heads: columns.len() >= HEAD_CELLS && texts.clone().all(is_text),
    }
}

/// A table of which some rows are known.
#[derive(Clone, Copy, Debug)]
struct Open {
    from: u32,
    to: u32,
    /// The width of its widest row.
    width: u32,
    /// Whether its last row reads as the head of a table.
    ends_in_head: bool,
}

impl Open {
    fn with(table: Option<Self>, row: &Row) -> Self {
        Self {
            from: table.map_or(row.number, |table| table.from),
            to: row.number,
            width: table.map_or(0, |table| table.width).max(row.right),
            ends_in_head: row.heads,
        }
    }
}

/// Divides rows that follow each other without a gap.
fn divide(run: &[Row], parts: &mut Vec<Part>) {
    let mut table: Option<Open> = None;
    for (at, row) in run.iter().enumerate() {
        let next = run.get(at + 1);
        let title = table.is_none_or(|table| is_title(row, table.width, next));
        let Some(column) = row.lone.filter(|_| title) else {
            table = Some(Open::with(table, row));
            continue;
        };
        parts.extend(table.take().map(finished));
        // A title exactly as wide as the table may be its first row: 第二十条第（一）项.
        let caps = |next: &Row| next.lone.is_none() && next.right == row.right;
        if row.wide && next.is_some_and(caps) {
            table = Some(Open::with(None, row));
        } else {
            let row = row.number;
            parts.push(Part::Text { row, column });
        }
    }
    // A head with nothing under it has a row of blanks under it.
    let blanks = table.map_or(0, |table| u32::from(table.ends_in_head));
    parts.extend(
        table
            .map(|table| Open {
                to: table.to.saturating_add(blanks),
                ..table
            })
            .map(finished),
    );
}

fn finished(table: Open) -> Part {
    let (from, to) = (table.from, table.to);
    Part::Table { from, to }
}

/// Whether a row with a single text stands outside the table above it.
fn is_title(row: &Row, width_above: u32, next: Option<&Row>) -> bool {
    if row.wide {
        return row.right >= width_above;
    }
    next.is_some_and(|next| next.heads)
}

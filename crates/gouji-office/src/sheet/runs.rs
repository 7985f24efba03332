//! Which rows of a sheet are tables, and which single texts between them.

use super::area::Area;

/// How many texts without a figure make a row the head of a table.
const HEAD_CELLS: usize = 4;
/// How many letters a label has at most that may stand alone in its row.
const LABEL: usize = 40;

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
    /// The column of its first filled cell, where it has a figure behind that.
    begins: Option<u32>,
    /// The column of its first filled cell.
    first: u32,
    /// Whether its only text may be the label of a row whose cells are all blank.
    may_label: bool,
}

/// The pieces of a sheet from top to bottom.
pub(super) fn parts(area: &Area<'_>) -> Vec<Part> {
    let mut parts = Vec::new();
    for run in joined(runs(area)) {
        divide(&run, &mut parts);
    }
    parts
}

/// Rows that follow each other without a gap.
fn runs(area: &Area<'_>) -> Vec<Vec<Row>> {
    let mut runs: Vec<Vec<Row>> = Vec::new();
    for (number, columns) in area.rows() {
        let row = row(area, *number, columns);
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.number + 1 == *number) => run.push(row),
            _ => runs.push(vec![row]),
        }
    }
    runs
}

/// Runs, with those in one whose rows are of one table that has empty rows in it: below such a row labels
/// with nothing but blank cells look like lines of text, a single row like a frame, and what is below goes on
/// without a head.
fn joined(runs: Vec<Vec<Row>>) -> Vec<Vec<Row>> {
    let mut joined: Vec<Vec<Row>> = Vec::new();
    let mut above: Option<usize> = None;
    for run in runs {
        let labels = run.iter().take_while(|row| row.may_label).count();
        let is_held = labels == run.len();
        if let (Some(at), false) = (above, is_held)
            && goes_on(&joined, at, &run[labels..])
        {
            let rest = joined.split_off(at + 1);
            joined[at].extend(rest.into_iter().flatten().chain(run));
            continue;
        }
        if !is_held {
            above = Some(joined.len());
        }
        joined.push(run);
    }
    joined
}

/// Whether the rows of a table go on below some labels: with a figure, behind a label in the same column,
/// and no wider than what is above.
fn goes_on(above: &[Vec<Row>], at: usize, below: &[Row]) -> bool {
    let Some((table, labels)) = above.get(at..).and_then(<[_]>::split_first) else {
        return false;
    };
    let Some((next, column)) = below.first().and_then(|next| Some((next, next.begins?))) else {
        return false;
    };
    let own = table.iter().rev().find(|row| row.lone.is_none());
    let right = above.iter().flatten().map(|row| row.right).max();
    let mut labels = labels.iter().flatten().filter_map(|row| row.lone);
    own.is_some_and(|row| row.first == column)
        && right.is_some_and(|right| next.right <= right)
        && labels.all(|label| label == column)
}

fn row(area: &Area<'_>, number: u32, columns: &[u32]) -> Row {
    let end = |column: &u32| column + area.spans(number, *column).1;
    let lone = match columns {
        [only] if area.spans(number, *only).0 == 1 => Some(*only),
        _ => None,
    };
    let texts = columns.iter().map(|column| area.text(number, *column));
    let is_text = |text: &str| text.chars().any(char::is_alphabetic);
    let is_figure = |text: &str| !is_text(text) && text.chars().any(|c| c.is_ascii_digit());
    let wide = lone.is_some_and(|column| area.spans(number, column).1 > 1);
    let labels = |column: u32| {
        let text = area.text(number, column).trim();
        !wide && text.chars().count() <= LABEL && text.chars().all(is_of_label)
    };
    Row {
        number,
        lone,
        right: columns.iter().map(end).max().unwrap_or(0),
        wide,
        heads: columns.len() >= HEAD_CELLS && texts.clone().all(is_text),
        begins: columns.first().copied().filter(|column| {
            is_text(area.text(number, *column)) && texts.clone().skip(1).any(is_figure)
        }),
        first: columns.first().copied().unwrap_or(0),
        may_label: lone.is_some_and(labels),
    }
}

/// Whether a letter may stand in the label of a row: page numbers, dates and sentences have others.
fn is_of_label(c: char) -> bool {
    !c.is_numeric() && !matches!(c, '。' | '；' | ';' | '，' | ',')
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

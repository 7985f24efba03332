//! A blank form as it stands in a document, and the files that say the same.

use std::fmt::Write as _;

use gouji_document::{Block, Document, Table};

use super::labels::{Ids, quoted};

/// The most labels that a report of a form is asked for to be known.
const LABELS: usize = 6;

/// A blank form.
#[derive(Debug)]
pub(super) struct BlankForm {
    title: String,
    tables: Vec<BlankTable>,
}

/// A table of it.
#[derive(Debug)]
struct BlankTable {
    title: String,
    /// What stands above the labels of the rows.
    corner: String,
    columns: Vec<String>,
    /// Headings of columns that only count the lines.
    skip: Vec<String>,
    rows: Vec<BlankRow>,
}

/// A row of it.
#[derive(Debug)]
struct BlankRow {
    label: String,
    /// Whether it heads those below it.
    is_group: bool,
}

impl BlankRow {
    fn labelled(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            is_group: label.ends_with([':', '：']),
        }
    }
}

impl BlankForm {
    /// One to begin with where there is none.
    pub(super) fn example() -> Self {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self {
            title: "Title of the form".to_owned(),
            tables: vec![BlankTable {
                title: "Title of the table".to_owned(),
                corner: "Item".to_owned(),
                columns: texts(&["First column", "Second column"]),
                skip: Vec::new(),
                rows: ["First row", "Second row", "Total"]
                    .map(BlankRow::labelled)
                    .into(),
            }],
        }
    }

    /// The form in a document; nothing where no table of it has labels.
    pub(super) fn of(document: &Document) -> Option<Self> {
        let mut above: Vec<&str> = Vec::new();
        let mut title = None;
        let mut tables = Vec::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => above.push(document.text(paragraph.text).trim()),
                Block::Table(table) => {
                    above.retain(|text| !text.is_empty());
                    title = title.or_else(|| above.first().copied());
                    let heading = above.last().copied().unwrap_or_default();
                    tables.extend(BlankTable::all_of(document, table, heading));
                    above.clear();
                }
            }
        }
        let title = title.unwrap_or("Title of the form").to_owned();
        (!tables.is_empty()).then_some(Self { title, tables })
    }

    /// How many tables, rows and columns it has.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let rows = self.tables.iter().map(|table| table.rows.len());
        let columns = self.tables.iter().map(|table| table.columns.len());
        (self.tables.len(), rows.sum(), columns.sum())
    }

    /// `pack.toml`.
    pub(super) fn pack(&self, id: &str) -> String {
        format!(
            "# The part before the stroke is yours to choose, the one behind it is the edition.\nid = {}\ntitle = {}\n",
            quoted(id),
            message(&self.title)
        )
    }

    /// `form.toml`.
    pub(super) fn toml(&self) -> String {
        let (_, rows, columns) = self.counts();
        let labels = (rows + columns).clamp(1, LABELS);
        let mut text = format!(
            "# Look over every label and id. A column holds counts unless it says otherwise, such as
# `kind = \"amount\"` or `kind = \"percent\"`. All keys: docs/forms.md.

# How a report in this form is known, and where it names its organ and its period. `{{organ}}`, `{{period}}`
# and `{{year}}` stand for what is written there.
[known_by]
titles = [{}]
organs = []
periods = [\"{{period}}\"]
dates = [\"{{year}}\"]
labels = {labels}
",
            quoted(without_year(&self.title))
        );
        let mut ids = Ids::default();
        for (number, table) in self.tables.iter().enumerate() {
            table.write(&mut ids, number + 1, &mut text);
        }
        text
    }
}

impl BlankTable {
    /// The tables that stand side by side in a grid: each begins with a column of labels.
    fn all_of(document: &Document, table: &Table, heading: &str) -> Vec<Self> {
        let grid = rows_of(document, table);
        let is_head = |row: &Vec<Cell<'_>>| row.iter().filter(|cell| cell.is_label()).count() > 1;
        let Some(first) = grid.iter().position(is_head) else {
            return Vec::new();
        };
        let below = &grid[first + 1..];
        let mut heads = grid[first].clone();
        heads.sort_unstable();
        let begins = |at: usize| at == 0 || heads_labels(below, heads[at].column);
        let starts: Vec<usize> = (0..heads.len()).filter(|at| begins(*at)).collect();
        let ends = starts.iter().skip(1).copied().chain([heads.len()]);
        let panels = starts.iter().zip(ends);
        panels
            .filter_map(|(start, end)| Self::panel(&heads[*start..end], below, heading))
            .collect()
    }

    /// A table of some neighbouring columns, the first of which holds its labels.
    fn panel(heads: &[Cell<'_>], below: &[Vec<Cell<'_>>], heading: &str) -> Option<Self> {
        let (first, others) = heads.split_first()?;
        let corner = first.text;
        let (skipped, columns): (Vec<_>, Vec<_>) = others
            .iter()
            .filter(|head| head.is_label())
            .partition(|head| counts_lines(below, head.column));
        let owned = |heads: Vec<&Cell<'_>>| -> Vec<String> {
            heads.iter().map(|head| head.text.to_owned()).collect()
        };
        let labels = texts_of(below, first.column).filter(|text| named(text));
        let rows: Vec<BlankRow> = labels.map(BlankRow::labelled).collect();
        // A line that names organ and year is no title.
        let title = match heading.is_empty() || heading.contains([':', '：']) {
            true if named(corner) => corner,
            true => "Title of the table",
            false => heading,
        };
        (!columns.is_empty() && !rows.is_empty()).then(|| Self {
            title: title.to_owned(),
            corner: corner.to_owned(),
            skip: owned(skipped),
            columns: owned(columns),
            rows,
        })
    }

    fn write(&self, ids: &mut Ids, number: usize, text: &mut String) {
        let id = ids.of(&self.title, 't', number);
        let _ = write!(
            text,
            "\n[[table]]\nid = {}\ntitle = {}\n",
            quoted(&id),
            message(&self.title)
        );
        if named(&self.corner) {
            let _ = writeln!(text, "furniture = [{}]", quoted(&self.corner));
        }
        if !self.skip.is_empty() {
            let skip: Vec<String> = self.skip.iter().map(|text| quoted(text)).collect();
            let _ = writeln!(text, "skip = [{}]", skip.join(", "));
        }
        text.push_str("\n[[table.block]]\ncolumns = [\n");
        let columns = self.columns.iter();
        write_entries(columns.map(|label| (label.as_str(), "")), 'c', text);
        text.push_str("]\nrows = [\n");
        let rows = self.rows.iter().map(|row| {
            let group = if row.is_group { ", group = true" } else { "" };
            (row.label.as_str(), group)
        });
        write_entries(rows, 'r', text);
        text.push_str("]\n");
    }
}

/// Writes an entry for each label, with what stands behind it and an id of its own.
fn write_entries<'l>(
    labels: impl Iterator<Item = (&'l str, &'l str)>,
    kind: char,
    text: &mut String,
) {
    let mut ids = Ids::default();
    for (number, (label, more)) in labels.enumerate() {
        let id = quoted(&ids.of(label, kind, number + 1));
        let _ = writeln!(
            text,
            "    {{ id = {id}, label = {}{more} }},",
            quoted(label)
        );
    }
}

/// A cell of a blank form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cell<'d> {
    column: u32,
    text: &'d str,
}

impl Cell<'_> {
    fn is_label(&self) -> bool {
        named(self.text)
    }
}

/// The texts in a column of some rows.
fn texts_of<'g>(rows: &'g [Vec<Cell<'g>>], column: u32) -> impl Iterator<Item = &'g str> {
    let own = move |row: &'g Vec<Cell<'g>>| row.iter().find(|cell| cell.column == column);
    rows.iter().filter_map(own).map(|cell| cell.text)
}

/// Whether most of what stands in a column is labels.
fn heads_labels(below: &[Vec<Cell<'_>>], column: u32) -> bool {
    let labels = texts_of(below, column).filter(|text| named(text)).count();
    labels > 1 && labels * 2 > below.len()
}

/// Whether a column only counts the lines.
fn counts_lines(below: &[Vec<Cell<'_>>], column: u32) -> bool {
    let numbers = texts_of(below, column).filter(|text| !text.is_empty());
    let numbers: Option<Vec<u32>> = numbers.map(|text| text.parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    })
}

/// The rows of a table with their cells.
fn rows_of<'d>(document: &'d Document, table: &Table) -> Vec<Vec<Cell<'d>>> {
    let mut rows: Vec<Vec<Cell<'d>>> = Vec::new();
    let mut last = None;
    for cell in &table.cells {
        if last.replace(cell.row) != Some(cell.row) {
            rows.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.push(Cell {
                column: cell.column,
                text: document.text(cell.text).trim(),
            });
        }
    }
    rows
}

/// Whether a text is a label: it says something, and is no number.
fn named(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// A text in the language that it seems to be in.
fn message(text: &str) -> String {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let tag = if text.contains(is_han) { "zh" } else { "en" };
    format!("{{ {tag} = {} }}", quoted(text))
}

/// A title without a year at its end or its beginning, which differs from report to report.
fn without_year(title: &str) -> &str {
    let is_edge = |c: char| c.is_ascii_digit() || c.is_whitespace() || "_.:,-–()（）：".contains(c);
    let plain = title.trim_matches(is_edge);
    if plain.is_empty() { title } else { plain }
}

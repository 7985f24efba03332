//! A blank form as it stands in a document, and the files that say the same.

use std::fmt::Write as _;

use gouji_document::{Block, Document, Table};

use super::form_language::FormLanguage;
use super::grid::{Cell, Head, counts_lines, headings, heads_labels, named, rows_of, texts_of};
use super::labels::{Ids, quoted};

/// The most labels that a report of a form is asked for to be known.
const LABELS: usize = 6;

/// A blank form.
#[derive(Debug)]
pub(super) struct BlankForm {
    title: String,
    tables: Vec<BlankTable>,
    /// The language it is in.
    pub(super) language: FormLanguage,
}

/// A table of it.
#[derive(Debug)]
struct BlankTable {
    title: String,
    /// What stands above the labels of the rows.
    corner: String,
    columns: Vec<BlankColumn>,
    /// Headings of columns that only count the lines.
    skip: Vec<String>,
    /// Whether rows without labels stand first, for whatever a report has.
    leaves_open: bool,
    rows: Vec<BlankRow>,
}

/// A column of it.
#[derive(Debug)]
struct BlankColumn {
    label: String,
    /// The headings that it shares with its neighbours, from top to bottom.
    groups: Vec<String>,
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
        let column = |label: &str| BlankColumn {
            label: label.to_owned(),
            groups: Vec::new(),
        };
        Self {
            title: "Title of the form".to_owned(),
            language: FormLanguage::named("en"),
            tables: vec![BlankTable {
                title: "Title of the table".to_owned(),
                corner: "Item".to_owned(),
                columns: ["First column", "Second column"].map(column).into(),
                skip: Vec::new(),
                leaves_open: false,
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
        let labels = tables.iter().flat_map(BlankTable::texts);
        let language = FormLanguage::of(title.into_iter().chain(labels));
        let title = title.unwrap_or("Title of the form").to_owned();
        (!tables.is_empty()).then_some(Self {
            title,
            tables,
            language,
        })
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
            "# The part before the stroke is yours to choose, the one behind it is the edition.\nid = {}\ntitle = {}\n{}",
            quoted(id),
            self.language.message(&self.title),
            self.language.line()
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
            table.write((&mut ids, number + 1), &self.language, &mut text);
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
        let (heads, below) = headings(&grid[first..]);
        let begins = |at: usize| at == 0 || heads_labels(below, heads[at].cell.column);
        let starts: Vec<usize> = (0..heads.len()).filter(|at| begins(*at)).collect();
        let ends = starts.iter().skip(1).copied().chain([heads.len()]);
        let panels = starts.iter().zip(ends);
        panels
            .filter_map(|(start, end)| Self::panel(&heads[*start..end], below, heading))
            .collect()
    }

    /// A table of some neighbouring columns, the first of which holds its labels.
    fn panel(heads: &[Head<'_>], below: &[Vec<Cell<'_>>], heading: &str) -> Option<Self> {
        let (first, others) = heads.split_first()?;
        let corner = first.cell.text;
        let (skipped, columns): (Vec<&Head<'_>>, Vec<&Head<'_>>) = others
            .iter()
            .filter(|head| head.cell.is_label())
            .partition(|head| counts_lines(below, head.cell.column));
        let column = |head: &Head<'_>| BlankColumn {
            label: head.cell.text.to_owned(),
            groups: head.groups.iter().map(|&text| text.to_owned()).collect(),
        };
        let labels = texts_of(below, first.cell.column).filter(|text| named(text));
        let rows: Vec<BlankRow> = labels.map(BlankRow::labelled).collect();
        let is_blank = |row: &Vec<Cell<'_>>| row.iter().all(|cell| cell.text.is_empty());
        let leaves_open = named(corner) && below.first().is_some_and(is_blank);
        // A line that names organ and year is no title.
        let title = match heading.is_empty() || heading.contains([':', '：']) {
            true if named(corner) => corner,
            true => "Title of the table",
            false => heading,
        };
        let has_rows = !rows.is_empty() || leaves_open;
        (!columns.is_empty() && has_rows).then(|| Self {
            title: title.to_owned(),
            corner: corner.to_owned(),
            skip: skipped
                .iter()
                .map(|head| head.cell.text.to_owned())
                .collect(),
            columns: columns.into_iter().map(column).collect(),
            leaves_open,
            rows,
        })
    }

    /// All that it prints.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().map(|row| row.label.as_str());
        let columns = self.columns.iter().map(|column| column.label.as_str());
        rows.chain(columns).chain([self.title.as_str()])
    }

    fn write(&self, (ids, number): (&mut Ids, usize), language: &FormLanguage, text: &mut String) {
        let id = ids.of(&self.title, 't', number);
        let _ = write!(
            text,
            "\n[[table]]\nid = {}\ntitle = {}\n",
            quoted(&id),
            language.message(&self.title)
        );
        if named(&self.corner) && !self.leaves_open {
            let _ = writeln!(text, "furniture = [{}]", quoted(&self.corner));
        }
        if !self.skip.is_empty() {
            let skip: Vec<String> = self.skip.iter().map(|text| quoted(text)).collect();
            let _ = writeln!(text, "skip = [{}]", skip.join(", "));
        }
        text.push_str("\n[[table.block]]\n");
        if self.leaves_open {
            let id = quoted(&Ids::default().of(&self.corner, 'k', 1));
            let label = quoted(&self.corner);
            let _ = writeln!(text, "open_rows = {{ id = {id}, label = {label} }}");
        }
        text.push_str("columns = [\n");
        self.write_columns(text);
        text.push_str("]\nrows = [\n");
        let mut ids = Ids::default();
        for (number, row) in self.rows.iter().enumerate() {
            let id = ids.of(&row.label, 'r', number + 1);
            write_entry(&id, &row.label, row.is_group, text);
        }
        text.push_str("]\n");
    }

    /// Writes the columns, those that share a heading below it.
    fn write_columns(&self, text: &mut String) {
        let mut ids = Ids::default();
        // The headings of groups over the column before, each with its id.
        let mut open: Vec<(&str, String)> = Vec::new();
        for (number, column) in self.columns.iter().enumerate() {
            let same = open.iter().zip(&column.groups);
            let same = same.take_while(|((label, _), own)| *label == own.as_str());
            let kept = same.count();
            open.truncate(kept);
            for label in column.groups.iter().skip(kept) {
                let id = below(&open, ids.of(label, 'g', number + 1));
                write_entry(&id, label, true, text);
                open.push((label, id));
            }
            let id = below(&open, ids.of(&column.label, 'c', number + 1));
            write_entry(&id, &column.label, false, text);
        }
    }
}

/// An id below that of the last of some groups.
fn below(groups: &[(&str, String)], id: String) -> String {
    match groups.last() {
        Some((_, group)) => format!("{group}.{id}"),
        None => id,
    }
}

/// Writes a row or column.
fn write_entry(id: &str, label: &str, is_group: bool, text: &mut String) {
    let more = if is_group { ", group = true" } else { "" };
    let (id, label) = (quoted(id), quoted(label));
    let _ = writeln!(text, "    {{ id = {id}, label = {label}{more} }},");
}

/// A title without a year at its end or its beginning, which differs from report to report.
fn without_year(title: &str) -> &str {
    let is_edge = |c: char| c.is_ascii_digit() || c.is_whitespace() || "_.:,-–()（）：".contains(c);
    let mut plain = title.trim_matches(is_edge);
    // What stands in brackets stays with them, or goes with them where the year is in there.
    if let Some(open) = unclosed(plain) {
        let end = plain.as_ptr() as usize - title.as_ptr() as usize + plain.len();
        let rest = title.get(end..).unwrap_or_default();
        let close = rest.find([')', '）']).filter(|at| !has_digit(&rest[..*at]));
        let width = |at: usize| rest[at..].chars().next().map_or(0, char::len_utf8);
        plain = match close {
            Some(at) => &title[end - plain.len()..end + at + width(at)],
            None => plain[..open].trim_matches(is_edge),
        };
    }
    if plain.is_empty() { title } else { plain }
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Where the last bracket stands that is open at the end of a text.
fn unclosed(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => _ = open.pop(),
            _ => {}
        }
    }
    open.pop()
}

#[cfg(test)]
mod tests {
    use super::without_year;

    #[test]
    fn a_title_goes_without_its_year_and_with_its_brackets() {
        for (title, plain) in [
            ("Yearly report 2024", "Yearly report"),
            ("2024 report", "report"),
            ("Yearly report (2024)", "Yearly report"),
            ("病院報告（四半期）", "病院報告（四半期）"),
            ("Report (quarterly) 2024", "Report (quarterly)"),
            ("Report (draft of 2024)", "Report"),
            ("2024", "2024"),
        ] {
            assert_eq!(without_year(title), plain);
        }
    }
}

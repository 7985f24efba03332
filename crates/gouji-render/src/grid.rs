//! A small aligned table of the cells a finding rests on, no wider than there is room, with the
//! byte range of each cell.
//!
//! Where the table is too wide, row labels are shortened first, then heads; then columns of zeros
//! are left out; at last each cell gets a row of its own. Nothing is left out without a line that
//! says so, and what stands for several rows shows their sums, so that what is shown adds up.
//! Chinese characters are two columns wide in a terminal, so columns are padded by width.

mod rows;
mod shortened;
mod wanted;

use std::ops::Range;

use gouji_model::{CellId, Form, Language};
use unicode_width::UnicodeWidthStr;

use crate::printable;
use rows::Line;
use shortened::shortened;
pub(crate) use wanted::Wanted;
use wanted::at;

/// The widths that labels and heads are cut to, one after the other, until the table fits.
const CUTS: [Cuts; 6] = [
    Cuts::new(44, usize::MAX),
    Cuts::new(30, usize::MAX),
    Cuts::new(20, usize::MAX),
    Cuts::new(20, 8),
    Cuts::new(14, 6),
    Cuts::new(12, 4),
];
/// What stands between two columns.
const GAP: usize = 2;

/// How wide labels of rows and heads of columns may be.
struct Cuts {
    label: usize,
    head: usize,
}

impl Cuts {
    const fn new(label: usize, head: usize) -> Self {
        Self { label, head }
    }
}

/// An aligned table and where its cells are in it.
#[derive(Default)]
pub(crate) struct Grid {
    /// The table as text, a line for each row.
    pub text: String,
    /// Where the cells are in the text.
    pub spans: Vec<Span>,
}

/// Where a cell is in the text of a table.
pub(crate) struct Span {
    pub cell: CellId,
    pub range: Range<usize>,
}

/// Draws a table.
pub(crate) fn draw(wanted: &Wanted<'_>) -> Grid {
    let columns = columns(wanted);
    let lines = rows::lines(wanted, &columns);
    if let Some(grid) = aligned(wanted, &lines, &columns, &[]) {
        return grid;
    }
    let (zero, rest): (Vec<CellId>, Vec<CellId>) = columns
        .into_iter()
        .partition(|column| is_zero_column(wanted, &lines, *column));
    aligned(wanted, &lines, &rest, &zero)
        .unwrap_or_else(|| cell_by_cell(wanted, &lines, &rest, &zero))
}

/// A cell of each column, in the order of the form.
fn columns(wanted: &Wanted<'_>) -> Vec<CellId> {
    let form = wanted.form;
    let mut columns: Vec<CellId> = Vec::new();
    for cell in wanted.cells {
        let same = |other: &CellId| form.column_of(*other).id == form.column_of(*cell).id;
        if !columns.iter().any(same) {
            columns.push(*cell);
        }
    }
    columns.sort_unstable_by_key(|cell| column_rank(form, *cell));
    columns
}

/// The place of a cell's column in its block.
fn column_rank(form: &Form, cell: CellId) -> usize {
    let id = &form.column_of(cell).id;
    let mut columns = form.block_of(cell).columns.iter();
    columns.position(|c| c.id == *id).unwrap_or(0)
}

fn is_zero_column(wanted: &Wanted<'_>, lines: &[Line], column: CellId) -> bool {
    let form = wanted.form;
    let kept = wanted
        .keep
        .iter()
        .any(|kept| form.column_of(*kept).id == form.column_of(column).id);
    let rows = lines.iter().filter_map(|line| match line {
        Line::Row(row) => at(form, *row, column),
        Line::Rest { .. } => None,
    });
    !kept
        && rows
            .into_iter()
            .all(|cell| rows::is_zero(wanted.report, cell))
}

/// The table with its rows and columns, if there is room for it.
fn aligned(
    wanted: &Wanted<'_>,
    lines: &[Line],
    columns: &[CellId],
    left_out: &[CellId],
) -> Option<Grid> {
    let texts: Vec<Vec<String>> = lines
        .iter()
        .map(|line| texts(wanted, line, columns))
        .collect();
    let layouts = CUTS
        .iter()
        .map(|cuts| Layout::new(wanted, lines, columns, &texts, cuts));
    let layout = { layouts }.find(|layout| layout.width() <= wanted.room)?;
    let mut grid = Grid::default();
    grid.begin_line("", layout.label_width);
    for (head, width) in layout.heads.iter().zip(&layout.widths) {
        grid.begin_cell(head, *width);
        grid.text.push_str(head);
    }
    grid.end_line();
    for ((line, label), texts) in lines.iter().zip(&layout.labels).zip(&texts) {
        grid.begin_line(label, layout.label_width);
        for ((column, text), width) in columns.iter().zip(texts).zip(&layout.widths) {
            grid.begin_cell(text, *width);
            grid.value(wanted, line, *column, text);
        }
        grid.end_line();
    }
    grid.left_out(wanted, left_out);
    Some(grid)
}

/// The labels and heads of a table, cut to some widths, and how wide its columns are.
struct Layout {
    labels: Vec<String>,
    heads: Vec<String>,
    label_width: usize,
    widths: Vec<usize>,
}

impl Layout {
    fn new(
        wanted: &Wanted<'_>,
        lines: &[Line],
        columns: &[CellId],
        texts: &[Vec<String>],
        cuts: &Cuts,
    ) -> Self {
        let labels = lines
            .iter()
            .map(|line| line.shortened_label(wanted, cuts.label));
        let labels: Vec<String> = labels.collect();
        let heads = columns
            .iter()
            .map(|column| &wanted.form.column_of(*column).label.text);
        let heads: Vec<String> = heads.map(|head| shortened(head, cuts.head)).collect();
        let labelled = lines
            .iter()
            .zip(&labels)
            .filter(|(line, _)| !line.is_note());
        let widths = heads
            .iter()
            .enumerate()
            .map(|(at, head)| widest(texts.iter().filter_map(|row| row.get(at))).max(head.width()));
        Self {
            label_width: widest(labelled.map(|(_, label)| label)),
            widths: widths.collect(),
            labels,
            heads,
        }
    }

    fn width(&self) -> usize {
        let columns = self.widths.iter().map(|width| width + GAP);
        self.label_width + columns.sum::<usize>()
    }
}

/// A line for each cell: its row, its column, its text.
fn cell_by_cell(
    wanted: &Wanted<'_>,
    lines: &[Line],
    columns: &[CellId],
    left_out: &[CellId],
) -> Grid {
    let mut grid = Grid::default();
    let mut zeros = 0;
    for line in lines {
        if line.is_note() {
            grid.note(&line.label(wanted));
            continue;
        }
        for (column, text) in columns.iter().zip(texts(wanted, line, columns)) {
            match line.is_zero_at(wanted, *column) {
                true => zeros += 1,
                false => grid.cell(wanted, line, *column, &text),
            }
        }
    }
    if zeros > 0 {
        grid.note(&match wanted.language {
            Language::Chinese => format!("… 另有 {zeros} 格为 0"),
            Language::English => format!("… {zeros} more cells of zero"),
        });
    }
    grid.left_out(wanted, left_out);
    grid
}

/// The texts of a line's cells.
fn texts(wanted: &Wanted<'_>, line: &Line, columns: &[CellId]) -> Vec<String> {
    let text = |(index, column): (usize, &CellId)| match line {
        Line::Row(row) => text_of(wanted, *row, *column),
        Line::Rest { sums, .. } => {
            let sum = sums.get(index).copied().flatten();
            sum.map_or_else(String::new, |sum| sum.to_string())
        }
    };
    columns.iter().enumerate().map(text).collect()
}

/// The text of a cell; a blank one shows as such.
fn text_of(wanted: &Wanted<'_>, row: CellId, column: CellId) -> String {
    let cell = at(wanted.form, row, column).and_then(|cell| wanted.report.cell(cell));
    match cell {
        None => "—".to_owned(),
        Some(cell) if cell.text().is_empty() => "□".to_owned(),
        Some(cell) => printable(&cell.text()).into_owned(),
    }
}

impl Grid {
    /// The label of a row, as wide as all of them.
    fn begin_line(&mut self, label: &str, width: usize) {
        self.text.push_str(label);
        self.pad(label, width);
    }

    /// What stands before a text in its column.
    fn begin_cell(&mut self, text: &str, width: usize) {
        self.text.push_str(&" ".repeat(GAP));
        self.pad(text, width);
    }

    /// A line without figures.
    fn note(&mut self, text: &str) {
        self.begin_line(text, 0);
        self.end_line();
    }

    /// A line for a cell by itself.
    fn cell(&mut self, wanted: &Wanted<'_>, line: &Line, column: CellId, text: &str) {
        let head = &wanted.form.column_of(column).label.text;
        let room = wanted.room.saturating_sub(text.width() + GAP + 1);
        let label_room = room.saturating_sub(head.width()).max(8);
        let label = shortened(&line.label(wanted), label_room);
        let name = shortened(&format!("{label} {head}"), room.max(8));
        self.text.push_str(&name);
        self.text.push_str(&" ".repeat(GAP));
        self.value(wanted, line, column, text);
        self.text.push('\n');
    }

    /// A figure, and its range where the finding rests on it.
    fn value(&mut self, wanted: &Wanted<'_>, line: &Line, column: CellId, text: &str) {
        self.text.push_str(text);
        let end = self.text.len();
        if let Line::Row(row) = line
            && let Some(cell) = at(wanted.form, *row, column)
            && wanted.cells.contains(&cell)
        {
            let range = end - text.len()..end;
            self.spans.push(Span { cell, range });
        }
    }

    /// Says which columns are not shown.
    fn left_out(&mut self, wanted: &Wanted<'_>, columns: &[CellId]) {
        if columns.is_empty() {
            return;
        }
        let heads: Vec<&str> = columns
            .iter()
            .map(|c| wanted.form.column_of(*c).label.text.as_str())
            .collect();
        let note = match wanted.language {
            Language::Chinese => format!("… 均为 0 的列未列出：{}", heads.join("、")),
            Language::English => format!("… columns of zeros not shown: {}", heads.join(", ")),
        };
        self.text.push_str(&shortened(&note, wanted.room));
        self.end_line();
    }

    fn pad(&mut self, text: &str, width: usize) {
        self.text
            .push_str(&" ".repeat(width.saturating_sub(text.width())));
    }

    fn end_line(&mut self) {
        let length = self.text.trim_end_matches(' ').len();
        self.text.truncate(length);
        self.text.push('\n');
    }
}

fn widest<'t>(texts: impl Iterator<Item = &'t String>) -> usize {
    texts.map(|text| text.width()).max().unwrap_or(0)
}

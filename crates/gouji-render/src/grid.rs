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

use gouji_model::{CellId, Form, Language};
use unicode_width::UnicodeWidthStr;

use crate::printable;
use rows::Line;
use shortened::shortened;
pub(crate) use wanted::Wanted;
use wanted::at;

/// The widths that labels and heads are cut to, one after the other, until the table fits.
const CUTS: [(usize, usize); 6] = [
    (44, usize::MAX),
    (30, usize::MAX),
    (20, usize::MAX),
    (20, 8),
    (14, 6),
    (12, 4),
];
/// What stands between two columns.
const GAP: usize = 2;

/// An aligned table and where its cells are in it.
#[derive(Default)]
pub(crate) struct Grid {
    /// The table as text, a line for each row.
    pub text: String,
    /// Byte ranges of the cells in the text.
    pub spans: Vec<(CellId, usize, usize)>,
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
    CUTS.iter().find_map(|(label_cut, head_cut)| {
        let labels: Vec<String> = lines
            .iter()
            .map(|line| line.shortened_label(wanted, *label_cut))
            .collect();
        let heads: Vec<String> = columns
            .iter()
            .map(|column| shortened(&wanted.form.column_of(*column).label.text, *head_cut))
            .collect();
        let labelled = lines
            .iter()
            .zip(&labels)
            .filter(|(line, _)| !line.is_note());
        let label_width = widest(labelled.map(|(_, label)| label));
        let widths: Vec<usize> = heads
            .iter()
            .enumerate()
            .map(|(at, head)| widest(texts.iter().filter_map(|row| row.get(at))).max(head.width()))
            .collect();
        let width = label_width + widths.iter().map(|width| width + GAP).sum::<usize>();
        (width <= wanted.room).then(|| {
            let mut grid = Grid::default();
            grid.line(
                "",
                label_width,
                heads.iter().map(String::as_str).zip(widths.iter().copied()),
            );
            for ((line, label), texts) in lines.iter().zip(&labels).zip(&texts) {
                grid.row(wanted, line, label, label_width, columns, (texts, &widths));
            }
            grid.left_out(wanted, left_out);
            grid
        })
    })
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
        let texts = texts(wanted, line, columns);
        if line.is_note() {
            grid.line(&line.label(wanted), 0, std::iter::empty());
            continue;
        }
        for (column, text) in columns.iter().zip(&texts) {
            if line.is_zero_at(wanted, *column) {
                zeros += 1;
                continue;
            }
            let head = &wanted.form.column_of(*column).label.text;
            let room = wanted.room.saturating_sub(text.width() + GAP + 1);
            let label = shortened(
                &line.label(wanted),
                room.saturating_sub(head.width()).max(8),
            );
            let name = shortened(&format!("{label} {head}"), room.max(8));
            grid.text.push_str(&name);
            grid.text.push_str(&" ".repeat(GAP));
            grid.value(wanted, line, *column, text);
            grid.text.push('\n');
        }
    }
    if zeros > 0 {
        let note = match wanted.language {
            Language::Chinese => format!("… 另有 {zeros} 格为 0"),
            Language::English => format!("… {zeros} more cells of zero"),
        };
        grid.line(&note, 0, std::iter::empty());
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
    fn row(
        &mut self,
        wanted: &Wanted<'_>,
        line: &Line,
        label: &str,
        label_width: usize,
        columns: &[CellId],
        (texts, widths): (&[String], &[usize]),
    ) {
        self.text.push_str(label);
        self.pad(label, label_width);
        for ((column, text), width) in columns.iter().zip(texts).zip(widths) {
            self.text.push_str(&" ".repeat(GAP));
            self.pad(text, *width);
            self.value(wanted, line, *column, text);
        }
        self.end_line();
    }

    fn line<'t>(
        &mut self,
        label: &str,
        label_width: usize,
        texts: impl Iterator<Item = (&'t str, usize)>,
    ) {
        self.text.push_str(label);
        self.pad(label, label_width);
        for (text, width) in texts {
            self.text.push_str(&" ".repeat(GAP));
            self.pad(text, width);
            self.text.push_str(text);
        }
        self.end_line();
    }

    /// A figure, and its range where the finding rests on it.
    fn value(&mut self, wanted: &Wanted<'_>, line: &Line, column: CellId, text: &str) {
        self.text.push_str(text);
        let end = self.text.len();
        if let Line::Row(row) = line
            && let Some(cell) = at(wanted.form, *row, column)
            && wanted.cells.contains(&cell)
        {
            self.spans.push((cell, end - text.len(), end));
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

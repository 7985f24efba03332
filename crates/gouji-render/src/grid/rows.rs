//! Which rows are shown, and what stands for those that are not.

use gouji_model::{Cell, CellId, Figure, Form, Language, Report};

use super::shortened::shortened;
use super::wanted::{Wanted, at};

/// A table of more rows leaves out rows of zeros.
const LONG: usize = 14;
/// Most rows shown one by one.
const MOST_ROWS: usize = 24;

/// A line of the table.
pub(super) enum Line {
    /// The row of a cell.
    Row(CellId),
    /// Rows that are not shown, and what they come to in each column.
    Rest {
        /// How many rows.
        count: usize,
        /// Their sums; none where they are all nothing, or are not all figures.
        sums: Vec<Option<Figure>>,
    },
}

impl Line {
    /// What stands before its figures.
    pub(super) fn label(&self, wanted: &Wanted<'_>) -> String {
        match (self, wanted.language) {
            (Self::Row(row), _) => wanted.form.row_of(*row).label.text.clone(),
            (Self::Rest { count, sums }, Language::Chinese) => match sums.is_empty() {
                true => format!("… 另有 {count} 行均为 0"),
                false => format!("… 另有 {count} 行合计"),
            },
            (Self::Rest { count, sums }, Language::English) => match sums.is_empty() {
                true => format!("… {count} more rows of zeros"),
                false => format!("… sum of {count} more rows"),
            },
        }
    }

    /// The same, cut to a width; what says of several rows is never cut.
    pub(super) fn shortened_label(&self, wanted: &Wanted<'_>, widest: usize) -> String {
        match self {
            Self::Row(_) => shortened(&self.label(wanted), widest),
            Self::Rest { .. } => self.label(wanted),
        }
    }

    /// Whether it has no figures, so that its label may run on over their columns.
    pub(super) fn is_note(&self) -> bool {
        matches!(self, Self::Rest { sums, .. } if sums.is_empty())
    }

    /// Whether a cell that nothing points at is zero.
    pub(super) fn is_zero_at(&self, wanted: &Wanted<'_>, column: CellId) -> bool {
        let Self::Row(row) = self else {
            return false;
        };
        at(wanted.form, *row, column)
            .is_some_and(|cell| !wanted.keep.contains(&cell) && is_zero(wanted.report, cell))
    }
}

/// The lines of the table, in the order of the form.
pub(super) fn lines(wanted: &Wanted<'_>, columns: &[CellId]) -> Vec<Line> {
    let rows = rows(wanted);
    if rows.len() <= LONG {
        return rows.into_iter().map(Line::Row).collect();
    }
    let kept = |row: CellId| {
        wanted
            .keep
            .iter()
            .any(|kept| same_row(wanted.form, *kept, row))
    };
    let mut room = MOST_ROWS;
    let mut hidden = Hidden::default();
    let mut lines = Vec::new();
    for row in rows {
        if kept(row) {
            room = room.saturating_sub(1);
            lines.extend(std::mem::take(&mut hidden).lines(wanted, columns));
            lines.push(Line::Row(row));
        } else if is_zero_row(wanted, row, columns) {
            hidden.zeros.push(row);
        } else if room > 0 {
            room -= 1;
            lines.push(Line::Row(row));
        } else {
            hidden.others.push(row);
        }
    }
    lines.extend(hidden.lines(wanted, columns));
    lines
}

/// Rows that are not shown.
#[derive(Default)]
struct Hidden {
    zeros: Vec<CellId>,
    others: Vec<CellId>,
}

impl Hidden {
    /// What stands for them.
    fn lines(self, wanted: &Wanted<'_>, columns: &[CellId]) -> Vec<Line> {
        let mut lines = Vec::new();
        if !self.others.is_empty() {
            let sums = columns.iter();
            let sums = sums.map(|column| sum(wanted, &self.others, *column));
            lines.push(Line::Rest {
                count: self.others.len(),
                sums: sums.collect(),
            });
        }
        match self.zeros.as_slice() {
            [] => {}
            [zero] => lines.push(Line::Row(*zero)),
            zeros => lines.push(Line::Rest {
                count: zeros.len(),
                sums: Vec::new(),
            }),
        }
        lines
    }
}

fn sum(wanted: &Wanted<'_>, rows: &[CellId], column: CellId) -> Option<Figure> {
    let figure = |row: &CellId| {
        let cell = at(wanted.form, *row, column).and_then(|cell| wanted.report.cell(cell));
        cell.and_then(Cell::figure).unwrap_or(Figure::ZERO)
    };
    rows.iter()
        .map(figure)
        .try_fold(Figure::ZERO, Figure::checked_add)
}

/// A cell of each row.
fn rows(wanted: &Wanted<'_>) -> Vec<CellId> {
    let (mut rows, mut known) = (Vec::new(), Vec::new());
    for cell in wanted.cells {
        let row = (
            wanted.form.table_id_of(*cell),
            wanted.form.row_of(*cell).id.as_str(),
        );
        if !known.contains(&row) {
            known.push(row);
            rows.push(*cell);
        }
    }
    rows.sort_unstable();
    rows
}

pub(super) fn same_row(form: &Form, left: CellId, right: CellId) -> bool {
    form.table_id_of(left) == form.table_id_of(right)
        && form.row_of(left).id == form.row_of(right).id
}

fn is_zero_row(wanted: &Wanted<'_>, row: CellId, columns: &[CellId]) -> bool {
    let mut cells = columns
        .iter()
        .filter_map(|column| at(wanted.form, row, *column));
    cells.all(|cell| is_zero(wanted.report, cell))
}

/// Whether a cell adds nothing: zero, blank, or not there.
pub(super) fn is_zero(report: &Report, cell: CellId) -> bool {
    let figure = report.cell(cell).and_then(Cell::figure);
    figure.is_none_or(Figure::is_zero)
}

//! Figures under headings and behind labels of no form. A sum that fails without one of them may lack
//! just that figure, and is blocked (`gouji_model::Stray`).

use gouji_model::{Axis, CellId, DraftRow, Form, Key, Report, Stray, Value};

use crate::at::BlockAt;

/// The figures, each with a row or a column of the form that it is in line with.
#[derive(Debug, Default)]
pub(super) struct Strays(Vec<Found>);

#[derive(Debug)]
struct Found {
    block: BlockAt,
    line: Line,
    value: Value,
    label: String,
}

/// What a figure is in line with.
#[derive(Debug)]
enum Line {
    /// One of the form's own rows, by its index.
    Own(usize),
    /// An open row.
    Open(Key),
    /// A column.
    Column(usize),
}

impl Strays {
    /// Adds a figure of a row, under a heading of no form.
    pub(super) fn in_row(&mut self, block: BlockAt, row: DraftRow<'_>, text: &str, label: &str) {
        let line = match row {
            DraftRow::Own(index) => Line::Own(index),
            DraftRow::Open(key) => Line::Open(key.clone()),
            DraftRow::Placed(_) => return,
        };
        self.add(block, line, text, label);
    }

    /// Adds a figure of a column, behind a label of no form.
    pub(super) fn in_column(&mut self, block: BlockAt, column: usize, text: &str, label: &str) {
        self.add(block, Line::Column(column), text, label);
    }

    fn add(&mut self, block: BlockAt, line: Line, text: &str, label: &str) {
        self.0.push(Found {
            block,
            line,
            value: Value::read(text).0,
            label: label.to_owned(),
        });
    }

    /// Gives a report those that are figures and not zero.
    pub(super) fn add_to(self, form: &Form, report: &mut Report) {
        let own = report.concrete.clone();
        let form = own.as_deref().unwrap_or(form);
        let strays = self.0.into_iter().filter_map(|found| {
            let figure = found.value.figure().filter(|figure| !figure.is_zero())?;
            Some(Stray {
                neighbour: neighbour(form, &found)?,
                axis: match found.line {
                    Line::Column(_) => Axis::Column,
                    Line::Own(_) | Line::Open(_) => Axis::Row,
                },
                figure,
                label: found.label,
            })
        });
        report.strays.extend(strays);
    }
}

/// Any cell of the form that is in line with a figure.
fn neighbour(form: &Form, found: &Found) -> Option<CellId> {
    let BlockAt { table, block } = found.block;
    let own = &form.tables[table].blocks[block];
    let mut cells = (0..own.rows.len())
        .filter(|row| match &found.line {
            Line::Own(index) => {
                let before = &own.rows[..*row];
                own.rows[*row].key.is_none()
                    && before.iter().filter(|row| row.key.is_none()).count() == *index
            }
            Line::Open(key) => own.rows[*row].key.as_ref() == Some(key),
            Line::Column(_) => true,
        })
        .flat_map(|row| (0..own.columns.len()).map(move |column| (row, column)))
        .filter(|(_, column)| !matches!(found.line, Line::Column(wanted) if wanted != *column))
        .filter_map(|(row, column)| form.cell_in(table, block, row, column));
    cells.next()
}

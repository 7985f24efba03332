//! What a sum of cells comes to in a report.

use gouji_model::{Cell, CellId, Figure, Form, Report};
use gouji_rule::{Operand, Reading, Selection, Sum};

/// The cells of a sum and their value.
#[derive(Debug)]
pub(crate) struct Value {
    /// The cells that count, with their factors.
    pub cells: Vec<(i64, CellId)>,
    /// What they come to; nothing where one of them cannot be read.
    pub figure: Option<Figure>,
}

/// The value of a sum.
pub(crate) fn value(form: &Form, report: &Report, sum: &Sum) -> Value {
    let mut cells = Vec::new();
    for term in &sum.terms {
        match &term.operand {
            Operand::Cell(cell) => cells.push((term.coefficient, *cell)),
            Operand::Set(members) => {
                let of_members = members.iter().flat_map(|member| of_member(report, member));
                cells.extend(of_members.map(|cell| (term.coefficient, cell)));
            }
            _ => {}
        }
    }
    // Rows the document lacks altogether are not zero: nothing is known of them.
    let is_there = cells.iter().any(|(_, cell)| report.cell(*cell).is_some());
    let figure = Reading::new(form, report, None).sum(sum).ok();
    Value {
        figure: figure.filter(|_| is_there),
        cells,
    }
}

/// The cells a member stands for: a group's items, or its own cell where they hold nothing.
fn of_member(report: &Report, member: &Selection) -> Vec<CellId> {
    match member {
        Selection::Cell(cell) => vec![*cell],
        Selection::Group { own, items } => {
            let holds = |cell: &CellId| {
                let figure = report.cell(*cell).map(Cell::figure);
                figure.is_some_and(|figure| figure != Some(Figure::ZERO))
            };
            if holds(own) && !items.iter().any(holds) {
                return vec![*own];
            }
            items.clone()
        }
        Selection::Absent(_) => Vec::new(),
    }
}

//! What a sum of cells comes to in a report.

use std::rc::Rc;

use gouji_model::{Cell, CellId, Figure, Form, Report};
use gouji_rule::{Operand, Reading, Selection, Sum};

/// The cells of a sum and their value.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    /// The cells that count, with their factors.
    pub cells: Rc<[(i64, CellId)]>,
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
                for member in members {
                    let own = of_member(report, member).iter();
                    cells.extend(own.map(|cell| (term.coefficient, *cell)));
                }
            }
            _ => {}
        }
    }
    // Rows the document lacks altogether are not zero: nothing is known of them.
    let is_there = cells.iter().any(|(_, cell)| report.cell(*cell).is_some());
    let figure = Reading::new(form, report, None).sum(sum).ok();
    Value {
        figure: figure.filter(|_| is_there),
        cells: cells.into(),
    }
}

/// The cells a member stands for: a group's items, or its own cell where they hold nothing.
fn of_member<'m>(report: &Report, member: &'m Selection) -> &'m [CellId] {
    match member {
        Selection::Cell(cell) => std::slice::from_ref(cell),
        Selection::Group { own, items } => {
            let holds = |cell: &CellId| {
                let figure = report.cell(*cell).map(Cell::figure);
                figure.is_some_and(|figure| figure != Some(Figure::ZERO))
            };
            if holds(own) && !items.iter().any(holds) {
                return std::slice::from_ref(own);
            }
            items
        }
        Selection::Absent(_) => &[],
    }
}

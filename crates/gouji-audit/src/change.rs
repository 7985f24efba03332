//! Figures put into cells of a report, and which ones a sum that does not hold asks for.

use gouji_model::{CellId, Equation, Evidence, Figure, Finding, Value};

use crate::run_reports::Bound;

/// Whether a cell of a report may hold a figure: a count is whole, and only what has a sign is negative.
pub(crate) fn may_hold(bound: &Bound, cell: CellId, figure: Figure) -> bool {
    let kind = bound.pack.form.kind_of(cell);
    kind.is_number()
        && (figure.is_integer() || !kind.is_whole())
        && (!figure.is_negative() || kind.is_signed())
}

/// Puts figures into cells of a report that has them.
pub(crate) fn set(bound: &mut Bound, change: &[(CellId, Figure)]) {
    for (cell, figure) in change {
        if let Some(Some(cell)) = bound.report.cells.get_mut(cell.index()) {
            cell.value = Value::Figure(*figure);
            cell.raw = None;
        }
    }
}

/// Whether a finding is a sum that does not hold.
pub(crate) fn is_equality(finding: &Finding) -> bool {
    let equation = finding.equation.as_ref();
    equation.is_some_and(|equation| equation.relation == "==")
}

/// What each cell of an equation should hold for it to hold.
pub(crate) fn wanted(equation: &Equation) -> Vec<(Evidence, Figure)> {
    let Some(excess) = equation.left_sum.checked_sub(equation.right_sum) else {
        return Vec::new();
    };
    let side = |terms: &gouji_model::Terms, sign: i64| -> Vec<(Evidence, Figure)> {
        let terms = terms.iter();
        let terms = terms.filter_map(|(factor, evidence, figure)| match factor * sign {
            1 => Some((*evidence, figure.checked_sub(excess)?)),
            -1 => Some((*evidence, figure.checked_add(excess)?)),
            _ => None,
        });
        terms.collect()
    };
    let mut wanted = side(&equation.left, 1);
    wanted.extend(side(&equation.right, -1));
    wanted
}

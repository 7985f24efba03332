//! Relations that do not hold because cells are blank: those cells are what is to be reported.

use gouji_model::{Bilingual, Equation, Evidence, Figure, Terms, Value};
use gouji_rule::{BlankWording, Reading};

use crate::words::Words;

/// The wording of a finding where blank cells are what is wrong, with the figures it needs set.
pub(crate) fn wording<'w>(
    wording: &'w BlankWording,
    reading: &Reading<'_>,
    equation: &Equation,
    words: &mut Words,
) -> Option<&'w Bilingual> {
    let (left, right) = (&equation.left, &equation.right);
    let sides = [
        (left, equation.left_sum, right, equation.right_sum),
        (right, equation.right_sum, left, equation.left_sum),
    ];
    if equation.relation == "==" {
        for (one, one_sum, others, others_sum) in sides {
            if !is_single(one) {
                continue;
            }
            if all_blank(reading, one) && !others_sum.is_zero() {
                words.set("should", others_sum.to_string());
                return wording.total.as_ref().or(wording.some.as_ref());
            }
            if all_nothing(reading, others) && !one_sum.is_zero() {
                words.set("total", one_sum.to_string());
                return wording.parts.as_ref().or(wording.some.as_ref());
            }
        }
    }
    let mut terms = left.iter().chain(right);
    let some = terms.any(|(_, evidence, _)| is_blank(reading, *evidence));
    wording.some.as_ref().filter(|_| some)
}

/// Whether a side is one cell, once.
fn is_single(terms: &Terms) -> bool {
    matches!(terms.as_slice(), [(1, evidence, _)] if !evidence.prior)
}

fn all_blank(reading: &Reading<'_>, terms: &[(i64, Evidence, Figure)]) -> bool {
    terms
        .iter()
        .all(|(_, evidence, _)| is_blank(reading, *evidence))
}

/// Whether all cells of a side come to nothing, and some because they are blank.
fn all_nothing(reading: &Reading<'_>, terms: &[(i64, Evidence, Figure)]) -> bool {
    terms.iter().all(|(_, _, figure)| figure.is_zero())
        && terms
            .iter()
            .any(|(_, evidence, _)| is_blank(reading, *evidence))
}

fn is_blank(reading: &Reading<'_>, evidence: Evidence) -> bool {
    let cell = reading.report.cell(evidence.cell);
    !evidence.prior && cell.is_some_and(|cell| cell.value == Value::Blank)
}

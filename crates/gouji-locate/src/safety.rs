//! Which corrections may be made without asking.
//!
//! Arithmetic alone convicts a cell only where two independent equalities do; with one, what is
//! stated elsewhere has to tell the cell from all others that would repair the equality as well.

use gouji_model::{Figure, Value};

use crate::cause::{Cause, Changed, Solution};
use crate::mistake::Mistake;
use crate::statement::StatementResult;
use crate::weights::{CHEAPEST, STATED, TELLING_DIGITS, WITNESSES};

/// A solution with what decides about it.
pub(crate) struct Weighed {
    pub solution: Solution,
    /// All its cells were read cleanly from this year's report.
    pub clean: bool,
    /// How the statements about its cells bear on it.
    pub results: Vec<StatementResult>,
    /// It breaks a relation within last year's report and repairs none.
    pub refuted: bool,
}

/// How far the second solution is behind, or one with a further mistake would be at least.
pub(crate) fn gap(solutions: &[Weighed], fewest: usize, unfulfilled: usize) -> i64 {
    let Some(first) = solutions.first() else {
        return 0;
    };
    // A further mistake may be one that what is stated elsewhere asks for.
    let for_statements = STATED * unfulfilled.min(fewest + 1) as i64;
    let further = (fewest as i64 + 1) * CHEAPEST - for_statements;
    let second = solutions.get(1).map_or(further, |w| w.solution.cost);
    second.min(further) - first.solution.cost
}

/// Whether the first solution is good enough to be applied: a convincing change, witnessed by
/// two independent equalities, or by one and by what is stated elsewhere.
pub(crate) fn is_convincing(solutions: &[Weighed]) -> bool {
    let Some((first, others)) = solutions.split_first() else {
        return false;
    };
    let solution = &first.solution;
    let distinct = is_distinct(first, others);
    could_be_made(solution, distinct)
        && first.results.iter().all(|result| result.after)
        && (solution.witnesses >= WITNESSES || distinct)
}

/// Whether something stated elsewhere is what the solution puts into its cell, and true after
/// no other solution.
fn is_distinct(first: &Weighed, others: &[Weighed]) -> bool {
    let false_after = |other: &Weighed, result: &StatementResult| {
        let same = |own: &&StatementResult| own.statement == result.statement;
        let own = other.results.iter().find(same);
        !own.map_or(result.before, |own| own.after)
    };
    let distinguishes = |result: &&StatementResult| {
        let apart = others.iter().all(|other| false_after(other, result));
        result.primary && result.after && apart && !(others.is_empty() && result.before)
    };
    first.results.iter().any(|result| distinguishes(&result))
}

/// Whether a solution by itself could be applied: one cell, with a mistake whose name says more
/// than that the sums now fit. Two mistakes can look like an exchange of two cells or like a total
/// not updated: their amounts need only be those of other cells. So a total needs its figure said
/// elsewhere, and figures that stand in for a second equality must not agree by chance.
fn could_be_made(solution: &Solution, distinct: bool) -> bool {
    if is_proved_together(solution) {
        return true;
    }
    let ([change], true) = (solution.changes.as_slice(), solution.breaks.is_empty()) else {
        return false;
    };
    match change.mistake {
        None => false,
        Some(Mistake::TotalNotUpdated) => distinct && is_telling(change),
        Some(_) if solution.witnesses < WITNESSES => is_telling(change),
        Some(_) => !is_uninformative(change),
    }
}

/// Whether a solution fills blank totals with the sums of their parts, and a further equality, such as a
/// printed total of these totals, agrees.
fn is_proved_together(solution: &Solution) -> bool {
    let blank = |change: &Changed| change.old == Value::Blank;
    solution.event == Some(Mistake::LeftBlank)
        && solution.breaks.is_empty()
        && solution.changes.iter().all(blank)
        && solution.witnesses > solution.changes.len()
}

/// Whether the name says nothing: any figure of one digit is one digit away from any other.
pub(crate) fn is_trivial(change: &Changed) -> bool {
    let single = |value: Figure| value.to_string().len() == 1;
    change.mistake == Some(Mistake::DigitMistyped)
        && single(change.new)
        && matches!(change.old, Value::Figure(old) if single(old))
}

/// Whether so many figures are one such slip away from the old one that two mistakes together
/// easily look like it: `0` becomes any of `10`, `20` … by one dropped digit.
fn is_uninformative(change: &Changed) -> bool {
    let slight = matches!(
        change.mistake,
        Some(
            Mistake::DigitMistyped
                | Mistake::DigitDropped
                | Mistake::TimesTen
                | Mistake::DividedByTen
                | Mistake::LastYearsFigure
        )
    );
    slight && !is_telling(change)
}

/// Whether figures have so many digits that they hardly agree by chance.
fn is_telling(change: &Changed) -> bool {
    let digits = |figure: Figure| figure.to_string().trim_start_matches('-').len();
    let old = match change.old {
        Value::Figure(old) => digits(old),
        _ => 0,
    };
    old.max(digits(change.new)) >= TELLING_DIGITS
}

/// No cause of several in one report is safe: what looks like two mistakes can be one
/// figure in the wrong place.
pub(crate) fn doubt(causes: &mut [Cause]) {
    if causes.len() > 1 {
        causes.iter_mut().for_each(|cause| cause.safe = false);
    }
}

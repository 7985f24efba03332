//! Which common mistake a change of one cell looks like.

use gouji_model::{Evidence, Figure, Value};
use gouji_rule::Reading;

use crate::live::{Live, Variable};
use crate::mistake::Mistake;

/// The likeliest named mistake that turns `new` into what stands in the cell.
pub(crate) fn name(
    reading: &Reading<'_>,
    live: &Live,
    variable: &Variable,
    new: Figure,
) -> Option<Mistake> {
    let Value::Figure(old) = variable.old else {
        // What is below nothing is seldom left out as if it were nothing.
        return (!new.is_negative()).then_some(Mistake::LeftBlank);
    };
    if is_last_years(reading, variable.cell, old) {
        return Some(Mistake::LastYearsFigure);
    }
    if new.negated() == old {
        return Some(Mistake::Sign);
    }
    if let Some(mistake) = scaled(old, new) {
        return Some(mistake);
    }
    let typed = digits(&old.to_string(), &new.to_string());
    let sums = is_adjacent_sum(live, variable, new);
    match typed {
        Some(Mistake::DigitsSwapped | Mistake::DigitDoubled) => typed,
        _ if sums => Some(Mistake::SubtotalAsItem),
        _ if lacks_an_item(live, variable, new) => Some(Mistake::TotalNotUpdated),
        _ => typed,
    }
}

fn is_last_years(reading: &Reading<'_>, cell: Evidence, old: Figure) -> bool {
    let Some((form, prior)) = reading.prior.filter(|_| !cell.prior) else {
        return false;
    };
    let same = form.cell(&reading.form.address(cell.cell));
    let figure = same.and_then(|same| prior.cell(same)?.figure());
    !old.is_zero() && figure == Some(old)
}

fn scaled(old: Figure, new: Figure) -> Option<Mistake> {
    if new.is_zero() || old.is_zero() {
        return None;
    }
    if new.checked_mul(10) == Some(old) {
        return Some(Mistake::TimesTen);
    }
    if old.checked_mul(10) == Some(new) {
        return Some(Mistake::DividedByTen);
    }
    (new.checked_mul(10_000) == Some(old)).then_some(Mistake::TimesTenThousand)
}

/// How the text of one figure becomes another by a slip of the fingers.
fn digits(old: &str, new: &str) -> Option<Mistake> {
    let (old, new) = (old.as_bytes(), new.as_bytes());
    let same = old.iter().zip(new).take_while(|(a, b)| a == b);
    let (head, last) = (same.clone().count(), same.last().map(|(digit, _)| *digit));
    let (old, new) = (old.get(head..)?, new.get(head..)?);
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take_while(|(a, b)| a == b).count();
    match (old.get(..old.len() - tail)?, new.get(..new.len() - tail)?) {
        ([a, b], [c, d]) if a == d && b == c => Some(Mistake::DigitsSwapped),
        ([_], [_]) => Some(Mistake::DigitMistyped),
        ([], [_]) => Some(Mistake::DigitDropped),
        // The common head has taken the first of two equal digits.
        ([extra], []) if last == Some(*extra) => Some(Mistake::DigitDoubled),
        _ => None,
    }
}

/// Whether the cell is the only one on its side of a row, and what it lacks or has too much is
/// one of the items, or it is zero although the items are not.
fn lacks_an_item(live: &Live, variable: &Variable, new: Figure) -> bool {
    let Some(new) = new.at_scale(live.scale) else {
        return false;
    };
    let delta = (new - variable.amount).abs();
    let own = live.find(variable.cell);
    variable.rows.iter().any(|(row, factor)| {
        let Some(row) = live.rows.get(*row) else {
            return false;
        };
        let mut others = row.terms.iter().filter(|(v, _)| Some(*v) != own);
        let total = others.clone().count() > 1
            && others.clone().all(|(_, f)| f.signum() != factor.signum());
        let is_item = |v: &usize| live.variables.get(*v).is_some_and(|v| v.amount == delta);
        total && (variable.amount == 0 || others.any(|(v, _)| is_item(v)))
    })
}

/// Whether what stands in the cell is the total of a row in which it is an item.
fn is_adjacent_sum(live: &Live, variable: &Variable, new: Figure) -> bool {
    let own = live.find(variable.cell);
    let smaller = new
        .at_scale(live.scale)
        .is_some_and(|n| n < variable.amount);
    smaller
        && variable.rows.iter().any(|(row, factor)| {
            let Some(row) = live.rows.get(*row) else {
                return false;
            };
            let others = row.terms.iter().filter(|(v, _)| Some(*v) != own);
            let mut opposite = others.filter(|(_, f)| f.signum() != factor.signum());
            let (Some((total, _)), None) = (opposite.next(), opposite.next()) else {
                return false;
            };
            let amount = live.variables.get(*total).map(|total| total.amount);
            row.terms.len() > 2 && amount == Some(variable.amount)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_fingers_are_distinguished() {
        assert_eq!(digits("21", "12"), Some(Mistake::DigitsSwapped));
        assert_eq!(digits("132", "123"), Some(Mistake::DigitsSwapped));
        assert_eq!(digits("13", "123"), Some(Mistake::DigitDropped));
        assert_eq!(digits("3", "13"), Some(Mistake::DigitDropped));
        assert_eq!(digits("1223", "123"), Some(Mistake::DigitDoubled));
        assert_eq!(digits("112", "12"), Some(Mistake::DigitDoubled));
        assert_eq!(digits("183", "123"), Some(Mistake::DigitMistyped));
        assert_eq!(digits("1243", "123"), None);
        assert_eq!(digits("321", "123"), None);
    }
}

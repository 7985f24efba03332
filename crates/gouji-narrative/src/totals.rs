//! Totals that a sentence tells of the counts before them: 县局收到21件，各所收到7件，共28件.

use std::ops::Range;

use gouji_language::prose::SUMS;

use crate::asides;
use crate::number::{Number, Unit};
use crate::script::{Script, holds_any};

/// Most figures of a total.
const MOST: usize = 12;

/// The figures that a total adds up, as their indices; empty for a figure that is none.
pub(crate) fn addends(script: &Script<'_>, total: usize) -> Range<usize> {
    let numbers = &script.numbers;
    let none = total..total;
    let Some(own) = numbers.get(total).filter(|own| is_count(script, own)) else {
        return none;
    };
    let (mut sum, mut count, mut last) = (0, 0, own.range.start);
    for index in (0..total).rev().take(MOST) {
        let Some(number) = numbers.get(index) else {
            break;
        };
        if stops(script, number.range.end..last) {
            break;
        }
        last = number.range.start;
        if !is_count(script, number) {
            continue;
        }
        let between = number.range.end..own.range.start;
        if count == 0 && !holds_any(script.slice(between), SUMS) {
            break;
        }
        sum += number.stated.value;
        count += 1;
        if count > 1 && sum == own.stated.value {
            return index..total;
        }
    }
    none
}

fn is_count(script: &Script<'_>, number: &Number) -> bool {
    number.unit == Unit::Count && number.exact && !asides::is_change(script, number)
}

/// Whether a sentence ends within a range.
pub(crate) fn stops(script: &Script<'_>, range: Range<usize>) -> bool {
    let stop = |c: &char| matches!(c, '。' | ';' | '\n');
    script.slice(range).iter().any(stop)
}

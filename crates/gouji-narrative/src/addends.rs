//! Figures of which a sentence tells the sum: 取水方面作出21件，采砂方面作出24件, and 县局收到21件，各所收到7件，
//! 共28件. They are wrong only where the sum is.

use crate::candidates::Found;
use crate::number::StatedValue;
use crate::read::Read;
use crate::readings::meaning;
use crate::scope::Scope;
use crate::script::Script;
use crate::totals;

/// How far apart figures of one sum may stand, in characters.
const NEAR: usize = 60;

/// How many figures ahead a sum is looked for.
const MOST: usize = 8;

/// Whether a figure is one of a sum that fits.
pub(crate) fn fits(scope: &Scope<'_, '_>, read: &Read<'_, '_>, found: &Found<'_>) -> bool {
    let stated = found.number.and_then(|index| {
        // What other figures are claimed to be something else, theirs is no sum of the like.
        let like = |at: usize| {
            let claim = read.claim_of(at);
            claim.is_none_or(|claim| std::ptr::eq(claim.claim, found.claim))
        };
        stated(&read.script, index, like)
    });
    let sums = [of_same(read, found), stated];
    let value = |reading| meaning(scope, reading).value;
    let values: Vec<_> = found.readings.iter().copied().filter_map(value).collect();
    let fits = |sum: i128| {
        let mut values = values.iter();
        values.any(|value| StatedValue::exactly(sum).fits(*value))
    };
    sums.into_iter().flatten().any(fits)
}

/// The sum of everything of which a sentence says the same.
fn of_same(read: &Read<'_, '_>, found: &Found<'_>) -> Option<i128> {
    let start = found.words.start;
    let from = read
        .found
        .partition_point(|other| other.words.start + NEAR < start);
    let near = read.found.get(from..).unwrap_or_default().iter();
    let near = near.take_while(|other| other.words.start <= start + NEAR);
    let in_sentence = |other: &Found<'_>| {
        let between = other.words.start.min(start)..other.words.start.max(start);
        !totals::stops(&read.script, between)
    };
    let same = near.filter(|other| std::ptr::eq(other.claim, found.claim) && in_sentence(other));
    let figures: Vec<StatedValue> = same.map(|other| other.stated).collect();
    let exact = |stated: &StatedValue| stated.step == 1 && stated.span.is_none();
    let sums = figures.len() > 1 && figures.iter().all(exact);
    sums.then(|| figures.iter().map(|stated| stated.value).sum())
}

/// The sum that a sentence tells itself of this figure and those before the sum.
fn stated(script: &Script<'_>, index: usize, like: impl Fn(usize) -> bool) -> Option<i128> {
    let totals = (index + 1..script.numbers.len()).take(MOST);
    let mut sums = totals.filter_map(|total| {
        let parts = totals::addends(script, total);
        let all_like = parts.contains(&index) && parts.into_iter().all(&like);
        let total = script.numbers.get(total).filter(|_| all_like)?;
        Some(total.stated.value)
    });
    sums.next()
}

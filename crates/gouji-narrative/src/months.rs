//! Months named before a claim: what is stated about one, or up to one, is not of the whole year.

use std::ops::Range;

use gouji_language::dates::{self, UP_TO_DAY};
use gouji_model::numerals;

use crate::calendar::value;
use crate::script::Script;
use crate::templates::FARTHEST;

/// A month named in a text.
#[derive(Clone, Copy)]
struct Month {
    number: u32,
    /// Where its digits begin and its word ends.
    start: usize,
    end: usize,
}

/// Where the last month ends that is named before the end of a range, if what follows is of less
/// than the year: 6月收到3件, 截至10月底收到40件; but 1月1日至12月31日 is the year.
pub(crate) fn part_of_year(script: &Script<'_>, range: &Range<usize>) -> Option<usize> {
    let from = range.start.max(range.end.saturating_sub(FARTHEST));
    let text = script.slice(from..range.end);
    let mut named = months(text).rev();
    let last = named.next()?;
    let whole = is_whole(text, last, named.next());
    (!whole).then_some(from + last.end)
}

/// Whether a bracket behind a position says up to which month before the end of the year something counts:
/// 收到97件（截至11月30日）.
pub(crate) fn ends_early(script: &Script<'_>, at: usize) -> bool {
    let behind = script.slice(at..script.chars.len().min(at + FARTHEST));
    let Some(inside) = behind.strip_prefix(&['(']) else {
        return false;
    };
    let length = inside.iter().position(|c| *c == ')').unwrap_or_default();
    let inside = at + 1..at + 1 + length;
    let is_up_to = |pair: &[char]| {
        let mut words = UP_TO_DAY.iter();
        words.any(|word| word.chars().eq(pair.iter().copied()))
    };
    script.slice(inside.clone()).windows(2).any(is_up_to) && part_of_year(script, &inside).is_some()
}

/// The months of a text.
fn months(text: &[char]) -> impl DoubleEndedIterator<Item = Month> {
    let ends = text.iter().enumerate().filter(|(_, c)| dates::month(**c));
    ends.filter_map(|(at, _)| {
        let before = text.get(..at)?;
        let is_digit = |c: &&char| {
            c.is_ascii_digit() || numerals::is_ordinal(**c) || numerals::digit(**c).is_some()
        };
        let length = before.iter().rev().take(2).take_while(is_digit).count();
        let number = value(before.get(at - length..)?)?;
        (1..=12).contains(&number).then_some(Month {
            number,
            start: at - length,
            end: at + 1,
        })
    })
}

/// Whether the last month of a text is the end of the whole year, or where a span of time begins.
fn is_whole(text: &[char], last: Month, first: Option<Month>) -> bool {
    let before = text.get(..last.start).unwrap_or_default();
    let after = text.get(last.end..).unwrap_or_default();
    let spanned = before.last().is_some_and(|c| dates::joint(*c));
    match last.number {
        1 => {
            let is_first = |c: char| c == '1' || numerals::digit(c) == Some(1);
            let begins = after
                .first()
                .is_some_and(|c| dates::behind_month(*c) || dates::joint(*c));
            begins || matches!(after, [one, day, ..] if is_first(*one) && dates::day(*day))
        }
        12 if spanned => first.is_none_or(|first| first.number == 1),
        12 => {
            let ends = after.first().is_some_and(|c| dates::end_of(*c));
            ends || is_31(after) || holds_until(before)
        }
        _ => false,
    }
}

/// Whether the last day of the month begins a text.
fn is_31(text: &[char]) -> bool {
    let spelled = |tens: char, ten: char, ones: char| {
        numerals::digit(tens) == Some(3)
            && numerals::place(ten) == Some(10)
            && numerals::digit(ones) == Some(1)
    };
    match text {
        ['3', '1', ..] => true,
        [tens, ten, ones, ..] => spelled(*tens, *ten, *ones),
        _ => false,
    }
}

/// Whether a time up to a day is stated right before: 截至2023年12月.
fn holds_until(before: &[char]) -> bool {
    let near = before.get(before.len().saturating_sub(8)..);
    let near = near.unwrap_or_default();
    let is_up_to = |pair: &[char]| {
        UP_TO_DAY
            .iter()
            .any(|word| word.chars().eq(pair.iter().copied()))
    };
    near.windows(2).any(is_up_to)
}

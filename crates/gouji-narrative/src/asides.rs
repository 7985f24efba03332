//! What stands between words and their figure: 行政复议较上年减少3件，共5件, 予以公开占50%（12件）.

use std::ops::Range;

use gouji_language::dates;
use gouji_language::prose::{self, CHANGED, CHANGES, COMPARED, LEADS, SHARES, STEADY, THAN};

use crate::number::{Number, Unit};
use crate::script::Script;

/// Whether a text says what something has become: 降至.
fn changed(text: &[char]) -> bool {
    without_year(text)
        .split_last()
        .is_some_and(|(last, change)| {
            let change = change.strip_prefix(&[',']).unwrap_or(change);
            prose::becomes(*last) && longest_end(change, CHANGED) == Some(0)
        })
}

/// A text without the year that ends it: 增长到2023年的.
fn without_year(text: &[char]) -> &[char] {
    let possessive = |c: &char| prose::possessive(*c);
    let rest = match text.split_last() {
        Some((last, rest)) if possessive(last) => rest,
        _ => text,
    };
    match rest {
        [rest @ .., a, b, c, d, sign] if dates::year(*sign) => {
            let year = [a, b, c, d].iter().all(|c| c.is_ascii_digit());
            if year { rest } else { text }
        }
        _ => text,
    }
}

/// Where what something has changed from begins that ends a text: 从2022年的.
fn prose_from(text: &[char]) -> Option<usize> {
    let stop = text
        .iter()
        .rposition(|c| matches!(c, ',' | '。' | ';' | '\n'));
    let from = text.iter().rposition(|c| prose::since(*c))?;
    stop.is_none_or(|stop| stop < from).then_some(from)
}

/// Longest comparison before its change, in characters.
const LONGEST: usize = 20;

/// Where the aside begins that stands between a figure and the words it belongs to.
pub(crate) fn start(script: &Script<'_>, index: usize) -> Option<usize> {
    let own = script.numbers.get(index)?;
    with_figure(script, index, own).or_else(|| with_clause(script, own))
}

/// Where a clause begins that compares, with a figure behind it that belongs to what stands before:
/// 行政复议数量与上年持平，均为7件.
fn with_clause(script: &Script<'_>, own: &Number) -> Option<usize> {
    let from = own.range.start.saturating_sub(LONGEST * 2);
    let before = script.slice(from..own.range.start);
    let before = longest_end(before, LEADS).map_or(before, |at| before.split_at(at).0);
    let before = match before.split_last() {
        Some((last, rest)) if prose::evenly(*last) => rest,
        _ => before,
    };
    let compared = before.strip_suffix(&[','])?;
    let compares = [CHANGES, CHANGED, STEADY];
    compares
        .iter()
        .find_map(|words| longest_end(compared, words))?;
    let start = clause(compared);
    let than = (start..compared.len()).find(|at| begins_comparison(compared, *at))?;
    Some(from + than - usize::from(than == start && start > 0))
}

/// The same, with a figure of its own in it.
fn with_figure(script: &Script<'_>, index: usize, own: &Number) -> Option<usize> {
    let other = script.numbers.get(index.checked_sub(1)?)?;
    let between = script.slice(other.range.end..own.range.start);
    let from = other.range.start.saturating_sub(LONGEST);
    let before = script.slice(from..other.range.start);
    let is_percent = matches!(other.unit, Unit::Percent(_));
    let led = between.first() == Some(&',') && LEADS.iter().any(|lead| is(between.get(1..), lead));
    let share = is_percent && (led || between == ['(']);
    let begins = share.then(|| longest_end(before, SHARES)).flatten();
    // 予以公开38.2%（58件）
    let bracketed = is_percent && between == ['('];
    let begins = begins.or_else(|| bracketed.then_some(before.len()));
    let begins = begins.or_else(|| led.then(|| comparison(before)).flatten());
    let made = matches!(between, [',', makes] if prose::makes(*makes));
    let changes = || comparison(before).or_else(|| longest_end(before, CHANGES));
    let begins = begins.or_else(|| made.then(changes).flatten());
    let begins = begins.or_else(|| changed(between).then(|| prose_from(before)).flatten())?;
    let mut end = from + begins;
    if script.slice(end.saturating_sub(1)..end) == [','] {
        end -= 1;
    }
    // Another figure there has the words for itself.
    let taken = script.numbers.partition_point(|n| n.range.end < end);
    let taken = script
        .numbers
        .get(taken)
        .is_some_and(|n| n.range.end == end);
    (!taken).then_some(end)
}

/// Whether a text ends with a word that compares.
pub(crate) fn compares(text: &[char]) -> bool {
    longest_end(text, THAN).is_some()
}

/// Whether a position stands in brackets with figures of their own that close before another one:
/// 办结177件（含2022年结转的3件），予以公开60件.
pub(crate) fn is_bracketed(script: &Script<'_>, at: usize, before: usize) -> bool {
    const FARTHEST: usize = 60;
    let bracket = |c: &char| matches!(c, '(' | ')');
    let from = at.saturating_sub(FARTHEST);
    let Some(open) = script.slice(from..at).iter().rposition(bracket) else {
        return false;
    };
    let rest = script.slice(at..before.min(at + FARTHEST));
    let Some(close) = rest.iter().position(bracket) else {
        return false;
    };
    let inside = script.slice(from + open..at + close + 1);
    matches!(inside, ['(', .., ')']) && inside.iter().any(char::is_ascii_digit)
}

/// Whether the comparison that begins with a word is over before a position: its change follows the word
/// at once, 同比上升16.1%, and what comes then is stated about this year again.
pub(crate) fn is_over(script: &Script<'_>, word: &Range<usize>, at: usize) -> bool {
    if is_bare_change(script.slice(word.end..at)) {
        return true;
    }
    let next = script.numbers.partition_point(|n| n.range.end <= word.end);
    let near = |number: &&Number| number.range.start < word.end + LONGEST && number.range.end < at;
    let mut next = script.numbers.iter().skip(next).take_while(near);
    let Some(first) = next.next() else {
        return false;
    };
    // 较2022年52件增长15%: the change stands behind what it is of.
    let changed = |second: &Number| {
        let between = script.slice(first.range.end..second.range.start);
        let stops = |c: &char| matches!(c, ',' | '。' | ';' | '\n');
        !between.iter().any(stops) && longest_end(between, CHANGES).is_some()
    };
    is_change(script, first) || next.next().is_some_and(changed)
}

/// Whether a text begins with a change of which no figure is stated: 同比下降, and then something else.
fn is_bare_change(text: &[char]) -> bool {
    let ends_clause = |c: &char| matches!(c, ',' | '。' | ';');
    let Some(clause) = text.iter().take(LONGEST).position(ends_clause) else {
        return false;
    };
    let clause = text.get(..clause).unwrap_or_default();
    let ends = |words: &[&str]| longest_end(clause, words).is_some();
    !clause.iter().any(char::is_ascii_digit) && (ends(CHANGES) || ends(STEADY) || ends(&[COMPARED]))
}

/// Whether a figure is only a change: 较上年增加21件.
pub(crate) fn is_change(script: &Script<'_>, number: &Number) -> bool {
    let start = number.range.start;
    comparison(script.slice(start.saturating_sub(LONGEST)..start)).is_some()
}

/// Whether a word of change stands right before a figure: 增加9件.
pub(crate) fn is_changed_by(script: &Script<'_>, number: &Number) -> bool {
    let start = number.range.start;
    longest_end(script.slice(start.saturating_sub(LONGEST)..start), CHANGES).is_some()
}

/// Where the longest of some words begins that ends a text.
fn longest_end(text: &[char], words: &[&str]) -> Option<usize> {
    let lengths = words.iter().map(|word| (word, word.chars().count()));
    let ending =
        lengths.filter(|(word, length)| is(text.get(text.len().saturating_sub(*length)..), word));
    ending.map(|(_, length)| text.len() - length).min()
}

/// Where a comparison begins that ends a text: 较上年减少.
fn comparison(text: &[char]) -> Option<usize> {
    let text = match text.split_last() {
        Some((last, rest)) if prose::done(*last) => rest,
        _ => text,
    };
    let until = longest_end(text, CHANGES)?;
    let clause = clause(text.get(..until)?);
    let compared = (clause..until).find(|at| begins_comparison(text, *at));
    // 与上年相比，行政复议减少2件: what has changed is named behind the comparison.
    let led = || {
        let before = text.get(..clause.checked_sub(1)?)?;
        longest_end(before, &[COMPARED]).map(|_| until)
    };
    compared.or_else(led)
}

/// Whether a word that compares stands at a position.
fn begins_comparison(text: &[char], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    THAN.iter()
        .any(|word| is(rest.get(..word.chars().count()), word))
}

/// Where the clause begins that ends a text; brackets that close belong to it: 较上年（35件）下降.
fn clause(text: &[char]) -> usize {
    let mut open = 0_usize;
    let stop = text.iter().rposition(|c| match c {
        ')' => {
            open += 1;
            false
        }
        '(' if open > 0 => {
            open -= 1;
            false
        }
        ',' | '。' | ';' | '、' => open == 0,
        c => matches!(c, '(' | '\n'),
    });
    stop.map_or(0, |at| at + 1)
}

fn is(text: Option<&[char]>, word: &str) -> bool {
    text.is_some_and(|text| text.iter().copied().eq(word.chars()))
}

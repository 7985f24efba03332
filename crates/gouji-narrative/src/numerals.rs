//! Figures in prose: digits of any width, thousands separators, decimals with 万 or 亿, Chinese
//! numerals; with the unit that follows, and whether they are meant exactly.

use gouji_language::{dates, prose};
use gouji_model::numerals;
use gouji_rule::{Marks, Vocabulary, Words};

use crate::number::{Number, StatedValue, Unit, starts_with_any};
use crate::vague;

/// Most digits of a figure.
const MOST_DIGITS: usize = 18;

/// The characters that figures begin with.
pub(crate) fn beginnings() -> Marks {
    let mut marks = Marks::default();
    numerals::DIGITS.into_iter().for_each(|c| marks.add(c));
    "0123456789零○两十百千几若壹贰叁肆伍陆柒捌玖拾佰仟"
        .chars()
        .for_each(|c| marks.add(c));
    marks
}

/// The figures of a text; none begins anywhere but at an anchor.
pub(crate) fn find(chars: &[char], anchors: &[u32], vocabulary: &Vocabulary) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut from = 0;
    for at in anchors.iter().map(|at| *at as usize) {
        if at < from {
            continue;
        }
        let read = match chars.get(at) {
            Some(c) if c.is_ascii_digit() => digits(chars, at),
            Some(c) if is_chinese(*c) => chinese(chars, at),
            Some('几' | '若') => {
                let some = vague::some(chars, at, vocabulary);
                from = some.as_ref().map_or(from, |some| some.range.end);
                numbers.extend(some);
                continue;
            }
            Some(_) => {
                let nothing = nothing(chars, at, vocabulary);
                from = nothing.as_ref().map_or(from, |none| none.range.end);
                numbers.extend(nothing);
                continue;
            }
            None => continue,
        };
        let number = read
            .raw
            .and_then(|raw| number(chars, at, &read, raw, vocabulary));
        let number = number.or_else(|| nothing(chars, at, vocabulary));
        from = number
            .as_ref()
            .map_or(read.end, |number| number.range.end)
            .max(at + 1);
        numbers.extend(number);
    }
    numbers
}

/// A word at the end of a clause that says there was none of what stands before: 行政诉讼均无。
fn nothing(chars: &[char], at: usize, vocabulary: &Vocabulary) -> Option<Number> {
    let end = at + starts_with_any(chars.get(at..)?, &vocabulary.nothing)?;
    let named = at.checked_sub(1).and_then(|before| chars.get(before));
    let named = named.is_some_and(|c| c.is_alphabetic() || matches!(c, ':' | ')' | '\u{201d}'));
    let over = is_clause_end(chars.get(end));
    (named && over).then(|| Number {
        range: at..end,
        stated: StatedValue::exactly(0),
        unit: Unit::Count,
        exact: true,
    })
}

fn is_clause_end(c: Option<&char>) -> bool {
    c.is_none_or(|c| matches!(c, ',' | '。' | ';' | ')' | '!' | '\n' | '、'))
}

/// A run of digits.
struct Run {
    /// Where it ends.
    end: usize,
    /// Its digits, if it is well formed.
    raw: Option<Raw>,
    chinese: bool,
}

/// Digits without their point.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Raw {
    value: i128,
    /// How many of them stand behind it.
    decimals: u32,
}

fn digits(chars: &[char], start: usize) -> Run {
    let mut value: i128 = 0;
    let (mut count, mut decimals, mut point) = (0, 0, false);
    let mut at = start;
    while let Some(c) = chars.get(at) {
        if let Some(digit) = c.to_digit(10) {
            count += 1;
            if count <= MOST_DIGITS {
                value = value * 10 + i128::from(digit);
            }
            decimals += u32::from(point);
        } else if *c == '.' && !point && is_digit(chars, at + 1) {
            point = true;
        } else if !(*c == ',' && !point && is_group(chars, start, at)) {
            break;
        }
        at += 1;
    }
    Run {
        end: at,
        raw: (count <= MOST_DIGITS).then_some(Raw { value, decimals }),
        chinese: false,
    }
}

fn is_digit(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(char::is_ascii_digit)
}

/// Whether the comma at a position parts thousands: three digits follow and no fourth, and not
/// more than three come before.
fn is_group(chars: &[char], start: usize, at: usize) -> bool {
    let after = (1..=3).all(|step| is_digit(chars, at + step)) && !is_digit(chars, at + 4);
    let before = chars.get(start..at).unwrap_or_default();
    let last = before.iter().rev().take_while(|c| **c != ',').count();
    let grouped = before.contains(&',');
    after && if grouped { last == 3 } else { last <= 3 }
}

fn chinese_digit(c: char) -> Option<i128> {
    match numerals::everyday(c) {
        '两' => Some(2),
        c if numerals::is_zero(c) => Some(0),
        c => numerals::digit(c).map(i128::from),
    }
}

fn chinese_place(c: char) -> Option<i128> {
    numerals::place(numerals::everyday(c))
}

fn is_chinese(c: char) -> bool {
    chinese_digit(c).is_some() || chinese_place(c).is_some()
}

/// Chinese numerals: by place (三千二百零五) or digit by digit (二〇二三).
fn chinese(chars: &[char], start: usize) -> Run {
    let run = chars.iter().skip(start);
    let length = run.take_while(|c| is_chinese(**c)).count();
    let end = start + length;
    let run = chars.get(start..end).unwrap_or_default();
    let value = match length {
        0 => None,
        1..=MOST_DIGITS if run.iter().any(|c| chinese_place(*c).is_some()) => by_place(run),
        1..=MOST_DIGITS => Some(
            run.iter()
                .fold(0, |sum, c| sum * 10 + chinese_digit(*c).unwrap_or_default()),
        ),
        _ => None,
    };
    Run {
        end,
        raw: value.map(|value| Raw { value, decimals: 0 }),
        chinese: true,
    }
}

/// 三千二百零五: every digit has its place, and places go down between 万 and 亿.
fn by_place(run: &[char]) -> Option<i128> {
    let (mut total, mut section, mut digit): (i128, i128, Option<i128>) = (0, 0, None);
    let mut last = i128::MAX;
    for c in run {
        if let Some(value) = chinese_digit(*c) {
            if digit.is_some_and(|before| before != 0) {
                return None;
            }
            digit = Some(value);
            continue;
        }
        let power = chinese_place(*c)?;
        if power >= 10_000 {
            section = section.checked_add(digit.take().unwrap_or_default())?;
            total = total.checked_add(section.max(1).checked_mul(power)?)?;
            (section, last) = (0, i128::MAX);
            continue;
        }
        if power >= last {
            return None;
        }
        last = power;
        section += digit.take().filter(|d| *d != 0).unwrap_or(1) * power;
    }
    total
        .checked_add(section)?
        .checked_add(digit.unwrap_or_default())
}

/// A run with what follows it; nothing where it is no figure of its own.
fn number(
    chars: &[char],
    start: usize,
    run: &Run,
    raw: Raw,
    vocabulary: &Vocabulary,
) -> Option<Number> {
    let before = chars.get(..start).unwrap_or_default();
    if before.last().is_some_and(|c| goes_on(*c)) {
        return None;
    }
    let Behind {
        unit,
        factor,
        about,
        end,
    } = behind(chars, start, run, raw, vocabulary)?;
    let is_ranged = is_range(before) || is_dash(chars.get(end));
    let is_exact = !is_ranged && about.is_none() && !is_about(before, run, vocabulary);
    let mut stated = match unit {
        Unit::Percent(_) => StatedValue::exactly(raw.value),
        _ => scaled(raw, factor)?,
    };
    let mut lead = 0;
    if !is_exact
        && !is_ranged
        && unit == Unit::Count
        && let Some((span, length)) = vague::span(chars, &(start..run.end), stated, about)
    {
        stated.span = Some(span);
        lead = length;
    }
    // 百 and 千 alone are words unless something makes them a count: 上百件.
    let alone = matches!(chars.get(start), Some('百' | '千'));
    if alone && stated.span.is_none() {
        return None;
    }
    Some(Number {
        range: start - lead..end,
        stated,
        unit,
        exact: is_exact,
    })
}

/// Whether digits behind a character are part of what it belongs to.
const fn goes_on(c: char) -> bool {
    c == '第' || c == '.' || c.is_ascii_alphanumeric()
}

/// Whether what stands before a run makes it no exact one.
fn is_about(before: &[char], run: &Run, vocabulary: &Vocabulary) -> bool {
    let mut vague_words = vocabulary.about.ending(before);
    vague_words.any(|word| !vague::is_behind(word))
        || (run.chinese && ends_with_any(before, &vocabulary.about_numerals))
}

/// How much of a text repeats a figure in brackets: 二十二（22）件.
fn twin(rest: &[char], raw: Raw) -> usize {
    let ['(', inside @ ..] = rest else {
        return 0;
    };
    let close = inside.iter().take(MOST_DIGITS + 4).position(|c| *c == ')');
    let run = match inside.first() {
        Some(c) if c.is_ascii_digit() => digits(inside, 0),
        Some(c) if is_chinese(*c) => chinese(inside, 0),
        _ => return 0,
    };
    let same = close == Some(run.end) && run.raw == Some(raw);
    if same { run.end + 2 } else { 0 }
}

/// What follows a run of digits.
struct Behind<'c> {
    unit: Unit,
    factor: i128,
    /// The word that makes it no exact figure.
    about: Option<&'c [char]>,
    /// Where the figure ends.
    end: usize,
}

/// What follows a run that begins at a position; nothing where it is no figure with that.
fn behind<'c>(
    chars: &'c [char],
    start: usize,
    run: &Run,
    raw: Raw,
    vocabulary: &Vocabulary,
) -> Option<Behind<'c>> {
    let rest = |at: usize| chars.get(at..).unwrap_or_default();
    let about_at = |at: usize| rest(at).get(..starts_with_any(rest(at), &vocabulary.about)?);
    let digits_end = run.end + twin(rest(run.end), raw);
    let power = chars.get(digits_end).filter(|_| !run.chinese);
    let power = power.and_then(|c| numerals::place(*c));
    let mut end = digits_end + usize::from(power.is_some());
    let factor = power.unwrap_or(1);
    let about = about_at(end);
    end += about.map_or(0, <[char]>::len);
    let (unit, length) = unit(rest(end), vocabulary, raw.decimals, factor)?;
    if unit == Unit::None && is_listing(chars, start, rest(end)) {
        return None;
    }
    if run.chinese && unit == Unit::None && !is_none(chars, start, run.end, end) {
        return None;
    }
    end += length;
    // Behind a unit a single character begins another word: 5件来自自然人, 2件逾期不补正.
    let behind_unit = about_at(end).filter(|word| word.len() > 1);
    Some(Behind {
        unit,
        factor,
        about: about.or(behind_unit),
        end,
    })
}

/// Whether digits number what follows: 依申请公开：1.申请情况.
fn is_listing(chars: &[char], start: usize, rest: &[char]) -> bool {
    let before = start.checked_sub(1).and_then(|before| chars.get(before));
    let begins = before.is_none_or(|c| !c.is_alphanumeric() && *c != '、');
    let heads = rest.get(1).is_some_and(|c| c.is_alphabetic());
    match rest.first() {
        Some('.') => heads,
        Some('、') => heads && begins && before != Some(&':') && before != Some(&','),
        _ => false,
    }
}

/// Whether a numeral without a unit is a figure: 均为零. Every other one alone is a word.
fn is_none(chars: &[char], start: usize, end: usize, until: usize) -> bool {
    let before = start.checked_sub(1).and_then(|before| chars.get(before));
    end == start + 1
        && chars.get(start) == Some(&'零')
        && before.is_some_and(|c| prose::before_none(*c))
        && is_clause_end(chars.get(until))
}

/// Digits with their decimals, times the factor: a whole number, or nothing.
fn scaled(raw: Raw, factor: i128) -> Option<StatedValue> {
    let divisor = 10i128.checked_pow(raw.decimals)?;
    if factor % divisor != 0 {
        return None;
    }
    let step = factor / divisor;
    Some(StatedValue {
        value: raw.value.checked_mul(step)?,
        step,
        span: None,
    })
}

/// Whether a figure is the end of a range such as `3至5件`.
fn is_range(before: &[char]) -> bool {
    let dash = is_dash(before.last()) || before.last().is_some_and(|c| matches!(c, '至' | '到'));
    dash && before.iter().rev().nth(1).is_some_and(|c| {
        c.is_ascii_digit() || chinese_digit(*c).is_some() || !c.is_alphanumeric() || *c == '件'
    })
}

fn is_dash(c: Option<&char>) -> bool {
    c.is_some_and(|c| matches!(c, '-' | '~' | '—' | '–' | '～'))
}

/// The unit that follows and its length; nothing where it is a unit of something else.
fn unit(
    rest: &[char],
    vocabulary: &Vocabulary,
    decimals: u32,
    factor: i128,
) -> Option<(Unit, usize)> {
    if rest.first() == Some(&'%') {
        return (factor == 1).then_some((Unit::Percent(decimals), 1));
    }
    match rest {
        ['个', '百', '分', '点', ..] => return Some((Unit::Percent(decimals), 4)),
        ['百', '分', '点', ..] => return Some((Unit::Percent(decimals), 3)),
        _ => {}
    }
    if rest.first().is_some_and(|c| dates::year(*c)) {
        return Some((Unit::Year, 1));
    }
    let count = starts_with_any(rest, &vocabulary.units);
    let other = starts_with_any(rest, &vocabulary.other_units);
    if let Some(money) = starts_with_any(rest, &vocabulary.money) {
        return Some((Unit::Money, money));
    }
    match (count, other) {
        (count, Some(other)) if count.is_none_or(|count| other > count) => None,
        (Some(count), _) => Some((Unit::Count, count)),
        _ => {
            let ends = rest.first().is_none_or(|c| !c.is_alphanumeric());
            ends.then_some((Unit::None, 0))
        }
    }
}

fn ends_with_any(before: &[char], words: &Words) -> bool {
    words.ending(before).next().is_some()
}

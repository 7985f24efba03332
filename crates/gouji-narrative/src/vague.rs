//! Counts that are not meant exactly: which figures may be stated so.
//!
//! 十几件 is more than ten and fewer than twenty, 上百件 about a hundred or more, 近50件 somewhat fewer than
//! fifty. The spans are wide: what is outside one contradicts the words in anyone's ear.

use std::ops::Range;

use gouji_language::vague;
use gouji_model::numerals;
use gouji_rule::Vocabulary;

use crate::number::{Number, StatedValue, Unit, starts_with_any};

/// The figures that a count may mean.
pub(crate) type Span = (i128, i128);

/// What stands before or behind a figure and makes it a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// 近50.
    Nearly,
    /// 超过50, 50以上.
    Over,
    /// 不足50, 50以内.
    Under,
    /// 约50, 50左右.
    Roughly,
    /// 50余, 十几.
    AndMore,
    /// 数十, 几百.
    Several,
    /// 上百.
    UpTo,
}

/// Words before a figure.
const BEFORE: [(&[&str], Manner); 4] = [
    (vague::NEARLY, Manner::Nearly),
    (vague::OVER, Manner::Over),
    (vague::UNDER, Manner::Under),
    (vague::ROUGHLY, Manner::Roughly),
];

/// Words behind a figure, before its unit or after.
const BEHIND: [(&[&str], Manner); 4] = [
    (vague::AND_MORE, Manner::AndMore),
    (vague::ABOUT, Manner::Roughly),
    (vague::AND_OVER, Manner::Over),
    (vague::AND_UNDER, Manner::Under),
];

/// Whether a word makes only the figure before it vague: 其余5件 and 转来5件 are exact.
pub(crate) fn is_behind(word: &[char]) -> bool {
    let mut words = BEHIND.iter().flat_map(|(words, _)| words.iter());
    words.any(|behind| behind.chars().eq(word.iter().copied()))
}

/// The figures that a count with these surroundings may mean, and how many characters before it say
/// so; nothing where it is not known how its words change it.
pub(crate) fn span(
    chars: &[char],
    run: &Range<usize>,
    stated: StatedValue,
    behind: Option<&[char]>,
) -> Option<(Span, usize)> {
    let before = chars.get(..run.start)?;
    let behind = behind.and_then(|word| manner(&BEHIND, |known| equals(word, known)));
    let first = power_alone(chars, run);
    let lead = first.and_then(|_| lead(before)).or_else(|| {
        let is_other = vague::OTHERS.iter().any(|word| ends(before, word));
        let word = manner(&BEFORE, |known| ends(before, known));
        word.filter(|_| !is_other)
    });
    let length = lead.map_or(0, |(_, length)| length);
    let manners = [lead, behind].into_iter().flatten();
    let spans = manners.map(|(manner, _)| of(manner, stated, first));
    let span = spans.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))?;
    Some((span, length))
}

/// The power that a numeral of nothing but powers begins with: the 百 of 上百.
pub(crate) fn power_alone(chars: &[char], run: &Range<usize>) -> Option<i128> {
    numerals::place(*chars.get(run.start)?)
}

/// 数十, 几百, 上千: 总数十件 is a total of ten.
fn lead(before: &[char]) -> Option<(Manner, usize)> {
    match before {
        [.., of, number] if vague::of_total(*of) && vague::of_number(*number) => None,
        [.., several] if vague::several(*several) => Some((Manner::Several, 1)),
        [.., up_to] if vague::up_to(*up_to) => Some((Manner::UpTo, 1)),
        _ => None,
    }
}

fn of(manner: Manner, stated: StatedValue, first: Option<i128>) -> Span {
    let value = stated.value;
    let part = |of: i128| value.saturating_mul(of) / 100;
    match manner {
        Manner::Nearly => (part(70), part(105)),
        Manner::Over => (value, i128::MAX),
        Manner::Under => (1, value),
        Manner::Roughly => (part(70), part(130).max(value + 1)),
        Manner::AndMore => (value, value.saturating_add(unit_of(stated) - 1)),
        Manner::Several => {
            let power = first.unwrap_or(value);
            (power.saturating_mul(2), power.saturating_mul(10) - 1)
        }
        Manner::UpTo => {
            let power = first.unwrap_or(value);
            (power.saturating_mul(9) / 10, power.saturating_mul(10) - 1)
        }
    }
}

/// What the last digit that is not zero counts: of 30 ten, of 1.2万 a thousand.
fn unit_of(stated: StatedValue) -> i128 {
    let mut unit = stated.step.max(1);
    while stated.value != 0 && stated.value % (unit.saturating_mul(10)) == 0 {
        unit *= 10;
    }
    // 35余 goes on to the next ten or so.
    unit.max(10)
}

fn manner<const N: usize>(
    manners: &[(&'static [&'static str], Manner); N],
    stands: impl Fn(&str) -> bool,
) -> Option<(Manner, usize)> {
    let each = |(words, manner): &(&'static [&'static str], Manner)| {
        let manner = *manner;
        words.iter().map(move |word| (*word, manner))
    };
    let known = manners.iter().flat_map(each);
    let known = known.filter(|(word, _)| stands(word));
    let longest = known.max_by_key(|(word, _)| word.len());
    longest.map(|(word, manner)| (manner, word.chars().count()))
}

fn ends(text: &[char], word: &str) -> bool {
    let mut rest = text.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

fn begins(text: &[char], word: &str) -> bool {
    let mut rest = text.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

fn equals(text: &[char], word: &str) -> bool {
    text.iter().copied().eq(word.chars())
}

/// A count without any numeral: 几件, 若干件.
pub(crate) fn some(chars: &[char], at: usize, vocabulary: &Vocabulary) -> Option<Number> {
    let rest = chars.get(at..)?;
    let some = |word: &&&str| begins(rest, word);
    let (length, span) = match vague::SOME.iter().find(some) {
        _ if rest.first().is_some_and(|c| vague::few(*c)) => (1, (1, 10)),
        Some(word) => (word.chars().count(), (1, i128::MAX)),
        None => return None,
    };
    // 十几件 is of the numeral before; 几 asks where another word of the kind stands before.
    let before = at.checked_sub(1).and_then(|before| chars.get(before));
    if before.is_some_and(|c| vague::before_few(*c)) {
        return None;
    }
    let rest = chars.get(at + length..)?;
    let longest = |words| starts_with_any(rest, words);
    let unit = longest(&vocabulary.units)?;
    if longest(&vocabulary.other_units).is_some_and(|other| other > unit) {
        return None;
    }
    Some(Number {
        range: at..at + length + unit,
        stated: StatedValue {
            span: Some(span),
            ..StatedValue::exactly(1)
        },
        unit: Unit::Count,
        exact: false,
    })
}

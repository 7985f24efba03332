//! Days as pages and signatures write them.

use std::borrow::Cow;

use gouji_language::dates;
use gouji_model::{Date, numerals};

/// The first day of a text: `2024-1-5`, `2024/01/05`, `2024年1月5日`, `二〇二四年一月五日`.
pub(super) fn first_day(text: &str) -> Option<Date> {
    let plain = narrowed(text);
    let starts = plain.char_indices().filter(|(_, c)| numeral(*c).is_some());
    starts
        .map(|(at, _)| at)
        .find_map(|at| day_at(plain.get(at..)?))
}

/// The day that a text begins with.
pub(super) fn day_first(text: &str) -> Option<Date> {
    day_at(&narrowed(text))
}

/// The day that a line without white space is, and nothing else, at most in brackets or with something in
/// brackets behind it: `2024-2-15`, `（2024年2月15日）`, `2024年2月15日（此件公开发布）`.
pub(super) fn whole_day(line: &str) -> Option<Date> {
    let plain = narrowed(line);
    let (day, rest) = day_and_rest(inside(&plain).unwrap_or(&plain))?;
    let rest = rest.strip_prefix(dates::day_number).unwrap_or(rest);
    (rest.is_empty() || inside(rest).is_some()).then_some(day)
}

/// What stands in brackets around all of a text.
fn inside(text: &str) -> Option<&str> {
    let text = text.strip_prefix(['（', '('])?;
    let text = text.strip_suffix(['）', ')'])?;
    (!text.contains(['（', '(', '）', ')'])).then_some(text)
}

/// The day that a text of digits is, as machines write it: `20240215`, with or without the time behind it.
pub(super) fn compact_day(text: &str) -> Option<Date> {
    let own = text.trim();
    let digits = own.find(|c: char| !c.is_ascii_digit()).unwrap_or(own.len());
    if digits != 8 && digits != 14 {
        return None;
    }
    let part = |from: usize, to: usize| own.get(from..to)?.parse::<u16>().ok();
    let small = |part: Option<u16>| u8::try_from(part?).ok();
    existing(part(0, 4)?.into(), small(part(4, 6))?, small(part(6, 8))?)
}

/// A text with full-width digits as plain ones.
fn narrowed(text: &str) -> Cow<'_, str> {
    match text.chars().all(|c| narrow(c) == c) {
        true => text.into(),
        false => text.chars().map(narrow).collect::<String>().into(),
    }
}

/// A full-width digit as a plain one.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The value of a digit. The zero of Chinese numerals is often typed as the letter O.
pub(super) fn numeral(c: char) -> Option<u32> {
    let zero = (numerals::is_zero(c) || matches!(c, 'O' | 'Ｏ')).then_some(0);
    c.to_digit(10)
        .or(zero)
        .or_else(|| numerals::digit(c).map(u32::from))
}

/// The day that a text begins with.
fn day_at(text: &str) -> Option<Date> {
    day_and_rest(text).map(|(day, _)| day)
}

/// The day that a text begins with, and what stands behind its number.
fn day_and_rest(text: &str) -> Option<(Date, &str)> {
    let mut rest = text;
    let mut year = 0;
    for _ in 0..4 {
        let c = rest.chars().next()?;
        year = year * 10 + numeral(c)?;
        rest = rest.get(c.len_utf8()..)?;
    }
    rest = rest
        .trim_start()
        .strip_prefix(|c| is_dash(c) || dates::year(c))?;
    let month = number(&mut rest)?;
    rest = rest
        .trim_start()
        .strip_prefix(|c| is_dash(c) || dates::month(c))?;
    let day = number(&mut rest)?;
    let year = i32::try_from(year).ok()?;
    existing(year, month, day).map(|day| (day, rest))
}

fn existing(year: i32, month: u8, day: u8) -> Option<Date> {
    let exists =
        (1990..=2999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    exists.then_some(Date { year, month, day })
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | '－')
}

fn is_ten(c: char) -> bool {
    numerals::place(c) == Some(10)
}

/// A number below a hundred, in digits or Chinese numerals: `5`, `05`, `二十五`, `十`.
fn number(rest: &mut &str) -> Option<u8> {
    let text = rest.trim_start();
    let is_part = |c: char| c.is_ascii_digit() || numeral(c).is_some() || is_ten(c);
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    let (own, after) = text.split_at(end.min(text.len()));
    let value = match own.split_once(is_ten) {
        Some((tens, ones)) => {
            let digit = |text: &str, none: u32| match text.chars().next() {
                Some(c) => numeral(c),
                None => Some(none),
            };
            digit(tens, 1)? * 10 + digit(ones, 0)?
        }
        None => {
            let digits = own.chars().map(numeral).collect::<Option<Vec<u32>>>()?;
            let fits = (1..=2).contains(&digits.len());
            fits.then(|| digits.iter().fold(0, |sum, digit| sum * 10 + digit))?
        }
    };
    *rest = after;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Option<Date> {
        Some(Date { year, month, day })
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, expected) in [
            ("2024-01-05 10:20:00", day(2024, 1, 5)),
            ("2024/1/5", day(2024, 1, 5)),
            ("于２０２４年１月２５日", day(2024, 1, 25)),
            ("2024 年 1 月 25 日", day(2024, 1, 25)),
            ("二〇二四年十二月三十一日", day(2024, 12, 31)),
            ("二○二四年一月十日", day(2024, 1, 10)),
            ("2024-13-05", None),
            ("12024", None),
            ("2024年度", None),
        ] {
            assert_eq!(first_day(text), expected, "{text}");
        }
    }
}

//! Attributes of a tag: gone past, quotes respected, looked at only for spans.

use std::ops::Range;

use memchr::memchr;

/// The spans a cell's tag declares, as browsers limit them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    /// Rows, at least 1.
    pub rows: u32,
    /// Columns, at least 1.
    pub columns: u32,
}

impl Spans {
    /// Of what spans nothing else.
    pub(super) const ONE: Self = Self {
        rows: 1,
        columns: 1,
    };
}

/// Limits of the HTML standard.
const MOST_COLUMNS: u32 = 1_000;
const MOST_ROWS: u32 = 65_534;

/// Length of `rowspan` and of `colspan`.
const SPAN_NAME: usize = 7;

/// Goes past the attributes and the `>` of a tag; `None` where the file ends in the tag.
pub(super) fn skip(bytes: &[u8], at: usize) -> Option<usize> {
    walk(bytes, at, |_, _| {})
}

/// Goes past the attributes of a cell's tag, and reads its spans.
pub(super) fn spans(bytes: &[u8], at: usize) -> Option<(Spans, usize)> {
    let (mut rows, mut columns) = (None, None);
    let end = walk(bytes, at, |name, value| {
        if name.len() != SPAN_NAME {
            return;
        }
        // Of attributes with the same name, the first counts.
        if name.eq_ignore_ascii_case(b"rowspan") {
            rows = rows.or(Some(number(value)));
        } else if name.eq_ignore_ascii_case(b"colspan") {
            columns = columns.or(Some(number(value)));
        }
    })?;
    let rows = match rows.flatten() {
        // To the end of the group of rows.
        Some(0) => MOST_ROWS,
        rows => rows.unwrap_or(1).min(MOST_ROWS),
    };
    let columns = columns.flatten().unwrap_or(1).clamp(1, MOST_COLUMNS);
    Some((Spans { rows, columns }, end))
}

/// Goes past attributes and shows each name and value.
#[inline]
pub(super) fn walk<'b>(
    bytes: &'b [u8],
    at: usize,
    mut seen: impl FnMut(&'b [u8], &'b [u8]),
) -> Option<usize> {
    let part = |range| bytes.get(range).unwrap_or_default();
    walk_ranges(bytes, at, |name, value| seen(part(name), part(value)))
}

/// Goes past attributes and shows where each name and value stands.
#[inline]
pub(super) fn walk_ranges(
    bytes: &[u8],
    mut at: usize,
    mut seen: impl FnMut(Range<usize>, Range<usize>),
) -> Option<usize> {
    loop {
        while is_space(*bytes.get(at)?) || bytes.get(at) == Some(&b'/') {
            at += 1;
        }
        if bytes.get(at) == Some(&b'>') {
            return Some(at + 1);
        }
        let name = at;
        // Whatever begins a name belongs to it, even `=`.
        at += 1;
        while !is_name_end(*bytes.get(at)?) {
            at += 1;
        }
        let name = name..at;
        at = after_space(bytes, at)?;
        let mut value = 0..0;
        if bytes.get(at) == Some(&b'=') {
            at = after_space(bytes, at + 1)?;
            (value, at) = self::value(bytes, at)?;
        }
        seen(name, value);
    }
}

/// The range of a value and where the tag goes on.
#[inline]
fn value(bytes: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let start = at + 1;
            let end = start + memchr(quote, bytes.get(start..)?)?;
            Some((start..end, end + 1))
        }
        _ => {
            let mut end = at;
            while !is_value_end(*bytes.get(end)?) {
                end += 1;
            }
            Some((at..end, end))
        }
    }
}

fn after_space(bytes: &[u8], mut at: usize) -> Option<usize> {
    while is_space(*bytes.get(at)?) {
        at += 1;
    }
    Some(at)
}

/// Whether a byte ends the name of an attribute.
#[inline]
const fn is_name_end(b: u8) -> bool {
    ENDS[b as usize] & OF_NAME != 0
}

/// Whether a byte ends the name of a tag.
#[inline]
pub(super) const fn is_tag_name_end(b: u8) -> bool {
    ENDS[b as usize] & OF_TAG_NAME != 0
}

/// Whether a byte of text stands for something else than itself: white space and references.
#[inline]
pub(super) const fn is_special_in_text(b: u8) -> bool {
    ENDS[b as usize] & OF_PLAIN_TEXT != 0
}

/// Whether a byte ends a value without quotes.
#[inline]
const fn is_value_end(b: u8) -> bool {
    ENDS[b as usize] & OF_VALUE != 0
}

const OF_NAME: u8 = 1;
const OF_TAG_NAME: u8 = 2;
const OF_VALUE: u8 = 4;
const OF_PLAIN_TEXT: u8 = 8;

/// What each byte ends: a page has more bytes in names than in text, and one look is faster than
/// a comparison with each of the eight.
static ENDS: [u8; 256] = {
    let mut ends = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        ends[byte] = match byte as u8 {
            b'>' => OF_NAME | OF_TAG_NAME | OF_VALUE,
            b'/' => OF_NAME | OF_TAG_NAME,
            b'=' => OF_NAME,
            b'&' => OF_PLAIN_TEXT,
            b if is_space(b) => OF_NAME | OF_TAG_NAME | OF_VALUE | OF_PLAIN_TEXT,
            _ => 0,
        };
        byte += 1;
    }
    ends
};

/// White space of the HTML standard.
pub(super) const fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

/// A number as browsers parse one: a sign, and digits that something may follow.
fn number(value: &[u8]) -> Option<u32> {
    let value = value.trim_ascii_start();
    let (negative, value) = match value {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, value),
    };
    let digits = value.iter().take_while(|b| b.is_ascii_digit());
    let number = digits.fold(None, |number: Option<u32>, digit| {
        let digit = u32::from(digit - b'0');
        Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit))
    });
    number.filter(|number| !negative || *number == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(tag: &str) -> Option<(u32, u32, usize)> {
        spans(tag.as_bytes(), 0).map(|(spans, end)| (spans.rows, spans.columns, end))
    }

    #[test]
    fn quotes_hide_the_end_of_a_tag_only_after_an_equals_sign() {
        assert_eq!(skip(b" a=\"x>y\" b='>' c>t", 0), Some(17));
        assert_eq!(skip(b" a=x\"y>z\">", 0), Some(7));
        assert_eq!(skip(b" \"a>b\">", 0), Some(4));
        assert_eq!(skip(b" =\">\">", 0), Some(4));
        assert_eq!(skip(b" a = \n '>' />", 0), Some(13));
        assert_eq!(skip(b" a=>b", 0), Some(4));
        assert_eq!(skip(b" href=x?y=\"z>\">", 0), Some(13));
        assert_eq!(skip(b"/>", 0), Some(2));
    }

    #[test]
    fn a_tag_cut_short_is_none() {
        for tag in ["", " ", " a", " a=", " a='", " a='>", " a=b", " a/"] {
            assert_eq!(skip(tag.as_bytes(), 0), None, "{tag:?}");
        }
    }

    #[test]
    fn spans_are_limited_as_in_browsers() {
        assert_eq!(read(" colspan=2 ROWSPAN='3'>"), Some((3, 2, 23)));
        let columns = |value: &str| read(&format!(" colspan={value}>")).map(|found| found.1);
        assert_eq!(columns("0"), Some(1));
        assert_eq!(columns("1001"), Some(1000));
        assert_eq!(columns("99999999999999"), Some(1000));
        assert_eq!(columns("\" +4px\""), Some(4));
        assert_eq!(columns("-4"), Some(1));
        assert_eq!(columns("++4"), Some(1));
        assert_eq!(columns("x"), Some(1));
        let rows = |value: &str| read(&format!(" rowspan={value}>")).map(|found| found.0);
        assert_eq!(rows("0"), Some(65_534));
        assert_eq!(rows("-0"), Some(65_534));
        assert_eq!(rows("70000"), Some(65_534));
        assert_eq!(rows("''"), Some(1));
    }

    #[test]
    fn the_first_of_two_attributes_counts() {
        assert_eq!(read(" colspan=2 colspan=3>"), Some((1, 2, 21)));
        assert_eq!(read(" colspan colspan=3>"), Some((1, 1, 19)));
    }
}

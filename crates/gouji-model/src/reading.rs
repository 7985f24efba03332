//! How the text of a cell is read as a value.

use crate::{Figure, Value};

/// Signs that stand for nothing in a cell, after folding full-width forms.
const PLACEHOLDERS: [&str; 14] = [
    "/", "\\", "-", "--", "—", "——", "–", "―", "─", "一一", "无", "無", "...", "*",
];

/// Characters without width that converters leave in cells, soft hyphens among them.
const INVISIBLE: [char; 5] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{feff}'];

/// Whether a character behind a figure refers to a note and is no part of it: `12¹` and `12①` are
/// twelve. Readers write raised digits and brackets as these characters.
#[must_use]
pub const fn is_note_mark(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁽' | '⁾' | '①'..='⑳')
}

impl Value {
    /// Reads the text of a cell: the value, and the trimmed text where that is not simply the
    /// value's own digits.
    ///
    /// Full-width digits, thousands separators and surrounding spaces read as the number they
    /// mean, and so does a figure with the mark of a note behind it. A number with a unit is text.
    #[must_use]
    pub fn read(text: &str) -> (Self, Option<Box<str>>) {
        let text = trim(text);
        if text.is_empty() {
            return (Self::Blank, None);
        }
        if let Some(figure) = plain_digits(text) {
            return (Self::Figure(figure), None);
        }
        let folded = fold_width(text);
        let raw = Some(Box::from(text));
        if PLACEHOLDERS.contains(&folded.as_str()) {
            return (Self::Placeholder, raw);
        }
        let unmarked = folded.trim_end_matches(|c: char| is_note_mark(c) || c.is_whitespace());
        match number(unmarked) {
            Some(figure) if figure.to_string() == text => (Self::Figure(figure), None),
            Some(figure) => (Self::Figure(figure), raw),
            None => (Self::Text, raw),
        }
    }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || INVISIBLE.contains(&c))
}

/// The common case: a short run of ASCII digits in the way a figure prints itself.
fn plain_digits(text: &str) -> Option<Figure> {
    let bytes = text.as_bytes();
    let canonical = bytes.len() <= 18
        && bytes.iter().all(u8::is_ascii_digit)
        && (bytes.len() == 1 || bytes.first() != Some(&b'0'));
    if !canonical {
        return None;
    }
    let value = bytes
        .iter()
        .fold(0i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    Some(Figure::from(value))
}

fn fold_width(text: &str) -> String {
    text.chars()
        .filter(|c| !INVISIBLE.contains(c))
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '−' => '-',
            c => c,
        })
        .collect()
}

/// A number with an optional sign and optional thousands separators in the right places.
fn number(text: &str) -> Option<Figure> {
    if !text.contains(',') {
        return Figure::parse(text).ok();
    }
    let whole = text.split('.').next().unwrap_or(text);
    let mut groups = whole.trim_start_matches(['+', '-']).split(',');
    let first = groups.next()?;
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !well_grouped {
        return None;
    }
    Figure::parse(&text.replace(',', "")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        Value::read(text).0
    }

    fn figure(text: &str) -> Value {
        Value::Figure(Figure::parse(text).unwrap())
    }

    #[test]
    fn reads_numbers_in_every_dress() {
        for text in [
            "1036",
            " 1036 ",
            "１０３６",
            "1,036",
            "+1036",
            "1，036",
            "\u{a0}1036\u{3000}",
        ] {
            assert_eq!(value(text), figure("1036"), "{text}");
        }
        assert_eq!(value("72701.2578"), figure("72701.2578"));
        assert_eq!(value("-8"), figure("-8"));
        assert_eq!(value("－8"), figure("-8"));
        assert_eq!(value("1\u{ad}036"), figure("1036"));
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_the_figure() {
        for text in ["12¹", "12①", "12 ⁽¹⁰⁾", "１２②"] {
            assert_eq!(value(text), figure("12"), "{text}");
            assert_eq!(Value::read(text).1.as_deref(), Some(text));
        }
        for text in ["¹", "①", "1¹2", "¹12"] {
            assert_eq!(value(text), Value::Text, "{text}");
        }
    }

    #[test]
    fn tells_blanks_signs_and_text_apart() {
        assert_eq!(value(" \u{a0}\u{3000}\u{200b}"), Value::Blank);
        for text in ["/", "-", "—", "－", "无", "／"] {
            assert_eq!(value(text), Value::Placeholder, "{text}");
        }
        for text in ["3件", "251000元", "1 2", "10,36", "无申请", "1e3"] {
            assert_eq!(value(text), Value::Text, "{text}");
        }
    }

    #[test]
    fn keeps_the_text_only_where_it_differs() {
        assert_eq!(Value::read(" 12 ").1, None);
        assert_eq!(Value::read("1,036").1.as_deref(), Some("1,036"));
        assert_eq!(Value::read("007").1.as_deref(), Some("007"));
    }
}

//! How the text of a cell is read as a value.

use gouji_language::values::{NOTES, NOTHING};

use crate::characters::{half_width, is_invisible};
use crate::units::{self, Unit};
use crate::{CellKind, Column, Figure, Value};

/// Signs that stand for nothing in a cell, after folding full-width forms; words that do are those of a
/// language.
const SIGNS: [&str; 11] = ["/", "\\", "-", "--", "—", "——", "–", "―", "─", "...", "*"];

/// What libraries for tables print in a cell that has no value.
const MISSING: [&str; 4] = ["NaN", "nan", "<NA>", "None"];

/// Whether the text of a cell is what a library for tables prints where a cell has no value.
#[must_use]
pub fn is_missing(text: &str) -> bool {
    MISSING.contains(&text)
}

/// What numbers are written with besides digits, in any language.
const SIGNS_OF_NUMBERS: &str = "+-.,'’‘()";

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
    /// mean, and so does a figure with the mark of a note behind it, in quotes, or raised as a whole. A
    /// number with a unit is text.
    #[must_use]
    pub fn read(text: &str) -> (Self, Option<Box<str>>) {
        if let Some(figure) = plain_digits(text) {
            return (Self::Figure(figure), None);
        }
        let text = trim(text);
        if text.is_empty() {
            return (Self::Blank, None);
        }
        if let Some(figure) = plain_digits(text) {
            return (Self::Figure(figure), None);
        }
        let folded = fold_width(text);
        let raw = Some(Box::from(text));
        let is_sign = |signs: &[&str]| signs.contains(&folded.as_str());
        if is_sign(&SIGNS) || is_sign(NOTHING) || is_missing(&folded) {
            return (Self::Placeholder, raw);
        }
        match dressed(&folded) {
            Some(figure) if figure.to_string() == text => (Self::Figure(figure), None),
            Some(figure) => (Self::Figure(figure), raw),
            None => (Self::Text, raw),
        }
    }
}

impl Value {
    /// Reads the text of a cell of a column: as [`Value::read`], but a count with what is counted, and an
    /// amount with its unit, are the figures they mean. An amount comes in the unit that the column
    /// prints; where it prints none, it is the number as written.
    #[must_use]
    pub fn read_in(text: &str, column: &Column) -> (Self, Option<Box<str>>) {
        let (value, raw) = Self::read(text);
        let measured = match (&value, &raw) {
            (Self::Text, Some(raw)) => match column.kind {
                CellKind::SignedAmount => below_zero(raw).or_else(|| measured(raw, column)),
                _ => measured(raw, column),
            },
            _ => None,
        };
        (measured.map_or(value, Self::Figure), raw)
    }

    /// Whether the text of a cell that was read as a figure is a number with a unit.
    #[must_use]
    pub fn has_unit(raw: &str) -> bool {
        let is_sign =
            |c: char| c.is_ascii_digit() || c.is_whitespace() || SIGNS_OF_NUMBERS.contains(c);
        Self::read(raw).0 == Self::Text
            && below_zero(raw).is_none()
            && !fold_width(raw).chars().all(is_sign)
    }
}

/// The figure below zero that a number in brackets is among amounts: `(1,234.50)`.
#[must_use]
pub fn below_zero(text: &str) -> Option<Figure> {
    let folded = fold_width(text);
    let inside = folded.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
    if !inside.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Figure::ZERO.checked_sub(number(inside)?)
}

/// The figure that a number with a unit means in a column.
fn measured(text: &str, column: &Column) -> Option<Figure> {
    let folded = fold_width(text);
    let (digits, unit) = units::split(&folded)?;
    let figure = number(digits)?;
    match (unit, column.kind) {
        (Unit::Counter, kind) if kind.is_count() => Some(figure),
        (Unit::Money(power), kind) if kind.is_amount() => {
            let Some(own) = &column.unit else {
                return Some(figure);
            };
            figure.shifted(i32::from(power) - i32::from(units::money_unit(own)?))
        }
        _ => None,
    }
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// The common case: a short run of ASCII digits in the way a figure prints itself.
fn plain_digits(text: &str) -> Option<Figure> {
    let bytes = text.as_bytes();
    let canonical = (1..=18).contains(&bytes.len())
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

pub(crate) fn fold_width(text: &str) -> String {
    // Most texts have nothing to fold.
    if text.is_ascii() {
        return text.to_owned();
    }
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '−' => '-',
            c => half_width(c),
        })
        .collect()
}

/// The figure in a text whose wide forms are folded, whatever it is dressed in.
fn dressed(folded: &str) -> Option<Figure> {
    let bare = without_quotes(folded);
    if bare.starts_with(|c| raised_digit(c).is_some()) {
        return number(&lowered(bare)?);
    }
    number(without_note_marks(bare))
}

/// Most digits of the number of a note.
const LONGEST_NOTE: usize = 2;

/// Brackets around the number of a note, opening and closing. In round ones only the word for a note shows
/// that it is one.
const BRACKETS: [(char, char); 4] = [('[', ']'), ('［', '］'), ('(', ')'), ('（', '）')];

/// The sign that refers to a note below, as wide as a letter or as a character, once or several times.
const ASTERISKS: [char; 2] = ['*', '＊'];

/// A figure without the marks of notes behind it: raised signs, asterisks, a number in square brackets, or the
/// word for a note with or without one, as pages write it that have no raised letters.
#[must_use]
pub fn without_note_marks(text: &str) -> &str {
    let is_mark = |c: char| is_note_mark(c) || ASTERISKS.contains(&c);
    let bare = text.trim_end_matches(|c: char| is_mark(c) || c.is_whitespace());
    let in_brackets = BRACKETS.iter().find_map(|(open, close)| {
        let (figure, note) = bare.strip_suffix(*close)?.rsplit_once(*open)?;
        let (before, is_numbered) = before_note(note);
        let is_square = matches!(open, '[' | '［');
        let is_note = match before {
            Some(before) => before.is_empty(),
            None => is_square && is_numbered && (1..=LONGEST_NOTE).contains(&note.len()),
        };
        is_note.then_some(figure)
    });
    let figure = in_brackets.or_else(|| before_note(bare).0);
    figure.map_or(bare, str::trim_end)
}

/// What stands before the word for a note and its number, if that ends a text; and whether it is a number alone.
fn before_note(text: &str) -> (Option<&str>, bool) {
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - word.len();
    let before = NOTES.iter().find_map(|note| word.strip_suffix(note));
    (before.filter(|_| digits <= LONGEST_NOTE), word.is_empty())
}

/// Quotes around a figure that programs write, opening and closing.
const QUOTES: [(char, char); 6] = [
    ('"', '"'),
    ('\'', '\''),
    ('“', '”'),
    ('”', '”'),
    ('‘', '’'),
    ('’', '’'),
];

/// The quote before a figure by which spreadsheets tell that it is written as text.
const WRITTEN_AS_TEXT: [char; 3] = ['\'', '‘', '’'];

/// A text without the quotes around it, or the one that spreadsheets write before it. A double quote on one
/// side only is what is left of a figure torn apart.
fn without_quotes(text: &str) -> &str {
    let around = |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
    let quoted = QUOTES.iter().find_map(around);
    let bare = quoted.or_else(|| text.strip_prefix(WRITTEN_AS_TEXT));
    bare.map_or(text, str::trim)
}

/// A figure that is raised as a whole, and so no mark of a note, in the digits it is raised from.
fn lowered(text: &str) -> Option<String> {
    let lower = |c: char| raised_digit(c).or_else(|| matches!(c, '.' | ',').then_some(c));
    text.chars().map(lower).collect()
}

/// The digit that a raised digit is raised from.
const fn raised_digit(c: char) -> Option<char> {
    match c {
        '⁰' => Some('0'),
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁴' => Some('4'),
        '⁵' => Some('5'),
        '⁶' => Some('6'),
        '⁷' => Some('7'),
        '⁸' => Some('8'),
        '⁹' => Some('9'),
        _ => None,
    }
}

/// What thousands are separated by: commas, and spaces too narrow to stand between two figures.
const SEPARATORS: [char; 5] = [',', '\u{2007}', '\u{2008}', '\u{2009}', '\u{202f}'];

/// A number with an optional sign and optional thousands separators in the right places.
fn number(text: &str) -> Option<Figure> {
    if !text.contains(SEPARATORS) {
        return Figure::parse(text).ok();
    }
    let whole = text.split('.').next().unwrap_or(text);
    let mut groups = whole.trim_start_matches(['+', '-']).split(SEPARATORS);
    let first = groups.next()?;
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let is_grouped_behind = text
        .get(whole.len()..)
        .is_some_and(|rest| rest.contains(SEPARATORS));
    if !well_grouped || is_grouped_behind {
        return None;
    }
    Figure::parse(&text.replace(SEPARATORS, "")).ok()
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
            "1\u{2009}036",
            "1\u{202f}036",
            "\u{a0}1036\u{3000}",
        ] {
            assert_eq!(value(text), figure("1036"), "{text}");
        }
        assert_eq!(value("72701.2578"), figure("72701.2578"));
        assert_eq!(value("-8"), figure("-8"));
        assert_eq!(value("－8"), figure("-8"));
        assert_eq!(value("1\u{ad}036"), figure("1036"));
        assert_eq!(value("\u{200e}1036"), figure("1036"));
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_the_figure() {
        for text in [
            "12¹",
            "12①",
            "12 ⁽¹⁰⁾",
            "１２②",
            "12[1]",
            "12［10］",
            "12 [1]",
            "12*",
            "12＊",
            "12 **",
        ] {
            assert_eq!(value(text), figure("12"), "{text}");
            assert_eq!(Value::read(text).1.as_deref(), Some(text));
        }
        for text in [
            "①", "1¹2", "¹12", "⁽¹⁾", "[1]", "12[100]", "12[a]", "12[a1]", "12[]", "12(1)",
            "12[1]3", "1*2", "*12", "**",
        ] {
            assert_eq!(value(text), Value::Text, "{text}");
        }
    }

    #[test]
    fn a_figure_raised_as_a_whole_or_in_quotes_is_one() {
        for text in ["³⁸", "\"38\"", "'38", "’38", "‘38’", "“３８”", "\"38①\""] {
            assert_eq!(value(text), figure("38"), "{text}");
            assert_eq!(Value::read(text).1.as_deref(), Some(text));
        }
        assert_eq!(value("\"1,036\""), figure("1036"));
        assert_eq!(value("³⁷.⁷⁹"), figure("37.79"));
        for text in [
            "\"38", "38\"", "38'", "\"\"", "'", "'38件", "\"1\"2\"", "''38",
        ] {
            assert_eq!(value(text), Value::Text, "{text}");
        }
    }

    #[test]
    fn tells_blanks_signs_and_text_apart() {
        assert_eq!(value(" \u{a0}\u{3000}\u{200b}\u{2060}"), Value::Blank);
        for c in [
            '\u{2060}', '\u{34f}', '\u{200d}', '\u{ad}', '\u{180e}', '\u{fe0e}',
        ] {
            let figure = Value::Figure(Figure::from(983));
            assert_eq!(value(&format!("9{c}83{c}")), figure, "{c:?}");
        }
        // It turns what follows round: 389 is shown.
        assert_eq!(value("\u{202e}983\u{202c}"), Value::Text);
        for text in ["/", "-", "—", "－", "无", "／", "NaN"] {
            assert_eq!(value(text), Value::Placeholder, "{text}");
        }
        for text in [
            "3件",
            "251000元",
            "1 2",
            "10,36",
            "1.234,56",
            "无申请",
            "1e3",
        ] {
            assert_eq!(value(text), Value::Text, "{text}");
        }
    }

    #[test]
    fn a_unit_behind_a_figure_is_read() {
        let column = |kind, unit: Option<&str>| Column {
            unit: unit.map(str::to_owned),
            ..Column::of_kind(kind)
        };
        let count = column(CellKind::Count, None);
        for (text, value) in [
            ("3件", "3"),
            ("１２ 件", "12"),
            ("1,036条", "1036"),
            ("4", "4"),
        ] {
            assert_eq!(Value::read_in(text, &count).0, figure(value), "{text}");
        }
        for text in ["3元", "3万", "3月", "约3件", "3、4件", "3件4件", "三件"] {
            assert_eq!(Value::read_in(text, &count).0, Value::Text, "{text}");
        }
        let amount = column(CellKind::Amount, Some("万元"));
        for (text, value) in [
            ("25万元", "25"),
            ("25.5万", "25.5"),
            ("400元", "0.04"),
            ("1.2亿元", "12000"),
            ("0元", "0"),
        ] {
            assert_eq!(Value::read_in(text, &amount).0, figure(value), "{text}");
        }
        assert_eq!(Value::read_in("3件", &amount).0, Value::Text);
        let bare = column(CellKind::Amount, None);
        assert_eq!(Value::read_in("251000元", &bare).0, figure("251000"));
        assert!(Value::has_unit("251000元") && !Value::has_unit("1,036"));
    }

    #[test]
    fn amounts_in_brackets_are_below_zero_where_they_may_be() {
        let column = Column::of_kind;
        let signed = column(CellKind::SignedAmount);
        for text in ["(1,234.50)", "（1,234.50）", "( 1234.5 )", "-1,234.50"] {
            let (value, raw) = Value::read_in(text, &signed);
            assert_eq!(value, figure("-1234.5"), "{text}");
            assert!(!Value::has_unit(&raw.unwrap()));
        }
        for text in ["(-5)", "()", "(5", "(a)"] {
            assert_eq!(Value::read_in(text, &signed).0, Value::Text, "{text}");
        }
        let amount = column(CellKind::Amount);
        assert_eq!(Value::read_in("(5)", &amount).0, Value::Text);
    }

    #[test]
    fn keeps_the_text_only_where_it_differs() {
        assert_eq!(Value::read(" 12 ").1, None);
        assert_eq!(Value::read("1,036").1.as_deref(), Some("1,036"));
        assert_eq!(Value::read("007").1.as_deref(), Some("007"));
    }
}

//! What a text looks like, labels aside: blank, a figure, another value, or plain text.

use gouji_document::is_unread;
use gouji_model::{Value, is_missing, is_number_with_unit, is_unit_sign};

/// What a text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing.
    Blank,
    /// A number.
    Figure,
    /// Text with a number and a unit, a sign that stands for nothing, or what stands for a picture
    /// or a figure struck out.
    OtherValue,
    /// Any other text.
    Text,
}

impl Shape {
    /// The shape of a text.
    pub(crate) fn of(text: &str) -> Self {
        if is_plain_count(text) {
            return Self::Figure;
        }
        if is_missing(text) {
            return Self::Blank;
        }
        if is_plainly_text(text) {
            return Self::Text;
        }
        match Value::read(text).0 {
            Value::Blank => Self::Blank,
            Value::Figure(_) => Self::Figure,
            Value::Placeholder
            | Value::NotApplicable
            | Value::LessThan(_)
            | Value::Date(_)
            | Value::Choice(_)
            | Value::Words => Self::OtherValue,
            Value::Text if is_number_with_unit(text) || is_unread(text) => Self::OtherValue,
            Value::Text => Self::Text,
        }
    }

    /// Whether it is a figure or another value.
    pub(crate) const fn is_value(self) -> bool {
        matches!(self, Self::Figure | Self::OtherValue)
    }
}

/// Whether a text is a count without any sign: most values are.
fn is_plain_count(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many characters are looked at to see that a text is no value.
const PREVIEW: usize = 8;

/// Whether the first characters already show that a text is no value: most texts are labels and
/// prose, which need not be read as numbers to know.
fn is_plainly_text(text: &str) -> bool {
    let (mut count, mut worded) = (0, false);
    for c in text.chars().filter(|c| !c.is_whitespace()).take(PREVIEW) {
        count += 1;
        worded |= ('\u{4e00}'..='\u{9fff}').contains(&c) && !is_unit_sign(c);
        // Signs that stand for nothing have at most two such characters.
        if worded && count > 2 {
            return true;
        }
    }
    false
}

/// What programs write between cells.
const BARS: [&str; 3] = ["|", "｜", "│"];

/// Whether a text is two or more figures with white space between them, or bars: cells that were not distinguished
/// apart, which is nobody's mistake.
pub(crate) fn is_several(text: &str) -> bool {
    if is_plain_count(text) {
        return false;
    }
    let figure = |word: &str| Shape::of(word) == Shape::Figure;
    // Thousands may be separated by narrow spaces.
    let mut words = text.split_whitespace().filter(|word| !BARS.contains(word));
    !figure(text)
        && words.next().is_some_and(figure)
        && words.next().is_some_and(figure)
        && words.all(figure)
}

/// Whether a text is several figures, and not the lines of one broken by the width of its cell.
pub(crate) fn is_undistinguished(text: &str) -> bool {
    is_several(text) && broken_figure(text).is_none()
}

/// The figure whose digits stand on several lines of a cell, `12` above `8`: one broken by the width of the cell,
/// unless sums say that they are several.
pub(crate) fn broken_figure(text: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut lines = text.split('\n');
    let are_digits = |line: &str| !line.is_empty() && line.chars().all(is_digit);
    let is_broken = text.contains('\n') && !text.starts_with(['0', '０']) && lines.all(are_digits);
    is_broken.then(|| text.replace('\n', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_values_from_text() {
        for (text, shape) in [
            ("", Shape::Blank),
            ("NaN", Shape::Blank),
            ("\u{a0}", Shape::Blank),
            ("12", Shape::Figure),
            ("１２", Shape::Figure),
            ("-1.5", Shape::Figure),
            ("/", Shape::OtherValue),
            ("无", Shape::OtherValue),
            ("一一", Shape::OtherValue),
            ("3件", Shape::OtherValue),
            ("约5万元", Shape::OtherValue),
            ("819\n件", Shape::OtherValue),
            ("\u{fffc}", Shape::OtherValue),
            ("1\u{336}2\u{336}", Shape::OtherValue),
            ("81 9件", Shape::Text),
            ("8 1", Shape::Text),
            ("3、4", Shape::Text),
            ("其他", Shape::Text),
            ("万元件", Shape::Text),
            ("一、本年新收", Shape::Text),
            ("信息内容", Shape::Text),
        ] {
            assert_eq!(Shape::of(text), shape, "{text}");
        }
    }
}

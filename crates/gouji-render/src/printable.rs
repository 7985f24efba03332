//! Text of a report made safe to print.
//!
//! A report may hold anything, and so may a path: an escape sequence would reach the terminal, a
//! line break would forge a line of output, and a direction mark would turn a line round.

use std::borrow::Cow;

pub(crate) use gouji_model::characters::steers as is_unsafe;

/// The text with every character that is no visible one shown as `�`, line breaks and tabs as
/// spaces.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let safe = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_unsafe(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(safe).collect())
}

/// The same with the lines, tabs and their length in bytes kept, for texts that marks point into
/// or that several lines are shown of.
#[must_use]
pub fn printable_lines(text: &str) -> String {
    let safe = |c: char| match (c, c.len_utf8()) {
        ('\n' | '\t', _) => c,
        (c, _) if !is_unsafe(c) => c,
        (_, 1) => '?',
        (_, 2) => '\u{b7}',
        _ => '\u{fffd}',
    };
    text.chars().map(safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_report_steers_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\u{9b}c"), "a\u{fffd}[31mb\u{fffd}c");
        assert_eq!(printable("1\r\nx.html:1:1: error"), "1  x.html:1:1: error");
        assert_eq!(printable("\u{202e}12"), "\u{fffd}12");
    }

    #[test]
    fn lines_and_lengths_stay() {
        let text = "a\u{1b}\n\u{9b}\tb\u{202e}\r\n";
        let shown = printable_lines(text);
        assert_eq!(shown, "a?\n\u{b7}\tb\u{fffd}?\n");
        assert_eq!(shown.len(), text.len());
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        let text = "（一）予以公开\u{3000}12";
        assert!(matches!(printable(text), Cow::Borrowed(same) if same == text));
    }
}

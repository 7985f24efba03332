//! What stands in a cell and cannot be read: pictures, and text that is struck out as a whole.
//!
//! Readers write signs of Unicode for it, so that a cell with a picture is not taken for a blank one,
//! nor a figure that was taken back for a figure.

use std::borrow::Cow;

/// What stands for a picture or another object.
pub const PICTURE: char = '\u{fffc}';

/// What stands behind every character of text that is struck out.
pub const STROKE: char = '\u{336}';

/// A text as one that is struck out; a picture in it stays one, and what is struck out already is not
/// struck out again.
#[must_use]
pub fn struck(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() * 2);
    for c in text.chars().filter(|c| !c.is_whitespace() && *c != STROKE) {
        shown.push(c);
        if c != PICTURE {
            shown.push(STROKE);
        }
    }
    shown
}

/// Whether a text stands for what cannot be read: pictures alone, or text that is struck out.
#[must_use]
pub fn is_unread(text: &str) -> bool {
    is_picture(text) || text.contains(STROKE)
}

/// Whether a text stands for pictures and nothing else.
#[must_use]
pub fn is_picture(text: &str) -> bool {
    let mut shown = text.chars().filter(|c| !c.is_whitespace()).peekable();
    shown.peek().is_some() && shown.all(|c| c == PICTURE)
}

/// What can be read of a text: without pictures, and without what is struck out.
#[must_use]
pub fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains([PICTURE, STROKE]) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        match c {
            // A line through a picture strikes out nothing of the text before it.
            STROKE if before == Some(PICTURE) => {}
            STROKE => {
                kept.pop();
            }
            PICTURE => {}
            _ => kept.push(c),
        }
        before = Some(c);
    }
    Cow::Owned(kept)
}

/// What is left of the text of a cell: what can be read, and where there is nothing of that, what is
/// struck out, or else a picture.
#[must_use]
pub fn left_in_cell(text: &str) -> Cow<'_, str> {
    let read = readable(text);
    if matches!(read, Cow::Borrowed(_)) || !read.trim().is_empty() {
        return read;
    }
    if text.contains(STROKE) {
        return Cow::Owned(text.replace(PICTURE, ""));
    }
    Cow::Owned(PICTURE.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_what_can_be_read_and_else_says_what_it_holds() {
        let taken_back = struck("6") + "1";
        for (text, left) in [
            (taken_back.as_str(), "1"),
            ("5\u{fffc}", "5"),
            ("15\u{fffc}\u{336}", "15"),
            ("\u{fffc}\n\u{fffc}", "\u{fffc}"),
            ("\u{fffc}6\u{336}", "6\u{336}"),
            ("12", "12"),
            ("", ""),
        ] {
            assert_eq!(left_in_cell(text), left, "{text}");
        }
    }

    #[test]
    fn pictures_and_struck_out_text_are_distinguished_from_other_text() {
        assert_eq!(struck("1 2"), "1\u{336}2\u{336}");
        assert_eq!(struck(&struck("1 2")), struck("1 2"));
        assert_eq!(readable(&("3".to_owned() + &struck("4\u{fffc}"))), "3");
        assert!(is_unread(&struck("5")) && !is_picture(&struck("5")));
        assert!(is_picture("\u{fffc}\n\u{fffc}"));
        for text in ["", " ", "5", "5\u{fffc}"] {
            assert!(!is_unread(text), "{text}");
        }
    }
}

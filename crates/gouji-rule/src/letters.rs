//! Characters as prose is compared: full-width forms and white space are gone.

use gouji_model::characters::{half_width, is_invisible};

/// Words as normalized characters.
pub type Letters = Vec<char>;

/// A character as prose is compared: full-width forms become plain ones, white space is dropped.
#[inline]
#[must_use]
pub fn letter(c: char) -> Option<char> {
    match c {
        '\u{3001}'..='\u{9fff}' => Some(c),
        c if c.is_whitespace() || is_invisible(c) => None,
        c => Some(half_width(c)),
    }
}

/// A text as prose is compared.
#[must_use]
pub fn letters(text: &str) -> Letters {
    text.chars().filter_map(letter).collect()
}

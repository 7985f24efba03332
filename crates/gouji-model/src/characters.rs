//! What single characters are, whatever they say.

/// A full-width form as the plain character it stands for; any other as it is.
#[inline]
#[must_use]
pub const fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(half) => half,
            None => c,
        },
        c => c,
    }
}

/// Whether a character would steer a terminal: control characters, line separators, and marks that
/// change the direction of what follows.
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{61c}'
        )
}

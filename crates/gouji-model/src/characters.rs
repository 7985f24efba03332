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

/// Whether a character shows nothing and takes no room wherever it stands: those that Unicode calls ignorable by
/// default. The one that turns what follows round is none of them, as figures are other figures then.
#[must_use]
#[inline]
pub const fn is_invisible(c: char) -> bool {
    // Nearly all characters are of these, and are asked for one by one.
    if c < '\u{ad}' || ('\u{3165}' <= c && c < '\u{fe00}') {
        return false;
    }
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202d}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
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

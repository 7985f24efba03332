//! Radicals that stand for characters.
//!
//! Fonts draw `⼀` (a Kangxi radical) and `一` (the character) with one glyph, and programs that
//! work the text out from the glyph often write the radical. No report means a radical.

use gouji_language::script::{KANGXI, RADICALS};

/// The character that a glyph's text means.
pub(crate) fn character(c: char) -> char {
    match c {
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth(c as usize - 0x2f00).unwrap_or(c),
        '\u{2e80}'..='\u{2eff}' => {
            let known = RADICALS.iter();
            let mut known = known.filter(|(radical, _)| radical.starts_with(c));
            let character = known
                .next()
                .and_then(|(_, character)| character.chars().next());
            character.unwrap_or(c)
        }
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn radicals_become_characters() {
        let read: String = "⼀⼆⾏政⻓⽬".chars().map(character).collect();
        assert_eq!(read, "一二行政长目");
    }
}

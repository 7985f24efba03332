//! Radicals that stand for characters.
//!
//! Fonts draw `⼀` (a Kangxi radical) and `一` (the character) with one glyph, and programs that
//! work the text out from the glyph often write the radical: text copied or extracted from a print
//! has them too. No report means a radical.

use std::borrow::Cow;

use gouji_language::script::{KANGXI, RADICALS};

/// Bytes that radicals begin with in UTF-8: the first, and the least and greatest second.
const FIRST: u8 = 0xE2;
const SECOND: std::ops::RangeInclusive<u8> = 0xBA..=0xBF;

/// A text with characters in place of radicals, each as long as before; nothing where it has none.
pub(crate) fn without(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_radical = |at: usize| bytes.get(at + 1).is_some_and(|byte| SECOND.contains(byte));
    let mut places = memchr::memchr_iter(FIRST, bytes);
    places.any(is_radical).then(|| {
        let same_length = |c: char| {
            let character = unified(c);
            if character.len_utf8() == c.len_utf8() {
                character
            } else {
                c
            }
        };
        text.chars().map(same_length).collect()
    })
}

/// A text with characters in place of radicals.
pub(crate) fn replaced(text: &str) -> Cow<'_, str> {
    without(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The character that a radical stands for; any other as it is.
#[must_use]
pub fn unified(c: char) -> char {
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
    use super::{unified, without};

    #[test]
    fn radicals_become_characters() {
        let read: String = "⼀⼆⾏政⻓⽬".chars().map(unified).collect();
        assert_eq!(read, "一二行政长目");
        let text = "“⾏政”复议2件";
        assert_eq!(without(text).as_deref(), Some("“行政”复议2件"));
        assert_eq!(without(text).map(|text| text.len()), Some(text.len()));
        assert_eq!(without("“行政”复议…"), None);
    }
}

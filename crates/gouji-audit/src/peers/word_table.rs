//! Which characters are of words: neither figures nor punctuation.

use std::sync::LazyLock;

use gouji_model::numerals;

/// The characters of a text that are of words.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = char> {
    let table = &*WORDS;
    text.chars().filter(|c| table.has(*c))
}

/// The same, each behind the place where it begins.
pub(super) fn placed_words_of(text: &str) -> impl Iterator<Item = (usize, char)> {
    let table = &*WORDS;
    text.char_indices().filter(|(_, c)| table.has(*c))
}

/// Whether a character is one of words, and of no figure.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !c.is_numeric() && !is_numeral(c)
}

fn is_numeral(c: char) -> bool {
    numerals::digit(c).is_some() || numerals::is_zero(c) || numerals::place(c).is_some()
}

/// The first and the last of the characters that stand in the table: marks of East Asian texts and ideographs.
const TABLE: [char; 2] = ['\u{3000}', '\u{9fff}'];

/// The first of the ideographs.
const IDEOGRAPHS: char = '\u{4e00}';

/// Which characters are of words: the tables of Unicode are slow.
struct WordTable([u64; (TABLE[1] as usize - TABLE[0] as usize) / 64 + 1]);

static WORDS: LazyLock<WordTable> = LazyLock::new(WordTable::new);

impl WordTable {
    fn new() -> Self {
        let mut all = Self([0; _]);
        for c in TABLE[0]..=TABLE[1] {
            let at = c as usize - TABLE[0] as usize;
            if let Some(word) = all.0.get_mut(at / 64) {
                // All ideographs are of words, but for numerals.
                let own = if c < IDEOGRAPHS {
                    is_word(c)
                } else {
                    !is_numeral(c)
                };
                *word |= u64::from(own) << (at % 64);
            }
        }
        all
    }

    #[inline]
    fn has(&self, c: char) -> bool {
        let at = (c as usize).wrapping_sub(TABLE[0] as usize);
        match (self.0.get(at / 64), c) {
            (Some(word), _) => word >> (at % 64) & 1 == 1,
            (None, '\0'..='\u{7f}') => c.is_ascii_alphabetic(),
            // Marks of width one and of full width.
            (None, '\u{2000}'..='\u{206f}' | '\u{ff00}'..='\u{ff20}') => false,
            _ => is_word(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(WORDS.has(c), is_word(c), "{c:?}");
        }
    }
}

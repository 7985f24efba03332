//! Traditional characters and the simplified ones that stand for them.
//!
//! `script/characters.txt` holds pairs, a traditional character before its simplified one, in the
//! order of their code points. They are those of OpenCC (`TSCharacters`, Apache-2.0), but for some
//! two hundred rare variants taken over from the crate fast2s (MIT), which did this before; every
//! character that it converted is converted alike. Few characters depend on their neighbours.

use std::sync::LazyLock;

use gouji_language::script;

use crate::characters::CharacterSet;

/// The pairs.
const CHARACTERS: &str = include_str!("script/characters.txt");

/// What becomes another character, alone or in some words.
pub(crate) const CHANGING: CharacterSet =
    CharacterSet::firsts_of_pairs(CHARACTERS).and_changed(script::OTHERWISE);

/// Two characters.
type Word = [char; 2];

/// A word in which a character stays as it is, or becomes another than usual.
struct Exception {
    word: Word,
    from: char,
    to: char,
}

fn word(text: &str) -> Option<Word> {
    let characters: Vec<char> = text.chars().collect();
    characters.try_into().ok()
}

/// Characters that stay as they are in some words, with those.
static KEPT: LazyLock<Vec<(char, Word)>> = LazyLock::new(|| {
    let words = script::KEPT.iter();
    let words = words.filter_map(|(text, kept)| Some((word(text)?, *kept)));
    words
        .flat_map(|(word, kept)| kept.chars().map(move |c| (c, word)))
        .collect()
});

/// Words in which a character becomes another than usual.
static OTHERWISE: LazyLock<Vec<Exception>> = LazyLock::new(|| {
    let words = script::OTHERWISE.iter();
    let words = words.filter_map(|(from, to)| Some((word(from)?, word(to)?)));
    let exception = |(word, to): (Word, Word)| {
        let mut changed = word.into_iter().zip(to);
        let (from, to) = changed.find(|(from, to)| from != to)?;
        Some(Exception { word, from, to })
    };
    words.filter_map(exception).collect()
});

static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut characters = CHARACTERS.chars().filter(|c| *c != '\n');
    std::iter::from_fn(|| Some((characters.next()?, characters.next()?))).collect()
});

/// The simplified form of a character between two others.
pub(crate) fn simplified(previous: char, c: char, next: char) -> char {
    let words = [[previous, c], [c, next]];
    if KEPT.iter().any(|(known, _)| *known == c) {
        if KEPT
            .iter()
            .any(|(known, word)| *known == c && words.contains(word))
        {
            return c;
        }
    } else if let Some(exception) = otherwise(c, words) {
        return exception.to;
    }
    let found = PAIRS.binary_search_by_key(&c, |(from, _)| *from);
    found
        .ok()
        .and_then(|at| PAIRS.get(at))
        .map_or(c, |(_, to)| *to)
}

/// The first word of two, in their order, that makes a character another than usual.
fn otherwise(c: char, words: [[char; 2]; 2]) -> Option<&'static Exception> {
    let of_word = |word: &[char; 2]| {
        OTHERWISE
            .iter()
            .find(|known| known.word == *word && known.from == c)
    };
    words.iter().find_map(of_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as it was when all it converts was compared with what fast2s made of it, alone and
    /// beside every character of the words above.
    #[test]
    fn the_table_is_the_one_that_was_compared() {
        assert_eq!(PAIRS.len(), 2734);
        assert!(PAIRS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let bytes = CHARACTERS.bytes().filter(|byte| *byte != b'\n');
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325, mix);
        assert_eq!(hash, FINGERPRINT);
        let same_length = |(from, to): &(char, char)| from.len_utf8() == 3 && to.len_utf8() == 3;
        assert!(PAIRS.iter().all(same_length));
    }

    const FINGERPRINT: u64 = 0x5fcc_7891_075c_ef53;

    #[test]
    fn neighbours_count_where_they_must() {
        for (text, expected) in [
            ("開關務處", "开关务处"),
            ("乾燥", "干燥"),
            ("乾隆", "乾隆"),
            ("計畫書", "计划书"),
            ("畫家", "画家"),
            ("看著", "看着"),
            ("著作", "著作"),
            ("狼藉", "狼藉"),
            ("批覆", "批覆"),
            ("政府信息", "政府信息"),
        ] {
            let characters: Vec<char> = text.chars().collect();
            let at = |index: Option<usize>| index.and_then(|at| characters.get(at)).copied();
            let found: String = (0..characters.len())
                .map(|index| {
                    let around = (at(index.checked_sub(1)), at(Some(index + 1)));
                    let (previous, next) = (around.0.unwrap_or('0'), around.1.unwrap_or('0'));
                    simplified(previous, characters[index], next)
                })
                .collect();
            assert_eq!(found, expected);
        }
    }
}

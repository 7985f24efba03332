//! Traditional characters and the simplified ones that stand for them.
//!
//! `script/characters.txt` holds pairs, a traditional character before its simplified one, in the
//! order of their code points. They are those of OpenCC (`TSCharacters`, Apache-2.0), but for some
//! two hundred rare variants taken over from the crate fast2s (MIT), which did this before; every
//! character that it converted is converted alike. Few characters depend on their neighbours.

use std::borrow::Cow;
use std::sync::LazyLock;

use gouji_language::script::{
    IN_REPORTS, KEPT as KEPT_WORDS, OTHERWISE as OTHERWISE_WORDS, REPLIES, WORDS, kept_alone,
};

pub use crate::character_set::CharacterSet;

/// The pairs.
const CHARACTERS: &str = include_str!("script/characters.txt");

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
    let words = KEPT_WORDS.iter();
    let words = words.filter_map(|(text, kept)| Some((word(text)?, *kept)));
    words
        .flat_map(|(word, kept)| kept.chars().map(move |c| (c, word)))
        .collect()
});

/// Words in which a character becomes another than usual.
static OTHERWISE: LazyLock<Vec<Exception>> = LazyLock::new(|| {
    let words = OTHERWISE_WORDS.iter();
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

/// A text in simplified script, as documents in traditional script are read.
#[must_use]
pub fn in_simplified(text: &str) -> Cow<'_, str> {
    if !text.chars().any(may_change) {
        return Cow::Borrowed(text);
    }
    let simple = simplified(text);
    match simple == text {
        true => Cow::Borrowed(text),
        false => Cow::Owned(simple),
    }
}

/// What simplified script writes otherwise, alone, in words or in reports.
static CHANGING: CharacterSet = CharacterSet::firsts_of_pairs(CHARACTERS)
    .and_changed(OTHERWISE_WORDS)
    .and_changed(IN_REPORTS)
    .and_changed(WORDS);

/// Whether a character may become another.
fn may_change(c: char) -> bool {
    CHANGING.contains(c) || kept_alone(c)
}

/// The text in simplified script, every character as long as before.
#[must_use]
pub fn simplified(text: &str) -> String {
    let other_words = WORDS.iter().any(|(word, _)| text.contains(word));
    let text = &if other_words {
        let worded = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
        Cow::Owned(WORDS.iter().fold(text.to_owned(), worded))
    } else {
        Cow::Borrowed(text)
    };
    let mut previous = ' ';
    let mut characters = text.chars().peekable();
    let mut converted = String::with_capacity(text.len());
    while let Some(from) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        converted.push(match may_change(from) {
            true => in_reports(previous, from, alone(previous, from, next)),
            false => from,
        });
        previous = from;
    }
    converted
}

/// What stands for a character in reports where it would simply become another: as long as before.
fn in_reports(previous: char, from: char, to: char) -> char {
    let is_from = |known: &str| known.chars().eq([from]);
    let known = IN_REPORTS.iter().find(|(known, _)| is_from(known));
    let to = match known {
        Some((_, to)) => to.chars().next().unwrap_or(from),
        None if kept_alone(from) => {
            let is_word = |word: &str| word.chars().eq([previous, from]);
            let reply = REPLIES.iter().find(|(word, _)| is_word(word));
            reply.and_then(|(_, to)| to.chars().last()).unwrap_or(from)
        }
        None => to,
    };
    match to.len_utf8() == from.len_utf8() {
        true => to,
        false => from,
    }
}

/// The simplified form of a character between two others.
fn alone(previous: char, c: char, next: char) -> char {
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
                    alone(previous, characters[index], next)
                })
                .collect();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_text_is_simplified_where_one_character_of_it_changes() {
        for (text, simple) in [
            ("國家秘密", "国家秘密"),
            ("資訊", "信息"),
            ("反覆申请", "反复申请"),
            ("看著", "看着"),
        ] {
            assert_eq!(in_simplified(text), simple);
        }
    }
}

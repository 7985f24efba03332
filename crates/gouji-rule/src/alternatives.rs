//! The words of which one stands at a step of a template, with the characters they begin and end with.

use std::ops::Deref;
use std::sync::OnceLock;

use crate::letters::{Letters, letter, letters};

/// Between two alternatives.
const BAR: char = '|';

/// Words of which one stands there. Most places of a text have the edge of none of them, which is told
/// without looking at the words: of the thousands that a pack has, a report needs dozens, and they are
/// parted when they are first looked at.
#[derive(Clone, Debug, Default)]
pub struct Alternatives {
    written: Box<str>,
    words: OnceLock<Box<[Letters]>>,
    firsts: Box<[char]>,
    lasts: Box<[char]>,
    optional: bool,
}

impl Alternatives {
    /// Words with bars between them; an empty one may be left out.
    #[must_use]
    pub fn new(written: impl Into<Box<str>>) -> Self {
        let written = written.into();
        let (mut firsts, mut lasts, mut optional) = (Vec::new(), Vec::new(), false);
        let mut last = None;
        for c in written.chars().chain([BAR]) {
            if c == BAR {
                match last.take() {
                    Some(letter) => lasts.push(letter),
                    None => optional = true,
                }
            } else if let Some(letter) = letter(c) {
                if last.is_none() {
                    firsts.push(letter);
                }
                last = Some(letter);
            }
        }
        Self {
            words: OnceLock::new(),
            firsts: distinct(firsts),
            lasts: distinct(lasts),
            optional,
            written,
        }
    }

    /// The characters that they begin with.
    #[must_use]
    pub const fn firsts(&self) -> &[char] {
        &self.firsts
    }

    /// The characters that they end with.
    #[must_use]
    pub const fn lasts(&self) -> &[char] {
        &self.lasts
    }

    /// Whether none of them has to stand there.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        self.optional
    }
}

impl Deref for Alternatives {
    type Target = [Letters];

    fn deref(&self) -> &[Letters] {
        let parted = || self.written.split(BAR).map(letters).collect();
        self.words.get_or_init(parted)
    }
}

/// Characters in order, each once.
fn distinct(mut characters: Vec<char>) -> Box<[char]> {
    characters.sort_unstable();
    characters.dedup();
    characters.into()
}

#[cfg(test)]
mod tests {
    use super::Alternatives;
    use crate::letters::letters;

    #[test]
    fn edges_are_listed_once() {
        let words = Alternatives::new("不掌握| 我局 不掌握|无|");
        assert_eq!(words.firsts(), ['不', '我', '无']);
        assert_eq!(words.lasts(), ['握', '无']);
        assert!(words.is_optional());
        assert_eq!(*words, ["不掌握", "我局不掌握", "无", ""].map(letters));
        assert!(!Alternatives::new("无").is_optional());
        assert!(Alternatives::new(" ").is_optional());
    }
}

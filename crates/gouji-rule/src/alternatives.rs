//! The words of which one stands at a step of a template, with the characters they begin and end with.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use crate::letters::{Letters, letter, letters};

/// Between two alternatives.
const BAR: char = '|';

/// Words of which one stands there. Most places of a text have the edge of none of them, which is seen
/// without looking at the words: of the thousands that a pack has, a report needs dozens, and edges and
/// words are distinguished when they are first looked at.
#[derive(Clone, Default)]
pub struct Alternatives {
    written: Cow<'static, str>,
    parted: OnceLock<Parted>,
    edges: OnceLock<Edges>,
}

/// The characters that alternatives begin and end with.
#[derive(Clone)]
struct Edges {
    firsts: Edge,
    lasts: Edge,
    optional: bool,
}

impl Alternatives {
    /// Words with bars between them; an empty one may be left out.
    #[must_use]
    pub fn new(written: impl Into<Cow<'static, str>>) -> Self {
        Self {
            written: written.into(),
            ..Self::default()
        }
    }

    /// The words as they are written, with bars between them.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    fn edges(&self) -> &Edges {
        self.edges.get_or_init(|| Edges::of(&self.written))
    }

    /// The characters that they begin with.
    #[must_use]
    pub fn firsts(&self) -> &[char] {
        &self.edges().firsts.characters
    }

    /// The characters that they end with.
    #[must_use]
    pub fn lasts(&self) -> &[char] {
        &self.edges().lasts.characters
    }

    /// Whether one of them begins with a character.
    #[inline]
    #[must_use]
    pub fn begin_with(&self, first: char) -> bool {
        self.edges().firsts.has(first)
    }

    /// Whether one of them ends with a character.
    #[inline]
    #[must_use]
    pub fn end_with(&self, last: char) -> bool {
        self.edges().lasts.has(last)
    }

    /// Whether none of them has to stand there.
    #[must_use]
    pub fn is_optional(&self) -> bool {
        self.edges().optional
    }

    /// Those that may begin a text with this first character, an empty one among them, in their order.
    pub fn beginning_with(&self, first: char) -> impl Iterator<Item = &Letters> {
        self.parted().under(&self.parted().firsts, first)
    }

    /// Those that may end a text with this last character, an empty one among them, in their order.
    pub fn ending_with(&self, last: char) -> impl Iterator<Item = &Letters> {
        self.parted().under(&self.parted().lasts, last)
    }

    fn parted(&self) -> &Parted {
        let part = || Parted::new(self.written.split(BAR).map(letters).collect());
        self.parted.get_or_init(part)
    }
}

impl Edges {
    fn of(written: &str) -> Self {
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
            firsts: Edge::new(firsts),
            lasts: Edge::new(lasts),
            optional,
        }
    }
}

/// The same whatever of them was looked at.
impl fmt::Debug for Alternatives {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Alternatives").field(&self.written).finish()
    }
}

impl Deref for Alternatives {
    type Target = [Letters];

    fn deref(&self) -> &[Letters] {
        &self.parted().words
    }
}

/// Words that are found by their first and by their last character: a list may have dozens.
#[derive(Clone, Debug)]
struct Parted {
    words: Box<[Letters]>,
    firsts: Box<[(char, u32)]>,
    lasts: Box<[(char, u32)]>,
}

impl Parted {
    fn new(words: Box<[Letters]>) -> Self {
        Self {
            firsts: numbered(&words, |word| word.first().copied()),
            lasts: numbered(&words, |word| word.last().copied()),
            words,
        }
    }

    fn under<'w>(
        &'w self,
        numbered: &'w [(char, u32)],
        edge: char,
    ) -> impl Iterator<Item = &'w Letters> {
        let from = numbered.partition_point(|(own, _)| *own < edge);
        let all = numbered.get(from..).unwrap_or_default().iter();
        let same = all.take_while(move |(own, _)| *own == edge);
        same.filter_map(|(_, number)| self.words.get(*number as usize))
    }
}

/// The numbers of words under the character at an edge of each, in order; empty ones under every character.
fn numbered(words: &[Letters], edge: impl Fn(&Letters) -> Option<char>) -> Box<[(char, u32)]> {
    let mut all: Vec<(char, u32)> = Vec::with_capacity(words.len());
    let empty = |number: &u32| words.get(*number as usize).is_some_and(Vec::is_empty);
    let numbers = 0..words.len() as u32;
    let empties: Vec<u32> = numbers.clone().filter(empty).collect();
    for number in numbers {
        let Some(edge) = words.get(number as usize).and_then(&edge) else {
            continue;
        };
        all.push((edge, number));
        all.extend(empties.iter().map(|empty| (edge, *empty)));
    }
    all.sort_unstable();
    all.dedup();
    all.into()
}

/// The characters at one edge of words.
#[derive(Clone)]
struct Edge {
    /// In order, each once.
    characters: Box<[char]>,
    /// A bit for each, by which most others are distinguished at once.
    marks: u64,
}

impl Edge {
    fn new(mut characters: Vec<char>) -> Self {
        characters.sort_unstable();
        characters.dedup();
        Self {
            marks: characters.iter().fold(0, |marks, c| marks | mark(*c)),
            characters: characters.into(),
        }
    }

    #[inline]
    fn has(&self, c: char) -> bool {
        self.marks & mark(c) != 0 && self.characters.binary_search(&c).is_ok()
    }
}

#[inline]
const fn mark(c: char) -> u64 {
    1 << (c as u32 % u64::BITS)
}

#[cfg(test)]
mod tests {
    use super::Alternatives;
    use crate::letters::{Letters, letters};

    #[test]
    fn edges_are_listed_once() {
        let words = Alternatives::new("不掌握| 我局 不掌握|无|");
        assert_eq!(words.firsts(), ['不', '我', '无']);
        assert_eq!(words.lasts(), ['握', '无']);
        assert!(words.is_optional());
        assert!(words.begin_with('我') && !words.begin_with('握'));
        assert!(words.end_with('握') && !words.end_with('我'));
        assert_eq!(*words, ["不掌握", "我局不掌握", "无", ""].map(letters));
        let under = |words: Vec<&Letters>| words.into_iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(under(words.beginning_with('不').collect()), [3, 0]);
        assert_eq!(under(words.ending_with('握').collect()), [3, 5, 0]);
        assert!(words.beginning_with('掌').next().is_none());
        assert!(!Alternatives::new("无").is_optional());
        assert!(Alternatives::new(" ").is_optional());
    }
}

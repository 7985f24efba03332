//! A section's text as plain characters: one width, no white space, and for each the byte it
//! stood at.
//!
//! Readers of laid-out text end a line wherever the page did. A line end counts as the end of a
//! paragraph only after punctuation that ends a sentence; elsewhere it is dropped.

use std::ops::Range;

use gouji_rule::{Letters, Marks, Vocabulary, Words, letter};

use crate::number::{Number, Unit};
use crate::numerals;

/// The characters of a text and the figures among them.
#[derive(Debug)]
pub(crate) struct Script<'t> {
    text: &'t str,
    /// Its characters; `\n` is the end of a paragraph.
    pub chars: Vec<char>,
    /// The byte at which every [`STRIDE`]th character began.
    starts: Vec<u32>,
    /// Where a figure or a denial may begin, in order: all that is looked at more closely.
    pub anchors: Vec<u32>,
    /// The figures, in order.
    pub numbers: Vec<Number>,
}

/// What ends a sentence.
const STOPS: [char; 6] = ['。', '!', '?', ';', ':', '…'];

/// How many characters go to one whose byte is kept: few places are ever asked for.
const STRIDE: usize = 16;

/// A character as it is compared, if it is: `last` is the one compared before it.
#[inline]
fn plain(last: Option<&char>, c: char) -> Option<char> {
    if c == '\n' {
        return last.is_some_and(|last| STOPS.contains(last)).then_some(c);
    }
    letter(c)
}

impl<'t> Script<'t> {
    /// Reads a text, in which denials begin with one of these characters.
    pub(crate) fn new(text: &'t str, vocabulary: &Vocabulary, denials: &Marks) -> Self {
        let mut wanted = numerals::beginnings();
        wanted.add_all(denials);
        wanted.add_all(vocabulary.nothing.firsts());
        let mut chars = Vec::with_capacity(text.len() / 3 + 8);
        let mut starts = Vec::with_capacity(text.len() / (3 * STRIDE) + 8);
        let mut anchors = Vec::new();
        for (at, c) in text.char_indices() {
            let Some(plain) = plain(chars.last(), c) else {
                continue;
            };
            if wanted.may_hold(plain) {
                anchors.push(chars.len() as u32);
            }
            if chars.len() % STRIDE == 0 {
                starts.push(at as u32);
            }
            chars.push(plain);
        }
        Self {
            text,
            numbers: numerals::find(&chars, &anchors, vocabulary),
            chars,
            starts,
            anchors,
        }
    }

    /// Whether a character is one of a figure or its unit.
    pub(crate) fn is_in_number(&self, at: usize) -> bool {
        let next = self
            .numbers
            .partition_point(|number| number.range.end <= at);
        self.numbers
            .get(next)
            .is_some_and(|number| number.range.contains(&at))
    }

    /// The bytes that a range of characters stood at.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let start = self.byte(range.start).start;
        let end = self.byte(range.end.saturating_sub(1)).end;
        start..end.max(start)
    }

    /// The bytes of a character: counted on from the nearest one that is known.
    fn byte(&self, index: usize) -> Range<usize> {
        let mark = index / STRIDE;
        let known = self.starts.get(mark).map_or(0, |start| *start as usize);
        let mut last = (mark * STRIDE).checked_sub(1);
        let rest = self.text.get(known..).unwrap_or_default();
        for (at, c) in rest.char_indices() {
            let before = last.and_then(|last| self.chars.get(last));
            if plain(before, c).is_none() {
                continue;
            }
            let here = last.map_or(0, |last| last + 1);
            if here == index {
                return known + at..known + at + c.len_utf8();
            }
            last = Some(here);
        }
        known..known
    }

    /// The characters of a range that is cut to the text.
    pub(crate) fn slice(&self, range: Range<usize>) -> &[char] {
        self.chars.get(range).unwrap_or_default()
    }

    /// Where the sentence that a position stands in begins.
    pub(crate) fn sentence(&self, at: usize) -> usize {
        self.back_to(at, |c| matches!(c, '。' | '!' | '?' | '\n' | ';'))
    }

    /// Where the clause that a position stands in begins.
    pub(crate) fn clause(&self, at: usize) -> usize {
        self.back_to(at, |c| matches!(c, '。' | '!' | '?' | '\n' | ';' | ','))
    }

    /// Where the last count before a position in its sentence ends, or the sentence begins.
    pub(crate) fn near(&self, at: usize) -> usize {
        let sentence = self.sentence(at);
        let until = self.numbers.partition_point(|n| n.range.end <= at);
        let before = self.numbers.get(..until).unwrap_or_default().iter().rev();
        let mut before = before.take_while(|number| number.range.start >= sentence);
        let count = before.find(|number| number.unit == Unit::Count);
        count.map_or(sentence, |number| number.range.end)
    }

    /// Whether the rest of the sentence at a position says one of these words of everything before:
    /// 行政复议3件、行政诉讼1件，均因政府信息公开引发.
    pub(crate) fn goes_on_evenly(
        &self,
        at: usize,
        words: &[Letters],
        vocabulary: &Vocabulary,
    ) -> bool {
        const FARTHEST: usize = 80;
        const NEAR: usize = 12;
        let rest = self.slice(at..(at + FARTHEST).min(self.chars.len()));
        let end = rest.iter().position(|c| matches!(c, '。' | ';' | '\n'));
        let rest = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let evenly = (0..rest.len()).filter_map(|at| {
            let from = rest.get(at..)?;
            let length = vocabulary.evenly.beginning(from).map(Vec::len).max()?;
            Some(
                from.get(length..(length + NEAR).min(from.len()))
                    .unwrap_or_default(),
            )
        });
        let mut evenly = evenly;
        evenly.any(|near| holds(near, words))
    }

    /// Where the paragraph that a position stands in begins.
    pub(crate) fn paragraph(&self, at: usize) -> usize {
        self.back_to(at, |c| c == '\n')
    }

    /// Where the paragraph that a position stands in ends, as far as is looked.
    pub(crate) fn paragraph_end(&self, at: usize) -> usize {
        const FARTHEST: usize = 600;
        let rest = self.slice(at..(at + FARTHEST).min(self.chars.len()));
        at + rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())
    }

    /// Looks back a bounded way, so that a text without any stop costs no more than others.
    fn back_to(&self, at: usize, stops: impl Fn(char) -> bool) -> usize {
        const FARTHEST: usize = 600;
        let from = at.saturating_sub(FARTHEST);
        let before = self.slice(from..at);
        let stop = before.iter().rposition(|c| stops(*c));
        stop.map_or(from, |stop| from + stop + 1)
    }
}

/// Whether a character is a letter. The common ideographs are recognized without the large tables.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphabetic()
}

/// Whether a range of characters holds one of these words.
pub(crate) fn holds<'w>(chars: &[char], words: impl IntoIterator<Item = &'w Letters>) -> bool {
    // Most words are not there, and the look for their first character is the fastest way to see.
    let found = |word: &Letters| {
        let Some(first) = word.first() else {
            return false;
        };
        chars.contains(first)
            && chars
                .windows(word.len())
                .any(|window| window.first() == Some(first) && window == word)
    };
    words.into_iter().any(found)
}

/// Whether a text holds one of these words.
pub(crate) fn holds_any(chars: &[char], words: &[&str]) -> bool {
    let is = |at: usize, word: &str| {
        let rest = chars.iter().skip(at);
        rest.take(word.chars().count()).copied().eq(word.chars())
    };
    words
        .iter()
        .any(|word| (0..chars.len()).any(|at| is(at, word)))
}

/// Whether a text consists of some words alone.
pub(crate) fn spans(text: &[char], words: &Words) -> bool {
    let mut reached = vec![0];
    let mut at = 0;
    while let Some(from) = reached.get(at).copied() {
        at += 1;
        let rest = text.get(from..).unwrap_or_default();
        for word in words.beginning(rest) {
            let end = from + word.len();
            if !reached.contains(&end) {
                reached.push(end);
            }
        }
    }
    reached.contains(&text.len())
}

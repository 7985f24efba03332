//! A section's text as plain characters: one width, no white space, and for each the byte it
//! stood at.
//!
//! Readers of laid-out text end a line wherever the page did. A line end counts as the end of a
//! paragraph only after punctuation that ends a sentence; elsewhere it is dropped.

use std::ops::Range;

use gouji_pack::{Letters, Vocabulary, letter};

use crate::numerals::{self, Number};

/// The characters of a text and the figures among them.
#[derive(Debug)]
pub(crate) struct Script {
    /// Its characters; `\n` is the end of a paragraph.
    pub chars: Vec<char>,
    /// For each character the byte it began at, and one past the last byte at the end.
    starts: Vec<u32>,
    ends: Vec<u32>,
    /// The figures, in order.
    pub numbers: Vec<Number>,
}

/// What ends a sentence.
const STOPS: [char; 6] = ['。', '!', '?', ';', ':', '…'];

impl Script {
    /// Reads a text.
    pub(crate) fn new(text: &str, vocabulary: &Vocabulary) -> Self {
        let mut script = Self {
            chars: Vec::with_capacity(text.len() / 3 + 1),
            starts: Vec::with_capacity(text.len() / 3 + 1),
            ends: Vec::with_capacity(text.len() / 3 + 1),
            numbers: Vec::new(),
        };
        for (at, c) in text.char_indices() {
            script.push(at as u32, c);
        }
        script.numbers = numerals::find(&script.chars, vocabulary);
        script
    }

    fn push(&mut self, at: u32, c: char) {
        let plain = match c {
            '\n' if self.chars.last().is_some_and(|last| STOPS.contains(last)) => Some('\n'),
            c => letter(c),
        };
        if let Some(plain) = plain {
            self.chars.push(plain);
            self.starts.push(at);
            self.ends.push(at + c.len_utf8() as u32);
        }
    }

    /// The bytes that a range of characters stood at.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let last = range.end.saturating_sub(1);
        let start = self.starts.get(range.start).copied().unwrap_or_default();
        let end = self.ends.get(last).copied().unwrap_or(start);
        start as usize..end.max(start) as usize
    }

    /// The characters of a range that is cut to the text.
    pub(crate) fn slice(&self, range: Range<usize>) -> &[char] {
        self.chars.get(range).unwrap_or_default()
    }

    /// Where the sentence that a position stands in begins.
    pub(crate) fn sentence(&self, at: usize) -> usize {
        self.back_to(at, |c| matches!(c, '。' | '!' | '?' | '\n' | ';'))
    }

    /// Where the paragraph that a position stands in begins.
    pub(crate) fn paragraph(&self, at: usize) -> usize {
        self.back_to(at, |c| c == '\n')
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

//! Labels put together from the words of a page.

use super::parts::{Part, Wording};
use super::words::Word;

/// A label put together.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// What it names.
    pub part: Part,
    /// Whether it heads others.
    pub group: bool,
    /// Its words.
    pub words: Vec<usize>,
    /// Whether all its letters are there.
    pub complete: bool,
    /// Its first line and its last.
    pub first: usize,
    pub last: usize,
    /// Where it begins and ends from left to right.
    pub start: u32,
    pub end: u32,
}

impl Whole {
    /// Twice the middle between its ends.
    pub(super) const fn centre(&self) -> u32 {
        self.start + self.end
    }
}

/// The labels of a page, and the words that are none.
#[derive(Clone, Debug, Default)]
pub(super) struct Joined {
    pub labels: Vec<Whole>,
    pub left: Vec<usize>,
}

impl Whole {
    /// A label that begins with a word.
    pub(super) fn at(word: &Word<'_>) -> Self {
        Self {
            part: Part::Furniture,
            group: false,
            complete: false,
            words: Vec::new(),
            first: word.line,
            last: word.line,
            start: word.start(),
            end: word.end(),
        }
    }

    /// Finds anew where it begins and ends.
    pub(super) fn measure(&mut self, words: &[Word<'_>]) {
        let own = || self.words.iter().filter_map(|index| words.get(*index));
        let start = own().map(Word::start).min();
        let end = own().map(Word::end).max();
        self.start = start.unwrap_or(self.start);
        self.end = end.unwrap_or(self.end);
    }

    /// Adds a word; `complete` tells whether the label ends with it, all its letters there.
    pub(super) fn take(
        &mut self,
        index: usize,
        word: &Word<'_>,
        wording: &Wording,
        complete: bool,
    ) {
        self.part = wording.part;
        self.group = wording.group;
        self.complete = complete;
        self.words.push(index);
        self.last = self.last.max(word.line);
        self.start = self.start.min(word.start());
        self.end = self.end.max(word.end());
    }
}

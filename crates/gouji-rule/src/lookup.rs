//! Looking words up by the character they begin or end with.
//!
//! Prose is met one character at a time, and nearly every character begins no word at all. A few
//! bits tell so at once; only what is left is looked for among the words.

use std::borrow::Cow;
use std::ops::Deref;

use crate::letters::Letters;
use crate::packing::{Deferred, Packed, Reader, Writer, packed};

/// A set of characters that answers at once and may say yes too often, never no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks([u64; 16]);

impl Marks {
    /// Adds a character.
    pub fn add(&mut self, c: char) {
        let (word, bit) = Self::place(c);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    /// Adds all characters of another set.
    pub fn add_all(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own |= other;
        }
    }

    /// Whether a character may be in the set.
    #[inline]
    #[must_use]
    pub fn may_hold(&self, c: char) -> bool {
        let (word, bit) = Self::place(c);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    #[inline]
    const fn place(c: char) -> (usize, u64) {
        ((c as usize >> 6) & 15, 1 << (c as u32 & 63))
    }
}

/// Things found by a character.
#[derive(Clone, Debug, Default)]
pub struct ByLetter {
    marks: Marks,
    /// Sorted by character and then by thing, both in one number, as it is looked up in the program's
    /// own bytes where it comes with it.
    entries: Cow<'static, [Entry]>,
}

/// A character and a thing, as [`number_of`] in bytes of ascending weight.
type Entry = [u8; 8];

/// A character and a thing in one number, in their order.
fn number_of(c: char, thing: u32) -> u64 {
    u64::from(u32::from(c)) << u32::BITS | u64::from(thing)
}

impl ByLetter {
    /// Things under their characters.
    #[must_use]
    pub fn new(entries: impl IntoIterator<Item = (char, u32)>) -> Self {
        let mut marks = Marks::default();
        let entries = entries.into_iter().map(|(c, thing)| {
            marks.add(c);
            number_of(c, thing)
        });
        let mut entries: Vec<u64> = entries.collect();
        entries.sort_unstable();
        entries.dedup();
        Self {
            marks,
            entries: entries.into_iter().map(u64::to_le_bytes).collect(),
        }
    }

    /// The characters.
    #[must_use]
    pub const fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The things under a character, in order.
    #[inline]
    pub fn at(&self, c: char) -> impl Iterator<Item = usize> + '_ {
        let entries = if self.marks.may_hold(c) {
            let first = number_of(c, 0);
            let is_before = |known: &Entry| u64::from_le_bytes(*known) < first;
            let from = self.entries.partition_point(is_before);
            self.entries.get(from..).unwrap_or_default()
        } else {
            &[]
        };
        let last = number_of(c, u32::MAX);
        let numbers = entries.iter().map(|known| u64::from_le_bytes(*known));
        let same = numbers.take_while(move |known| *known <= last);
        same.map(|known| known as u32 as usize)
    }
}

impl Packed for Marks {
    fn pack(&self, out: &mut Writer<'_>) {
        out.raw(self.0.map(u64::to_le_bytes).as_flattened());
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let (words, _) = from.raw()?.as_chunks::<8>();
        let words: &[[u8; 8]; 16] = words.try_into().ok()?;
        Some(Self(words.map(u64::from_le_bytes)))
    }
}

impl Packed for ByLetter {
    fn pack(&self, out: &mut Writer<'_>) {
        self.marks.pack(out);
        out.raw(self.entries.as_flattened());
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let marks = Marks::unpack(from)?;
        let (entries, _) = from.raw()?.as_chunks();
        Some(Self {
            marks,
            entries: Cow::Borrowed(entries),
        })
    }
}

packed! { struct Words { words, firsts, lasts } }

/// Words that are found by their first and by their last character.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: Deferred<Vec<Letters>>,
    firsts: ByLetter,
    lasts: ByLetter,
}

impl Words {
    /// Words; those without a letter stand nowhere.
    #[must_use]
    pub fn new(words: Vec<Letters>) -> Self {
        let under = |edge: fn(&[char]) -> Option<&char>| {
            let numbered = words.iter().zip(0u32..);
            let edges = numbered.filter_map(|(word, index)| Some((*edge(word)?, index)));
            ByLetter::new(edges)
        };
        let (firsts, lasts) = (under(<[char]>::first), under(<[char]>::last));
        Self {
            words: words.into(),
            firsts,
            lasts,
        }
    }

    /// The characters that the words begin with.
    #[must_use]
    pub const fn firsts(&self) -> &Marks {
        self.firsts.marks()
    }

    /// The words that begin with a character.
    pub fn beginning_at(&self, first: char) -> impl Iterator<Item = &Letters> {
        let numbers = self.firsts.at(first);
        numbers.filter_map(|index| self.words.get(index))
    }

    /// The words that a text begins with.
    #[inline]
    pub fn beginning<'w>(&'w self, text: &'w [char]) -> impl Iterator<Item = &'w Letters> + 'w {
        let found = text.first().map(|first| self.firsts.at(*first));
        let words = found.into_iter().flatten();
        words
            .filter_map(|index| self.words.get(index))
            .filter(|word| begins(text, word))
    }

    /// The words that a text ends with.
    #[inline]
    pub fn ending<'w>(&'w self, text: &'w [char]) -> impl Iterator<Item = &'w Letters> + 'w {
        let found = text.last().map(|last| self.lasts.at(*last));
        let words = found.into_iter().flatten();
        words
            .filter_map(|index| self.words.get(index))
            .filter(|word| text.ends_with(word))
    }
}

/// Whether a text begins with a word whose first character it has.
#[inline]
pub(crate) fn begins(text: &[char], word: &[char]) -> bool {
    // Most words differ in the second letter met; comparing it saves a call.
    word.get(1)
        .is_none_or(|second| text.get(1) == Some(second) && text.starts_with(word))
}

impl Deref for Words {
    type Target = [Letters];

    fn deref(&self) -> &[Letters] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

    use super::*;
    use crate::letters::letters;

    #[test]
    fn words_are_found_at_both_ends() {
        let words = Words::new(["申请", "申请件", "件", ""].map(letters).to_vec());
        let text = letters("申请件");
        let found = |found: Vec<&Letters>| -> Vec<String> {
            found.iter().map(|word| word.iter().collect()).collect()
        };
        assert_eq!(found(words.beginning(&text).collect()), ["申请", "申请件"]);
        assert_eq!(found(words.ending(&text).collect()), ["申请件", "件"]);
        assert_eq!(words.beginning(&[]).count(), 0);
    }

    #[test]
    fn characters_with_the_same_bits_are_distinguished() {
        let first = '一';
        let second = char::from_u32(u32::from(first) + 1024).unwrap();
        let letters = ByLetter::new([(first, 7)]);
        assert!(letters.marks().may_hold(second));
        assert_eq!(letters.at(second).count(), 0);
        assert_eq!(letters.at(first).collect::<Vec<_>>(), [7]);
    }
}

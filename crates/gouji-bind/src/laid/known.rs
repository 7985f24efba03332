//! What is asked of the wordings of a block for every word on a page, found once.

use super::parts::{Part, Wording};

/// Which wordings are heads, which of those are alike, and which begin with a letter.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The wordings of heads.
    pub heads: Vec<usize>,
    /// Where wordings begin: which, and from which of its letters; by that letter, then in order.
    pub starts: Vec<(usize, usize)>,
    /// The letters of those beginnings.
    letters: Vec<char>,
    /// For each wording the first head that has its first letters, by how many these are.
    alike: Vec<Vec<usize>>,
}

impl Known {
    /// All of it.
    pub(super) fn of(wordings: &[Wording]) -> Self {
        let is_head = |index: &usize| matches!(wordings[*index].part, Part::Column(_));
        let heads: Vec<usize> = (0..wordings.len()).filter(is_head).collect();
        let alike = (0..wordings.len()).map(|index| {
            let letters = wordings[index].letters.as_slice();
            let first = |count: usize| {
                let same = |head: &&usize| wordings[**head].letters.starts_with(&letters[..count]);
                heads.iter().find(same).copied().unwrap_or(index)
            };
            let counts = if is_head(&index) {
                letters.len() + 1
            } else {
                0
            };
            (0..counts).map(first).collect()
        });
        let mut starts: Vec<(char, usize, usize)> = Vec::new();
        for (index, one) in wordings.iter().enumerate() {
            let begun = one.letters.iter().take(one.beginnings()).enumerate();
            starts.extend(begun.map(|(from, letter)| (*letter, index, from)));
        }
        starts.sort_unstable();
        Self {
            alike: alike.collect(),
            letters: starts.iter().map(|(letter, ..)| *letter).collect(),
            starts: starts
                .iter()
                .map(|(_, index, from)| (*index, *from))
                .collect(),
            heads,
        }
    }

    /// The first head that begins with as many of the same letters: until they differ, heads are one.
    /// What is no head, or has not as many, is itself.
    pub(super) fn alike(&self, wording: usize, letters: usize) -> usize {
        let first = self.alike.get(wording).and_then(|first| first.get(letters));
        first.copied().unwrap_or(wording)
    }

    /// The beginnings with a letter, by their places among all.
    pub(super) fn starting_with(&self, letter: char) -> std::ops::Range<usize> {
        let from = self.letters.partition_point(|other| *other < letter);
        let rest = self.letters.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|other| *other == letter)
    }
}

//! The words that decide whether a claim counts: found once in a text, asked for many times.

use std::ops::Range;

use gouji_rule::Guards;

/// The guard words of a text, in the order in which they begin.
pub(crate) struct Met(Vec<Hit>);

/// A guard word in a text.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its number.
    pub word: u32,
}

/// Finds the guard words that begin in these ranges of a text, which are in order and may overlap.
pub(crate) fn met(
    guards: &Guards,
    chars: &[char],
    ranges: impl Iterator<Item = Range<usize>>,
) -> Met {
    let mut hits = Vec::new();
    let mut done = 0;
    for range in ranges {
        let from = range.start.max(done);
        done = range.end.max(done);
        for (at, c) in chars.iter().enumerate().take(range.end).skip(from) {
            if !guards.marks().may_hold(*c) {
                continue;
            }
            let found = guards.beginning(chars.get(at..).unwrap_or_default());
            hits.extend(found.map(|(word, length)| Hit {
                range: at..at + length,
                word,
            }));
        }
    }
    Met(hits)
}

impl Met {
    /// The words that stand in a range of the text, in the order in which they begin.
    pub(crate) fn within<'m>(
        &'m self,
        range: &Range<usize>,
    ) -> impl DoubleEndedIterator<Item = &'m Hit> + use<'m> {
        let from = self.0.partition_point(|hit| hit.range.start < range.start);
        let until = self.0.partition_point(|hit| hit.range.start < range.end);
        let hits = self.0.get(from..until.max(from)).unwrap_or_default().iter();
        let end = range.end;
        hits.filter(move |hit| hit.range.end <= end)
    }

    /// Whether one of these words stands in a range of the text.
    pub(crate) fn any(&self, range: &Range<usize>, words: &[u32]) -> bool {
        !words.is_empty() && self.within(range).any(|hit| words.contains(&hit.word))
    }

    /// Those of some words that stand in a range of the text, but for those within one of others.
    pub(crate) fn bare<'m>(
        &'m self,
        range: &'m Range<usize>,
        words: &'m [u32],
        within: &'m [u32],
    ) -> impl Iterator<Item = &'m Hit> {
        let own = self.within(range).filter(|hit| words.contains(&hit.word));
        own.filter(move |hit| {
            let mut longer = self
                .within(range)
                .filter(|other| within.contains(&other.word));
            !longer.any(|other| {
                other.range.start <= hit.range.start && hit.range.end <= other.range.end
            })
        })
    }
}

//! The words that decide whether a claim counts: found once in a text, asked for many times.

use std::ops::Range;

use gouji_pack::Guards;

/// The guard words of a text, in the order in which they begin.
pub(crate) struct Met(Vec<Hit>);

struct Hit {
    range: Range<usize>,
    word: u32,
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
    /// Whether one of these words stands in a range of the text.
    pub(crate) fn any(&self, range: &Range<usize>, words: &[u32]) -> bool {
        let from = self.0.partition_point(|hit| hit.range.start < range.start);
        let hits = self.0.get(from..).unwrap_or_default().iter();
        hits.take_while(|hit| hit.range.start < range.end)
            .any(|hit| hit.range.end <= range.end && words.contains(&hit.word))
    }
}

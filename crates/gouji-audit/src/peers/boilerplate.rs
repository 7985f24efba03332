//! What everyone writes, learned from the texts: runs of words that many units have.

use std::io;
use std::sync::{Mutex, PoisonError};

use gouji_rule::PeerTest;

use super::distinct::distinct;
use super::laid::{Block, Laying};
use super::masked::{Masked, masked};
use super::rolling::rolled;
use super::runs::RUN;
use super::text::{Text, Texts, by_unit};
use crate::parallel::Team;
use crate::scratch::Scratch;

/// How many counters a row has: runs share them by chance, which with so many is a few dozen a counter at most.
const COUNTERS: usize = 1 << COUNTER_BITS;
/// How many bits number a counter of a row.
const COUNTER_BITS: u32 = 20;
/// How many rows there are. A run has a counter in each, and is as common as the least of them says: that it
/// shares all three with what everyone writes does not happen.
const ROWS: usize = 3;
/// How many counters have their bits in a word.
const BITS: usize = u64::BITS as usize;

/// Which runs many units have, about.
#[derive(Default)]
pub(super) struct Common {
    /// A bit for each counter that came to as many units as make a run what everyone writes, row after row; none
    /// where nothing could be learned. The counters themselves take sixteen times as much, and are held only while
    /// they count.
    reached: Vec<u64>,
}

/// Who learns what everyone writes, and of what.
#[derive(Clone, Copy)]
pub(super) struct Learning<'l> {
    pub peers: &'l PeerTest,
    pub source: &'l dyn Texts,
    /// Where the words are laid down on the way.
    pub scratch: &'l dyn Scratch,
    pub team: Team<'l>,
}

impl Learning<'_> {
    /// Learns from the texts of each unit; returns where their words lie. Of few units nothing can be learned.
    pub(super) fn learn(self, texts: &[Text]) -> io::Result<(Common, Option<Vec<Block>>)> {
        let units = by_unit(texts).count();
        let least = (units * self.peers.common / 100 + 1).max(self.peers.common_units);
        if units < least {
            return Ok((Common::default(), None));
        }
        let counting = Mutex::new(vec![0; ROWS * COUNTERS]);
        let mut blocks = Vec::new();
        let count = |texts: &[Text]| self.count(texts, &counting);
        self.team.each(by_unit(texts), count, |laid| {
            blocks.extend(laid?);
            io::Result::Ok(())
        })?;
        let counters = counting.into_inner();
        let counters = counters.unwrap_or_else(PoisonError::into_inner);
        Ok((Common::of(&counters, least), Some(blocks)))
    }

    /// Counts a unit for each of its runs.
    fn count(self, texts: &[Text], counting: &Mutex<Vec<u16>>) -> io::Result<Vec<Block>> {
        let mut own: Vec<u64> = Vec::new();
        let mut laying = Laying::new(self.scratch);
        let mut unit = 0;
        for (text, masked) in masked(texts, self.source) {
            own.reserve(masked.chars().len());
            rolled::<RUN>(masked.chars(), |_, hash| own.push(hash));
            laying.add(text, &masked)?;
            unit = text.unit;
        }
        distinct(&mut own);
        // Counters lie far apart: one thread that adds to them is faster than several that wait for each other
        // at every single one.
        let mut counters = counting.lock().unwrap_or_else(PoisonError::into_inner);
        for at in own.iter().flat_map(|hash| places_of(*hash)) {
            if let Some(counter) = counters.get_mut(at) {
                // What is full stays full: then it is common anyway.
                *counter = counter.saturating_add(1);
            }
        }
        drop(counters);
        laying.finish(unit)
    }
}

/// What a text has of its own: its words without what everyone writes.
pub(super) struct OwnWords {
    pub words: Masked,
    /// The runs of these: where each begins, and its hash.
    pub runs: Vec<(usize, u64)>,
}

impl Common {
    /// What counters came to, where a run that so many units have is what everyone writes.
    fn of(counters: &[u16], least: usize) -> Self {
        // No counter counts further.
        let least = u16::try_from(least).unwrap_or(u16::MAX);
        let bits = |counters: &[u16]| {
            let bits = counters.iter().rev();
            bits.fold(0, |bits, count| bits << 1 | u64::from(*count >= least))
        };
        Self {
            reached: counters.chunks(BITS).map(bits).collect(),
        }
    }

    /// What a text has of its own.
    pub(super) fn own_words(&self, mut words: Masked) -> OwnWords {
        let mut runs: Vec<(usize, u64)> = Vec::with_capacity(words.chars().len());
        if self.reached.is_empty() {
            rolled::<RUN>(words.chars(), |at, hash| runs.push((at, hash)));
            return OwnWords { words, runs };
        }
        let mut common: Vec<usize> = Vec::new();
        rolled::<RUN>(words.chars(), |at, hash| {
            if self.has(hash) {
                // What reaches into it from before is not there any more, and what begins in it is not, either.
                while runs.pop_if(|(before, _)| *before + RUN > at).is_some() {}
                common.push(at);
            } else if common.last().is_none_or(|last| last + RUN <= at) {
                runs.push((at, hash));
            }
        });
        words.blank(common.into_iter().map(|at| at..at + RUN));
        OwnWords { words, runs }
    }

    /// Whether a run is what everyone writes.
    fn has(&self, hash: u64) -> bool {
        places_of(hash).into_iter().all(|at| {
            let word = self.reached.get(at / BITS);
            word.is_some_and(|word| word >> (at % BITS) & 1 == 1)
        })
    }
}

/// Where the counters of a run are, one in each row.
const fn places_of(hash: u64) -> [usize; ROWS] {
    // The highest bits for the first row, those below them for the next.
    let first = hash >> (u64::BITS - COUNTER_BITS);
    let second = hash >> (u64::BITS - 2 * COUNTER_BITS);
    let third = hash >> (u64::BITS - 3 * COUNTER_BITS);
    [
        first as usize,
        second as usize % COUNTERS + COUNTERS,
        third as usize % COUNTERS + 2 * COUNTERS,
    ]
}

#[cfg(test)]
mod tests {
    use super::super::masked::{GAP, Sought};
    use super::*;

    #[test]
    fn what_everyone_writes_is_blank_and_no_run_reaches_into_it() {
        let common = "依法做好政府信息公开工作任务部署要求";
        let own = "水库除险加固与农村饮水安全工程建设情况公示栏目更新";
        let mut counted = vec![0; ROWS * COUNTERS];
        let words = |text: &str| Masked::of(text, &Sought::default());
        rolled::<RUN>(words(common).chars(), |_, hash| {
            places_of(hash).into_iter().for_each(|at| counted[at] = 5);
        });
        let common_runs = Common::of(&counted, 5);
        for text in [
            format!("{own}{common}{own}"),
            format!("{common}{own}"),
            format!("{common}{common}"),
            own.to_owned(),
            String::new(),
        ] {
            let blanked = text.replace(common, &GAP.to_string().repeat(common.chars().count()));
            let found = common_runs.own_words(words(&text));
            assert_eq!(found.words.chars(), blanked.chars().collect::<Vec<char>>());
            let mut runs = Vec::new();
            rolled::<RUN>(found.words.chars(), |at, hash| runs.push((at, hash)));
            assert_eq!(found.runs, runs, "{text}");
        }
    }
}

//! What everyone writes, learned from the texts: runs of words that many units have.

use std::io;
use std::ops::Range;

use gouji_rule::PeerTest;

use super::distinct::distinct;
use super::laid::{Block, Laying};
use super::masked::{Masked, masked};
use super::rolling::rolled;
use super::runs::RUN;
use super::text::{Text, Texts, by_unit};
use crate::parallel::Team;
use crate::scratch::Scratch;

/// How many bits number a counter of the first row: runs share them by chance, which with so many is a few dozen a
/// counter at most.
const FIRST_BITS: u32 = 20;
/// The same of the further rows, in which few runs count.
const FURTHER_BITS: u32 = 18;
/// Where each row begins, and where all end. A run has a counter in each row, and is common where all of them say
/// so: that it shares all three with what everyone writes does not happen.
const ROWS: [usize; 4] = [
    0,
    1 << FIRST_BITS,
    (1 << FIRST_BITS) + (1 << FURTHER_BITS),
    (1 << FIRST_BITS) + (2 << FURTHER_BITS),
];
/// How many counters have their bits in a word.
const BITS: usize = u64::BITS as usize;

/// Which runs many units have, about.
#[derive(Default)]
pub(super) struct Common {
    /// A bit for each counter that came to as many units as make a run what everyone writes, row after row; none
    /// where nothing could be learned. The counters themselves take sixteen times as much.
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
        let mut counters = Counters::new(least);
        let mut blocks = Vec::new();
        let runs = |texts: &[Text]| self.runs(texts);
        self.team.each(by_unit(texts), runs, |runs| {
            let runs = runs?;
            // Counters lie far apart: one thread that adds to them is faster than several that take them from
            // each other at every single one.
            runs.hashes.iter().for_each(|hash| counters.count(*hash));
            blocks.extend(runs.laid);
            io::Result::Ok(())
        })?;
        Ok((counters.common(), Some(blocks)))
    }

    /// The runs of the texts of a unit, whose words are laid down.
    fn runs(self, texts: &[Text]) -> io::Result<UnitRuns> {
        let mut hashes: Vec<u64> = Vec::new();
        let mut laying = Laying::new(self.scratch);
        let mut unit = 0;
        for (text, masked) in masked(texts, self.source) {
            hashes.reserve(masked.chars().len());
            rolled::<RUN>(masked.chars(), |_, hash| hashes.push(hash));
            laying.add(text, &masked)?;
            unit = text.unit;
        }
        distinct(&mut hashes);
        let laid = laying.finish(unit)?;
        Ok(UnitRuns { hashes, laid })
    }
}

/// What the texts of a unit have.
struct UnitRuns {
    /// The hash of each run, once.
    hashes: Vec<u64>,
    /// Where the words lie.
    laid: Vec<Block>,
}

/// Counts the units of runs, about; held only while it counts.
struct Counters {
    rows: Vec<u16>,
    /// From how many units on a run is what everyone writes.
    least: u16,
}

impl Counters {
    fn new(least: usize) -> Self {
        Self {
            rows: vec![0; ROWS[3]],
            // No counter counts further.
            least: u16::try_from(least).unwrap_or(u16::MAX),
        }
    }

    /// From how many units on the further rows count: most runs never come there, and a counter that is nowhere near
    /// takes as long as all else that is done for a run.
    const fn gate(&self) -> u16 {
        self.least / 2
    }

    /// Counts a unit for one of its runs.
    fn count(&mut self, hash: u64) {
        let [first, further @ ..] = places_of(hash);
        // What is full stays full: then it is common anyway.
        let more = |counter: &mut u16| {
            *counter = counter.saturating_add(1);
            *counter
        };
        let counted = self.rows.get_mut(first).map_or(0, more);
        if counted > self.gate() {
            for at in further {
                self.rows.get_mut(at).map(more);
            }
        }
    }

    /// What the counters came to.
    fn common(&self) -> Common {
        let (first, further) = self.rows.split_at(ROWS[1]);
        let bits = |counters: &[u16], least: u16| {
            let bits = counters.iter().rev();
            bits.fold(0, |bits, count| bits << 1 | u64::from(*count >= least))
        };
        let first = first.chunks(BITS).map(|some| bits(some, self.least));
        // The units before the gate are not counted there.
        let least = self.least - self.gate();
        let further = further.chunks(BITS).map(|some| bits(some, least));
        Common {
            reached: first.chain(further).collect(),
        }
    }
}

/// What a text has of its own: its words without what everyone writes.
pub(super) struct OwnWords {
    pub words: Masked,
    /// The runs of these: where each begins, and its hash.
    pub runs: Vec<(usize, u64)>,
}

impl Common {
    /// What a text has of its own.
    pub(super) fn own_words(&self, mut words: Masked) -> OwnWords {
        let mut runs: Vec<(usize, u64)> = Vec::with_capacity(words.chars().len());
        if self.reached.is_empty() {
            rolled::<RUN>(words.chars(), |at, hash| runs.push((at, hash)));
            return OwnWords { words, runs };
        }
        let mut common: Vec<Range<usize>> = Vec::new();
        rolled::<RUN>(words.chars(), |at, hash| {
            let last = common.last_mut().filter(|last| at < last.end);
            match (self.has(hash), last) {
                // What begins in it is not there any more.
                (false, Some(_)) => {}
                (false, None) => runs.push((at, hash)),
                (true, Some(last)) => last.end = at + RUN,
                (true, None) => {
                    // Nor is what reaches into it from before.
                    while runs.pop_if(|(before, _)| *before + RUN > at).is_some() {}
                    common.push(at..at + RUN);
                }
            }
        });
        words.blank(common.into_iter());
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
const fn places_of(hash: u64) -> [usize; 3] {
    // The highest bits for the first row, those below them for the next.
    let first = hash >> (u64::BITS - FIRST_BITS);
    let further = (1 << FURTHER_BITS) - 1;
    let second = hash >> (u64::BITS - FIRST_BITS - FURTHER_BITS) & further;
    let third = hash >> (u64::BITS - FIRST_BITS - 2 * FURTHER_BITS) & further;
    [
        first as usize,
        second as usize + ROWS[1],
        third as usize + ROWS[2],
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
        let mut counters = Counters::new(5);
        let words = |text: &str| Masked::of(text, &Sought::default());
        let mut count = |text: &str, units: usize| {
            rolled::<RUN>(words(text).chars(), |_, hash| {
                (0..units).for_each(|_| counters.count(hash));
            });
        };
        count(common, 5);
        count(own, 4);
        let common_runs = counters.common();
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

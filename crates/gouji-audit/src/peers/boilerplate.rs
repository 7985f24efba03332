//! What everyone writes, learned from the texts: runs of words that many units have.

use std::io;
use std::sync::{Mutex, PoisonError};

use gouji_rule::PeerTest;

use super::distinct::distinct;
use super::laid::{Block, Laying};
use super::masked::{Masked, masked};
use super::rolling::rolled;
use super::runs::RUN;
use super::text::{Text, Texts};
use crate::parallel::Team;
use crate::scratch::Scratch;

/// How many counters a row has: runs share them by chance, which with so many is a few a counter.
const COUNTERS: usize = 1 << 22;
/// How many rows there are. A run has a counter in each, and is as common as the least of them says: that it
/// shares both with what everyone writes does not happen.
const ROWS: usize = 2;

/// Room for what is counted, made when it is needed first: to make it anew for each section would take longer
/// than to empty it.
#[derive(Debug, Default)]
pub struct Counters(Vec<u16>);

impl Counters {
    fn emptied(&mut self) -> &mut [u16] {
        match self.0.is_empty() {
            true => self.0 = vec![0; ROWS * COUNTERS],
            false => self.0.fill(0),
        }
        &mut self.0
    }
}

/// How many units have each run, about.
pub(super) struct Common<'c> {
    /// The counters, row after row.
    counters: &'c [u16],
    /// From how many units on a run is what everyone writes.
    least: usize,
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
    pub(super) fn learn<'c>(
        self,
        units: &[&[Text]],
        counters: &'c mut Counters,
    ) -> io::Result<(Common<'c>, Option<Vec<Block>>)> {
        let least = (units.len() * self.peers.common / 100 + 1).max(self.peers.common_units);
        // No counter counts further.
        let most = usize::from(u16::MAX);
        let mut common = Common {
            counters: &[],
            least: least.min(most),
        };
        if units.len() < least {
            return Ok((common, None));
        }
        let counting = Mutex::new(counters.emptied());
        let mut blocks = Vec::new();
        let count = |texts: &&[Text]| self.count(texts, &counting);
        self.team.each(units, count, |laid| {
            blocks.extend(laid?);
            io::Result::Ok(())
        })?;
        common.counters = counting
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        Ok((common, Some(blocks)))
    }

    /// Counts a unit for each of its runs.
    fn count(self, texts: &[Text], counting: &Mutex<&mut [u16]>) -> io::Result<Vec<Block>> {
        let mut own: Vec<u64> = Vec::new();
        let mut laying = Laying::new(self.scratch);
        let mut unit = 0;
        for (text, masked) in masked(texts, self.source) {
            own.extend(rolled::<RUN>(masked.chars()).map(|(_, hash)| hash));
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

impl Common<'_> {
    /// A text without what everyone writes.
    pub(super) fn without(&self, mut masked: Masked) -> Masked {
        if self.counters.is_empty() {
            return masked;
        }
        let mut covered = vec![false; masked.chars().len()];
        // Up to where characters are covered already.
        let mut done = 0;
        for (at, hash) in rolled::<RUN>(masked.chars()) {
            let is_full = |at: usize| {
                let count = self.counters.get(at).copied();
                usize::from(count.unwrap_or(0)) >= self.least
            };
            if places_of(hash).into_iter().all(is_full) {
                let from = at.max(done);
                let own = covered.iter_mut().skip(from).take(at + RUN - from);
                own.for_each(|one| *one = true);
                done = at + RUN;
            }
        }
        masked.blank(&covered);
        masked
    }
}

/// Where the counters of a run are, one in each row.
const fn places_of(hash: u64) -> [usize; ROWS] {
    // The highest bits for the first row, those below them for the next.
    [
        (hash >> 42) as usize % COUNTERS,
        (hash >> 20) as usize % COUNTERS + COUNTERS,
    ]
}

//! What everyone writes, learned from the texts: runs of words that many units have.

use std::sync::atomic::{AtomicU16, Ordering};

use gouji_rule::PeerTest;

use super::masked::{Masked, masked};
use super::rolling::rolled;
use super::runs::RUN;
use super::text::{Text, Texts};
use crate::parallel::each;

/// How many counters there are: runs share them by chance, which with so many is a few a counter.
const COUNTERS: usize = 1 << 22;

/// How many units have each run, about.
pub(super) struct Common {
    counters: Vec<AtomicU16>,
    /// From how many units on a run is what everyone writes.
    least: usize,
}

impl Common {
    /// Learns from the texts of each unit.
    pub(super) fn learn(
        peers: &PeerTest,
        units: &[&[Text]],
        source: &dyn Texts,
        threads: usize,
    ) -> Self {
        let least = (units.len() * peers.common / 100 + 1).max(peers.common_units);
        let mut common = Self {
            counters: Vec::new(),
            // No counter counts further.
            least: least.min(usize::from(u16::MAX)),
        };
        if units.len() < least {
            return common;
        }
        common.counters.resize_with(COUNTERS, AtomicU16::default);
        each(units, threads, |texts| common.count(texts, source));
        common
    }

    /// Counts a unit for each of its runs.
    fn count(&self, texts: &[Text], source: &dyn Texts) {
        let mut own: Vec<usize> = Vec::new();
        for (_, masked) in masked(texts, source) {
            own.extend(rolled::<RUN>(masked.chars()).map(|(_, hash)| counter(hash)));
        }
        own.sort_unstable();
        own.dedup();
        for counter in own.iter().filter_map(|counter| self.counters.get(*counter)) {
            let next = |count: u16| count.checked_add(1);
            // What is full stays full: then it is common anyway.
            let _ = counter.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        }
    }

    /// A text without what everyone writes.
    pub(super) fn without(&self, mut masked: Masked) -> Masked {
        if self.counters.is_empty() {
            return masked;
        }
        let mut covered = vec![false; masked.chars().len()];
        // Up to where characters are covered already.
        let mut done = 0;
        for (at, hash) in rolled::<RUN>(masked.chars()) {
            let count = self.counters.get(counter(hash));
            let count = count.map_or(0, |count| count.load(Ordering::Relaxed));
            if usize::from(count) >= self.least {
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

const fn counter(hash: u64) -> usize {
    (hash >> 40) as usize % COUNTERS
}

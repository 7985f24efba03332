//! What everyone writes, learned from the texts: runs of words that many units have.

use std::sync::atomic::{AtomicU16, Ordering};

use gouji_rule::PeerTest;

use super::masked::{Masked, masked};
use super::rolling::rolled;
use super::runs::RUN;
use super::text::{Text, Texts};
use crate::parallel::Team;

/// How many counters a row has: runs share them by chance, which with so many is a few a counter.
const COUNTERS: usize = 1 << 22;
/// How many rows there are. A run has a counter in each, and is as common as the least of them says: that it
/// shares both with what everyone writes does not happen.
const ROWS: usize = 2;

/// How many units have each run, about.
pub(super) struct Common {
    /// The counters, row after row.
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
        team: Team<'_>,
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
        common
            .counters
            .resize_with(ROWS * COUNTERS, AtomicU16::default);
        let count = |texts: &&[Text]| common.count(texts, source);
        // Nobody fails to take what is nothing.
        let _: Result<(), ()> = team.each(units, count, |()| Ok(()));
        common
    }

    /// Counts a unit for each of its runs.
    fn count(&self, texts: &[Text], source: &dyn Texts) {
        let mut own: Vec<u64> = Vec::new();
        for (_, masked) in masked(texts, source) {
            own.extend(rolled::<RUN>(masked.chars()).map(|(_, hash)| hash));
        }
        own.sort_unstable();
        own.dedup();
        for counter in own.iter().flat_map(|hash| self.counters_of(*hash)) {
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
            let counts = self.counters_of(hash);
            let count = counts.map(|count| count.load(Ordering::Relaxed)).min();
            let count = count.unwrap_or(0);
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

impl Common {
    /// The counters of a run, one in each row.
    fn counters_of(&self, hash: u64) -> impl Iterator<Item = &AtomicU16> {
        // The highest bits for the first row, those below them for the next.
        let at = move |row: usize| (hash >> (42 - 22 * row)) as usize % COUNTERS + row * COUNTERS;
        (0..ROWS).filter_map(move |row| self.counters.get(at(row)))
    }
}

//! What everyone writes, learned from the texts: runs of words that many units have.

use std::collections::HashSet;
use std::hash::BuildHasher as _;

use gouji_rule::PeerTest;
use rustc_hash::FxBuildHasher;

use super::masked::Masked;
use super::runs::{RUN, runs};
use super::text::Text;

/// How many counters there are: runs share them by chance, which with so many is a few a counter.
const COUNTERS: usize = 1 << 22;

/// How many units have each run, about.
pub(super) struct Common {
    counters: Vec<u16>,
    /// From how many units on a run is what everyone writes.
    least: usize,
}

impl Common {
    /// Learns from texts, whose units follow each other or not.
    pub(super) fn learn(
        peers: &PeerTest,
        texts: &[Text],
        read: &dyn Fn(&Text) -> Option<Masked>,
    ) -> Self {
        let mut by_unit: Vec<&Text> = texts.iter().collect();
        by_unit.sort_by_key(|text| (text.unit, text.year, text.report));
        let units = by_unit.chunk_by(|one, other| one.unit == other.unit);
        let count = units.clone().count();
        let mut common = Self {
            counters: Vec::new(),
            least: (count * peers.common / 100 + 1).max(peers.common_units),
        };
        if count < common.least {
            return common;
        }
        common.counters = vec![0; COUNTERS];
        let mut own: HashSet<usize, FxBuildHasher> = HashSet::default();
        for texts in units {
            own.clear();
            for masked in texts.iter().filter_map(|text| read(text)) {
                own.extend(runs(masked.chars()).map(|(_, run)| counter(run)));
            }
            for counter in &own {
                if let Some(count) = common.counters.get_mut(*counter) {
                    *count = count.saturating_add(1);
                }
            }
        }
        common
    }

    /// A text without what everyone writes.
    pub(super) fn without(&self, mut masked: Masked) -> Masked {
        if self.counters.is_empty() {
            return masked;
        }
        let mut covered = vec![false; masked.chars().len()];
        for (at, run) in runs(masked.chars()) {
            let count = self.counters.get(counter(run)).copied().unwrap_or(0);
            if usize::from(count) >= self.least {
                covered
                    .iter_mut()
                    .skip(at)
                    .take(RUN)
                    .for_each(|one| *one = true);
            }
        }
        masked.blank(&covered);
        masked
    }
}

fn counter(run: &[char]) -> usize {
    // The lowest bits of this hash are the weakest.
    (FxBuildHasher.hash_one(run) >> 40) as usize % COUNTERS
}

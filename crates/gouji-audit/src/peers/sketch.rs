//! Sketches of texts: texts that have much in common agree in some band of theirs.
//!
//! One permutation of the runs is cut into as many bins as there are numbers; the least of each bin is
//! its number. Empty bins borrow from full ones in an order that is the same for all texts (optimal
//! densification, Shrivastava 2017).

use std::hash::{BuildHasher as _, Hasher as _};

use rustc_hash::FxBuildHasher;

use super::masked::GAP;

/// How many characters a run of a sketch has.
const GRAM: usize = 5;
/// How many bands there are.
pub(super) const BANDS: usize = 24;
/// How many numbers a band has: of texts that are the same to 80 %, all but one in ten thousand agree
/// in a band; of those that are to 20 %, one in a hundred.
const ROWS: usize = 5;
const BINS: usize = BANDS * ROWS;

/// The bands of a text.
#[derive(Clone, Debug)]
pub(super) struct Sketch([u64; BANDS]);

impl Sketch {
    /// The sketch of a text.
    pub(super) fn of(chars: &[char]) -> Self {
        let mut bins = [u64::MAX; BINS];
        for gram in chars.windows(GRAM).filter(|gram| !gram.contains(&GAP)) {
            let hash = mixed(FxBuildHasher.hash_one(gram));
            // The upper half says the bin, all of it the number.
            let bin = ((hash >> 32) as usize * BINS) >> 32;
            if let Some(least) = bins.get_mut(bin) {
                *least = (*least).min(hash);
            }
        }
        let full = bins;
        for (number, bin) in bins.iter_mut().enumerate() {
            if *bin == u64::MAX {
                *bin = borrowed(&full, number);
            }
        }
        let mut bands = [0; BANDS];
        for (band, rows) in bands.iter_mut().zip(bins.chunks(ROWS)) {
            let mut hasher = FxBuildHasher.build_hasher();
            rows.iter().for_each(|row| hasher.write_u64(*row));
            *band = hasher.finish();
        }
        Self(bands)
    }

    /// One of its bands.
    pub(super) fn band(&self, band: usize) -> u64 {
        self.0.get(band).copied().unwrap_or_default()
    }
}

/// What an empty bin takes from a full one.
fn borrowed(full: &[u64; BINS], number: usize) -> u64 {
    for attempt in 0..(64 * BINS) as u64 {
        let other = mixed(((number as u64) << 32) | attempt);
        let other = ((other >> 32) as usize * BINS) >> 32;
        match full.get(other) {
            Some(value) if *value != u64::MAX => return *value,
            _ => {}
        }
    }
    u64::MAX
}

/// A hash whose bits all depend on all of its input (the finish of SplitMix64).
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

//! Sketches of texts: texts that have much in common agree in some band of theirs, and a text of which
//! another has most agrees with it in passages.
//!
//! For bands, one permutation of the runs is cut into as many bins as there are numbers; the least of each
//! bin is its number. Empty bins borrow from full ones in an order that is the same for all texts (optimal
//! densification, Shrivastava 2017). For passages, the least of the runs in each window is kept
//! (winnowing, Schleimer 2003): a passage that two texts share and that is as long as a window gives both
//! of them the same number, for certain.

use super::boilerplate::OwnWords;
use super::rolling::{mixed, rolled};

/// How many characters a run of a band has.
const GRAM: usize = 5;
/// How many bands there are.
pub(super) const BANDS: usize = 24;
/// How many numbers a band has: of texts that are the same to 80 %, all but one in ten thousand agree
/// in a band; of those that are to 20 %, one in a hundred.
const ROWS: usize = 5;
const BINS: usize = BANDS * ROWS;
/// How many runs a window has: texts of which nine in ten runs are the same share a passage of more.
const WINDOW: usize = 48;

/// The bands of a text, and its passages.
#[derive(Clone, Debug)]
pub(super) struct Sketch {
    bands: [u32; BANDS],
    passages: Box<[u32]>,
}

impl Sketch {
    /// The sketch of what a text has of its own.
    pub(super) fn of(own: &OwnWords) -> Self {
        Self {
            bands: bands(own.words.chars()),
            passages: passages(&own.runs),
        }
    }

    /// One of its bands.
    pub(super) fn band(&self, band: usize) -> u32 {
        self.bands.get(band).copied().unwrap_or_default()
    }

    /// Its passages.
    pub(super) fn passages(&self) -> &[u32] {
        &self.passages
    }
}

/// The upper half of a hash.
const fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

fn bands(chars: &[char]) -> [u32; BANDS] {
    let mut bins = [u64::MAX; BINS];
    rolled::<GRAM>(chars, |_, hash| {
        // The upper half says the bin, all of it the number.
        let bin = ((hash >> 32) as usize * BINS) >> 32;
        if let Some(least) = bins.get_mut(bin) {
            *least = (*least).min(hash);
        }
    });
    let full = bins;
    for (number, bin) in bins.iter_mut().enumerate() {
        if *bin == u64::MAX {
            *bin = borrowed(&full, number);
        }
    }
    let mut bands = [0; BANDS];
    for (band, rows) in bands.iter_mut().zip(bins.chunks(ROWS)) {
        *band = upper(rows.iter().fold(0, |hash, row| mixed(hash ^ row)));
    }
    bands
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

/// The least run of each window; of a stretch that is shorter than one the least of it.
fn passages(runs: &[(usize, u64)]) -> Box<[u32]> {
    let mut passages = Vec::new();
    for stretch in runs.chunk_by(|one, other| one.0 + 1 == other.0) {
        let width = WINDOW.min(stretch.len());
        // The least so far: where it is, and its hash.
        let mut least = (0, u64::MAX);
        for (end, (_, hash)) in stretch.iter().enumerate() {
            let before = least;
            if *hash < least.1 {
                least = (end, *hash);
            } else if least.0 + width <= end {
                least = lowest(stretch, end + 1 - width, end);
            }
            // The first window is whole where it ends.
            if end + 1 == width || (end >= width && least != before) {
                passages.push(upper(least.1));
            }
        }
    }
    passages.sort_unstable();
    passages.dedup();
    passages.into()
}

/// The least of some runs, the first of those that are the same: where it is among all, and its hash.
fn lowest(runs: &[(usize, u64)], first: usize, last: usize) -> (usize, u64) {
    let window = runs.get(first..=last).unwrap_or_default().iter();
    let window = (first..).zip(window.map(|(_, hash)| *hash));
    window
        .min_by_key(|(_, hash)| *hash)
        .unwrap_or((last, u64::MAX))
}

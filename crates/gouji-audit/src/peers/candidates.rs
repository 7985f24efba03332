//! Which texts are compared: pairs that agree in a band of their sketches, or in enough of their
//! passages.
//!
//! Bands and passages are brought together outside of memory, so that it does not grow with the texts.

use std::io;

use super::sketch::{BANDS, Sketch};
use crate::grouping::{Grouped, Grouping};
use crate::parallel::Team;
use crate::scratch::Scratch;
use crate::sorted::{Sorted, Sorter};

/// Of so many texts in a group all pairs are compared.
const SMALL_GROUP: usize = 16;
/// In larger groups each is compared with so many before it.
const NEIGHBOURS: usize = 8;
/// The same for texts that agree in a passage.
const FEW_NEIGHBOURS: usize = 4;
/// Of so many passages of the one with fewer two texts have one in common.
const PASSAGES: usize = 4;
/// How many bits the number of a text has, behind band and key.
const NUMBER: u32 = 27;
/// How many bits a key has, and the number of a text of a pair.
const KEY: u32 = 32;
/// How many texts are compared at most: those of the first hundred million reports.
pub(super) const MOST_TEXTS: usize = 1 << NUMBER;

/// Takes the sketches of texts, which have numbers in the order in which they come.
pub(super) struct Candidates<'s> {
    scratch: &'s dyn Scratch,
    /// Band, key, text.
    bands: Grouping<'s>,
    /// Passage, text.
    passages: Grouping<'s>,
    /// How many passages each text has.
    counts: Vec<u16>,
}

impl<'s> Candidates<'s> {
    /// Takes the sketches of at most so many texts.
    pub(super) fn new(scratch: &'s dyn Scratch, texts: usize) -> Self {
        let expected = texts.saturating_mul(BANDS);
        Self {
            scratch,
            bands: Grouping::new(scratch, NUMBER, expected),
            passages: Grouping::new(scratch, KEY, expected),
            counts: Vec::new(),
        }
    }

    /// Takes the sketch of the next text.
    pub(super) fn add(&mut self, sketch: &Sketch) -> io::Result<()> {
        let number = self.counts.len() as u64;
        for band in 0..BANDS {
            let key = (band as u64) << KEY | u64::from(sketch.band(band));
            self.bands.push(key << NUMBER | number)?;
        }
        for passage in sketch.passages() {
            self.passages.push(u64::from(*passage) << KEY | number)?;
        }
        let count = sketch.passages().len();
        self.counts.push(u16::try_from(count).unwrap_or(u16::MAX));
        Ok(())
    }

    /// Pairs of texts in order.
    pub(super) fn pairs(self, team: Team<'_>) -> io::Result<Pairs<'s>> {
        let Self {
            scratch,
            bands,
            passages,
            counts,
        } = self;
        let joined = |groups: Groups<'s>, neighbours| {
            let mut pairs = Sorter::new(scratch);
            groups.join(neighbours, &mut |pair| pairs.push(pair))?;
            Ok::<_, io::Error>(pairs)
        };
        let (of_bands, of_passages) = team.both(
            || joined(Groups::new(bands.grouped(), NUMBER), NEIGHBOURS),
            || joined(Groups::new(passages.grouped(), KEY), FEW_NEIGHBOURS)?.sorted(),
        );
        let mut pairs = of_bands?;
        enough(&counts, of_passages?, &mut |pair| pairs.push(pair))?;
        Ok(Pairs {
            sorted: pairs.sorted()?,
            last: None,
        })
    }
}

/// Texts that have a good part of the passages of one of them in common: one may be a piece of the other,
/// which sketches of the whole do not show. Each pair comes as often as they share a passage.
fn enough(
    counts: &[u16],
    mut shared: Sorted<'_>,
    add: &mut dyn FnMut(u64) -> io::Result<()>,
) -> io::Result<()> {
    let count = |number: u32| {
        let count = counts.get(number as usize).copied();
        usize::from(count.unwrap_or_default())
    };
    let is_enough = |pair: u64, times: usize| {
        let (one, other) = parted(pair);
        times * PASSAGES >= count(one).min(count(other))
    };
    let mut last: Option<(u64, usize)> = None;
    loop {
        let next = shared.next()?;
        last = match (last, next) {
            (Some((pair, times)), Some(next)) if pair == next => Some((pair, times + 1)),
            (last, next) => {
                if let Some((pair, times)) = last
                    && is_enough(pair, times)
                {
                    add(pair)?;
                }
                next.map(|pair| (pair, 1))
            }
        };
        if last.is_none() {
            return Ok(());
        }
    }
}

/// Texts with one key: a number in its lower bits says which text.
struct Groups<'s> {
    grouped: Grouped<'s>,
    bits: u32,
}

impl<'s> Groups<'s> {
    const fn new(grouped: Grouped<'s>, bits: u32) -> Self {
        Self { grouped, bits }
    }

    /// Pairs of texts with one key, the lower number first.
    fn join(
        mut self,
        neighbours: usize,
        add: &mut dyn FnMut(u64) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut group: Vec<u64> = Vec::new();
        let mut key = None;
        loop {
            let next = self.grouped.next()?;
            let own = next.map(|next| next >> self.bits);
            if own != key {
                join(&group, neighbours, add)?;
                group.clear();
                key = own;
            }
            let Some(next) = next else {
                return Ok(());
            };
            let number = next & ((1 << self.bits) - 1);
            if group.last() != Some(&number) {
                group.push(number);
            }
        }
    }
}

fn join(
    group: &[u64],
    neighbours: usize,
    add: &mut dyn FnMut(u64) -> io::Result<()>,
) -> io::Result<()> {
    let reach = match group.len() <= SMALL_GROUP {
        true => SMALL_GROUP,
        false => neighbours,
    };
    for (at, number) in group.iter().enumerate() {
        let before = group.get(at.saturating_sub(reach)..at).unwrap_or_default();
        for other in before {
            add(other << KEY | number)?;
        }
    }
    Ok(())
}

/// The two texts of a pair.
const fn parted(pair: u64) -> (u32, u32) {
    ((pair >> KEY) as u32, pair as u32)
}

/// Pairs of texts, the lower number first, in order and each once.
pub(super) struct Pairs<'s> {
    sorted: Sorted<'s>,
    last: Option<u64>,
}

impl Pairs<'_> {
    /// The next pair.
    fn pair(&mut self) -> io::Result<Option<u64>> {
        loop {
            let next = self.sorted.next()?;
            if next.is_none() || next != self.last {
                return Ok(next);
            }
        }
    }

    /// The next pairs with a first text of their own in common; nothing at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Vec<(u32, u32)>>> {
        let mut group = Vec::new();
        if self.last.is_none() {
            self.last = self.pair()?;
        }
        while let Some(pair) = self.last {
            group.push(parted(pair));
            self.last = self.pair()?;
            if self.last.is_none_or(|next| next >> KEY != pair >> KEY) {
                break;
            }
        }
        Ok(Some(group).filter(|group| !group.is_empty()))
    }
}

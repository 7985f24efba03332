//! Which texts are compared: pairs that agree in a band of their sketches, or in enough of their
//! passages.

use super::sketch::{BANDS, Sketch};

/// Of so many texts in a group all pairs are compared.
const SMALL_GROUP: usize = 16;
/// In larger groups each is compared with so many before it.
const NEIGHBOURS: usize = 8;
/// The same for texts that agree in a passage.
const FEW_NEIGHBOURS: usize = 4;
/// In so many rounds passages are joined, each with those of some hashes: so many fewer are held at once.
const ROUNDS: u32 = 16;
/// Of so many passages of the one with fewer two texts have one in common.
const PASSAGES: usize = 4;

/// Pairs of texts, the lower number first, in order; texts are numbered as their sketches.
pub(super) fn pairs(sketches: &[Sketch]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let numbered = || (0_u32..).zip(sketches);
    for band in 0..BANDS {
        let keys = numbered().map(|(number, sketch)| (sketch.band(band), number));
        join(keys.collect(), NEIGHBOURS, &mut pairs);
        // A copy agrees in many bands: without this the list would grow with all of them.
        pairs.sort_unstable();
        pairs.dedup();
    }
    pairs.extend(by_passages(sketches));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Texts that have a good part of the passages of one of them in common: one may be a piece of the other,
/// which sketches of the whole do not show.
fn by_passages(sketches: &[Sketch]) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for round in 0..ROUNDS {
        let numbered = (0_u32..).zip(sketches);
        let keys = numbered.flat_map(|(number, sketch)| {
            let passages = sketch.passages().iter();
            let own = passages.filter(move |passage| **passage % ROUNDS == round);
            own.map(move |passage| (*passage, number))
        });
        join(keys.collect(), FEW_NEIGHBOURS, &mut pairs);
    }
    pairs.sort_unstable();
    let count = |number: u32| {
        let sketch = sketches.get(number as usize);
        sketch.map_or(0, |sketch| sketch.passages().len())
    };
    let enough = |group: &&[(u32, u32)]| {
        let fewest = group
            .first()
            .map(|(one, other)| count(*one).min(count(*other)));
        fewest.is_some_and(|fewest| group.len() * PASSAGES >= fewest)
    };
    let groups = pairs.chunk_by(|one, other| one == other).filter(enough);
    groups.filter_map(|group| group.first().copied()).collect()
}

/// Pairs of texts with one key.
fn join(mut keys: Vec<(u32, u32)>, neighbours: usize, pairs: &mut Vec<(u32, u32)>) {
    keys.sort_unstable();
    keys.dedup();
    for group in keys.chunk_by(|one, other| one.0 == other.0) {
        let reach = match group.len() <= SMALL_GROUP {
            true => SMALL_GROUP,
            false => neighbours,
        };
        for (at, (_, number)) in group.iter().enumerate() {
            let before = group.get(at.saturating_sub(reach)..at).unwrap_or_default();
            pairs.extend(before.iter().map(|(_, other)| (*other, *number)));
        }
    }
}

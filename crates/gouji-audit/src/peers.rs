//! Texts that repeat another unit's, or the unit's own of the year before.
//!
//! Texts are reduced to their words without figures, names and places. Runs of words that many units
//! have are learned from the texts themselves and do not count. Of what is left small sketches are
//! made; only texts that agree in a band of theirs are compared, and a comparison counts the runs that
//! both have. Never are all pairs compared.

mod boilerplate;
mod masked;
mod runs;
mod sketch;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use gouji_rule::{CopiedTest, PeerTest};

use boilerplate::Common;
pub use masked::{Masked, names_of};
use runs::{RUN, runs};
use sketch::{BANDS, Sketch};
pub use text::Text;

/// A text that repeats another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeated {
    /// The report whose text repeats another.
    pub report: usize,
    /// The other one.
    pub other: usize,
    /// Whether that is the unit's own of the year before.
    pub is_own: bool,
    /// How many per cent of its runs the other has, rounded down.
    pub percent: usize,
    /// The longest passages that are the same: in its text and in the other.
    pub passages: Vec<(Range<usize>, Range<usize>)>,
}

/// Of so many texts in a group all pairs are compared.
const SMALL_GROUP: usize = 16;
/// In larger groups each is compared with so many before it.
const NEIGHBOURS: usize = 8;
/// How many passages are shown.
const PASSAGES: usize = 3;
/// The shortest passage that is shown, in characters.
const SHORTEST: usize = 20;

/// The texts of one section that repeat others. `read` gives a text without names and figures; it is
/// asked several times, so that texts are not held.
#[must_use]
pub fn repeated(
    (test, peers): (&CopiedTest, &PeerTest),
    texts: &[Text],
    read: &dyn Fn(&Text) -> Option<Masked>,
) -> Vec<Repeated> {
    let common = Common::learn(peers, texts, read);
    let least = test.characters.max(RUN);
    // Which text, and its bands.
    let mut sketches: Vec<(usize, Sketch)> = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let Some(masked) = read(text) else {
            continue;
        };
        let masked = common.without(masked);
        if masked.letters() >= least {
            sketches.push((number, Sketch::of(masked.chars())));
        }
    }
    let candidates = candidates(&sketches);
    drop(sketches);
    let mut best: BTreeMap<usize, Repeated> = BTreeMap::new();
    let mut held: HashMap<usize, Masked> = HashMap::new();
    let mut last = None;
    for (one, other) in candidates {
        // Pairs come sorted: the first text stays while the others change.
        if last != Some(one) {
            held.clear();
            last = Some(one);
        }
        for number in [one, other] {
            if !held.contains_key(&number)
                && let Some(masked) = texts.get(number).and_then(read)
            {
                held.insert(number, common.without(masked));
            }
        }
        let both = texts.get(one).zip(texts.get(other));
        let (Some((a, b)), Some((own, its))) = (both, held.get(&one).zip(held.get(&other))) else {
            continue;
        };
        for (text, other, own, its) in [(a, b, own, its), (b, a, its, own)] {
            if let Some(found) = compare(test, (text, other), (own, its)) {
                keep(&mut best, found);
            }
        }
        held.remove(&other);
    }
    best.into_values().collect()
}

/// Whether one text is to be blamed for what it has of another: of the same year, or of the year
/// before.
fn may_repeat(text: &Text, other: &Text) -> bool {
    match text.unit == other.unit {
        true => other.year + 1 == text.year,
        false => other.year == text.year || other.year + 1 == text.year,
    }
}

fn compare(
    test: &CopiedTest,
    (text, other): (&Text, &Text),
    (own, its): (&Masked, &Masked),
) -> Option<Repeated> {
    if !may_repeat(text, other) {
        return None;
    }
    let percent = percent_repeated(own.chars(), its.chars());
    (percent >= test.percent).then(|| Repeated {
        report: text.report,
        other: other.report,
        is_own: text.unit == other.unit,
        percent,
        passages: passages(own, its),
    })
}

/// Keeps what speaks most: the unit's own text first, then the most that is the same, then the first
/// report.
fn keep(best: &mut BTreeMap<usize, Repeated>, found: Repeated) {
    let key = |one: &Repeated| (!one.is_own, usize::MAX - one.percent, one.other);
    match best.get(&found.report) {
        Some(known) if key(known) <= key(&found) => {}
        _ => {
            best.insert(found.report, found);
        }
    }
}

/// Pairs of texts that agree in some band.
fn candidates(sketches: &[(usize, Sketch)]) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for band in 0..BANDS {
        let mut keys: Vec<(u64, usize)> = sketches
            .iter()
            .map(|(number, sketch)| (sketch.band(band), *number))
            .collect();
        keys.sort_unstable();
        for group in keys.chunk_by(|one, other| one.0 == other.0) {
            let reach = match group.len() <= SMALL_GROUP {
                true => SMALL_GROUP,
                false => NEIGHBOURS,
            };
            for (at, (_, number)) in group.iter().enumerate() {
                let before = group.get(at.saturating_sub(reach)..at).unwrap_or_default();
                pairs.extend(before.iter().map(|(_, other)| (*other, *number)));
            }
        }
    }
    pairs
}

/// The share of a text's runs that another has, too.
fn percent_repeated(own: &[char], its: &[char]) -> usize {
    let known: std::collections::HashSet<&[char], rustc_hash::FxBuildHasher> =
        runs(its).map(|(_, run)| run).collect();
    let mut all = 0_usize;
    let mut repeated = 0_usize;
    for (_, run) in runs(own) {
        all += 1;
        repeated += usize::from(known.contains(run));
    }
    (repeated * 100).checked_div(all).unwrap_or(0)
}

/// The longest passages that both texts have, as ranges of bytes of their sections.
fn passages(own: &Masked, its: &Masked) -> Vec<(Range<usize>, Range<usize>)> {
    let (chars, others) = (own.chars(), its.chars());
    let mut places: HashMap<&[char], usize, rustc_hash::FxBuildHasher> = HashMap::default();
    for (at, run) in runs(others) {
        places.entry(run).or_insert(at);
    }
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(run) = chars.get(at..at + RUN) {
        let Some(there) = places.get(run) else {
            at += 1;
            continue;
        };
        let same = chars.iter().skip(at).zip(others.iter().skip(*there));
        let length = same
            .take_while(|(one, other)| one == other && **one != masked::GAP)
            .count();
        found.push((length, at, *there));
        at += length.max(1);
    }
    found.sort_by_key(|(length, at, _)| (usize::MAX - length, *at));
    found.retain(|(length, ..)| *length >= SHORTEST);
    found.truncate(PASSAGES);
    found.sort_by_key(|(_, at, _)| *at);
    let range = |(length, at, there): (usize, usize, usize)| {
        Some((
            own.range(at..at + length)?,
            its.range(there..there + length)?,
        ))
    };
    found.into_iter().filter_map(range).collect()
}

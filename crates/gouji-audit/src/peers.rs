//! Texts that repeat another unit's, or the unit's own of the year before.
//!
//! Texts are reduced to their words without figures, names and places. Runs of words that many units
//! have are learned from the texts themselves and do not count. Of what is left small sketches are
//! made; only texts that agree in a band of theirs are compared, and a comparison counts the runs that
//! both have. Never are all pairs compared.

mod boilerplate;
mod candidates;
mod masked;
mod rolling;
mod runs;
mod sketch;
mod text;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use gouji_rule::{CopiedTest, PeerTest};

use crate::parallel::each;

use boilerplate::Common;
use masked::masked;
pub use masked::{Masked, longest_first, names_of};
use runs::{RUN, runs};
use sketch::Sketch;
pub use text::{Text, Texts};

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

/// How many passages are shown.
const PASSAGES: usize = 3;
/// The shortest passage that is shown, in characters.
const SHORTEST: usize = 20;

/// The texts of one section that repeat others, with the work on so many threads.
#[must_use]
pub fn repeated(
    (test, peers): (&CopiedTest, &PeerTest),
    texts: &[Text],
    source: &dyn Texts,
    threads: usize,
) -> Vec<Repeated> {
    let mut texts = texts.to_vec();
    texts.sort_by_key(|text| (text.unit, text.year, text.report));
    // What a unit is called is made once for all its texts.
    let units: Vec<&[Text]> = texts
        .chunk_by(|one, other| one.unit == other.unit)
        .collect();
    let common = Common::learn(peers, &units, source, threads);
    let least = test.characters.max(RUN);
    let sketches = each(&units, threads, |texts| {
        let masked = masked(texts, source).map(|(text, masked)| (*text, common.without(masked)));
        let long = masked.filter(|(_, masked)| masked.letters() >= least);
        long.map(|(text, masked)| (text, Sketch::of(masked.chars())))
            .collect::<Vec<_>>()
    });
    let (long, sketches): (Vec<Text>, Vec<Sketch>) = sketches.into_iter().flatten().unzip();
    let pairs = candidates::pairs(&sketches);
    drop(sketches);
    let of_one: Vec<&[(u32, u32)]> = pairs.chunk_by(|one, other| one.0 == other.0).collect();
    let compared = each(&of_one, threads, |pairs| {
        compared(test, &long, pairs, &|text| {
            let (_, masked) = masked(std::slice::from_ref(text), source).next()?;
            Some(common.without(masked))
        })
    });
    let mut best: BTreeMap<usize, Repeated> = BTreeMap::new();
    for found in compared.into_iter().flatten() {
        keep(&mut best, found);
    }
    best.into_values().collect()
}

/// What comes of pairs that have their first text in common.
fn compared(
    test: &CopiedTest,
    texts: &[Text],
    pairs: &[(u32, u32)],
    masked: &dyn Fn(&Text) -> Option<Masked>,
) -> Vec<Repeated> {
    let mut found = Vec::new();
    let text = |number: u32| texts.get(number as usize);
    let Some((one, own)) = pairs
        .first()
        .and_then(|(one, _)| Some((text(*one)?, masked(text(*one)?)?)))
    else {
        return found;
    };
    for other in pairs.iter().filter_map(|(_, other)| text(*other)) {
        if !may_repeat(one, other) && !may_repeat(other, one) {
            continue;
        }
        let Some(its) = masked(other) else {
            continue;
        };
        found.extend(compare(test, (one, other), (&own, &its)));
        found.extend(compare(test, (other, one), (&its, &own)));
    }
    found
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

//! Texts that repeat another unit's, or the unit's own of the year before.
//!
//! Texts are reduced to their words without figures, names and places. Runs of words that many units
//! have are learned from the texts themselves and do not count. Of what is left small sketches are
//! made; only texts that agree in a band of theirs are compared, and a comparison counts the runs that
//! both have. Never are all pairs compared.

mod boilerplate;
mod candidates;
mod distinct;
mod laid;
mod laid_chars;
mod letters;
mod masked;
mod neighbours;
mod rolling;
mod runs;
mod sketch;
mod text;
mod word_table;

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::ops::Range;

use gouji_rule::{CopiedTest, PeerTest};

use crate::parallel::Team;
use crate::scratch::Scratch;

use boilerplate::{Common, Learning, OwnWords};
use candidates::{Candidates, MOST_TEXTS, Pairs};
use laid::Block;
pub use letters::Letters;
pub use masked::{Masked, Sought, longest_first, names_of};
use masked::{masked, sought};
use runs::RUN;
use sketch::Sketch;
use text::by_unit;
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

/// What is asked of texts, and how.
#[derive(Clone, Copy)]
pub struct Search<'s> {
    /// When a text is a copy.
    pub copied: &'s CopiedTest,
    /// When it is what everyone writes.
    pub peers: &'s PeerTest,
    /// Where texts come from.
    pub source: &'s dyn Texts,
    /// Where what waits is laid down.
    pub scratch: &'s dyn Scratch,
    /// How many threads work.
    pub threads: usize,
}

impl Search<'_> {
    /// Hands on the texts of one section that repeat others, in the order of their reports.
    ///
    /// # Errors
    /// Where there is no room for what waits, and those of who takes them.
    pub fn repeated(
        self,
        mut texts: Vec<Text>,
        take: &mut dyn FnMut(Repeated) -> io::Result<()>,
    ) -> io::Result<()> {
        texts.sort_unstable_by_key(|text| (text.unit, text.year, text.report));
        texts.truncate(MOST_TEXTS);
        let is_stopped = || self.source.is_stopped();
        let team = Team {
            threads: self.threads,
            is_stopped: &is_stopped,
        };
        let learning = Learning {
            peers: self.peers,
            source: self.source,
            scratch: self.scratch,
            team,
        };
        let (common, laid) = learning.learn(&texts)?;
        let compared = Compared {
            search: self,
            common,
            laid,
            long: texts,
        };
        compared.all(team, take)
    }
}

/// Texts while they are compared.
struct Compared<'s> {
    search: Search<'s>,
    common: Common,
    /// Where the words of all of them lie, where they are laid down.
    laid: Option<Vec<Block>>,
    /// Those that are long enough.
    long: Vec<Text>,
}

/// A text with its number and its words.
#[derive(Clone, Copy)]
struct Words<'w> {
    text: &'w Text,
    number: u32,
    own: &'w OwnWords,
}

/// What a text repeats most: another text, by its number.
#[derive(Clone, Copy)]
struct Best {
    is_own: bool,
    percent: u8,
    other: u32,
}

impl<'s> Compared<'s> {
    fn all(
        mut self,
        team: Team<'_>,
        take: &mut dyn FnMut(Repeated) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut pairs = self.candidates(team)?;
        let mut best: BTreeMap<u32, Best> = BTreeMap::new();
        let groups = std::iter::from_fn(|| pairs.next().transpose());
        let compared = |pairs: io::Result<Vec<_>>| Ok(self.compared(&pairs?));
        team.each(groups, compared, |found: io::Result<Vec<_>>| {
            for (text, found) in found? {
                self.keep(&mut best, text, found);
            }
            Ok::<(), io::Error>(())
        })?;
        let mut best: Vec<(u32, Best)> = best.into_iter().collect();
        best.sort_unstable_by_key(|(text, _)| self.text(*text).map(|text| text.report));
        let shown = |(text, best): (u32, Best)| self.repeated(text, best);
        team.each(best, shown, |found| found.map_or(Ok(()), &mut *take))
    }

    /// Makes sketches of all texts that are long enough, and leaves out the others. What is laid down of their
    /// words is not made again.
    fn candidates(&mut self, team: Team<'_>) -> io::Result<Pairs<'s>> {
        let texts = std::mem::take(&mut self.long);
        let mut candidates = Candidates::new(self.search.scratch, texts.len());
        let sketches = |texts: &[Text]| self.sketches(texts);
        // A bit for each report whose text is long enough.
        let mut long: Vec<u64> = Vec::new();
        team.each(by_unit(&texts), sketches, |sketches| {
            for (report, sketch) in sketches? {
                let (word, bit) = (report as usize / 64, report % 64);
                long.resize(long.len().max(word + 1), 0);
                if let Some(own) = long.get_mut(word) {
                    *own |= 1 << bit;
                }
                candidates.add(&sketch)?;
            }
            Ok::<(), io::Error>(())
        })?;
        let is_long = |text: &Text| {
            let word = long.get(text.report as usize / 64);
            word.is_some_and(|word| word >> (text.report % 64) & 1 == 1)
        };
        let mut texts = texts;
        texts.retain(is_long);
        self.long = texts;
        candidates.pairs(team)
    }

    /// Sketches of the texts of a unit that are long enough, behind the numbers of their reports.
    fn sketches(&self, texts: &[Text]) -> io::Result<Vec<(u32, Sketch)>> {
        let least = self.search.copied.characters.max(RUN);
        let mut sketches = Vec::new();
        let mut add = |report: u32, words: Masked| {
            let own = self.common.own_words(words);
            if own.words.letters() >= least {
                sketches.push((report, Sketch::of(&own)));
            }
        };
        let Some(laid) = &self.laid else {
            let masked = masked(texts, self.search.source);
            masked.for_each(|(text, words)| add(text.report, words));
            return Ok(sketches);
        };
        let unit = texts.first().map_or(0, |text| text.unit);
        for block in laid::of_unit(laid, unit) {
            laid::each(self.search.scratch, *block, |_| true, &mut add)?;
        }
        Ok(sketches)
    }

    /// What a text has of its own.
    fn own_words(&self, text: &Text) -> Option<OwnWords> {
        let laid = self.laid.as_deref();
        let laid = laid.and_then(|laid| laid::words_of(self.search.scratch, laid, text));
        match laid {
            Some(words) => Some(self.common.own_words(words)),
            None => self.masked(text, Masked::of),
        }
    }

    /// The same from the text itself, with the places of the words where they are asked for.
    fn masked(&self, text: &Text, of: fn(&str, &Sought) -> Masked) -> Option<OwnWords> {
        let names = sought(std::slice::from_ref(text), self.search.source);
        let own = self.search.source.text(text)?;
        Some(self.common.own_words(of(&own, &names)))
    }

    fn text(&self, number: u32) -> Option<&Text> {
        self.long.get(number as usize)
    }

    /// What comes of pairs that have their first text in common: for each text what it repeats.
    fn compared(&self, pairs: &[(u32, u32)]) -> Vec<(u32, Best)> {
        let mut found = Vec::new();
        let mut own: Option<Option<OwnWords>> = None;
        for (first, second) in pairs {
            let Some((one, other)) = self.text(*first).zip(self.text(*second)) else {
                continue;
            };
            if !may_repeat(one, other) && !may_repeat(other, one) {
                continue;
            }
            let own = own.get_or_insert_with(|| self.own_words(one));
            let Some((own, its)) = own.as_ref().zip(self.own_words(other)) else {
                continue;
            };
            let one = Words {
                text: one,
                number: *first,
                own,
            };
            let other = Words {
                text: other,
                number: *second,
                own: &its,
            };
            for (text, other) in [(one, other), (other, one)] {
                let best = self.compare(text, other);
                found.extend(best.map(|best| (text.number, best)));
            }
        }
        found
    }

    fn compare(&self, one: Words<'_>, other: Words<'_>) -> Option<Best> {
        if !may_repeat(one.text, other.text) {
            return None;
        }
        let percent = percent_repeated(one.own, other.own);
        (percent >= self.search.copied.percent).then(|| Best {
            is_own: one.text.unit == other.text.unit,
            percent: u8::try_from(percent).unwrap_or(u8::MAX),
            other: other.number,
        })
    }

    /// Keeps what speaks most: the unit's own text first, then the most that is the same, then the first
    /// report.
    fn keep(&self, best: &mut BTreeMap<u32, Best>, text: u32, found: Best) {
        let key = |one: &Best| {
            let report = self.text(one.other).map(|other| other.report);
            (!one.is_own, u8::MAX - one.percent, report)
        };
        match best.get(&text) {
            Some(known) if key(known) <= key(&found) => {}
            _ => {
                best.insert(text, found);
            }
        }
    }

    /// A text with the passages that it repeats.
    fn repeated(&self, text: u32, best: Best) -> Option<Repeated> {
        let (text, other) = self.text(text).zip(self.text(best.other))?;
        let own = self.masked(text, Masked::placed)?;
        let its = self.masked(other, Masked::placed)?;
        Some(Repeated {
            report: text.report as usize,
            other: other.report as usize,
            is_own: best.is_own,
            percent: usize::from(best.percent),
            passages: passages(&own, &its),
        })
    }
}

/// Whether one text is to be blamed for what it has of another: of the same year, or of the year
/// before.
fn may_repeat(text: &Text, other: &Text) -> bool {
    match text.unit == other.unit {
        true => other.year + 1 == text.year,
        false => other.year == text.year || other.year + 1 == text.year,
    }
}

/// The runs of a text, found by their hashes: where each stands first.
struct Places<'w> {
    chars: &'w [char],
    first: HashMap<u64, usize, rustc_hash::FxBuildHasher>,
}

impl<'w> Places<'w> {
    fn of(own: &'w OwnWords) -> Self {
        let mut first = HashMap::with_capacity_and_hasher(own.runs.len(), Default::default());
        for (at, hash) in &own.runs {
            first.entry(*hash).or_insert(*at);
        }
        let chars = own.words.chars();
        Self { chars, first }
    }

    /// Where a run stands first, with all its words.
    fn place(&self, hash: u64, run: &[char]) -> Option<usize> {
        let at = *self.first.get(&hash)?;
        (self.chars.get(at..at + run.len()) == Some(run)).then_some(at)
    }
}

/// The share of a text's runs that another has, too.
fn percent_repeated(own: &OwnWords, its: &OwnWords) -> usize {
    let (places, chars) = (Places::of(its), own.words.chars());
    let is_repeated = |(at, hash): &&(usize, u64)| {
        let run = chars.get(*at..at + RUN);
        run.is_some_and(|run| places.place(*hash, run).is_some())
    };
    let repeated = own.runs.iter().filter(is_repeated).count();
    (repeated * 100).checked_div(own.runs.len()).unwrap_or(0)
}

/// The longest passages that both texts have, as ranges of bytes of their sections.
fn passages(own: &OwnWords, its: &OwnWords) -> Vec<(Range<usize>, Range<usize>)> {
    let places = Places::of(its);
    let (chars, others) = (own.words.chars(), places.chars);
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    // Up to where passages were found.
    let mut done = 0;
    for (at, hash) in own.runs.iter().copied() {
        let run = chars.get(at..at + RUN).filter(|_| at >= done);
        let Some(there) = run.and_then(|run| places.place(hash, run)) else {
            continue;
        };
        let same = chars.iter().skip(at).zip(others.iter().skip(there));
        let length = same
            .take_while(|(one, other)| one == other && **one != masked::GAP)
            .count();
        found.push((length, at, there));
        done = at + length;
    }
    found.sort_by_key(|(length, at, _)| (usize::MAX - length, *at));
    found.retain(|(length, ..)| *length >= SHORTEST);
    found.truncate(PASSAGES);
    found.sort_by_key(|(_, at, _)| *at);
    let range = |(length, at, there): (usize, usize, usize)| {
        Some((
            own.words.range(at..at + length)?,
            its.words.range(there..there + length)?,
        ))
    };
    found.into_iter().filter_map(range).collect()
}

//! Ways to put the words of a page to labels, followed from word to word.
//!
//! The labels begun on all ways stand in one list, and what a word may do with each of them is found
//! once, however many ways began it.

use std::ops::Range;

use super::known::Known;
use super::parts::{Part, Wording, common};
use super::printable::Wordings;
use super::trials::{Fit, Trial, Trials, Way};
use super::words::Word;

/// Most labels that a single word holds, or ends and begins.
const MOST_IN_WORD: usize = 4;
/// Most lines between two pieces of a label of a row, of a head, and of a group, which stands beside
/// many rows.
const ROW_REACH: usize = 4;
const HEAD_REACH: usize = 8;
const GROUP_REACH: usize = 60;
/// What it costs to leave over a word beside figures, or another.
const LEFT_AT_FIGURES: u32 = 40;
const LEFT: u32 = 9;
/// What it costs to begin a label, and to end one and begin the next within a word.
const BEGUN: u32 = 1;
const WITHIN: u32 = 1;
/// What it costs to begin the label of a group with a letter that is not its first.
const TORN: u32 = 6;
/// What it costs to leave a label in pieces.
const IN_PIECES: u32 = 12;

/// The letters of a word that are put to a label: from which on, and how many labels of the word come before.
#[derive(Clone, Copy)]
struct Letters {
    word: usize,
    from: usize,
    depth: usize,
}

/// A label begun and not yet whole.
#[derive(Clone, Copy)]
struct Open {
    wording: usize,
    /// How many of its letters are there.
    at: usize,
    /// Whether its first letter is.
    from_first: bool,
    start: u32,
    end: u32,
    line: usize,
    placed: bool,
    /// The step that began it.
    begun: u32,
}

/// A word put to a label.
#[derive(Clone, Copy)]
pub(super) struct Step {
    before: Option<u32>,
    /// The word.
    pub word: usize,
    /// The step that began the label; nothing for a word left over.
    pub label: Option<u32>,
    /// The label's wording.
    pub wording: usize,
    /// Whether the label ends with the word, all its letters there.
    pub ends: bool,
}

/// What the word at hand may do with a label begun.
#[derive(Clone, Copy, Default)]
struct Going {
    /// The word this was found for, counted from one.
    word: u32,
    /// What it costs that it stands apart, and its fits among those of the word.
    cost: u32,
    fits: (u32, u32),
}

/// What the word at hand fits of the labels begun with so many letters of a wording.
#[derive(Clone, Copy, Default)]
struct Fits {
    /// The word this was found for, counted from one.
    word: u32,
    fits: (u32, u32),
}

/// Follows the ways.
pub(super) struct Joiner<'w, 'd> {
    words: &'w [Word<'d>],
    wordings: &'w [Wording],
    known: &'w Known,
    /// Whether figures stand on a line.
    valued: &'w [bool],
    steps: Vec<Step>,
    /// The labels begun, and what the word at hand may do with each.
    opens: Vec<Open>,
    goings: Vec<Going>,
    /// What the word at hand fits of labels begun, and of those that may begin.
    fits: Vec<Fit>,
    /// Which of them labels begun have, by wording and letters; and where those of a wording are.
    of_begun: Vec<Fits>,
    places: Vec<usize>,
    /// The ways to the word at hand, then those that have taken but a part of it; and those after it.
    ways: Vec<Way>,
    next: Vec<Way>,
    trials: Trials,
    /// Whether a piece of a group's label may end within a word, before a piece of another label:
    /// `理结无法提`.
    glued: bool,
}

impl<'w, 'd> Joiner<'w, 'd> {
    /// For the words of a block.
    pub(super) fn new(
        words: &'w [Word<'d>],
        Wordings { all, known }: &'w Wordings,
        valued: &'w [bool],
        glued: bool,
    ) -> Self {
        let mut count = 0;
        let places = all.iter().map(|one| {
            let place = count;
            count += one.letters.len() + 1;
            place
        });
        let places: Vec<usize> = places.collect();
        Self {
            words,
            wordings: all,
            known,
            valued,
            steps: Vec::new(),
            opens: Vec::new(),
            goings: Vec::new(),
            fits: Vec::new(),
            of_begun: vec![Fits::default(); count],
            places,
            ways: vec![Way::default()],
            next: Vec::new(),
            trials: Trials::default(),
            glued,
        }
    }

    /// The steps of the cheapest way on which every label begun is whole, but for heads, and for
    /// groups: the page may lack some letters of a label that stands beside many rows.
    pub(super) fn path(mut self) -> Option<Vec<Step>> {
        for (index, word) in self.words.iter().enumerate() {
            if !word.letters.is_empty() {
                self.take(index);
            }
        }
        let is_whole = |way: &&Way| {
            way.open().iter().all(|begun| {
                let one = &self.wordings[usize::from(begun.wording)];
                one.is_row_group() || matches!(one.part, Part::Column(_))
            })
        };
        let cost = |way: &&Way| way.cost + way.open().len() as u32 * IN_PIECES;
        let best = self.ways.iter().filter(is_whole).min_by_key(cost)?;
        let step = |at: u32| self.steps.get(at as usize).copied();
        let last = best.step.and_then(step);
        let path = std::iter::successors(last, |last| last.before.and_then(step));
        let mut path: Vec<Step> = path.collect();
        path.reverse();
        Some(path)
    }

    /// Follows every way with a word, and keeps the best.
    fn take(&mut self, word: usize) {
        self.fits.clear();
        let words = self.words;
        let beginnings = self.beginnings(&words[word].letters);
        let adjacent = self.valued[words[word].line];
        for way in 0..self.ways.len() {
            let at = Letters {
                word,
                from: 0,
                depth: 0,
            };
            self.follow(way, at, beginnings.clone());
            let mut left = self.trial(way, None, None);
            left.cost += if adjacent { LEFT_AT_FIGURES } else { LEFT };
            self.trials.push(left);
        }
        let mut next = std::mem::take(&mut self.next);
        let mut trials = std::mem::take(&mut self.trials);
        let kept = trials.best(&self.ways, &self.fits, &mut next);
        for (way, trial) in next.iter_mut().zip(kept) {
            self.step(way, word, trial);
        }
        self.trials = trials;
        self.next = std::mem::replace(&mut self.ways, next);
        self.next.clear();
    }

    /// Every way on with the letters of a word from `from` on, of which these are the labels that may
    /// begin with them.
    fn follow(&mut self, way: usize, at: Letters, beginnings: Range<u32>) {
        let Letters { word, from, depth } = at;
        let words = self.words;
        let rest = words[word].letters.get(from..).unwrap_or_default();
        for index in 0..self.ways[way].open().len() {
            let begun = self.ways[way].open()[index];
            let going = self.going(begun.id as usize, word, rest, depth);
            for fit in going.fits.0..going.fits.1 {
                let mut trial = self.trial(way, Some(index as u8), Some(fit));
                trial.cost += going.cost;
                self.carry_on(trial, self.fits[fit as usize], at);
            }
        }
        for index in beginnings {
            let fit = self.fits[index as usize];
            let trial = self.trial(way, None, Some(index));
            if let Some(trial) = self.begun(trial, fit, word) {
                self.carry_on(trial, fit, at);
            }
        }
    }

    /// Notes what takes all letters of a word; else follows every way on with the others.
    fn carry_on(&mut self, mut trial: Trial, fit: Fit, at: Letters) {
        let Letters { word, from, depth } = at;
        let from = from + usize::from(fit.taken);
        let words = self.words;
        let rest = words[word].letters.get(from..).unwrap_or_default();
        if rest.is_empty() {
            self.trials.push(trial);
        } else if depth + 1 < MOST_IN_WORD {
            trial.cost += WITHIN;
            let mut way = trial.made(&self.ways, &self.fits);
            self.step(&mut way, word, &trial);
            self.ways.push(way);
            let beginnings = self.beginnings(rest);
            let at = Letters {
                word,
                from,
                depth: depth + 1,
            };
            self.follow(self.ways.len() - 1, at, beginnings);
        }
    }

    fn trial(&self, way: usize, open: Option<u8>, fit: Option<u32>) -> Trial {
        let from = &self.ways[way];
        Trial {
            way: way as u32,
            open,
            fit,
            rows: from.rows,
            last: from.last,
            cost: from.cost,
        }
    }

    /// Takes the step of a trial on a way, and adds the label that goes on or begins with it.
    fn step(&mut self, way: &mut Way, word: usize, trial: &Trial) {
        let number = self.steps.len() as u32;
        let (mut label, mut wording, mut ends) = (None, 0, false);
        if let Some(fit) = trial.fit.map(|fit| self.fits[fit as usize]) {
            let id = trial
                .open
                .map(|open| self.ways[trial.way as usize].open()[usize::from(open)].id);
            let open = self.opened(id, fit, word, number);
            if !fit.ends {
                way.number(trial, self.opens.len() as u32);
                self.opens.push(open);
                self.goings.push(Going::default());
            }
            label = Some(open.begun);
            wording = usize::from(fit.wording);
            ends = fit.ends && open.from_first;
        }
        self.steps.push(Step {
            before: way.step,
            word,
            label,
            wording,
            ends,
        });
        way.step = Some(number);
    }

    /// The label that a word goes on with, or begins at a step.
    fn opened(&self, id: Option<u32>, fit: Fit, word: usize, step: u32) -> Open {
        let word = &self.words[word];
        let before = id.map(|id| self.opens[id as usize]);
        let begins = Open {
            wording: usize::from(fit.wording),
            at: usize::from(fit.from),
            from_first: fit.from == 0,
            start: word.start(),
            end: word.end(),
            line: word.line,
            placed: word.placed,
            begun: step,
        };
        let open = before.unwrap_or(begins);
        Open {
            wording: usize::from(fit.wording),
            at: open.at + usize::from(fit.taken),
            start: open.start.min(word.start()),
            end: open.end.max(word.end()),
            line: word.line,
            ..open
        }
    }

    /// What a word may do with a label begun; with all its letters this is found once.
    fn going(&mut self, id: usize, word: usize, rest: &[char], depth: usize) -> Going {
        let known = self.goings[id];
        if depth == 0 && known.word == word as u32 + 1 {
            return known;
        }
        let open = self.opens[id];
        let apart = self.apart(&open, word);
        let fits = match apart {
            None => (0, 0),
            Some(_) if depth == 0 => self.known_fits(&open, word, rest),
            Some(_) => self.new_fits(&open, rest),
        };
        let going = Going {
            word: word as u32 + 1,
            cost: apart.unwrap_or_default(),
            fits,
        };
        if depth == 0 {
            self.goings[id] = going;
        }
        going
    }

    /// The fits of a whole word with a label begun, found once for as many letters of its wording.
    fn known_fits(&mut self, open: &Open, word: usize, rest: &[char]) -> (u32, u32) {
        let place = self.places[open.wording] + open.at;
        let known = self.of_begun[place];
        if known.word == word as u32 + 1 {
            return known.fits;
        }
        let fits = self.new_fits(open, rest);
        self.of_begun[place] = Fits {
            word: word as u32 + 1,
            fits,
        };
        fits
    }

    fn new_fits(&mut self, open: &Open, rest: &[char]) -> (u32, u32) {
        let from = self.fits.len() as u32;
        self.goes_on(open, rest);
        (from, self.fits.len() as u32)
    }

    /// Adds the fits of letters with a label begun.
    fn goes_on(&mut self, open: &Open, rest: &[char]) {
        if !matches!(self.wordings[open.wording].part, Part::Column(_)) {
            self.fits.extend(self.fit(open, open.wording, rest));
            return;
        }
        let first = self.known.alike(open.wording, open.at);
        for at in 0..self.known.heads.len() {
            let head = self.known.heads[at];
            if self.known.alike(head, open.at) == first {
                self.fits.extend(self.fit(open, head, rest));
            }
        }
    }

    /// How a label begun goes on with letters as one of the wordings that are alike so far.
    fn fit(&self, open: &Open, wording: usize, rest: &[char]) -> Option<Fit> {
        let one = &self.wordings[wording];
        let wanted = one.letters.get(open.at..).unwrap_or_default();
        let (taken, ends) = common(wanted, rest, self.glued && one.is_row_group())?;
        let is_first = || self.known.alike(wording, open.at + taken) == wording;
        (ends || wording == open.wording || is_first()).then(|| fit(wording, open.at, taken, ends))
    }

    /// Adds the fits of letters with labels that may begin with them; tells which they are.
    fn beginnings(&mut self, rest: &[char]) -> Range<u32> {
        let first = self.fits.len() as u32;
        let places = rest.first().map(|first| self.known.starting_with(*first));
        for at in places.into_iter().flatten() {
            let (wording, from) = self.known.starts[at];
            let one = &self.wordings[wording];
            let wanted = one.letters.get(from..).unwrap_or_default();
            let Some((taken, ends)) = common(wanted, rest, self.glued && one.is_row_group()) else {
                continue;
            };
            if ends || self.known.alike(wording, taken) >= wording {
                self.fits.push(fit(wording, from, taken, ends));
            }
        }
        first..self.fits.len() as u32
    }

    /// A trial with a label begun, if it may begin here.
    fn begun(&self, mut trial: Trial, fit: Fit, word: usize) -> Option<Trial> {
        let one = &self.wordings[usize::from(fit.wording)];
        if self.ways[trial.way as usize].is_full() {
            return None;
        }
        trial.cost += BEGUN;
        if fit.from > 0 {
            trial.cost += TORN;
        } else if let Part::Row(row) = one.part {
            let bit = 1 << row;
            let again = trial.rows & bit != 0;
            if (again && !one.group) || (one.ordered && row < trial.last as usize) {
                return None;
            }
            // The label of a group is printed again where its rows go on on the next page.
            trial.cost += if again { TORN } else { 0 };
            trial.rows |= bit;
            if one.ordered {
                trial.last = row as u32;
            }
        } else if matches!(one.part, Part::Column(_)) && self.valued[self.words[word].line] {
            // No head stands beside figures.
            return None;
        }
        Some(trial)
    }

    /// What it costs that a word stands apart from the pieces before it; nothing if it is too far.
    fn apart(&self, open: &Open, word: usize) -> Option<u32> {
        let one = &self.wordings[open.wording];
        let word = &self.words[word];
        let reach = match (one.part, one.group) {
            (_, true) => GROUP_REACH,
            (Part::Row(_), _) => ROW_REACH,
            _ => HEAD_REACH,
        };
        if word.line - open.line > reach {
            return None;
        }
        if !(open.placed && word.placed) {
            return Some(0);
        }
        let left = word.start().saturating_sub(open.end);
        let right = open.start.saturating_sub(word.end());
        let overlaps = word.start() < open.end && open.start < word.end();
        Some(match left.max(right) {
            0 if overlaps => 0,
            0..=2 => 1,
            gap => 4 + gap / 4,
        })
    }
}

fn fit(wording: usize, from: usize, taken: usize, ends: bool) -> Fit {
    Fit {
        wording: wording as u16,
        from: from as u16,
        taken: taken as u16,
        ends,
    }
}

//! Pieces of labels put together: every word on the page is the next piece of one label.
//!
//! Labels are broken over lines, and the lines of several stand side by side, above and below each
//! other's; so the words of a page are the pieces of labels, shuffled, each label in its order. A few
//! of the best ways to sort them out are followed from word to word. A way is good only if at its end
//! every label it began is whole, and no word beside figures is left over.

use super::known::Known;
use super::parts::{Part, Wording, common};
use super::words::Word;

/// How many ways are followed.
const MOST_WAYS: usize = 48;
/// Most labels begun and not yet whole.
const MOST_OPEN: usize = 18;
/// Most labels that a single word holds, or ends and begins.
const MOST_IN_WORD: usize = 4;
/// Most lines between two pieces of a label of a row, of a head, and of a group, which stands beside
/// many rows.
const ROW_REACH: usize = 4;
const HEAD_REACH: usize = 8;
const GROUP_REACH: usize = 60;
/// What it costs to leave over a word beside figures, or another.
const LEFT_BESIDE_FIGURES: u32 = 40;
const LEFT: u32 = 9;
/// What it costs to begin a label, and to end one and begin the next within a word.
const BEGUN: u32 = 1;
const WITHIN: u32 = 1;
/// What it costs to begin the label of a group with a letter that is not its first.
const TORN: u32 = 6;
/// What it costs to leave a label in pieces.
const IN_PIECES: u32 = 12;
/// Words left over elsewhere than beside figures, at most: page numbers, running titles.
const MOST_LEFT: usize = 12;

/// A label put together.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    /// What it names.
    pub part: Part,
    /// Whether it heads others.
    pub group: bool,
    /// Its words.
    pub words: Vec<usize>,
    /// Whether all its letters are there.
    pub complete: bool,
    /// Its first line and its last.
    pub first: usize,
    pub last: usize,
    /// Where it begins and ends from left to right.
    pub start: u32,
    pub end: u32,
}

impl Whole {
    /// Twice the middle between its ends.
    pub(super) const fn centre(&self) -> u32 {
        self.start + self.end
    }
}

/// The labels of a page, and the words that are none.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub labels: Vec<Whole>,
    pub left: Vec<usize>,
}

#[derive(Clone, PartialEq, Eq)]
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
    begun: usize,
}

#[derive(Clone)]
struct Way {
    open: Vec<Open>,
    /// Rows begun, a bit for each, and the last of those that stand in order.
    rows: u64,
    last: usize,
    cost: u32,
    step: Option<usize>,
}

impl Way {
    /// Whether every label begun is whole, but for heads, and for groups: the page may lack some
    /// letters of a label that stands beside many rows.
    fn is_whole(&self, wordings: &[Wording]) -> bool {
        self.open.iter().all(|open| {
            let one = &wordings[open.wording];
            one.is_row_group() || matches!(one.part, Part::Column(_))
        })
    }

    /// What it costs with the labels that are left in pieces.
    fn final_cost(&self) -> u32 {
        self.cost + self.open.len() as u32 * IN_PIECES
    }
}

/// A word put to a label.
struct Step {
    before: Option<usize>,
    word: usize,
    /// The step that began the label; nothing for a word left over.
    label: Option<usize>,
    wording: usize,
    /// Whether the label ends with the word, all its letters there.
    ends: bool,
}

struct Joiner<'w, 'd> {
    words: &'w [Word<'d>],
    wordings: &'w [Wording],
    known: Known,
    /// Whether figures stand on a line.
    valued: Vec<bool>,
    steps: Vec<Step>,
    /// Whether a piece of a group's label may end within a word, before a piece of another label:
    /// `理结无法提`.
    glued: bool,
}

/// Puts the words together; nothing where a label stays in pieces, or a word beside figures is
/// left over.
pub(super) fn join(words: &[Word<'_>], wordings: &[Wording]) -> Option<Joined> {
    join_pieces(words, wordings, false).or_else(|| join_pieces(words, wordings, true))
}

fn join_pieces(words: &[Word<'_>], wordings: &[Wording], glued: bool) -> Option<Joined> {
    let lines = words.iter().map(|word| word.line + 1).max().unwrap_or(0);
    let mut valued = vec![false; lines];
    for word in words.iter().filter(|word| word.is_value()) {
        valued[word.line] = true;
    }
    let rows = |one: &Wording| matches!(one.part, Part::Row(row) if row >= 64);
    if wordings.iter().any(rows) {
        return None;
    }
    let mut joiner = Joiner {
        words,
        wordings,
        known: Known::of(wordings),
        valued,
        steps: Vec::new(),
        glued,
    };
    let mut ways = vec![Way {
        open: Vec::new(),
        rows: 0,
        last: 0,
        cost: 0,
        step: None,
    }];
    for (index, word) in words.iter().enumerate() {
        if word.letters.is_empty() {
            continue;
        }
        let mut next = Vec::with_capacity(ways.len() * 3);
        for way in &ways {
            joiner.follow(way, index, 0, 0, &mut next);
            next.push(joiner.leave(way, index));
        }
        ways = best(next);
    }
    let whole = ways.into_iter().filter(|way| way.is_whole(wordings));
    let way = whole.min_by_key(|way| way.final_cost())?;
    let mut joined = joiner.read(&way);
    uncross(&mut joined.labels, words);
    let beside = |index: &usize| joiner.valued[words[*index].line];
    let fits = joined.left.len() <= MOST_LEFT && !joined.left.iter().any(beside);
    fits.then_some(joined)
}

/// Exchanges pieces with the same letters on one line where the heads they were put to stand the other
/// way round on another: `机构` below `科研`, and below `服务`.
fn uncross(labels: &mut [Whole], words: &[Word<'_>]) {
    let heads: Vec<usize> = (0..labels.len())
        .filter(|at| matches!(labels[*at].part, Part::Column(_)) && labels[*at].words.len() > 1)
        .collect();
    for (index, left) in heads.iter().enumerate() {
        for right in heads.iter().skip(index + 1) {
            let (left, right) = (*left, *right);
            let Some((one, other)) = crossed(&labels[left], &labels[right], words) else {
                continue;
            };
            let (first, second) = (labels[left].words[one], labels[right].words[other]);
            labels[left].words[one] = second;
            labels[right].words[other] = first;
            labels[left].measure(words);
            labels[right].measure(words);
        }
    }
}

/// The pieces of two heads that have the same letters on one line, in the other order than pieces of
/// theirs on another.
fn crossed(left: &Whole, right: &Whole, words: &[Word<'_>]) -> Option<(usize, usize)> {
    let pairs = || {
        let each = left.words.iter().enumerate();
        each.flat_map(|(one, first)| {
            let others = right.words.iter().enumerate();
            others.map(move |(other, second)| ((one, other), &words[*first], &words[*second]))
        })
        .filter(|(_, first, second)| first.line == second.line && first.start() != second.start())
    };
    let alike = |first: &Word<'_>, second: &Word<'_>| first.letters == second.letters;
    let mut others = pairs().filter(|(_, first, second)| !alike(first, second));
    let (_, first, second) = others.next()?;
    let is_before = first.start() < second.start();
    let mut same = pairs().filter(|(_, first, second)| alike(first, second));
    let (places, ..) =
        same.find(|(_, first, second)| (first.start() < second.start()) != is_before)?;
    Some(places)
}

/// The cheapest ways, each but once.
fn best(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort_by_key(|way| way.cost);
    let mut kept: Vec<Way> = Vec::with_capacity(MOST_WAYS);
    for way in ways {
        let same = |other: &Way| {
            let mut pairs = other.open.iter().zip(&way.open);
            other.open.len() == way.open.len()
                && other.rows == way.rows
                && other.last == way.last
                && pairs.all(|(one, two)| one.wording == two.wording && one.at == two.at)
        };
        if kept.len() == MOST_WAYS {
            break;
        }
        if !kept.iter().any(same) {
            kept.push(way);
        }
    }
    kept
}

impl Joiner<'_, '_> {
    /// Every way on with the letters of a word from `from` on.
    fn follow(&mut self, way: &Way, word: usize, from: usize, depth: usize, next: &mut Vec<Way>) {
        let words = self.words;
        let Some(rest) = words[word].letters.get(from..) else {
            return;
        };
        let Some(first) = rest.first().filter(|_| depth < MOST_IN_WORD) else {
            return;
        };
        for index in 0..way.open.len() {
            let open = &way.open[index];
            let Some(cost) = self.apart(open, word) else {
                continue;
            };
            for (wording, taken, ends) in self.goes_on(open.wording, open.at, rest) {
                let mut on = way.clone();
                on.cost += cost + if taken < rest.len() { WITHIN } else { 0 };
                self.step(
                    &mut on,
                    word,
                    Some(open.begun),
                    (wording, ends && open.from_first),
                );
                if ends {
                    on.open.remove(index);
                } else {
                    on.open[index] = self.widened(open, wording, taken, word);
                }
                self.carry_on(on, word, from + taken, depth + 1, next);
            }
        }
        for at in self.known.starting_with(*first) {
            let (wording, from_letter) = self.known.starts[at];
            let one = &self.wordings[wording];
            let wanted = one.letters.get(from_letter..).unwrap_or_default();
            let glued = self.glued && one.is_row_group();
            let Some((taken, ends)) = common(wanted, rest, glued) else {
                continue;
            };
            if !ends && self.known.alike(wording, taken) < wording {
                continue;
            }
            let Some(mut on) = self.begun(way, wording, word, from_letter) else {
                continue;
            };
            on.cost += if taken < rest.len() { WITHIN } else { 0 };
            let begun = self.steps.len();
            self.step(
                &mut on,
                word,
                Some(begun),
                (wording, ends && from_letter == 0),
            );
            if !ends {
                let one = &self.words[word];
                on.open.push(Open {
                    wording,
                    at: from_letter + taken,
                    from_first: from_letter == 0,
                    start: one.start(),
                    end: one.end(),
                    line: one.line,
                    placed: one.placed,
                    begun,
                });
            }
            self.carry_on(on, word, from + taken, depth + 1, next);
        }
    }

    /// Keeps a way that has taken all letters of a word; else every way on with the others.
    fn carry_on(&mut self, way: Way, word: usize, from: usize, depth: usize, next: &mut Vec<Way>) {
        if from == self.words[word].letters.len() {
            next.push(way);
        } else {
            self.follow(&way, word, from, depth, next);
        }
    }

    /// How a label begun goes on with these letters: as which wording, with how many of them, and
    /// whether it then ends.
    fn goes_on(&self, wording: usize, at: usize, rest: &[char]) -> Vec<(usize, usize, bool)> {
        let mut found: Vec<(usize, usize, bool)> = Vec::new();
        let mut add = |other: usize| {
            let one = &self.wordings[other];
            let wanted = one.letters.get(at..).unwrap_or_default();
            let glued = self.glued && one.is_row_group();
            let Some((taken, ends)) = common(wanted, rest, glued) else {
                return;
            };
            if ends || other == wording || self.known.alike(other, at + taken) == other {
                found.push((other, taken, ends));
            }
        };
        if matches!(self.wordings[wording].part, Part::Column(_)) {
            let first = self.known.alike(wording, at);
            let heads = self.known.heads.iter().copied();
            heads
                .filter(|other| self.known.alike(*other, at) == first)
                .for_each(add);
        } else {
            add(wording);
        }
        found
    }

    /// The way on with a label begun, if it may begin here.
    fn begun(&self, way: &Way, wording: usize, word: usize, letter: usize) -> Option<Way> {
        let one = &self.wordings[wording];
        if way.open.len() == MOST_OPEN {
            return None;
        }
        let (mut cost, mut rows, mut last) = (way.cost + BEGUN, way.rows, way.last);
        if letter > 0 {
            cost += TORN;
        } else if let Part::Row(row) = one.part {
            let bit = 1 << row;
            let again = way.rows & bit != 0;
            if (again && !one.group) || (one.ordered && row < way.last) {
                return None;
            }
            // The label of a group is printed again where its rows go on on the next page.
            cost += if again { TORN } else { 0 };
            rows |= bit;
            if one.ordered {
                last = row;
            }
        } else if matches!(one.part, Part::Column(_)) && self.valued[self.words[word].line] {
            // No head stands beside figures.
            return None;
        }
        Some(Way {
            open: way.open.clone(),
            rows,
            last,
            cost,
            step: way.step,
        })
    }

    fn step(&mut self, way: &mut Way, word: usize, label: Option<usize>, to: (usize, bool)) {
        let (wording, ends) = to;
        let before = way.step;
        self.steps.push(Step {
            before,
            word,
            label,
            wording,
            ends,
        });
        way.step = Some(self.steps.len() - 1);
    }

    fn leave(&mut self, way: &Way, word: usize) -> Way {
        let mut on = way.clone();
        let beside = self.valued[self.words[word].line];
        on.cost += if beside { LEFT_BESIDE_FIGURES } else { LEFT };
        self.step(&mut on, word, None, (0, false));
        on
    }

    fn widened(&self, open: &Open, wording: usize, taken: usize, word: usize) -> Open {
        let word = &self.words[word];
        Open {
            wording,
            at: open.at + taken,
            start: open.start.min(word.start()),
            end: open.end.max(word.end()),
            line: word.line,
            ..open.clone()
        }
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
        let gap = word
            .start()
            .saturating_sub(open.end)
            .max(open.start.saturating_sub(word.end()));
        let overlaps = word.start() < open.end && open.start < word.end();
        Some(match gap {
            0 if overlaps => 0,
            0..=2 => 1,
            gap => 4 + gap / 4,
        })
    }

    /// The labels of a way.
    fn read(&self, way: &Way) -> Joined {
        let mut path = Vec::new();
        let mut at = way.step;
        while let Some(step) = at {
            path.push(step);
            at = self.steps[step].before;
        }
        let mut joined = Joined::default();
        let mut begun: Vec<usize> = Vec::new();
        for step in path.into_iter().rev().map(|step| &self.steps[step]) {
            let Some(label) = step.label else {
                joined.left.push(step.word);
                continue;
            };
            let index = begun
                .iter()
                .position(|other| *other == label)
                .unwrap_or_else(|| {
                    begun.push(label);
                    joined.labels.push(Whole::at(&self.words[step.word]));
                    begun.len() - 1
                });
            if let Some(whole) = joined.labels.get_mut(index) {
                whole.take(step, &self.words[step.word], &self.wordings[step.wording]);
            }
        }
        joined
    }
}

impl Whole {
    /// A label that begins with a word.
    fn at(word: &Word<'_>) -> Self {
        Self {
            part: Part::Furniture,
            group: false,
            complete: false,
            words: Vec::new(),
            first: word.line,
            last: word.line,
            start: word.start(),
            end: word.end(),
        }
    }

    /// Finds anew where it begins and ends.
    fn measure(&mut self, words: &[Word<'_>]) {
        let own = || self.words.iter().filter_map(|index| words.get(*index));
        let start = own().map(Word::start).min();
        let end = own().map(Word::end).max();
        self.start = start.unwrap_or(self.start);
        self.end = end.unwrap_or(self.end);
    }

    fn take(&mut self, step: &Step, word: &Word<'_>, wording: &Wording) {
        self.part = wording.part;
        self.group = wording.group;
        self.complete = step.ends;
        self.words.push(step.word);
        self.last = self.last.max(word.line);
        self.start = self.start.min(word.start());
        self.end = self.end.max(word.end());
    }
}

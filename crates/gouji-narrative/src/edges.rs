//! One side of a figure: how far the words of templates reach from it.

use gouji_language::{dates, prose};
use gouji_rule::{Alternatives, Letters, Step, Vocabulary, Words};

use crate::script::is_letter;

/// How many characters a year has with its sign.
const LENGTH_OF_YEAR: usize = 5;

/// Longest stretch of filler or neutral words, in characters.
const LONGEST_GAP: usize = 48;

/// A way to match so far: how many characters it took, and how many of them were the template's
/// own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Characters taken.
    pub length: usize,
    /// Characters of words that the template names.
    pub weight: usize,
    /// Where any words stand, as characters from the figure.
    pub gap: (usize, usize),
}

/// Where every match begins.
pub(crate) const NOWHERE: Reach = Reach {
    length: 0,
    weight: 0,
    gap: (0, 0),
};

/// The direction in which a text is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toward {
    /// From its end to its start.
    Start,
    /// From its start to its end.
    End,
}

/// One side of a figure, or the words behind a denial.
pub(crate) struct Edge<'s> {
    text: &'s [char],
    toward: Toward,
    /// Whether any words may go on over the signs of a list.
    lists: bool,
    /// What filler reaches.
    near: Vec<Reach>,
}

impl<'s> Edge<'s> {
    /// A side of a figure, next to which filler may stand.
    pub(crate) fn adjacent(text: &'s [char], toward: Toward, filler: &Words) -> Self {
        let mut near = stretched(vec![NOWHERE], text, toward, filler);
        if toward == Toward::Start {
            let beyond = near
                .iter()
                .filter_map(|reach| bracketed(*reach, text))
                .collect();
            for reach in stretched(beyond, text, toward, filler) {
                add(&mut near, reach);
            }
        }
        Self::from(text, toward, near)
    }

    /// A text that must begin with the words of a template.
    pub(crate) fn at_start(text: &'s [char]) -> Self {
        Self {
            lists: true,
            ..Self::from(text, Toward::End, vec![NOWHERE])
        }
    }

    fn from(text: &'s [char], toward: Toward, near: Vec<Reach>) -> Self {
        Self {
            text,
            toward,
            lists: toward == Toward::Start,
            near,
        }
    }

    /// Where templates begin to match.
    pub(crate) fn near(&self) -> &[Reach] {
        &self.near
    }

    /// What neutral words reach from these places.
    pub(crate) fn beyond(&self, reached: &[Reach], vocabulary: &Vocabulary) -> Vec<Reach> {
        stretched(reached.to_vec(), self.text, self.toward, &vocabulary.gap)
    }

    /// The characters that stand behind these places.
    pub(crate) fn characters(&self, reached: &[Reach]) -> impl Iterator<Item = char> {
        reached.iter().filter_map(|reach| {
            let rest = rest(self.text, reach.length, self.toward);
            match self.toward {
                Toward::Start => rest.last().copied(),
                Toward::End => rest.first().copied(),
            }
        })
    }

    /// How far these steps match from the figure.
    pub(crate) fn follow<'t>(
        &self,
        steps: impl Iterator<Item = &'t Step>,
        vocabulary: &Vocabulary,
    ) -> Option<Reach> {
        let mut reached = self.near.clone();
        for step in steps {
            let mut next = Vec::new();
            self.next(&reached, step, vocabulary, &mut next);
            reached = next;
        }
        farthest(&reached)
    }

    /// What a step reaches from these places.
    pub(crate) fn next(
        &self,
        reached: &[Reach],
        step: &Step,
        vocabulary: &Vocabulary,
        next: &mut Vec<Reach>,
    ) {
        let (text, toward) = (self.text, self.toward);
        match step {
            Step::Words(words) => words_at(reached, text, toward, words, next),
            Step::Gap => next.extend(self.beyond(reached, vocabulary)),
            Step::Wide => next.extend(widened(reached, text, toward, self.lists)),
            Step::Year(_) => next.extend(years_at(reached, text, toward)),
            Step::Edge => {
                let is_edge =
                    |reach: &&Reach| is_edge(rest(text, reach.length, toward), vocabulary);
                next.extend(reached.iter().filter(is_edge).copied());
            }
        }
    }
}

/// The place that most words of templates reach, and of these the farthest.
pub(crate) fn farthest(reached: &[Reach]) -> Option<Reach> {
    let all = reached.iter().copied();
    all.max_by_key(|reach| (reach.weight, reach.length))
}

/// What remains of a text after so many characters.
#[inline]
fn rest(text: &[char], taken: usize, toward: Toward) -> &[char] {
    match toward {
        Toward::Start => text.get(..text.len().saturating_sub(taken)),
        Toward::End => text.get(taken..),
    }
    .unwrap_or_default()
}

/// Whether a word whose letter nearest to the figure is there stands there as a whole.
#[inline]
fn stands(word: &[char], rest: &[char], toward: Toward) -> bool {
    // Most words differ in the next letter too; comparing it saves a call.
    let second = |text: &[char]| match toward {
        Toward::Start => text.iter().nth_back(1).copied(),
        Toward::End => text.get(1).copied(),
    };
    second(word).is_none_or(|c| second(rest) == Some(c))
        && match toward {
            _ if word.len() <= 2 => true,
            Toward::Start => rest.ends_with(word),
            Toward::End => rest.starts_with(word),
        }
}

fn words_at(
    reached: &[Reach],
    text: &[char],
    toward: Toward,
    words: &Alternatives,
    next: &mut Vec<Reach>,
) {
    for reach in reached {
        let rest = rest(text, reach.length, toward);
        let met = match toward {
            Toward::Start => rest.last().filter(|c| words.end_with(**c)),
            Toward::End => rest.first().filter(|c| words.begin_with(**c)),
        };
        let Some(met) = met else {
            if words.is_optional() {
                add(next, *reach);
            }
            continue;
        };
        let mut take = |word: &Letters| {
            if stands(word, rest, toward) {
                let length = reach.length + word.len();
                let weight = reach.weight + word.len();
                add(
                    next,
                    Reach {
                        length,
                        weight,
                        ..*reach
                    },
                );
            }
        };
        match toward {
            Toward::Start => words.ending_with(*met).for_each(&mut take),
            Toward::End => words.beginning_with(*met).for_each(&mut take),
        }
    }
}

/// Longest text in brackets between words and their figure, in characters.
const LONGEST_BRACKETS: usize = 30;

/// The place before a text in brackets that has no figure: 申请（含网络、信函）33件.
fn bracketed(reach: Reach, text: &[char]) -> Option<Reach> {
    let [inside @ .., ')'] = rest(text, reach.length, Toward::Start) else {
        return None;
    };
    let near = inside.iter().rev().take(LONGEST_BRACKETS);
    let length = near
        .take_while(|c| !matches!(c, '(' | ')' | '。' | '0'..='9'))
        .count();
    let opens = inside
        .len()
        .checked_sub(length + 1)
        .and_then(|at| inside.get(at))
        == Some(&'(');
    opens.then_some(Reach {
        length: reach.length + length + 2,
        ..reach
    })
}

/// Every place reached through a year in figures: 2022年.
fn years_at(reached: &[Reach], text: &[char], toward: Toward) -> Vec<Reach> {
    let mut next = Vec::new();
    for reach in reached {
        let rest = rest(text, reach.length, toward);
        let year = match toward {
            Toward::Start => rest
                .len()
                .checked_sub(LENGTH_OF_YEAR)
                .map(|at| rest.split_at(at).1),
            Toward::End => rest.get(..LENGTH_OF_YEAR),
        };
        let Some([digits @ .., sign]) = year else {
            continue;
        };
        if dates::year(*sign) && digits.iter().all(char::is_ascii_digit) {
            let reach = Reach {
                length: reach.length + LENGTH_OF_YEAR,
                weight: reach.weight + LENGTH_OF_YEAR,
                ..*reach
            };
            add(&mut next, reach);
        }
    }
    next
}

/// Every place reached through any number of these words.
fn stretched(reached: Vec<Reach>, text: &[char], toward: Toward, words: &Words) -> Vec<Reach> {
    let limit = reached.iter().map(|r| r.length).max().unwrap_or(0) + LONGEST_GAP;
    let mut all = reached;
    let mut at = 0;
    while let Some(reach) = all.get(at).copied() {
        at += 1;
        let rest = rest(text, reach.length, toward);
        let mut reaches = |word: &Letters| {
            let length = reach.length + word.len();
            if length <= limit {
                add(&mut all, Reach { length, ..reach });
            }
        };
        match toward {
            Toward::Start => words.ending(rest).for_each(&mut reaches),
            Toward::End => words.beginning(rest).for_each(&mut reaches),
        }
    }
    all
}

/// Longest stretch of any words, in characters.
const WIDEST: usize = 24;

/// Every place reached through a few characters that are no signs.
fn widened(reached: &[Reach], text: &[char], toward: Toward, lists: bool) -> Vec<Reach> {
    let mut all = reached.to_vec();
    for reach in reached {
        let rest = rest(text, reach.length, toward);
        let is_word = |c: &&char| is_letter(**c) || lists && **c == '、';
        let longest = match toward {
            Toward::Start => rest.iter().rev().take(WIDEST).take_while(is_word).count(),
            Toward::End => rest.iter().take(WIDEST).take_while(is_word).count(),
        };
        for step in 1..=longest {
            let length = reach.length + step;
            let wide = Reach {
                length,
                gap: (reach.length, length),
                ..*reach
            };
            // From a single place every way leads to another one.
            match reached {
                [_] => all.push(wide),
                _ => add(&mut all, wide),
            }
        }
    }
    all
}

/// Whether a clause begins after this text, another thing of a list, or a year that opens a clause:
/// 2023年共办理40件.
fn is_edge(before: &[char], vocabulary: &Vocabulary) -> bool {
    let dated = || {
        let at = before.len().checked_sub(LENGTH_OF_YEAR)?;
        let (opening, year) = before.split_at(at);
        let (sign, digits) = year.split_last()?;
        let is_year = dates::year(*sign) && digits.iter().all(char::is_ascii_digit);
        Some(is_year && opening.last().is_none_or(|c| !c.is_alphanumeric()))
    };
    let joins = |c: &char| prose::joins(*c) && vocabulary.no_joints.ending(before).next().is_none();
    let begins = |c: &char| !c.is_alphanumeric() || joins(c);
    before.last().is_none_or(begins) || dated() == Some(true)
}

/// Adds a place unless it is there with at least the same weight. A place once left behind stays
/// as it was: weights differ by little, and every place is followed once.
/// Of two ways that differ in nothing else the one with fewer words of any kind stays.
fn add(all: &mut Vec<Reach>, reach: Reach) {
    let any = |reach: &Reach| reach.gap.1 - reach.gap.0;
    let mut known = all.iter_mut();
    match known.find(|known| known.length == reach.length && known.weight >= reach.weight) {
        Some(known) if known.weight == reach.weight && any(&reach) < any(known) => {
            known.gap = reach.gap;
        }
        Some(_) => {}
        None => all.push(reach),
    }
}

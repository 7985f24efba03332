//! Matching a template around a figure.
//!
//! A template's words must stand right at the figure, with nothing between but filler and, in
//! gaps, neutral words. All ways to match are followed at once, so that a match takes time in
//! proportion to the template and the few characters around it. What lies beyond filler and gaps
//! is found once for a figure and tells which templates are worth trying.

use std::borrow::Cow;
use std::cell::OnceCell;

use gouji_rule::{Letters, Side, Signposts, Step, Template, Vocabulary, Words};

use crate::number::Number;
use crate::script::Script;

/// How far from a figure its words may stand, in characters.
pub(crate) const FARTHEST: usize = 120;

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

/// The direction in which a text is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Toward {
    Start,
    End,
}

/// One side of a figure.
struct Edge<'s> {
    text: &'s [char],
    toward: Toward,
    /// What filler reaches.
    near: Vec<Reach>,
    /// What filler and neutral words reach.
    beyond: OnceCell<Vec<Reach>>,
}

impl<'s> Edge<'s> {
    fn new(text: &'s [char], toward: Toward, filler: &Words) -> Self {
        Self {
            text,
            toward,
            near: stretched(vec![NOWHERE], text, toward, filler),
            beyond: OnceCell::new(),
        }
    }

    fn beyond(&self, vocabulary: &Vocabulary) -> &[Reach] {
        self.beyond
            .get_or_init(|| stretched(self.near.clone(), self.text, self.toward, &vocabulary.gap))
    }

    /// Adds the templates whose words may stand on this side.
    fn candidates(&self, side: &Side, vocabulary: &Vocabulary, found: &mut Vec<usize>) {
        for c in self.characters(&self.near) {
            found.extend(side.near.at(c));
        }
        for c in self.characters(self.beyond(vocabulary)) {
            found.extend(side.beyond.at(c));
        }
    }

    fn characters(&self, reached: &[Reach]) -> impl Iterator<Item = char> {
        reached.iter().filter_map(|reach| {
            let rest = rest(self.text, reach.length, self.toward);
            match self.toward {
                Toward::Start => rest.last().copied(),
                Toward::End => rest.first().copied(),
            }
        })
    }

    /// How far these steps match from the figure.
    fn follow<'t>(
        &self,
        steps: impl Iterator<Item = &'t Step>,
        vocabulary: &Vocabulary,
    ) -> Option<Reach> {
        let mut steps = steps.peekable();
        let start = if matches!(steps.peek(), Some(Step::Gap)) {
            steps.next();
            self.beyond(vocabulary)
        } else {
            &self.near
        };
        follow(steps, self.text, self.toward, start, vocabulary)
    }
}

/// The text around a figure, with the places that filler reaches on both sides.
pub(crate) struct Around<'s> {
    before: Edge<'s>,
    after: Edge<'s>,
}

impl<'s> Around<'s> {
    /// The text around a figure.
    pub(crate) fn new(script: &'s Script<'_>, number: &Number, vocabulary: &Vocabulary) -> Self {
        let start = number.range.start;
        let until = (number.range.end + FARTHEST).min(script.chars.len());
        let before = script.slice(start.saturating_sub(FARTHEST)..start);
        let after = script.slice(number.range.end..until);
        Self::of(before, after, vocabulary)
    }

    /// A text before a figure and one after.
    pub(crate) fn of(before: &'s [char], after: &'s [char], vocabulary: &Vocabulary) -> Self {
        Self {
            before: Edge::new(before, Toward::Start, &vocabulary.filler),
            after: Edge::new(after, Toward::End, &vocabulary.filler),
        }
    }

    /// The templates worth trying, in the order of the rules.
    pub(crate) fn candidates(&self, posts: &Signposts, vocabulary: &Vocabulary) -> Vec<usize> {
        let mut found: Vec<usize> = posts.anywhere.iter().map(|post| *post as usize).collect();
        self.before
            .candidates(&posts.before, vocabulary, &mut found);
        self.after.candidates(&posts.after, vocabulary, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How a template matches before and after the figure; nothing where it does not.
    pub(crate) fn matched(
        &self,
        template: &Template,
        vocabulary: &Vocabulary,
    ) -> Option<(Reach, Reach)> {
        let (mut left, mut right) = (NOWHERE, NOWHERE);
        if !template.before.is_empty() {
            let steps = template.before.iter().rev();
            left = self.before.follow(steps, vocabulary)?;
        }
        if !template.after.is_empty() {
            right = self.after.follow(template.after.iter(), vocabulary)?;
        }
        Some((left, right))
    }
}

/// Where every match begins.
const NOWHERE: Reach = Reach {
    length: 0,
    weight: 0,
    gap: (0, 0),
};

/// The templates of denials worth trying at the beginning of a text, in the order of the rules.
pub(crate) fn denials(text: &[char], posts: &Signposts, vocabulary: &Vocabulary) -> Vec<usize> {
    let mut found = Vec::new();
    for word in posts.denials.beginning(text) {
        let edge = Edge {
            text: text.get(word.len()..).unwrap_or_default(),
            toward: Toward::End,
            near: vec![NOWHERE],
            beyond: OnceCell::new(),
        };
        edge.candidates(&posts.denied, vocabulary, &mut found);
        found.extend(posts.denied_anything.iter().map(|post| *post as usize));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How far steps match at the beginning of a text.
pub(crate) fn at_start(steps: &[Step], text: &[char], vocabulary: &Vocabulary) -> Option<Reach> {
    follow(steps.iter(), text, Toward::End, &[NOWHERE], vocabulary)
}

fn follow<'t>(
    steps: impl Iterator<Item = &'t Step>,
    text: &[char],
    toward: Toward,
    start: &[Reach],
    vocabulary: &Vocabulary,
) -> Option<Reach> {
    let mut reached = Cow::Borrowed(start);
    for step in steps {
        let next = match step {
            Step::Words(words) => words_at(&reached, text, toward, words),
            Step::Gap => stretched(reached.into_owned(), text, toward, &vocabulary.gap),
            Step::Wide => widened(&reached, text, toward),
            Step::Edge => reached
                .iter()
                .filter(|reach| is_edge(rest(text, reach.length, toward)))
                .copied()
                .collect(),
        };
        if next.is_empty() {
            return None;
        }
        reached = Cow::Owned(next);
    }
    let all = reached.iter().copied();
    all.max_by_key(|reach| (reach.weight, reach.length))
}

/// What remains of a text after so many characters.
fn rest(text: &[char], taken: usize, toward: Toward) -> &[char] {
    match toward {
        Toward::Start => text.get(..text.len().saturating_sub(taken)),
        Toward::End => text.get(taken..),
    }
    .unwrap_or_default()
}

fn stands(word: &[char], rest: &[char], toward: Toward) -> bool {
    // Most words differ in the first two letters met; comparing them saves a call.
    let nearest = |text: &[char], nth: usize| match toward {
        Toward::Start => text.iter().nth_back(nth).copied(),
        Toward::End => text.get(nth).copied(),
    };
    let same = |nth| nearest(word, nth).is_none_or(|c| nearest(rest, nth) == Some(c));
    same(0)
        && same(1)
        && match toward {
            Toward::Start => rest.ends_with(word),
            Toward::End => rest.starts_with(word),
        }
}

fn words_at(reached: &[Reach], text: &[char], toward: Toward, words: &[Letters]) -> Vec<Reach> {
    let mut next = Vec::new();
    for reach in reached {
        let rest = rest(text, reach.length, toward);
        for word in words.iter().filter(|word| stands(word, rest, toward)) {
            let reach = Reach {
                length: reach.length + word.len(),
                weight: reach.weight + word.len(),
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
fn widened(reached: &[Reach], text: &[char], toward: Toward) -> Vec<Reach> {
    let mut all = reached.to_vec();
    for reach in reached {
        let rest = rest(text, reach.length, toward);
        let is_word = |c: &&char| c.is_alphabetic();
        let longest = match toward {
            Toward::Start => rest.iter().rev().take(WIDEST).take_while(is_word).count(),
            Toward::End => rest.iter().take(WIDEST).take_while(is_word).count(),
        };
        for step in 1..=longest {
            let length = reach.length + step;
            let gap = (reach.length, length);
            add(
                &mut all,
                Reach {
                    length,
                    gap,
                    ..*reach
                },
            );
        }
    }
    all
}

/// Whether a clause begins after this text.
fn is_edge(before: &[char]) -> bool {
    before.last().is_none_or(|c| !c.is_alphanumeric())
}

/// Adds a place unless it is there with at least the same weight. A place once left behind stays
/// as it was: weights differ by little, and every place is followed once.
fn add(all: &mut Vec<Reach>, reach: Reach) {
    if !all
        .iter()
        .any(|known| known.length == reach.length && known.weight >= reach.weight)
    {
        all.push(reach);
    }
}

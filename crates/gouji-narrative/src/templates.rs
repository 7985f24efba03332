//! Matching a template around a figure.
//!
//! A template's words must stand right at the figure, with nothing between but filler and, in
//! gaps, neutral words. All ways to match are followed at once, so that a match takes time in
//! proportion to the template and the few characters around it.

use gouji_pack::{Letters, Step, Template, Vocabulary, mark};

use crate::claims::FARTHEST;
use crate::numerals::Number;
use crate::script::Script;

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
}

/// The direction in which a text is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Toward {
    Start,
    End,
}

/// The text around a figure, with the places that filler reaches on both sides.
pub(crate) struct Around<'s> {
    before: &'s [char],
    after: &'s [char],
    left: Vec<Reach>,
    right: Vec<Reach>,
    /// The marks of the characters that words could begin at, on both sides.
    marks: (u64, u64),
}

impl<'s> Around<'s> {
    /// The text around a figure.
    pub(crate) fn new(script: &'s Script, number: &Number, vocabulary: &Vocabulary) -> Self {
        let start = number.range.start;
        let until = (number.range.end + FARTHEST).min(script.chars.len());
        let before = script.slice(start.saturating_sub(FARTHEST)..start);
        let after = script.slice(number.range.end..until);
        Self::of(before, after, vocabulary)
    }

    /// A text before a figure and one after.
    pub(crate) fn of(before: &'s [char], after: &'s [char], vocabulary: &Vocabulary) -> Self {
        let filler = [vocabulary.filler.as_slice()];
        let left = stretched(vec![NOWHERE], before, Toward::Start, &filler);
        let right = stretched(vec![NOWHERE], after, Toward::End, &filler);
        let marks = |reached: &[Reach], text, toward| {
            let next = |reach: &Reach| edge(rest(text, reach.length, toward), toward);
            reached
                .iter()
                .filter_map(next)
                .fold(0, |all, c| all | mark(c))
        };
        Self {
            marks: (
                marks(&left, before, Toward::Start),
                marks(&right, after, Toward::End),
            ),
            before,
            after,
            left,
            right,
        }
    }

    /// How a template matches before and after the figure; nothing where it does not.
    pub(crate) fn matched(
        &self,
        template: &Template,
        vocabulary: &Vocabulary,
    ) -> Option<(Reach, Reach)> {
        if template.marks.0 & self.marks.0 == 0 && template.marks.1 & self.marks.1 == 0 {
            return None;
        }
        let mut left = NOWHERE;
        if !template.before.is_empty() {
            let steps = template.before.iter().rev();
            left = follow(
                steps,
                self.before,
                Toward::Start,
                self.left.clone(),
                vocabulary,
            )?;
        }
        let mut right = NOWHERE;
        if !template.after.is_empty() {
            let steps = template.after.iter();
            right = follow(
                steps,
                self.after,
                Toward::End,
                self.right.clone(),
                vocabulary,
            )?;
        }
        Some((left, right))
    }
}

/// Where every match begins.
const NOWHERE: Reach = Reach {
    length: 0,
    weight: 0,
};

/// The character at which a text is met.
fn edge(text: &[char], toward: Toward) -> Option<char> {
    match toward {
        Toward::Start => text.last().copied(),
        Toward::End => text.first().copied(),
    }
}

/// How far a template without a figure matches at the beginning of a text.
pub(crate) fn at_start(
    template: &Template,
    text: &[char],
    vocabulary: &Vocabulary,
) -> Option<Reach> {
    let first = edge(text, Toward::End)?;
    if template.marks.0 & mark(first) == 0 {
        return None;
    }
    let steps = template.before.iter();
    follow(steps, text, Toward::End, vec![NOWHERE], vocabulary)
}

fn follow<'t>(
    steps: impl Iterator<Item = &'t Step>,
    text: &[char],
    toward: Toward,
    mut reached: Vec<Reach>,
    vocabulary: &Vocabulary,
) -> Option<Reach> {
    for step in steps {
        reached = match step {
            Step::Words(words) => words_at(&reached, text, toward, words),
            Step::Gap => stretched(
                reached,
                text,
                toward,
                &[&vocabulary.neutral, &vocabulary.filler],
            ),
        };
        if reached.is_empty() {
            return None;
        }
    }
    reached
        .into_iter()
        .max_by_key(|reach| (reach.weight, reach.length))
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
    match toward {
        // Most words differ in the first letter met; comparing it saves a call.
        Toward::Start => rest.last() == word.last() && rest.ends_with(word) || word.is_empty(),
        Toward::End => rest.first() == word.first() && rest.starts_with(word) || word.is_empty(),
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
            };
            add(&mut next, reach);
        }
    }
    next
}

/// Every place reached through any number of these words.
fn stretched(
    reached: Vec<Reach>,
    text: &[char],
    toward: Toward,
    words: &[&[Letters]],
) -> Vec<Reach> {
    let limit = reached.iter().map(|r| r.length).max().unwrap_or(0) + LONGEST_GAP;
    let mut all = reached;
    let mut at = 0;
    while let Some(reach) = all.get(at).copied() {
        at += 1;
        let rest = rest(text, reach.length, toward);
        for word in words.iter().copied().flatten() {
            if reach.length + word.len() <= limit && stands(word, rest, toward) {
                let length = reach.length + word.len();
                add(&mut all, Reach { length, ..reach });
            }
        }
    }
    all
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

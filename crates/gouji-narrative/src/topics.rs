//! What a sentence speaks of: the last topic named before a claim, and the counts between.
//!
//! 办结40件 after 收到政府信息公开申请46件 is about requests; after 收到代表建议46件 it is not, nor
//! after a count of which nothing is known.

use std::ops::Range;

use gouji_language::prose;
use gouji_rule::{Claim, Guards};

use crate::asides;
use crate::candidates::Found;
use crate::guards::{Hit, Met};
use crate::number::{Number, Unit};
use crate::scope::Scope;
use crate::script::Script;

/// What is known of the figures of a text while its claims are decided.
pub(crate) struct Topics<'s, 'p, 'r, 't> {
    pub scope: &'s Scope<'p, 'r>,
    pub script: &'s Script<'t>,
    pub met: &'s Met,
    /// For every figure whether a claim is known to be about it.
    pub claimed: Vec<bool>,
}

impl Topics<'_, '_, '_, '_> {
    /// Whether the last topic named in the words of a claim, or before them in the paragraph, is
    /// one the claim may be about.
    pub(crate) fn allow(&self, found: &Found<'_>) -> bool {
        let (claim, words) = (found.claim, &found.words);
        if claim.about.is_empty() {
            return true;
        }
        if let Some((end, own)) = self.last(claim, words) {
            return own && (self.is_strong(claim, end) || !self.turns_away(claim, words.start));
        }
        if !found.number.is_none_or(|number| self.is_of_cases(number)) {
            return false;
        }
        let paragraph = self.script.paragraph(words.start);
        let named = self.last(claim, &(paragraph..words.start));
        match (named, self.last_unknown(paragraph..words.start)) {
            (Some((end, own)), Some(figure)) => own && figure <= end,
            (Some((_, own)), None) => own,
            (None, _) => false,
        }
    }

    /// Whether a word that tells one of a claim's topics by itself ends at a position.
    fn is_strong(&self, claim: &Claim, end: usize) -> bool {
        let guards = &self.scope.template_index.guards;
        let mut ending = self.met.within(&(end.saturating_sub(LONGEST)..end));
        ending.any(|hit| {
            let topic_word = guards.topics.get(hit.word as usize);
            let strong = topic_word.and_then(|topic_word| topic_word.strong);
            hit.range.end == end && strong.is_some_and(|topic| claim.about.contains(&topic))
        })
    }

    /// Whether another topic is named before a position in its clause.
    fn turns_away(&self, claim: &Claim, at: usize) -> bool {
        let clause = self.script.clause(at);
        let named = self.last(claim, &(clause..at));
        named.is_some_and(|(_, own)| !own)
    }

    /// Whether a figure has the unit of cases, or none.
    fn is_of_cases(&self, number: usize) -> bool {
        let Some(number) = self.script.numbers.get(number) else {
            return false;
        };
        let text = self.script.slice(number.range.clone());
        let case = || {
            self.scope
                .vocabulary
                .case_units
                .ending(text)
                .next()
                .is_some()
        };
        number.unit == Unit::None || number.stated.value == 0 || case()
    }

    /// Where the last topic named in a range ends, and whether the claim may be about it.
    fn last(&self, claim: &Claim, range: &Range<usize>) -> Option<(usize, bool)> {
        let guards = &self.scope.template_index.guards;
        let mut last: Option<(&Hit, bool)> = None;
        for hit in self.met.within(range).rev() {
            if last.is_some_and(|(known, _)| known.range.end > hit.range.end) {
                // Words that begin earlier and end no later may only be longer ones at that end.
                if last.is_some_and(|(known, _)| known.range.end > hit.range.start + LONGEST) {
                    break;
                }
                continue;
            }
            let Some(own) = self.is_own(claim, guards, hit) else {
                continue;
            };
            if own || !self.is_content(hit.range.start) {
                last = Some((hit, own));
            }
        }
        last.map(|(hit, own)| (hit.range.end, own))
    }

    /// Whether a word tells a topic that a claim may be about; nothing where it tells none.
    fn is_own(&self, claim: &Claim, guards: &Guards, hit: &Hit) -> Option<bool> {
        let topic_word = guards.topics.get(hit.word as usize)?;
        if let Some(topic) = topic_word.strong {
            return Some(claim.about.contains(&topic));
        }
        let topic = topic_word.weak?;
        let known = self.scope.vocabulary.topics.get(topic as usize)?;
        let before = self
            .script
            .slice(hit.range.start.saturating_sub(LONGEST)..hit.range.start);
        let plain = before.last().is_none_or(|c| !c.is_alphabetic())
            || known.before_weak.ending(before).next().is_some();
        Some(plain && claim.about.contains(&topic))
    }

    /// Whether what stands at a position tells what something is about.
    fn is_content(&self, at: usize) -> bool {
        let clause = self.script.clause(at);
        self.met
            .any(&(clause..at), &self.scope.template_index.guards.contents)
    }

    /// Where the last count ends that no claim is known to be about.
    fn last_unknown(&self, range: Range<usize>) -> Option<usize> {
        let numbers = &self.script.numbers;
        let until = numbers.partition_point(|number| number.range.end <= range.end);
        let before = (0..until).rev().map_while(|index| {
            let number = numbers.get(index)?;
            (number.range.start >= range.start).then_some((index, number))
        });
        let unknown = |(index, number): &(usize, &Number)| {
            let counts = number.unit == Unit::Count;
            let claimed = self.claimed.get(*index).copied().unwrap_or_default();
            counts
                && !claimed
                && !self.is_part(number.range.start)
                && !self.is_content(number.range.start)
                && !asides::is_change(self.script, number)
        };
        let mut before = before;
        before.find(unknown).map(|(_, number)| number.range.end)
    }

    /// Whether the figure at a position is of a part of what was counted before.
    fn is_part(&self, at: usize) -> bool {
        let from = self.script.near(at);
        self.met
            .any(&(from..at), &self.scope.template_index.guards.parts)
    }

    /// Whether what is said after the last count of the sentence is about a part: 网络申请7件. Two
    /// parts named together without 其中 are the whole.
    pub(crate) fn of_part(&self, found: &Found<'_>) -> bool {
        let words = &found.words;
        let guards = &self.scope.template_index.guards;
        let near = self.script.near(words.start)..words.start;
        let near = self.met.bare(&near, &guards.parts, &guards.wholes);
        let mut parts = near.chain(self.met.bare(&found.gap, &guards.parts, &guards.wholes));
        let Some(first) = parts.next() else {
            return false;
        };
        let joined = |hit: &&Hit| {
            let between = self.script.slice(first.range.end..hit.range.start);
            between.iter().any(|c| prose::joins_topics(*c))
        };
        let sentence = self.script.sentence(words.start)..words.start;
        let opened = self.met.any(&sentence, &guards.of_which);
        opened || !parts.any(|hit| joined(&hit))
    }
}

/// Longest word that tells a topic, in characters.
const LONGEST: usize = 12;

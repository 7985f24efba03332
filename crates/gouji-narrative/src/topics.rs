//! What a sentence speaks of: the last topic named before a claim, and the counts between.
//!
//! 办结40件 after 收到政府信息公开申请46件 is about requests; after 收到代表建议46件 it is not, nor
//! after a count of which nothing is known.

use std::ops::Range;

use gouji_rule::{Claim, Guards};

use crate::asides;
use crate::candidates::Found;
use crate::guards::{Hit, Met};
use crate::number::{StatedValue, Unit};
use crate::scope::Scope;
use crate::script::Script;
use crate::totals;

/// What is known of the figures of a text while its claims are decided.
pub(crate) struct Topics<'s, 'p, 'r, 't> {
    pub scope: &'s Scope<'p, 'r>,
    pub script: &'s Script<'t>,
    pub met: &'s Met,
    /// For every figure whether a claim is known to be about it.
    pub claimed: Vec<bool>,
    /// For every figure whether a claim about it counts.
    pub counted: Vec<bool>,
    /// The claims that count so far.
    pub explained: Vec<Explained<'p>>,
}

/// A claim that counts.
pub(crate) struct Explained<'p> {
    /// Its words.
    pub words: Range<usize>,
    /// What they claim.
    pub claim: &'p Claim,
    /// Its figure; zero for a denial.
    pub value: i128,
}

impl Topics<'_, '_, '_, '_> {
    /// Whether the last topic named in the words of a claim, or before them in the paragraph, is
    /// one the claim may be about.
    pub(crate) fn allow(&self, found: &Found<'_>) -> bool {
        // 没有因国家秘密、商业秘密不予公开的申请: the end of a list names what all of it is about.
        let ends = [found.until, found.listed];
        let ends = ends.iter().take(if found.number.is_none() { 2 } else { 1 });
        ends.into_iter().any(|end| self.allows(found, *end))
    }

    /// The same, for words up to a position.
    fn allows(&self, found: &Found<'_>, until: usize) -> bool {
        let (claim, words) = (found.claim, &(found.words.start..until));
        if claim.about.is_empty() {
            return true;
        }
        if found.number.is_none() && self.any_strong(claim, words) {
            return true;
        }
        let topic_word = self.last(claim, words);
        let hinted = topic_word.is_some_and(|(end, own)| own && self.is_hint(claim, end));
        if let Some((end, own)) = topic_word.filter(|_| !hinted) {
            return own && (self.is_strong(claim, end) || !self.turns_away(claim, words.start));
        }
        if !found.number.is_none_or(|number| self.is_of_cases(number)) {
            return false;
        }
        let paragraph = self.script.paragraph(words.start);
        let named = self.last(claim, &(paragraph..words.start));
        match named {
            Some((end, own)) => {
                own && (hinted || {
                    let addends = found.number.map(|at| totals::addends(self.script, at));
                    let addends = addends.unwrap_or_default();
                    self.last_unknown(claim, end..words.start, &addends)
                        .is_none()
                })
            }
            None => hinted || self.is_named_after(claim, until.max(found.words.end)),
        }
    }

    /// Whether one of some guard words stands in a range, but for those that belong to a claim about
    /// something else: the 收到 of 收到申请5件、行政复议2件 is not stated about reconsiderations.
    pub(crate) fn guarded(&self, claim: &Claim, range: &Range<usize>, words: &[u32]) -> bool {
        let hits = self.met.within(range);
        let hits = hits.filter(|hit| words.contains(&hit.word));
        let mut hits = hits.filter(|hit| !self.divides_own(claim, hit));
        let topics = &self.scope.template_index.guards.topics;
        hits.any(|hit| {
            let topic_word = topics.get(hit.word as usize);
            let names_topic = topic_word.is_some_and(|word| word.strong.is_some());
            let mut others = self.explained.iter();
            names_topic
                || !others.any(|stated| {
                    stated.words.start <= hit.range.start
                        && hit.range.end <= stated.words.end
                        && is_of_other_topics(stated.claim, claim)
                })
        })
    }

    /// Whether a word opens the parts of a count that speaks of the claim's own topic among others: in
    /// 政府信息公开复议、诉讼8件，其中行政复议5件 the parts are all there is.
    fn divides_own(&self, claim: &Claim, hit: &Hit) -> bool {
        let guards = &self.scope.template_index.guards;
        if !guards.of_which.contains(&hit.word) || claim.about.is_empty() {
            return false;
        }
        let at = hit.range.start;
        let mut stated = self.explained.iter().rev();
        stated
            .find(|stated| stated.words.end <= at)
            .is_some_and(|stated| {
                let own = |topic: &u32| stated.claim.about.contains(topic);
                stated.claim.about.len() > claim.about.len()
                    && claim.about.iter().all(own)
                    && !self.counts_within(&(stated.words.end..at))
            })
    }

    /// Whether something is counted in a range, but for changes.
    fn counts_within(&self, range: &Range<usize>) -> bool {
        let numbers = &self.script.numbers;
        let from = numbers.partition_point(|number| number.range.start < range.start);
        let inside = numbers.get(from..).unwrap_or_default().iter();
        let mut inside = inside.take_while(|number| number.range.end <= range.end);
        inside.any(|number| number.unit == Unit::Count && !asides::is_change(self.script, number))
    }

    /// Whether a claim denies everything that it else counts, in a sentence that speaks of nothing else: 全年未发生行政诉讼
    /// and 行政诉讼0件 are stated about every lawsuit, whatever it is about.
    pub(crate) fn denies_all(&self, found: &Found<'_>) -> bool {
        let start = found.words.start;
        let before = self.script.sentence(start)..start;
        // What is stated of requests and other cases on the way is no turn away.
        let is_stated = |end: usize| {
            let mut stated = self.explained.iter();
            stated.any(|stated| {
                stated.words.start < end
                    && end <= stated.words.end
                    && !stated.claim.about.is_empty()
            })
        };
        let named = self.last(found.claim, &before);
        let speaks_of_else = || named.is_some_and(|(end, own)| !own && !is_stated(end));
        let says_and_denies = !found.claim.says.is_empty() && !found.claim.denies.is_empty();
        let is_none = found.stated == StatedValue::exactly(0);
        says_and_denies && is_none && !speaks_of_else()
    }

    /// Whether nothing but the likeliest reading of a claim may be meant: that there was none of a part, or
    /// what is stated evenly of all, where each of its topics was counted before: 复议1件、诉讼1件，均维持.
    pub(crate) fn is_certain(&self, found: &Found<'_>) -> bool {
        let claim = found.claim;
        if claim.of_parts {
            return found.stated.value == 0;
        }
        let start = found.words.start;
        let sentence = self.script.sentence(start);
        let counted = |topic: &u32| {
            let mut stated = self.explained.iter().rev();
            stated.any(|stated| {
                (sentence..start).contains(&stated.words.start) && stated.claim.about == [*topic]
            })
        };
        found.number.is_none() && claim.about.len() > 1 && claim.about.iter().all(counted)
    }

    /// Whether the rest of the sentence at a position names one of a claim's topics for everything
    /// before: 受理6件，均为政府信息公开申请.
    fn is_named_after(&self, claim: &Claim, at: usize) -> bool {
        let vocabulary = self.scope.vocabulary;
        let mut topics = claim
            .about
            .iter()
            .filter_map(|topic| vocabulary.topics.get(*topic as usize));
        topics.any(|topic| self.script.goes_on_evenly(at, &topic.words, vocabulary))
    }

    /// Whether a word that only hints at one of a claim's topics ends at a position.
    fn is_hint(&self, claim: &Claim, end: usize) -> bool {
        let guards = &self.scope.template_index.guards;
        let mut ending = self.met.within(&(end.saturating_sub(LONGEST)..end));
        let hints = |hit: &Hit| {
            guards
                .topics
                .get(hit.word as usize)
                .and_then(|topic_word| topic_word.hint)
        };
        ending.any(|hit| {
            hit.range.end == end && hints(hit).is_some_and(|topic| claim.about.contains(&topic))
        }) && !self.is_strong(claim, end)
    }

    /// Whether a word in a range tells one of a claim's topics by itself: a denial may go on to other things.
    fn any_strong(&self, claim: &Claim, range: &Range<usize>) -> bool {
        let guards = &self.scope.template_index.guards;
        let mut hits = self.met.within(range);
        hits.any(|hit| {
            let topic_word = guards.topics.get(hit.word as usize);
            topic_word
                .and_then(|topic_word| topic_word.strong)
                .is_some_and(|topic| claim.about.contains(&topic))
        })
    }

    /// Whether a word that tells one of a claim's topics by itself ends at a position.
    pub(crate) fn is_strong(&self, claim: &Claim, end: usize) -> bool {
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
    pub(crate) fn last(&self, claim: &Claim, range: &Range<usize>) -> Option<(usize, bool)> {
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
            if own || !self.is_content(hit.range.start) && !self.is_overlapped(claim, hit) {
                last = Some((hit, own));
            }
        }
        last.map(|(hit, own)| (hit.range.end, own))
    }

    /// Whether a word begins within one that tells a topic of the claim: 公开政府信息 in 不予公开政府信息.
    fn is_overlapped(&self, claim: &Claim, hit: &Hit) -> bool {
        let guards = &self.scope.template_index.guards;
        let from = hit.range.start.saturating_sub(LONGEST);
        let mut before = self.met.within(&(from..hit.range.end));
        before.any(|other| {
            other.range.start < hit.range.start
                && hit.range.start < other.range.end
                && self.is_own(claim, guards, other) == Some(true)
        })
    }

    /// Whether a word tells a topic that a claim may be about; nothing where it tells none.
    fn is_own(&self, claim: &Claim, guards: &Guards, hit: &Hit) -> Option<bool> {
        let topic_word = guards.topics.get(hit.word as usize)?;
        if let Some(topic) = topic_word.strong {
            return Some(claim.about.contains(&topic));
        }
        // A hint turns nothing away.
        if topic_word
            .hint
            .is_some_and(|topic| claim.about.contains(&topic))
        {
            return Some(true);
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
    pub(crate) fn is_content(&self, at: usize) -> bool {
        let clause = self.script.clause(at);
        self.met
            .any(&(clause..at), &self.scope.template_index.guards.contents)
    }
}

/// Longest word that tells a topic, in characters.
pub(crate) const LONGEST: usize = 12;

/// Whether two claims have topics, and none in common.
fn is_of_other_topics(one: &Claim, other: &Claim) -> bool {
    !one.about.is_empty() && !one.about.iter().any(|topic| other.about.contains(topic))
}

//! Which words of a text speak of which cells.
//!
//! Every figure goes to the claim whose template names most of the words around it, over all
//! rules: 不予公开 must not be taken for 予以公开, nor 予以公开及部分公开 for 部分公开. A claim about
//! another year, another organ or a part of this one is dropped: silence is better than a false
//! alarm.

use std::ops::Range;

use gouji_pack::{Claim, Rule, Template};

use crate::guards::{Met, met};
use crate::numerals::{Number, Said, Unit, starts_with_any};
use crate::scope::Scope;
use crate::script::Script;
use crate::templates::{self, Around};

/// A claim found in a text.
pub(crate) struct Found<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The claim.
    pub claim: &'p Claim,
    /// The index of the claim among those of all rules.
    post: usize,
    /// The words with the figure, as characters.
    pub words: Range<usize>,
    /// The figure; nothing for a negation.
    pub number: Option<usize>,
    /// What is said.
    pub said: Said,
}

/// The claims of a text, in order.
pub(crate) fn find<'p>(scope: &Scope<'p, '_>, script: &Script<'_>) -> Vec<Found<'p>> {
    let mut found: Vec<Found<'p>> = Vec::new();
    for (index, number) in script.numbers.iter().enumerate() {
        if number.exact && matches!(number.unit, Unit::Count | Unit::None) {
            found.extend(at_number(scope, script, index, number));
        }
    }
    negations(scope, script, &mut found);
    found.sort_by_key(|found| found.words.start);
    let paragraphs = found
        .iter()
        .map(|found| script.paragraph(found.words.start)..found.words.end);
    let met = met(&scope.posts.guards, &script.chars, paragraphs);
    found.retain(|found| concerns(scope, script, &met, found));
    found
}

/// The best claim for a figure.
pub(crate) fn at_number<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    index: usize,
    number: &Number,
) -> Option<Found<'p>> {
    let around = Around::new(script, number, scope.vocabulary);
    let tried = around.candidates(scope.posts, scope.vocabulary);
    best_of(scope, &around, tried, (index, number))
}

/// The claim whose template names most words around a figure, the first of several.
pub(crate) fn best_of<'p>(
    scope: &Scope<'p, '_>,
    around: &Around<'_>,
    tried: impl IntoIterator<Item = usize>,
    (index, number): (usize, &Number),
) -> Option<Found<'p>> {
    let mut best: Option<(usize, Found<'p>)> = None;
    for post in tried.into_iter().filter_map(|at| scope.posts.says.get(at)) {
        let Some((rule, claim)) = scope.claim(post) else {
            continue;
        };
        let template: Option<&Template> = claim.says.get(post.template);
        let matched = template.and_then(|t| around.matched(t, scope.vocabulary));
        let Some((left, right)) = matched else {
            continue;
        };
        let weight = left.weight + right.weight;
        if best.as_ref().is_none_or(|(known, _)| weight > *known) {
            let start = number.range.start - left.length;
            let found = Found {
                rule,
                claim,
                post: post.number,
                words: start..number.range.end + right.length,
                number: Some(index),
                said: number.said,
            };
            best = Some((weight, found));
        }
    }
    best.map(|(_, found)| found)
}

/// How far from a figure its words may stand, in characters.
pub(crate) const FARTHEST: usize = 120;

/// Adds the negations: of those that begin at one place, the one that names most words.
fn negations<'p>(scope: &Scope<'p, '_>, script: &Script<'_>, found: &mut Vec<Found<'p>>) {
    let mut from = 0;
    for at in script.anchors.iter().map(|at| *at as usize) {
        if at < from {
            continue;
        }
        if let Some(best) = negation(scope, script, at) {
            from = best.words.end;
            found.push(best);
        }
    }
}

/// The negation that begins at a position.
fn negation<'p>(scope: &Scope<'p, '_>, script: &Script<'_>, at: usize) -> Option<Found<'p>> {
    let until = (at + FARTHEST).min(script.chars.len());
    let rest = script.slice(at..until);
    let posts = scope.posts.denial.at(*rest.first()?);
    let mut best: Option<(usize, Found<'p>)> = None;
    for post in posts.filter_map(|post| scope.posts.denies.get(post)) {
        let Some((rule, claim)) = scope.claim(post) else {
            continue;
        };
        let template = claim.denies.get(post.template);
        let reach = template.and_then(|t| templates::at_start(t, rest, scope.vocabulary));
        let known = best.as_ref().map_or(0, |(known, _)| *known);
        let Some(reach) = reach.filter(|reach| reach.weight > known) else {
            continue;
        };
        if ends(scope, script, at + reach.length) {
            let found = Found {
                rule,
                claim,
                post: post.number,
                words: at..at + reach.length,
                number: None,
                said: Said::exactly(0),
            };
            best = Some((reach.weight, found));
        }
    }
    best.map(|(_, found)| found)
}

/// Whether a negation is over at a position: punctuation follows, or nothing but words that
/// belong to any noun.
fn ends(scope: &Scope<'_, '_>, script: &Script<'_>, mut at: usize) -> bool {
    for _ in 0..4 {
        let rest = script.slice(at..script.chars.len());
        match starts_with_any(rest, &scope.vocabulary.tails) {
            Some(length) if length > 0 => at += length,
            _ => break,
        }
    }
    let next = script.chars.get(at);
    // After 、 the list goes on, and what is denied may be named at its end only.
    next.is_none_or(|c| matches!(c, ',' | '。' | ';' | ')' | '!' | '\n'))
}

/// Whether a claim is about this organ and year, and stands where it should.
fn concerns(scope: &Scope<'_, '_>, script: &Script<'_>, met: &Met, found: &Found<'_>) -> bool {
    let words = &found.words;
    let guards = &scope.posts.guards;
    let after = guards.after.get(found.post).map_or(&[][..], Vec::as_slice);
    let unless = guards.unless.get(found.post).map_or(&[][..], Vec::as_slice);
    let paragraph = script.paragraph(words.start)..words.end;
    let sentence = script.sentence(words.start)..words.start;
    if !after.is_empty() && !met.any(&paragraph, after) || met.any(&sentence, unless) {
        return false;
    }
    if found.number.is_some() && is_joined(scope, script, words.start) {
        return false;
    }
    !scope.is_other_subject(script, words.start) && !scope.is_uncertain(script, met, words)
}

/// Whether the words at a position share their figure with words before them: 不予公开、无法提供共9件.
fn is_joined(scope: &Scope<'_, '_>, script: &Script<'_>, start: usize) -> bool {
    let before = script.slice(start.saturating_sub(FARTHEST)..start);
    let joints = scope.vocabulary.joints.iter();
    let joint = joints
        .filter(|joint| before.ends_with(joint))
        .map(Vec::len)
        .max();
    let Some(joint) = joint else {
        return false;
    };
    let brackets = |c: &&char| matches!(c, ')' | ',' | '\u{201d}');
    let closed = before.iter().rev().skip(joint).take_while(brackets).count();
    let at = start.saturating_sub(joint + closed);
    let index = script
        .numbers
        .partition_point(|number| number.range.end < at);
    let own = script.numbers.get(index);
    own.is_none_or(|number| number.range.end != at)
}

//! Which words of a text speak of which cells.
//!
//! Every figure goes to the claim whose template names most of the words around it, over all
//! rules: 不予公开 must not be taken for 予以公开, nor 予以公开及部分公开 for 部分公开. Things joined
//! that have the same figure each (`joined`), and things denied (`denials`), are found beside. A claim about
//! another year, another organ, another topic or a part of this one is dropped: silence is better
//! than a false alarm.

use std::cmp::Reverse;
use std::ops::Range;

use gouji_pack::{Claim, Rule, Template};

use crate::guards::{Met, met};
use crate::numerals::{Number, Said, Unit};
use crate::scope::Scope;
use crate::script::Script;
use crate::templates::{Around, Reach};
use crate::topics::Topics;
use crate::{denials, joined};

/// A claim found in a text.
#[derive(Clone)]
pub(crate) struct Found<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The claim.
    pub claim: &'p Claim,
    /// The index of the claim among those of all rules.
    pub post: usize,
    /// The words with the figure, as characters.
    pub words: Range<usize>,
    /// The figure; nothing for a negation.
    pub number: Option<usize>,
    /// What is said.
    pub said: Said,
    /// Where the template leaves room for any words.
    pub gap: Range<usize>,
    /// How many characters of its own words stand there.
    pub weight: usize,
    /// The claims of what it is joined with, where the figure is said of all together or of each.
    pub with: Vec<&'p Claim>,
}

/// Claims that one figure or denial may make: the first that counts is taken.
pub(crate) struct Choice<'p> {
    /// Where it begins.
    pub start: usize,
    /// The figure.
    pub number: Option<usize>,
    /// The claims, likeliest first.
    pub claims: Vec<Found<'p>>,
}

impl<'p> Choice<'p> {
    /// Claims to choose from; nothing where there are none.
    pub(crate) fn of(claims: Vec<Found<'p>>) -> Option<Self> {
        let first = claims.first()?;
        Some(Self {
            start: first.words.start,
            number: first.number,
            claims,
        })
    }
}

/// The claims of a text, in order.
pub(crate) fn find<'p>(scope: &Scope<'p, '_>, script: &Script<'_>) -> Vec<Found<'p>> {
    let mut choices: Vec<Choice<'p>> = Vec::new();
    for (index, number) in script.numbers.iter().enumerate() {
        if counts(number) && !is_denied(scope, script, number) {
            joined::add(scope, script, (index, number), &mut choices);
        }
    }
    denials::add(scope, script, &mut choices);
    choices.sort_by_key(|choice| choice.start);
    let paragraphs = choices.iter().map(|choice| {
        let ends = choice.claims.iter().map(|found| found.words.end);
        script.paragraph(choice.start)..ends.max().unwrap_or(choice.start)
    });
    let met = met(&scope.posts.guards, &script.chars, paragraphs);
    let mut topics = Topics {
        scope,
        script,
        met: &met,
        claimed: vec![false; script.numbers.len()],
    };
    let mut found = Vec::new();
    for choice in choices {
        // Any words are none that change what is said, or the template does not match.
        let is_plain = |found: &&Found<'_>| !met.any(&found.gap, &scope.posts.guards.barriers);
        let matched = choice.claims.iter().filter(is_plain);
        let most = matched.clone().map(|found| found.weight).max();
        let best = matched.filter(|found| Some(found.weight) == most);
        let mut own = best.filter(|found| topics.allow(found)).peekable();
        let is_known = own
            .peek()
            .is_some_and(|found| !found.claim.about.is_empty());
        let counts = own.find(|found| concerns(&topics, &met, found)).cloned();
        if let Some(claimed) = choice.number.and_then(|at| topics.claimed.get_mut(at)) {
            *claimed |= is_known;
        }
        found.extend(counts);
    }
    found.sort_by_key(|found| found.words.start);
    found
}

/// Whether a figure is no count but what a denial denies: 未发生一起行政复议.
fn is_denied(scope: &Scope<'_, '_>, script: &Script<'_>, number: &Number) -> bool {
    let start = number.range.start;
    let before = script.slice(start.saturating_sub(FARTHEST)..start);
    number.said.value == 1 && scope.vocabulary.nothing.ending(before).next().is_some()
}

/// Whether a figure may be one of a cell.
pub(crate) const fn counts(number: &Number) -> bool {
    (number.exact || number.said.span.is_some()) && matches!(number.unit, Unit::Count | Unit::None)
}

/// The best claims for a figure.
pub(crate) fn at_number<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    index: usize,
    number: &Number,
) -> Vec<Found<'p>> {
    let around = Around::new(script, number, scope.vocabulary);
    let tried = around.candidates(scope.posts, scope.vocabulary);
    best_of(scope, &around, tried, (index, number))
}

/// The claims whose templates match around a figure: those that name most words first, then in
/// the order of the rules.
pub(crate) fn best_of<'p>(
    scope: &Scope<'p, '_>,
    around: &Around<'_>,
    tried: impl IntoIterator<Item = usize>,
    (index, number): (usize, &Number),
) -> Vec<Found<'p>> {
    let mut all: Vec<Found<'p>> = Vec::new();
    for post in tried.into_iter().filter_map(|at| scope.posts.says.get(at)) {
        let Some((rule, claim)) = scope.claim(post) else {
            continue;
        };
        let template: Option<&Template> = claim.says.get(post.template);
        let matched = template.and_then(|t| around.matched(t, scope.vocabulary));
        let Some((left, right)) = matched else {
            continue;
        };
        all.push(Found {
            rule,
            claim,
            post: post.number,
            words: number.range.start - left.length..number.range.end + right.length,
            number: Some(index),
            said: number.said,
            gap: gap(&number.range, left, right),
            weight: left.weight + right.weight,
            with: Vec::new(),
        });
    }
    all.sort_by_key(|found| Reverse(found.weight));
    all
}

/// Where the words around a figure leave room for any words.
fn gap(figure: &Range<usize>, left: Reach, right: Reach) -> Range<usize> {
    let (near, far) = left.gap;
    if far > near {
        return figure.start - far..figure.start - near;
    }
    let (near, far) = right.gap;
    figure.end + near..figure.end + far
}

/// How far from a figure its words may stand, in characters.
pub(crate) const FARTHEST: usize = 120;

/// Whether a claim on its topic is about this organ and year, and stands where it should.
fn concerns(topics: &Topics<'_, '_, '_, '_>, met: &Met, found: &Found<'_>) -> bool {
    let (scope, script) = (topics.scope, topics.script);
    let words = &found.words;
    let guards = &scope.posts.guards;
    let of = |words: &Vec<Vec<u32>>| words.get(found.post).cloned().unwrap_or_default();
    let (after, unless, near) = (of(&guards.after), of(&guards.unless), of(&guards.not_near));
    let paragraph = script.paragraph(words.start)..words.end;
    let sentence = script.sentence(words.start);
    let gap = &found.gap;
    let stands = |range: Range<usize>, words: &[u32]| met.any(&range, words) || met.any(gap, words);
    if !after.is_empty() && !met.any(&paragraph, &after)
        || stands(sentence..words.start, &unless)
        || stands(script.near(words.start)..words.start, &near)
        || !found.claim.of_parts && topics.of_part(found)
    {
        return false;
    }
    let just = script.slice(words.start.saturating_sub(FARTHEST)..words.start);
    if found.claim.not_after.ending(just).next().is_some() {
        return false;
    }
    !scope.is_other_subject(script, words.start) && !scope.is_uncertain(script, met, words, gap)
}

//! Which words of a text speak of which cells.
//!
//! Every figure goes to the claim whose template names most of the words around it, over all
//! rules: 不予公开 must not be taken for 予以公开, nor 予以公开及部分公开 for 部分公开. A claim about
//! another year, another organ or a part of this one is dropped: silence is better than a false
//! alarm.

use std::ops::Range;

use gouji_model::{Form, Report};
use gouji_pack::{Claim, Letters, Pack, Rule, Vocabulary, mark};

use crate::numerals::{Number, Said, Unit, starts_with_any};
use crate::script::{Script, holds};
use crate::templates::{self, Around};

/// A report with the rules that concern it.
pub(crate) struct Scope<'p, 'r> {
    /// The form of the report.
    pub form: &'p Form,
    /// The words all claims share.
    pub vocabulary: &'p Vocabulary,
    /// The narrative rules that are for the report's organ.
    pub rules: Vec<&'p Rule>,
    /// The report.
    pub report: &'r Report,
    /// Words that speak of another organ than the report's, or of a part of it.
    other_scopes: Vec<&'p Letters>,
    /// Whether the organ reports for a whole area.
    whole_area: bool,
}

impl<'p, 'r> Scope<'p, 'r> {
    /// The rules of a pack for a report.
    pub(crate) fn new(pack: &'p Pack, report: &'r Report) -> Self {
        let organ = report.organization.as_deref();
        let vocabulary = &pack.vocabulary;
        let rules = pack.rules.iter().filter(|rule| crate::is_narrative(rule));
        let own: Letters = organ.unwrap_or_default().chars().collect();
        let ends = |end: &String| organ.is_some_and(|organ| organ.ends_with(end.as_str()));
        Self {
            form: &pack.form,
            vocabulary,
            rules: rules.filter(|rule| rule.organs.include(organ)).collect(),
            report,
            other_scopes: vocabulary
                .other_scopes
                .iter()
                .filter(|word| !own.ends_with(word))
                .collect(),
            whole_area: vocabulary.area_organs.iter().any(ends),
        }
    }

    /// Whether what is said at a place may be about another time, organ or part.
    pub(crate) fn is_uncertain(&self, script: &Script, range: &Range<usize>) -> bool {
        let sentence = script.sentence(range.start);
        let chars = script.slice(sentence..range.end);
        let words = self.vocabulary;
        holds(chars, &words.other_times)
            || holds(chars, self.other_scopes.iter().copied())
            || (!self.whole_area && holds(chars, &words.whole_areas))
            || self.is_other_year(script, sentence..range.start)
    }

    /// Whether the last year named in a range is not the report's.
    fn is_other_year(&self, script: &Script, range: Range<usize>) -> bool {
        let until = script.numbers.partition_point(|n| n.range.end <= range.end);
        let before = script.numbers.get(..until).unwrap_or_default().iter().rev();
        let mut years = before
            .take_while(|number| number.range.start >= range.start)
            .filter(|number| number.unit == Unit::Year && number.said.value > 1900);
        match (years.next(), self.report.year) {
            (Some(year), Some(own)) => year.said.value != i128::from(own),
            _ => false,
        }
    }
}

/// A claim found in a text.
pub(crate) struct Found<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The claim.
    pub claim: &'p Claim,
    /// The words with the figure, as characters.
    pub words: Range<usize>,
    /// The figure; nothing for a negation.
    pub number: Option<usize>,
    /// What is said.
    pub said: Said,
}

/// The claims of a text, in order.
pub(crate) fn find<'p>(scope: &Scope<'p, '_>, script: &Script) -> Vec<Found<'p>> {
    let mut found: Vec<Found<'p>> = Vec::new();
    for (index, number) in script.numbers.iter().enumerate() {
        if number.exact && matches!(number.unit, Unit::Count | Unit::None) {
            found.extend(at_number(scope, script, index, number));
        }
    }
    negations(scope, script, &mut found);
    found.retain(|found| concerns(scope, script, found));
    found.sort_by_key(|found| found.words.start);
    found
}

/// The best claim for a figure.
fn at_number<'p>(
    scope: &Scope<'p, '_>,
    script: &Script,
    index: usize,
    number: &Number,
) -> Option<Found<'p>> {
    let around = Around::new(script, number, scope.vocabulary);
    let mut best: Option<(usize, Found<'p>)> = None;
    for (rule, claim) in claims(scope) {
        for template in &claim.says {
            let Some((left, right)) = around.matched(template, scope.vocabulary) else {
                continue;
            };
            let weight = left.weight + right.weight;
            if best.as_ref().is_none_or(|(known, _)| weight > *known) {
                let start = number.range.start - left.length;
                let words = start..number.range.end + right.length;
                let (number, said) = (Some(index), number.said);
                best = Some((
                    weight,
                    Found {
                        rule,
                        claim,
                        words,
                        number,
                        said,
                    },
                ));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// How far from a figure its words may stand, in characters.
pub(crate) const FARTHEST: usize = 120;

fn claims<'s, 'p>(scope: &'s Scope<'p, '_>) -> impl Iterator<Item = (&'p Rule, &'p Claim)> + 's {
    let rules = scope.rules.iter().copied();
    rules.flat_map(|rule| {
        crate::claims_of(rule)
            .iter()
            .map(move |claim| (rule, claim))
    })
}

/// Adds the negations: of those that begin at one place, the one that names most words.
fn negations<'p>(scope: &Scope<'p, '_>, script: &Script, found: &mut Vec<Found<'p>>) {
    let firsts = first_letters(scope);
    let marks = firsts.iter().fold(0, |all, first| all | mark(*first));
    let mut from = 0;
    for (at, c) in script.chars.iter().enumerate() {
        if at < from || marks & mark(*c) == 0 || !firsts.contains(c) {
            continue;
        }
        let until = (at + FARTHEST).min(script.chars.len());
        let rest = script.slice(at..until);
        let mut best: Option<(usize, Found<'p>)> = None;
        for (rule, claim) in claims(scope) {
            for template in &claim.denies {
                let Some(reach) = templates::at_start(template, rest, scope.vocabulary) else {
                    continue;
                };
                let known = best.as_ref().map_or(0, |(known, _)| *known);
                if reach.weight > known && ends(scope, script, at + reach.length) {
                    let words = at..at + reach.length;
                    let said = Said::exactly(0);
                    best = Some((
                        reach.weight,
                        Found {
                            rule,
                            claim,
                            words,
                            number: None,
                            said,
                        },
                    ));
                }
            }
        }
        if let Some((_, best)) = best {
            from = best.words.end;
            found.push(best);
        }
    }
}

fn first_letters(scope: &Scope<'_, '_>) -> Vec<char> {
    let templates = claims(scope).flat_map(|(_, claim)| &claim.denies);
    let words = templates.filter_map(|template| match template.before.first() {
        Some(gouji_pack::Step::Words(words)) => Some(words),
        _ => None,
    });
    let mut firsts: Vec<char> = words
        .flatten()
        .filter_map(|word| word.first().copied())
        .collect();
    firsts.sort_unstable();
    firsts.dedup();
    firsts
}

/// Whether a negation is over at a position: punctuation follows, or nothing but words that
/// belong to any noun.
fn ends(scope: &Scope<'_, '_>, script: &Script, mut at: usize) -> bool {
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
fn concerns(scope: &Scope<'_, '_>, script: &Script, found: &Found<'_>) -> bool {
    let claim = found.claim;
    let words = &found.words;
    let paragraph = script.slice(script.paragraph(words.start)..words.end);
    let sentence = script.slice(script.sentence(words.start)..words.start);
    (claim.after.is_empty() || holds(paragraph, &claim.after))
        && !holds(sentence, &claim.unless)
        && !(found.number.is_some() && is_joined(scope, script, words.start))
        && !scope.is_uncertain(script, words)
}

/// Whether the words at a position share their figure with words before them: 不予公开、无法提供共9件.
fn is_joined(scope: &Scope<'_, '_>, script: &Script, start: usize) -> bool {
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

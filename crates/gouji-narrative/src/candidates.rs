//! The claims that a figure may make: those whose templates match around it.

use std::cmp::Reverse;
use std::ops::Range;

use gouji_rule::{Claim, NamedSum, Rule, Template};

use crate::edges::Reach;
use crate::number::{Number, Numbered, StatedValue, Unit};
use crate::scope::Scope;
use crate::script::Script;
use crate::templates::{Around, Matched};

/// A claim found in a text.
#[derive(Clone)]
pub(crate) struct Found<'p> {
    /// The rule.
    pub rule: &'p Rule,
    /// The claim.
    pub claim: &'p Claim,
    /// The index of the claim among those of all rules.
    pub template_place: usize,
    /// The words with the figure, as characters.
    pub words: Range<usize>,
    /// Where the words end that are its own; those of things joined with it follow.
    pub until: usize,
    /// Where the list ends that it is denied with.
    pub listed: usize,
    /// The figure; nothing for a negation.
    pub number: Option<usize>,
    /// What is stated.
    pub stated: StatedValue,
    /// Where the template leaves room for any words.
    pub gap: Range<usize>,
    /// How many characters of its own words stand there.
    pub weight: usize,
    /// The claims of what it is joined with, where the figure is stated about all together or of each.
    pub with: Vec<&'p Claim>,
    /// What it may mean, of the readings of its claim.
    pub readings: Vec<&'p NamedSum>,
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

/// Whether a figure may be one of a cell.
pub(crate) const fn counts(number: &Number) -> bool {
    (number.exact || number.stated.span.is_some())
        && matches!(number.unit, Unit::Count | Unit::None)
}

/// The best claims for a figure.
pub(crate) fn at_number<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    figure: Numbered<'_>,
) -> Vec<Found<'p>> {
    let around = Around::new(script, figure.number, scope.vocabulary);
    best_of(scope, script, &around, figure)
}

/// The claims whose templates match around a figure: those that name most words first, then in
/// the order of the rules.
pub(crate) fn best_of<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    around: &Around<'_>,
    figure: Numbered<'_>,
) -> Vec<Found<'p>> {
    let number = figure.number;
    let mut all: Vec<Found<'p>> = Vec::new();
    for matched in around.all_matched(scope.template_index, scope.vocabulary) {
        let Matched { left, right, .. } = matched;
        let template_place = scope.template_index.says.get(matched.template);
        let Some(template_place) = template_place else {
            continue;
        };
        let Some((rule, claim)) = scope.claim(template_place) else {
            continue;
        };
        let template: Option<&Template> = claim.says.get(template_place.template);
        let words = number.range.start - left.length..number.range.end + right.length;
        if !template.is_none_or(|template| scope.is_in_year(script, template, &words))
            || right.length > 0 && is_figure_at(script, words.end)
        {
            continue;
        }
        all.push(Found {
            rule,
            claim,
            template_place: template_place.number,
            until: words.end,
            listed: words.end,
            words,
            number: Some(figure.index),
            stated: number.stated,
            gap: gap(&number.range, left, right),
            weight: left.weight + right.weight,
            with: Vec::new(),
            readings: Vec::new(),
        });
    }
    all.sort_by_key(|found| Reverse(found.weight));
    all
}

/// Whether a figure begins at a position: the words before it are its own, as in 28件申请已办结25件.
fn is_figure_at(script: &Script<'_>, at: usize) -> bool {
    let next = script.numbers.partition_point(|n| n.range.start < at);
    let next = script.numbers.get(next);
    next.is_some_and(|n| n.range.start == at && n.unit == Unit::Count && n.stated.value > 0)
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

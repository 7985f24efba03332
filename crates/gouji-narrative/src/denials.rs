//! That there was none of something: 未发生行政复议、行政诉讼, 无结转下年度申请.
//!
//! What is denied may be a list. It counts only when it is understood to its end: 无行政复议、行政
//! 诉讼败诉 denies less than its first words say.

use gouji_pack::{Step, Template};

use crate::claims::{Choice, FARTHEST, Found};
use crate::numerals::{Said, starts_with_any};
use crate::scope::Scope;
use crate::script::Script;
use crate::templates;

/// Most things of a list that are denied together.
const MOST: usize = 12;

/// Adds the denials: of those that begin at one place, the ones that name most words.
pub(crate) fn add<'p>(scope: &Scope<'p, '_>, script: &Script<'_>, choices: &mut Vec<Choice<'p>>) {
    let mut from = 0;
    for at in script.anchors.iter().map(|at| *at as usize) {
        if at < from {
            continue;
        }
        for denied in list(scope, script, at) {
            let ends = denied.iter().map(|found| found.words.end).max();
            from = from.max(ends.unwrap_or_default());
            choices.extend(Choice::of(denied));
        }
    }
}

/// Everything that a denial at a position denies; nothing where it is not understood to its end.
fn list<'p>(scope: &Scope<'p, '_>, script: &Script<'_>, at: usize) -> Vec<Vec<Found<'p>>> {
    let until = (at + FARTHEST).min(script.chars.len());
    let Some(first) = script.chars.get(at) else {
        return Vec::new();
    };
    let posts = scope.posts.denial.at(*first);
    let whole = |t: &Template, rest: &[char]| {
        let reach = templates::at_start(&t.before, rest, scope.vocabulary)?;
        Some((reach.length, reach.weight))
    };
    let rest = script.slice(at..until);
    // One that ends here is certain; else a list may go on.
    let closed = best(scope, posts, (at, at, rest), whole, |end| ends(scope, script, end));
    if !closed.is_empty() {
        return vec![closed];
    }
    let posts = scope.posts.denial.at(*first);
    let open = best(scope, posts, (at, at, rest), whole, |end| joint(scope, script, end).is_some());
    let Some(end) = open.first().map(|found| found.words.end) else {
        return Vec::new();
    };
    let mut all = vec![open];
    let mut next = joint(scope, script, end);
    while let Some(from) = next.filter(|_| all.len() < MOST) {
        let item = item(scope, script, (at, from));
        let Some(end) = item.first().map(|found| found.words.end) else {
            return Vec::new();
        };
        all.push(item);
        if ends(scope, script, end) {
            return all;
        }
        next = joint(scope, script, end);
    }
    Vec::new()
}

/// What the words at a position of a list are denied to be.
fn item<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    (at, from): (usize, usize),
) -> Vec<Found<'p>> {
    let rest = script.slice(from..(from + FARTHEST).min(script.chars.len()));
    let within = |t: &Template, rest: &[char]| {
        // The word of denial itself stands before the list.
        let steps = t.before.split_first().map(|(_, steps)| steps)?;
        let named = steps.iter().any(|step| matches!(step, Step::Words(_)));
        let reach = named.then(|| templates::at_start(steps, rest, scope.vocabulary))??;
        (reach.weight > 0).then_some((reach.length, reach.weight))
    };
    let over = |end: usize| ends(scope, script, end) || joint(scope, script, end).is_some();
    best(scope, 0..scope.posts.denies.len(), (at, from, rest), within, over)
}

/// The denials that name most words of a text and are over where they end.
fn best<'p>(
    scope: &Scope<'p, '_>,
    posts: impl Iterator<Item = usize>,
    (at, from, rest): (usize, usize, &[char]),
    matched: impl Fn(&Template, &[char]) -> Option<(usize, usize)>,
    over: impl Fn(usize) -> bool,
) -> Vec<Found<'p>> {
    let mut best: (usize, Vec<Found<'p>>) = (0, Vec::new());
    for post in posts.filter_map(|post| scope.posts.denies.get(post)) {
        let Some((rule, claim)) = scope.claim(post) else {
            continue;
        };
        let template = claim.denies.get(post.template);
        let reach = template.and_then(|t| matched(t, rest));
        let Some((length, weight)) = reach.filter(|(_, weight)| *weight >= best.0) else {
            continue;
        };
        if !over(from + length) {
            continue;
        }
        if weight > best.0 {
            best = (weight, Vec::new());
        }
        best.1.push(Found {
            rule,
            claim,
            post: post.number,
            words: at..from + length,
            number: None,
            said: Said::exactly(0),
            wide: template.is_some_and(Template::is_wide),
        });
    }
    best.1
}

/// Where the words go on that belong to any noun.
fn tail(scope: &Scope<'_, '_>, script: &Script<'_>, mut at: usize) -> usize {
    for _ in 0..4 {
        let rest = script.slice(at..script.chars.len());
        match starts_with_any(rest, &scope.vocabulary.tails) {
            Some(length) if length > 0 => at += length,
            _ => break,
        }
    }
    at
}

/// Whether a denial is over at a position: punctuation follows, or nothing but words that
/// belong to any noun.
fn ends(scope: &Scope<'_, '_>, script: &Script<'_>, at: usize) -> bool {
    let next = script.chars.get(tail(scope, script, at));
    next.is_none_or(|c| matches!(c, ',' | '。' | ';' | ')' | '!' | '\n'))
}

/// Where a list goes on after a position.
fn joint(scope: &Scope<'_, '_>, script: &Script<'_>, at: usize) -> Option<usize> {
    let at = tail(scope, script, at);
    let rest = script.slice(at..script.chars.len());
    let joints = scope.vocabulary.joints.iter();
    let joint = joints.filter(|joint| rest.starts_with(joint)).map(Vec::len).max()?;
    Some(at + joint)
}

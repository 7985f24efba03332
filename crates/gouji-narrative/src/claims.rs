//! Which words of a text speak of which cells.
//!
//! Every figure goes to the claim whose template names most of the words around it, over all
//! rules: 不予公开 must not be taken for 予以公开, nor 予以公开及部分公开 for 部分公开. Things joined
//! that have the same figure each (`joined`), and things denied (`denials`), are found beside. A claim about
//! another year, another organ, another topic or a part of this one is dropped: silence is better
//! than a false alarm.

use std::ops::Range;

use gouji_language::dates::CONSECUTIVE;
use gouji_language::prose;
use gouji_rule::Deferred;

use crate::asides;
use crate::candidates::{Choice, Found, counts};
use crate::guards::{Met, met};
use crate::number::{Number, Numbered, Unit};
use crate::scope::Scope;
use crate::script::{Script, holds, holds_any, spans};
use crate::templates::FARTHEST;
use crate::topics::{Explained, Topics};
use crate::{denials, joined};

/// The claims of a text, in order.
pub(crate) fn find<'p>(scope: &Scope<'p, '_>, script: &Script<'_>) -> Vec<Found<'p>> {
    let mut choices: Vec<Choice<'p>> = Vec::new();
    for (index, number) in script.numbers.iter().enumerate() {
        if counts(number) && !is_denied(scope, script, number) {
            joined::add(scope, script, Numbered { index, number }, &mut choices);
        }
    }
    denials::add(scope, script, &mut choices);
    choices.sort_by_key(|choice| choice.start);
    let paragraphs = choices.iter().map(|choice| {
        let ends = choice.claims.iter().map(|found| found.words.end);
        script.paragraph(choice.start)..ends.max().unwrap_or(choice.start)
    });
    let met = met(&scope.template_index.guards, &script.chars, paragraphs);
    let mut topics = Topics {
        scope,
        script,
        met: &met,
        claimed: vec![false; script.numbers.len()],
        counted: vec![false; script.numbers.len()],
        explained: Vec::new(),
    };
    let mut found = Vec::new();
    for choice in choices {
        let matched = matched(scope, script, &met, &choice);
        let most = matched.iter().map(|found| found.weight).max();
        let best = matched.into_iter();
        let best = best.filter(|found| Some(found.weight) == most);
        let mut own = best.filter(|found| topics.allow(found)).peekable();
        let is_known = own
            .peek()
            .is_some_and(|found| !found.claim.about.is_empty());
        let counts = own.find(|found| concerns(&topics, &met, found));
        let counts = counts.map(|found| Found {
            readings: scope.meant(
                script,
                found.claim,
                (&found.words, topics.is_certain(found)),
            ),
            ..(*found).clone()
        });
        if let Some(claimed) = choice.number.and_then(|at| topics.claimed.get_mut(at)) {
            *claimed |= is_known || counts.is_some();
        }
        if let Some(counted) = choice.number.and_then(|at| topics.counted.get_mut(at)) {
            *counted |= counts.is_some();
        }
        let explained = counts.as_ref();
        let explained = explained.map(|found| Explained {
            words: found.words.clone(),
            claim: found.claim,
            value: found.stated.value,
        });
        topics.explained.extend(explained);
        found.extend(counts);
    }
    found.sort_by_key(|found| found.words.start);
    found
}

/// The claims of a choice whose words say no more than their templates.
fn matched<'c, 'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    met: &Met,
    choice: &'c Choice<'p>,
) -> Vec<&'c Found<'p>> {
    // Any words are none that change what is stated, or the template does not match.
    let is_plain = |found: &&Found<'_>| {
        !met.any(&found.gap, &scope.template_index.guards.barriers)
            && is_bridged(scope, script, found)
            && !is_of_each(scope, script, found)
    };
    let plain: Vec<&Found<'p>> = choice.claims.iter().filter(is_plain).collect();
    // Behind a colon another clause begins: 答复情况：有5件予以公开.
    let number = choice.number.and_then(|at| script.numbers.get(at));
    let Some(number) = number.map(|number| &number.range) else {
        return plain;
    };
    let crosses = |found: &&Found<'_>| script.slice(found.words.start..number.start).contains(&':');
    let says_more = |found: &&Found<'_>| found.words.end > number.end && !crosses(found);
    match plain.iter().any(says_more) {
        true => plain.into_iter().filter(|found| !crosses(found)).collect(),
        false => plain,
    }
}

/// Where what is stated near a position begins. What stands in brackets is stated about the count before them:
/// 其余3件（含上年结转1件）.
fn beside(script: &Script<'_>, at: usize) -> usize {
    let near = script.near(at);
    let last = script
        .numbers
        .partition_point(|number| number.range.end < near);
    let last = script
        .numbers
        .get(last)
        .filter(|last| last.range.end == near);
    match last {
        Some(last) if script.chars.get(near) == Some(&'(') => script.near(last.range.start),
        _ => near,
    }
}

/// Whether the parts are stated in a sentence of a count that is itself of a kind: 征地类申请46件中，予以公开18件、部分公开4件.
fn is_of_kind(script: &Script<'_>, met: &Met, near: &[u32], sentence: &Range<usize>) -> bool {
    let is_parted = |number: &&Number| {
        let behind = script.chars.get(number.range.end);
        sentence.contains(&number.range.start) && behind.is_some_and(|c| prose::among(*c))
    };
    let Some(number) = script.numbers.iter().rev().find(is_parted) else {
        return false;
    };
    let clause = script.clause(number.range.start)..number.range.start;
    met.any(&clause, near)
}

/// Whether what is denied at a position is denied of so many that its clause counts: 1件申请因…未予公开.
fn counts_before(script: &Script<'_>, at: usize) -> bool {
    // What a bracket opens with is stated about what stands before it: 行政复议2件（均维持）.
    let open = at.checked_sub(1).and_then(|open| script.chars.get(open));
    if open == Some(&'(') {
        return false;
    }
    let clause = script.clause(at);
    let until = script.numbers.partition_point(|n| n.range.end <= at);
    let before = script.numbers.get(..until).unwrap_or_default().iter().rev();
    let mut before = before.take_while(|number| number.range.start >= clause);
    before.any(|number| number.unit == Unit::Count && number.stated.value > 0)
}

/// Whether a figure is that of each thing a claim joins, and so not that of all together: 行政复议和行政诉讼均为1件.
fn is_of_each(scope: &Scope<'_, '_>, script: &Script<'_>, found: &Found<'_>) -> bool {
    let number = found.number.and_then(|at| script.numbers.get(at));
    let Some(number) = number.filter(|number| number.stated.value > 0) else {
        return false;
    };
    let words = script.slice(found.words.start..number.range.start);
    let each = |at: usize| {
        let rest = words.get(at..).unwrap_or_default();
        rest.len() <= 2 && scope.vocabulary.evenly.beginning(rest).next().is_some()
    };
    let own = script.slice(found.words.start..found.until.min(number.range.start));
    own.iter().any(|c| prose::joins(*c)) && (0..words.len()).any(each)
}

/// Whether any words that stand in a claim do no more than say how it came about: 办理重点项目信息申请6件 is of
/// a kind of requests, 收到市民通过网站提交的申请6件 of all.
fn is_bridged(scope: &Scope<'_, '_>, script: &Script<'_>, found: &Found<'_>) -> bool {
    let through = &found.claim.through;
    let gap = script.slice(found.gap.clone());
    if gap.is_empty() {
        return true;
    }
    // A list of ways: 电话、信函等方式的. Any other list is of other things.
    let is_list = gap.contains(&'、') && found.number.is_some();
    if is_list && !holds(gap, &scope.vocabulary.all_ways) {
        return false;
    }
    if through.is_empty() {
        return true;
    }
    holds(gap, through) || spans(gap, &scope.vocabulary.gap)
}

/// Whether a figure is no count but what a denial denies: 未发生一起行政复议.
fn is_denied(scope: &Scope<'_, '_>, script: &Script<'_>, number: &Number) -> bool {
    let start = number.range.start;
    let before = script.slice(start.saturating_sub(FARTHEST)..start);
    number.stated.value == 1 && scope.vocabulary.nothing.ending(before).next().is_some()
}

/// The guard words of a claim.
fn words_of(words: &[Deferred<Vec<u32>>], claim: usize) -> &[u32] {
    words.get(claim).map_or(&[], |words| words.as_slice())
}

/// Whether a claim on its topic is about this organ and year, and stands where it should.
fn concerns(topics: &Topics<'_, '_, '_, '_>, met: &Met, found: &Found<'_>) -> bool {
    let (scope, script) = (topics.scope, topics.script);
    let words = &found.words;
    let guards = &scope.template_index.guards;
    let [after, unless, near] = [&guards.after, &guards.unless, &guards.not_near]
        .map(|words| words_of(words, found.template_place));
    let paragraph = script.paragraph(words.start)..words.end;
    // A denial is of everything, whatever was stated before; only its own clause makes it one of less.
    let from = match found.number {
        Some(_) => script.sentence(words.start),
        None => script.clause(words.start),
    };
    let sentence = script.sentence(words.start)..words.start;
    let own = scope.to_own_organ(script, met, &sentence);
    let from = from.max(own.unwrap_or_default());
    let near_from = from.max(beside(script, words.start));
    let gap = &found.gap;
    let is_named = found.number.is_none() && met.any(gap, after);
    let is_near = |range: Range<usize>| {
        let mut hits = met.within(&range).filter(|hit| near.contains(&hit.word));
        hits.any(|hit| !asides::is_over(script, &hit.range, range.end))
    };
    if found.number.is_none() && counts_before(script, words.start) {
        return false;
    }
    if is_of_kind(script, met, near, &sentence) {
        return false;
    }
    if !after.is_empty()
        && !met.any(&paragraph, after)
        && !topics.denies_all(found)
        && !script.goes_on_evenly(words.end, &found.claim.after, scope.vocabulary)
        || !is_named && met.any(gap, unless)
        || topics.guarded(found.claim, &(from..words.start), unless)
        || is_near(near_from..words.start)
        || met.any(gap, near)
        || !found.claim.of_parts && topics.of_part(found)
        || topics.of_other_count(found)
    {
        return false;
    }
    let behind = words.end..script.paragraph_end(words.end);
    let around = [script.sentence(words.start)..words.start, behind].map(|part| script.slice(part));
    if around.iter().any(|part| holds(part, &found.claim.not_with)) {
        return false;
    }
    let just = script.slice(words.start.saturating_sub(FARTHEST)..words.start);
    if found.claim.not_after.ending(just).next().is_some() {
        return false;
    }
    if scope.is_other_subject(script, words.start) {
        return false;
    }
    // 连续五年没有行政诉讼 is stated about this year too.
    let before = script.slice(sentence.start..words.start);
    match found.stated.value == 0 && holds_any(before, CONSECUTIVE) {
        true => !scope.is_other_organ(script, met, &sentence, gap),
        false => !scope.is_uncertain(script, met, words, gap),
    }
}

//! Figures that several things share: 不予公开、无法提供均为0件, and 予以公开、部分公开分别为5件、2件.
//!
//! Of things joined that share one figure each has it where it is zero or stated evenly of all; else it is
//! wrong only where neither their sum nor any of them is it.

use std::ops::Range;

use gouji_language::prose;
use gouji_rule::Claim;

use crate::asides;
use crate::candidates::{Choice, Found, at_number, best_of, counts};
use crate::number::{Number, Numbered, Unit, starts_with_any};
use crate::scope::Scope;
use crate::script::{Script, is_letter};
use crate::templates::{Around, FARTHEST};

/// Most things joined that are looked for.
const MOST: usize = 12;

/// Adds the claims that a figure makes.
pub(crate) fn add<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    figure: Numbered<'_>,
    choices: &mut Vec<Choice<'p>>,
) {
    let index = figure.index;
    let turns = in_turn(scope, script, index);
    if !turns.is_empty() {
        choices.extend(turns.into_iter().filter_map(Choice::of));
        return;
    }
    if let Some(all) = each(scope, script, figure) {
        choices.extend(all.into_iter().filter_map(Choice::of));
        return;
    }
    let aside = asides::start(script, index);
    let beyond = aside.map(|end| item(scope, script, end, figure, &[]));
    if let Some(beyond) = beyond.and_then(Choice::of) {
        choices.push(beyond);
        return;
    }
    let bracketed = in_brackets(script, figure.number);
    let named = bracketed.map(|end| item(scope, script, end, figure, &[]));
    if let Some(named) = named.and_then(Choice::of) {
        choices.push(named);
        return;
    }
    let claims = at_number(scope, script, figure);
    choices.extend(behind(scope, script, figure, &claims));
    let claims = claims.into_iter().filter_map(|claim| {
        let with = listed_behind(scope, script, &claim, figure)?;
        Some(Found { with, ..claim })
    });
    let Some(own) = Choice::of(claims.collect()) else {
        return;
    };
    choices.extend(shared_by(scope, script, figure, own));
}

/// Where what stands before a bracket ends that opens with a figure: 不予公开（5件）.
fn in_brackets(script: &Script<'_>, number: &Number) -> Option<usize> {
    let open = number.range.start.checked_sub(1)?;
    let opens = script.chars.get(open) == Some(&'(');
    let counts = number.unit == Unit::Count;
    let closes = matches!(script.chars.get(number.range.end), Some(')' | ','));
    (opens && closes && counts).then_some(open)
}

/// What is stated about everything counted, behind the figure: 收到申请5件均予以公开 makes two claims.
fn behind<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    figure: Numbered<'_>,
    claims: &[Found<'p>],
) -> Option<Choice<'p>> {
    let number = &figure.number.range;
    let first = claims.first()?;
    let rest = script.slice(number.end..(number.end + FARTHEST).min(script.chars.len()));
    let named = starts_with_any(rest, &scope.vocabulary.tails).unwrap_or_default();
    let rest = rest.get(named..).unwrap_or_default();
    let rest = rest.strip_prefix(&[',']).unwrap_or(rest);
    scope.vocabulary.evenly.beginning(rest).next()?;
    let counted = first.words.start < number.start && first.words.end == number.end;
    let of_all = claims
        .iter()
        .filter(|found| found.words.start == number.start);
    let of_all: Vec<Found<'p>> = of_all.cloned().collect();
    counted.then(|| Choice::of(of_all)).flatten()
}

/// The claims of what is joined behind the words that follow a figure: 30件为无法提供、不予处理和其他处理. Nothing
/// where not all of it is understood.
fn listed_behind<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    claim: &Found<'p>,
    figure: Numbered<'_>,
) -> Option<Vec<&'p Claim>> {
    let mut all = Vec::new();
    let mut end = claim.words.end;
    if end == figure.number.range.end {
        return Some(all);
    }
    while all.len() < MOST {
        let rest = script.slice(end..(end + FARTHEST).min(script.chars.len()));
        let joints = scope.vocabulary.joints.iter();
        let joint = joints.filter(|joint| rest.starts_with(joint)).map(Vec::len);
        let Some(at) = joint.max().map(|length| end + length) else {
            break;
        };
        let next = script.numbers.partition_point(|n| n.range.start < at);
        if script
            .numbers
            .get(next)
            .is_some_and(|n| n.range.start == at)
        {
            break;
        }
        let item = after(scope, script, at, figure);
        let item = item.into_iter().next()?;
        end = item.words.end;
        all.push(item.claim);
    }
    Some(all)
}

/// The claims that the words behind a position would make with a figure.
fn after<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    at: usize,
    figure: Numbered<'_>,
) -> Vec<Found<'p>> {
    let rest = script.slice(at..(at + FARTHEST).min(script.chars.len()));
    let around = Around::of(&[], rest, scope.vocabulary);
    let here = Number {
        range: at..at,
        ..figure.number.clone()
    };
    let here = Numbered {
        index: figure.index,
        number: &here,
    };
    let mut found = best_of(scope, script, &around, here);
    found.retain(|claim| claim.words.end > at);
    found
}

/// The claims of a figure that may be that of several things joined.
fn shared_by<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    figure: Numbered<'_>,
    mut own: Choice<'p>,
) -> Vec<Choice<'p>> {
    let number = figure.number;
    let Some(until) = shared_with(scope, script, number, &own) else {
        return vec![own];
    };
    let words = script.slice(own.start..number.range.start);
    let is_even = |at: usize| {
        let rest = words.get(at..).unwrap_or_default();
        scope.vocabulary.evenly.beginning(rest).next().is_some()
    };
    let after = number.range.end..(number.range.end + FARTHEST).min(script.chars.len());
    if number.stated.value != 0 && !(0..words.len()).any(is_even) {
        let items = items(scope, script, until, figure, &[]);
        let Some(with) = together(scope, script, &items) else {
            return alone(scope, script, own).into_iter().collect();
        };
        for claim in &mut own.claims {
            claim.with.clone_from(&with);
        }
        return vec![own];
    }
    let items = items(scope, script, until, figure, script.slice(after));
    let knows_all = |found: &Found<'_>| shared(scope, script, found.words.start).is_none();
    let first = match items.is_empty() && own.claims.iter().any(knows_all) {
        true => alone(scope, script, own),
        false => Some(own),
    };
    let rest = items.into_iter().filter_map(Choice::of);
    first.into_iter().chain(rest).collect()
}

/// Where the things end that share a figure with its claims. What is none is none of each, whichever of the
/// claims counts in the end.
fn shared_with(
    scope: &Scope<'_, '_>,
    script: &Script<'_>,
    number: &Number,
    own: &Choice<'_>,
) -> Option<usize> {
    let joins = |range: Range<usize>| script.slice(range).iter().any(|c| prose::joins(*c));
    let knows_whole = |found: &&Found<'_>| {
        joins(found.words.start..number.range.start) && !joins(found.gap.clone())
    };
    let whole: Vec<&Found<'_>> = own.claims.iter().filter(knows_whole).collect();
    let most = match number.stated.value == 0 && whole.is_empty() {
        true => MOST,
        false => 1,
    };
    // Those who know several of the things know where the others end.
    let known = match whole.is_empty() {
        true => own.claims.iter().collect(),
        false => whole,
    };
    let starts = known.into_iter().map(|found| found.words.start);
    // 1件驳回、1件审理中: what stands before the figure belongs to another.
    let mut joined = starts
        .take(most)
        .filter(|start| *start < number.range.start)
        .filter_map(|start| shared(scope, script, start));
    joined.next()
}

/// Those of some claims that begin before what is joined, and so know all of it.
fn alone<'p>(scope: &Scope<'p, '_>, script: &Script<'_>, choice: Choice<'p>) -> Option<Choice<'p>> {
    let claims = choice.claims.into_iter();
    let alone = claims.filter(|found| shared(scope, script, found.words.start).is_none());
    Choice::of(alone.collect())
}

/// The claims of the other things of a list, where all of it is understood.
fn together<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    items: &[Vec<Found<'p>>],
) -> Option<Vec<&'p Claim>> {
    let first = items.last()?.first()?;
    let all = items.iter().filter_map(|item| item.first());
    let begins = shared(scope, script, first.words.start).is_none();
    begins.then(|| all.map(|found| found.claim).collect())
}

/// The claims of things of which each has the figure that follows: 予以公开和部分公开各3件.
fn each<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    figure: Numbered<'_>,
) -> Option<Vec<Vec<Found<'p>>>> {
    let start = figure.number.range.start;
    let end = match script.slice(start.saturating_sub(2)..start) {
        [.., each] if prose::each(*each) => start - 1,
        [each, makes] if prose::each(*each) && prose::makes(*makes) => start - 2,
        _ => return None,
    };
    let all = items(scope, script, end, figure, &[]);
    (all.len() > 1).then_some(all)
}

/// Where the things end that share their figure with the words at a position; nothing where those
/// stand alone.
fn shared(scope: &Scope<'_, '_>, script: &Script<'_>, start: usize) -> Option<usize> {
    let before = script.slice(start.saturating_sub(FARTHEST)..start);
    let joints = scope.vocabulary.joints.iter();
    let joint = joints.filter(|joint| before.ends_with(joint)).map(Vec::len);
    let words = &scope.vocabulary.no_joints;
    let joint = joint
        .max()
        .filter(|_| words.ending(before).next().is_none())?;
    let brackets = |c: &&char| matches!(c, ')' | ',' | '\u{201d}');
    let closed = before.iter().rev().skip(joint).take_while(brackets).count();
    let at = start.saturating_sub(joint + closed);
    let index = script.numbers.partition_point(|n| n.range.end < at);
    let own = script.numbers.get(index);
    let has_own = own.is_some_and(|number| number.range.end == at);
    // 备案1206家、许可86件: what the figure counts may stand behind it.
    let last = index
        .checked_sub(1)
        .and_then(|last| script.numbers.get(last));
    let counts = last.is_some_and(|number| {
        let counted = script.slice(number.range.end..at);
        let counts = matches!(number.unit, Unit::Count | Unit::None);
        counts && counted.len() <= LONGEST_COUNTED && counted.iter().all(|c| is_letter(*c))
    });
    (!has_own && !counts).then_some(at)
}

/// Longest word for what a figure counts, in characters.
const LONGEST_COUNTED: usize = 4;

/// The claims that things joined before a position would make with a figure, nearest first, as
/// far as each is known.
fn items<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    until: usize,
    figure: Numbered<'_>,
    after: &[char],
) -> Vec<Vec<Found<'p>>> {
    let mut all = Vec::new();
    let mut end = until;
    while all.len() < MOST {
        let item = item(scope, script, end, figure, after);
        let Some(start) = item.first().map(|found| found.words.start) else {
            break;
        };
        all.push(item);
        match shared(scope, script, start) {
            Some(before) if before < end => end = before,
            _ => break,
        }
    }
    all
}

/// The claims that the words before a position would make with a figure.
fn item<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    end: usize,
    figure: Numbered<'_>,
    after: &[char],
) -> Vec<Found<'p>> {
    let before = script.slice(end.saturating_sub(FARTHEST)..end);
    let around = Around::of(before, after, scope.vocabulary);
    let here = Number {
        range: end..end,
        ..figure.number.clone()
    };
    let here = Numbered {
        index: figure.index,
        number: &here,
    };
    let mut found = best_of(scope, script, &around, here);
    // Of things joined each is one: 予以公开、部分公开 are two.
    let is_one = |claim: &Found<'_>| {
        let words = script.slice(claim.words.start..end);
        !words.iter().any(|c| prose::joins(*c))
    };
    if found.iter().any(is_one) {
        found.retain(is_one);
    }
    for claim in &mut found {
        claim.words.end = figure.number.range.end;
    }
    found
}

/// The claims of things that have figures in turn, for the figure of this index.
fn in_turn<'p>(scope: &Scope<'p, '_>, script: &Script<'_>, index: usize) -> Vec<Vec<Found<'p>>> {
    let Some((first, end)) = opening(scope, script, index) else {
        return Vec::new();
    };
    let figures = run(script, first);
    let Some(number) = script.numbers.get(index) else {
        return Vec::new();
    };
    let all = items(scope, script, end, Numbered { index, number }, &[]);
    if all.len() != figures {
        return Vec::new();
    }
    let nth = all.len() - 1 - (index - first).min(all.len() - 1);
    all.into_iter().nth(nth).into_iter().collect()
}

/// The first of the figures given in turn that one belongs to, and where the words end before; several figures
/// that follow one another are given in turn by themselves: 行政复议、行政诉讼案件数为87件、34件.
fn opening(scope: &Scope<'_, '_>, script: &Script<'_>, index: usize) -> Option<(usize, usize)> {
    let mut first = index;
    loop {
        let start = script.numbers.get(first)?.range.start;
        let before = script.slice(start.saturating_sub(FARTHEST)..start);
        let words = scope.vocabulary.in_turn.ending(before).map(Vec::len).max();
        if let Some(length) = words {
            return Some((first, start - length));
        }
        if index - first >= MOST {
            return None;
        }
        if !follows(script, first) {
            return (run(script, first) > 1).then_some((first, start));
        }
        first -= 1;
    }
}

/// Whether nothing but a sign or a joint stands between a figure and the one before.
fn follows(script: &Script<'_>, index: usize) -> bool {
    let ends = index
        .checked_sub(1)
        .and_then(|before| script.numbers.get(before));
    let own = script.numbers.get(index);
    ends.zip(own).is_some_and(|(before, own)| {
        let between = script.slice(before.range.end..own.range.start);
        counts(before) && matches!(between, [joint] if prose::joins_figures(*joint))
    })
}

/// How many figures follow one another.
fn run(script: &Script<'_>, first: usize) -> usize {
    let more = (first + 1..).take_while(|at| *at - first < MOST && follows(script, *at));
    1 + more.count()
}

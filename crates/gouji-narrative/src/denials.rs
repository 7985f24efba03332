//! That there was none of something: 未发生行政复议、行政诉讼, 无结转下年度申请.
//!
//! What is denied may be a list. It counts only when it is understood to its end: 无行政复议、行政
//! 诉讼败诉 denies less than its first words say.

use crate::candidates::{Choice, Found};
use crate::edges::Reach;
use crate::number::{StatedValue, Unit, starts_with_any};
use crate::scope::Scope;
use crate::script::{Script, holds, is_letter};
use crate::templates::{self, FARTHEST};

/// The signs around what is quoted.
const OPENING: char = '\u{201c}';
const CLOSING: char = '\u{201d}';

/// Most things of a list that are denied together.
const MOST: usize = 12;

/// Adds the denials: of those that begin at one place, the ones that name most words.
pub(crate) fn add<'p>(scope: &Scope<'p, '_>, script: &Script<'_>, choices: &mut Vec<Choice<'p>>) {
    let mut from = 0;
    for at in script.anchors.iter().map(|at| *at as usize) {
        // 三百零一件 and 零件 are figures; only the 零 of 零复议 denies.
        if at < from || script.is_in_number(at) || is_of_figure(script, at) {
            continue;
        }
        let mut all = list(scope, script, at, MOST);
        let ends = all.iter().flatten().map(|found| found.words.end).max();
        from = from.max(ends.unwrap_or_default());
        let items = all.iter_mut().flatten();
        items.for_each(|found| found.listed = ends.unwrap_or_default());
        choices.extend(all.into_iter().filter_map(Choice::of));
    }
}

/// Whether a denial or a word that speaks of all follows a count, and so speaks of that many: 3件尚未办结,
/// 12份均予以公开.
fn is_of_figure(script: &Script<'_>, at: usize) -> bool {
    let index = script.numbers.partition_point(|n| n.range.end < at);
    script.numbers.get(index).is_some_and(|number| {
        number.range.end == at && number.unit == Unit::Count && number.stated.value > 0
    })
}

/// Everything that a denial at a position denies; nothing where it is not understood to its end.
fn list<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    at: usize,
    most: usize,
) -> Vec<Vec<Found<'p>>> {
    let rest = script.slice(at..(at + FARTHEST).min(script.chars.len()));
    let denials = templates::denials(rest, scope.template_index, scope.vocabulary);
    if denials.is_empty() {
        return Vec::new();
    }
    let matched = matched(scope, script, denials, (at, at));
    // One that ends here is certain; else a list may go on.
    let closed = best(&matched, |end| ends(scope, script, end));
    // Any words may hide a list, whose things say more where each is understood.
    let hides = |found: &Found<'_>| script.slice(found.gap.clone()).contains(&'、');
    if !closed.is_empty() && !closed.iter().any(hides) {
        return vec![closed];
    }
    let open = best(&matched, |end| joint(scope, script, end).is_some());
    let listed = listed(scope, script, (at, most), open);
    match listed.is_empty() && !closed.is_empty() {
        true => vec![closed],
        false => listed,
    }
}

/// The things of a list that is denied, of which the first is known; nothing where not all of it is understood.
fn listed<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    (at, most): (usize, usize),
    open: Vec<Found<'p>>,
) -> Vec<Vec<Found<'p>>> {
    let Some(end) = open.first().map(|found| found.words.end) else {
        return Vec::new();
    };
    let mut all = vec![open];
    let mut next = joint(scope, script, end);
    while let Some(from) = next.filter(|_| all.len() < most) {
        let item = item(scope, script, (at, from));
        let Some(end) = item.first().map(|found| found.words.end) else {
            // 零复议、零诉讼: the next thing is denied by a word of its own.
            let own = list(scope, script, from, most - all.len());
            let known = if own.is_empty() && !denies(scope, script, from) {
                Vec::new()
            } else {
                all
            };
            return [known, own].concat();
        };
        all.push(item);
        if ends(scope, script, end) {
            return all;
        }
        next = joint(scope, script, end);
    }
    Vec::new()
}

/// Longest word before a denial of its own, in characters.
const LONGEST_LEAD: usize = 4;

/// Whether a word of denial stands at a position, or behind a word there: what was denied before it is over, as in
/// 上年无结转、本年无新收.
fn denies(scope: &Scope<'_, '_>, script: &Script<'_>, at: usize) -> bool {
    let rest = script.slice(at..(at + FARTHEST).min(script.chars.len()));
    let lead = rest.iter().take(LONGEST_LEAD);
    let lead = lead.take_while(|c| is_letter(**c)).count();
    (0..=lead).any(|at| {
        let rest = rest.get(at..).unwrap_or_default();
        scope
            .template_index
            .denials
            .beginning(rest)
            .next()
            .is_some()
    })
}

/// What the words at a position of a list are denied to be.
fn item<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    (at, from): (usize, usize),
) -> Vec<Found<'p>> {
    let rest = script.slice(from..(from + FARTHEST).min(script.chars.len()));
    // The word of denial itself stands before the list.
    let mut denials = templates::denials_behind_word(rest, scope.template_index, scope.vocabulary);
    denials.retain(|(_, reach)| reach.weight > 0);
    let over = |end: usize| ends(scope, script, end) || joint(scope, script, end).is_some();
    best(&matched(scope, script, denials, (at, from)), over)
}

/// The denials whose templates match at the beginning of a text.
fn matched<'p>(
    scope: &Scope<'p, '_>,
    script: &Script<'_>,
    denials: Vec<(usize, Reach)>,
    (at, from): (usize, usize),
) -> Vec<Found<'p>> {
    let found = denials.into_iter().filter_map(|(template, reach)| {
        let template_place = scope.template_index.denies.get(template)?;
        let (rule, claim) = scope.claim(template_place)?;
        let template = claim.denies.get(template_place.template)?;
        let Reach {
            length,
            weight,
            gap,
        } = reach;
        let words = at..from + length;
        // Any words are none that change what is denied.
        let gap = from + gap.0..from + gap.1;
        if holds(script.slice(gap.clone()), &scope.vocabulary.barriers) {
            return None;
        }
        scope.is_in_year(script, template, &words).then_some(Found {
            rule,
            claim,
            template_place: template_place.number,
            until: words.end,
            listed: words.end,
            words,
            number: None,
            stated: StatedValue::exactly(0),
            gap,
            weight,
            with: Vec::new(),
            readings: Vec::new(),
        })
    });
    found.collect()
}

/// Those of some denials that name most words among all that are over where they end.
fn best<'p>(matched: &[Found<'p>], over: impl Fn(usize) -> bool) -> Vec<Found<'p>> {
    let mut best: Vec<Found<'p>> = Vec::new();
    for found in matched {
        let known = best.first().map_or(0, |found| found.weight);
        if found.weight < known || !over(found.words.end) {
            continue;
        }
        if found.weight > known {
            best.clear();
        }
        best.push(found.clone());
    }
    best
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
    let over = tail(scope, script, at);
    // “零复议”“零诉讼”: what stands in quotes is over with them.
    if let [CLOSING, OPENING, ..] = script.slice(over..script.chars.len()) {
        return true;
    }
    let next = script
        .chars
        .get(over + usize::from(script.chars.get(over) == Some(&CLOSING)));
    next.is_none_or(|c| matches!(c, ',' | '。' | ';' | ')' | '!' | '\n'))
}

/// Where a list goes on after a position.
fn joint(scope: &Scope<'_, '_>, script: &Script<'_>, at: usize) -> Option<usize> {
    let at = tail(scope, script, at);
    let rest = script.slice(at..script.chars.len());
    let joints = scope.vocabulary.joints.iter();
    let joint = joints
        .filter(|joint| rest.starts_with(joint))
        .map(Vec::len)
        .max()?;
    Some(at + joint)
}

//! Lists of parts after a total: `收到申请25件，其中网络20件、信函5件`.
//!
//! A list counts only when all its parts are of one family of words and it runs to the end of its
//! sentence. Families that leave nothing out (ways to apply) must add up to the total; parts of
//! others only must not exceed it.

use gouji_language::prose;
use gouji_model::Bilingual;
use gouji_rule::{Family, NarrativeTest, PartsTest};

use crate::judgement::{Disagreement, Judgement};
use crate::number::{Number, Unit, starts_with_any};
use crate::read::Read;
use crate::scope::Scope;
use crate::script::{Script, holds};
use crate::whole_text::Compared;

/// Most parts of a list.
const MOST_PARTS: usize = 24;

/// Adds the lists that do not add up; those with a figure that is wrong already are left alone.
pub(crate) fn judge<'p>(
    scope: &Scope<'p, '_>,
    read: &Read<'p, '_>,
    wrong: &[usize],
    judgement: &mut Judgement<'p>,
) {
    let text = read.text();
    for (rule, test) in scope.tests(of_kind) {
        for (index, total) in read.script.numbers.iter().enumerate() {
            let Some((parts, family)) = list(test, &read.script, index) else {
                continue;
            };
            let last = index + parts.len();
            let next = wrong.partition_point(|at| *at < index);
            if wrong.get(next).is_some_and(|at| *at <= last) {
                continue;
            }
            let sum: i128 = parts.iter().map(|part| part.stated.value).sum();
            let fits_in = |total: &Number| {
                sum == total.stated.value || (!family.whole && sum < total.stated.value)
            };
            let fits = fits_in(total) || counted_before(&read.script, index).any(fits_in);
            let Some(end) = parts.last().filter(|_| !fits) else {
                continue;
            };
            let words = total.range.start..end.range.end;
            let values: Vec<String> = parts.iter().map(|part| part.stated.to_string()).collect();
            let name = Bilingual::new("各项之和", "the parts add up to");
            let added = format!("{} = {sum}", values.join(" + "));
            let compared = Compared::with(total.stated.to_string(), name, added);
            judgement.disagreements.push(Disagreement {
                cells: read.cells_of(scope, index..last + 1),
                ..text.found(rule, words, compared)
            });
        }
    }
}

/// The other counts of a sentence before its last one: in 收到150件，结转4件。其中… the list may be of either.
fn counted_before<'s>(script: &'s Script<'_>, index: usize) -> impl Iterator<Item = &'s Number> {
    let last = script.numbers.get(index);
    // 其他10件；按渠道分，网络92件…: behind another list it is of what was counted before both.
    let start = |last: &Number| match script.chars.get(last.range.end) {
        Some(';') => script.paragraph(last.range.start),
        _ => script.sentence(last.range.start),
    };
    let sentence = last.map_or(0, start);
    let before = script.numbers.get(..index).unwrap_or_default().iter().rev();
    let before = before.take_while(move |number| number.range.start >= sentence);
    before.filter(|number| is_count(number))
}

const fn of_kind(test: &NarrativeTest) -> Option<&PartsTest> {
    match test {
        NarrativeTest::Parts(test) => Some(test),
        _ => None,
    }
}

/// The parts listed after a figure, with their family.
fn list<'s, 't>(
    test: &'t PartsTest,
    script: &'s Script<'_>,
    index: usize,
) -> Option<(Vec<&'s Number>, &'t Family)> {
    let total = script.numbers.get(index)?;
    if !is_count(total) || excused(test, script, total) {
        return None;
    }
    let end = list_end(test, script, total.range.end)?;
    let mut parts: Vec<&Number> = Vec::new();
    let mut from = total.range.end;
    let mut families: Vec<&Family> = test.families.iter().collect();
    let after = script.numbers.get(index + 1..)?.iter();
    for number in after.take_while(|number| number.range.end <= end) {
        let label = script.slice(from..number.range.start);
        from = number.range.end;
        if let Unit::Percent(_) = number.unit {
            return None;
        }
        families.retain(|family| holds(label, &family.words));
        if !is_count(number) || families.is_empty() || parts.len() >= MOST_PARTS {
            return None;
        }
        parts.push(number);
    }
    // Whatever follows the last part may say that the list is no whole one.
    let over = script.slice(from..end).iter().all(|c| *c == ')');
    (parts.len() >= 2 && over).then_some((parts, *families.first()?))
}

fn is_count(number: &Number) -> bool {
    number.unit == Unit::Count && number.exact && number.stated.step == 1
}

/// Whether what stands before a total says that no list of all its parts follows.
fn excused(test: &PartsTest, script: &Script<'_>, total: &Number) -> bool {
    let start = total.range.start;
    let before = script.slice(start.saturating_sub(8)..start);
    test.unless.ending(before).next().is_some()
}

/// Where the list ends that opens at a position; nothing where none does.
fn list_end(test: &PartsTest, script: &Script<'_>, from: usize) -> Option<usize> {
    let opened = script.slice(from..(from + FARTHEST).min(script.chars.len()));
    let sign = |c: &&char| matches!(c, ',' | '(' | ':' | '。' | ';' | '\n');
    let skipped = opened.iter().take_while(sign).count();
    // A bracket opens a list by itself, but for one of what is included: （含网络3件）.
    let listed = opened.get(skipped..)?;
    let bracket =
        opened.first() == Some(&'(') && !listed.first().is_some_and(|c| prose::including(*c));
    if !bracket {
        starts_with_any(listed, &test.opens)?;
    }
    let stops = opened
        .iter()
        .take(skipped)
        .rposition(|c| matches!(c, '。' | ';' | '\n'));
    // After a full stop the list is a sentence of its own.
    let start = stops.map_or(0, |stop| stop + 1);
    Some(sentence_end(opened.get(start..)?, from + start))
}

/// How far the end of a list is looked for, in characters.
const FARTHEST: usize = 300;

/// Where the sentence that goes on at a position ends, or the first bracket closes that opens there.
fn sentence_end(rest: &[char], from: usize) -> usize {
    let stop = rest
        .iter()
        .position(|c| matches!(c, '。' | '!' | ';' | '\n'));
    let stop = stop.unwrap_or(rest.len());
    let bracket = (rest.first() == Some(&'(')).then(|| rest.iter().position(|c| *c == ')'));
    from + bracket.flatten().map_or(stop, |close| close.min(stop))
}

//! Another organ's name left in a text: 向市政府办公室提出的政府信息公开申请 in the report of a
//! sub-district, or 红岩县教育局（以下简称“我局”） in that of another.

use gouji_language::prose::{self, DISTRICTS, NO_PLACE};
use gouji_rule::{Letters, Marks, NamedOrgan, OrganTest, Rule};

use crate::judgement::Disagreement;
use crate::scope::Scope;
use crate::script::{holds, is_letter};
use crate::templates::FARTHEST;
use crate::whole_text::{Compared, Text};

/// Longest name of an organ, in characters.
const LONGEST_NAME: usize = 24;

/// The first organ, other than the report's, that requests were made to or that the report calls its
/// own.
pub(crate) fn judge<'p>(
    scope: &Scope<'_, '_>,
    rule: &'p Rule,
    test: &OrganTest,
    text: &Text<'_>,
) -> Option<Disagreement<'p>> {
    let own = scope.organ()?;
    asked(scope, rule, test, text).or_else(|| called(own, rule, test, text))
}

/// The first other organ in a place where a report names its own.
fn called<'p>(
    own: &Letters,
    rule: &'p Rule,
    test: &OrganTest,
    text: &Text<'_>,
) -> Option<Disagreement<'p>> {
    let chars = &text.script.chars;
    let mut firsts = Marks::default();
    for named in &test.named {
        firsts.add_all(named.after.firsts());
    }
    let stops = chars
        .iter()
        .enumerate()
        .filter(|(_, c)| firsts.may_hold(**c));
    stops.map(|(at, _)| at).find_map(|at| {
        let rest = chars.get(at..)?;
        let mut fitting = test
            .named
            .iter()
            .filter(|named| named.after.beginning(rest).next().is_some());
        fitting.find_map(|named| {
            let start = begins(chars, at, named)?;
            let name = chars.get(start..at)?;
            let called: String = name.iter().collect();
            is_another(own, test, named, (chars.get(..start)?, name))
                .then(|| text.found(rule, start..at, Compared::alone(called)))
        })
    })
}

/// Whether a name, with the text before it, is that of another organ where the report's should stand.
fn is_another(
    own: &Letters,
    test: &OrganTest,
    named: &NamedOrgan,
    (before, name): (&[char], &[char]),
) -> bool {
    let ends = test.ends.ending(name).next().is_some();
    let is_short = test.ends.ending(own).all(|end| end.len() == 1);
    let mut no_names = test.anyone.ending(name).chain(named.unless.ending(name));
    let is_late = named.opening && before.contains(&'。');
    let is_place = named.elsewhere && name.len() + 1 == SHORTEST_NAME;
    if name.len() < SHORTEST_NAME && !is_place || !ends || is_late || no_names.next().is_some() {
        return false;
    }
    is_elsewhere(name, own) || (!named.elsewhere && !is_akin(name, own, is_short))
}

/// Where a name begins that ends at a position.
fn begins(chars: &[char], end: usize, named: &NamedOrgan) -> Option<usize> {
    let from = end.saturating_sub(LONGEST_NAME);
    let before = chars.get(from..end)?;
    if named.before.is_empty() {
        let opens = |c: &char| !is_letter(*c) || prose::before_name(*c);
        return before.iter().rposition(opens).map(|at| from + at + 1);
    }
    // A name is letters alone: no word before it ends in front of them.
    let letters = before.iter().rev().take_while(|c| is_letter(**c)).count();
    let mut starts = before.len() - letters..=before.len();
    let stands = |start: &usize| {
        let before = before.get(..*start).unwrap_or_default();
        named.before.ending(before).next().is_some()
    };
    starts.rfind(stands).map(|start| from + start)
}

/// Fewest characters of a name that says whose it is.
const SHORTEST_NAME: usize = 4;

/// Whether two names may be those of one organ: one is short for the other (人社局), or they share how
/// the report's own ends.
fn is_akin(name: &[char], own: &[char], is_short: bool) -> bool {
    let tail = own.get(own.len().saturating_sub(3)..).unwrap_or_default();
    // 体育局 is not 教育局: where a kind has one character, the one before it tells little.
    let mut pairs = tail.windows(2).take(if is_short { 1 } else { 2 });
    is_short_for(name, own)
        || is_short_for(own, name)
        || pairs.any(|pair| name.windows(2).any(|other| other == pair))
}

/// Whether the characters of one name stand in another in their order.
fn is_short_for(short: &[char], long: &[char]) -> bool {
    let mut long = long.iter();
    short.iter().all(|c| long.any(|other| other == c))
}

/// Whether a name has the name of another place of the same kind than the report's organ: 红岩县 and
/// 青石县.
fn is_elsewhere(name: &[char], own: &[char]) -> bool {
    if has_other_district(name, own) {
        return true;
    }
    name.windows(3).any(|place| {
        let [one, two, kind] = place else {
            return false;
        };
        let is_word = || NO_PLACE.iter().any(|word| word.chars().eq([*one, *two]));
        let is_place = prose::place_kinds(*kind)
            && !prose::place_kinds(*one)
            && !prose::any_place(*one)
            && !prose::before_no_place(*two)
            && !is_word();
        let named = |window: &[char]| matches!(window, [_, _, last] if last == kind);
        is_place && own.windows(3).any(named) && !own.windows(3).any(|window| window == place)
    })
}

/// Whether a name has that of another district than the report's organ, where both have one: 红岩街道.
fn has_other_district(name: &[char], own: &[char]) -> bool {
    let district = |name: &[char]| {
        DISTRICTS.iter().find_map(|kind| {
            let kind: Vec<char> = kind.chars().collect();
            let at = name.windows(kind.len()).position(|window| window == kind)?;
            let place = name.get(at.checked_sub(2)?..at)?;
            Some([place.first().copied()?, place.last().copied()?])
        })
    };
    district(name)
        .zip(district(own))
        .is_some_and(|(name, own)| name != own)
}

/// The first organ, other than the report's, that requests were made to.
fn asked<'p>(
    scope: &Scope<'_, '_>,
    rule: &'p Rule,
    test: &OrganTest,
    text: &Text<'_>,
) -> Option<Disagreement<'p>> {
    let script = text.script;
    let chars = &script.chars;
    let starts = (0..chars.len()).filter_map(|at| {
        let rest = chars.get(at..)?;
        Some(at + test.to.beginning(rest).map(Vec::len).max()?)
    });
    starts.into_iter().find_map(|start| {
        let rest = script.slice(start..(start + LONGEST_NAME).min(chars.len()));
        let is_name = |c: &&char| is_letter(**c);
        let until = rest.iter().take_while(is_name).count();
        let made = |at: &usize| {
            let after = rest.get(*at..until).unwrap_or_default();
            test.made.beginning(after).next().is_some()
        };
        let end = start + (2..until).find(made)?;
        let name = script.slice(start..end);
        let ends = test.ends.ending(name).next().is_some();
        let is_own = scope.is_own(name) || scope.is_level(name, 1);
        if !ends || test.anyone.ending(name).next().is_some() || is_own {
            return None;
        }
        let sentence = script.sentence(start);
        let stop = chars
            .iter()
            .skip(end)
            .take(FARTHEST)
            .position(|c| matches!(c, '。' | ';' | '\n'));
        let stop = stop.map_or((end + FARTHEST).min(chars.len()), |stop| end + stop);
        let follows = holds(script.slice(end..stop), &test.what);
        let excused = holds(script.slice(sentence..stop), &test.unless);
        let called: String = name.iter().collect();
        (follows && !excused).then(|| text.found(rule, start..end, Compared::alone(called)))
    })
}

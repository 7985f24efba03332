//! Percentages of a figure named just before: `不予公开35件，占4.35%`.
//!
//! What a share is of is seldom said, so every total the tables give and every greater figure the
//! paragraph named before is tried. Shares are compared by cross multiplication.

use std::cell::OnceCell;

use gouji_model::{Bilingual, CellId};
use gouji_rule::{NarrativeTest, ShareTest};

use crate::judgement::{Disagreement, Judgement, Meaning, Obscured};
use crate::number::{Number, Unit};
use crate::read::Read;
use crate::readings::meanings;
use crate::scope::Scope;
use crate::script::Script;
use crate::templates::Around;
use crate::whole_text::Compared;

/// How well a percentage says a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is something else.
    Wrong,
    /// Cut off, or one off in the last place.
    Nearly,
    /// Rounded as it should be.
    Rounded,
}

/// Adds what is wrong with the shares of a section.
pub(crate) fn judge<'p>(scope: &Scope<'p, '_>, read: &Read<'p, '_>, judgement: &mut Judgement<'p>) {
    let text = read.text();
    for (rule, test) in scope.tests(of_kind) {
        let totals = OnceCell::new();
        for (index, number) in read.script.numbers.iter().enumerate() {
            let Unit::Percent(decimals) = number.unit else {
                continue;
            };
            let totals = || totals.get_or_init(|| self::totals(scope, test));
            let found = share(scope, test, read, totals, (index, number, decimals));
            let Some(Faulty { part, bases, lost }) = found else {
                continue;
            };
            if !lost.is_empty() {
                judgement.obscured.push(Obscured {
                    rule,
                    at: text.section.id.clone(),
                    cells: lost.to_vec(),
                });
                continue;
            }
            let words = part.range.start..number.range.end;
            let compared = Compared {
                stated: text.shown(&number.range),
                readings: tried(part, decimals, &bases),
            };
            judgement.disagreements.push(Disagreement {
                cells: read.cells_of(scope, index.saturating_sub(1)..index),
                ..text.found(rule, words, compared)
            });
        }
    }
}

const fn of_kind(test: &NarrativeTest) -> Option<&ShareTest> {
    match test {
        NarrativeTest::Share(test) => Some(test),
        _ => None,
    }
}

/// What a share may be of, with its name; what was stated before has none.
type Base<'c> = (Option<&'c Bilingual>, i128);

/// A share that the test finds fault with.
struct Faulty<'s, 'c> {
    /// The figure it is of.
    part: &'s Number,
    /// The bases that were tried.
    bases: Vec<Base<'c>>,
    /// The cells of those that cannot be read.
    lost: &'c [CellId],
}

/// What is wrong with a share, if anything is.
fn share<'s, 'c>(
    scope: &Scope<'_, '_>,
    test: &ShareTest,
    read: &'s Read<'_, '_>,
    totals: impl Fn() -> &'c Totals,
    (index, number, decimals): (usize, &Number, u32),
) -> Option<Faulty<'s, 'c>> {
    let script = &read.script;
    let part_index = index.checked_sub(1)?;
    let claim = read.claim_of(part_index)?;
    let part = script.numbers.get(part_index)?;
    let between = script.slice(part.range.end..number.range.start);
    if between.is_empty() {
        return None;
    }
    let around = Around::of(between, &[], scope.vocabulary);
    let stated = |template| around.matched(template, scope.vocabulary);
    let adjacent = |c: &[char]| c.iter().all(|c| matches!(c, ',' | '(' | '、'));
    let says = test.says.iter().filter_map(stated).any(|(left, _)| {
        let before = between.len().saturating_sub(left.length);
        adjacent(between.get(..before).unwrap_or_default())
    });
    if !says || !number.exact || part.stated.step != 1 {
        return None;
    }
    let Totals { known, lost } = totals();
    let mut bases = bases(known, script, part);
    let meanings = meanings(scope, claim.readings.iter().copied());
    let values = meanings
        .iter()
        .filter_map(|meaning| meaning.value?.at_scale(0));
    let fit = values
        .chain([part.stated.value])
        .flat_map(|part| bases.iter().map(move |(_, base)| (part, *base)))
        .map(|(part, base)| fit(part, base, number.stated.value, decimals))
        .max()
        .unwrap_or(Fit::Wrong);
    // What it is a share of may be just what cannot be read.
    if fit == Fit::Wrong && !lost.is_empty() {
        return (!test.nearly).then_some(Faulty { part, bases, lost });
    }
    let wanted = if test.nearly { Fit::Nearly } else { Fit::Wrong };
    if test.nearly {
        let nearly = |base: i128| self::fit(part.stated.value, base, number.stated.value, decimals);
        bases.retain(|(_, base)| nearly(*base) == Fit::Nearly);
    }
    (fit == wanted && !bases.is_empty()).then_some(Faulty {
        part,
        bases,
        lost: &[],
    })
}

/// The totals of the tables that a share may be of.
struct Totals {
    known: Vec<(Bilingual, i128)>,
    /// The cells of the first one that cannot be read.
    lost: Vec<CellId>,
}

fn totals(scope: &Scope<'_, '_>, test: &ShareTest) -> Totals {
    let meanings = meanings(scope, &test.bases);
    let value = |meaning: &Meaning<'_>| meaning.value.and_then(|value| value.at_scale(0));
    let known = meanings.iter();
    let known = known.filter_map(|meaning| Some((meaning.name.clone(), value(meaning)?)));
    let lost = meanings.iter().find(|meaning| value(meaning).is_none());
    let lost = lost.map_or_else(Vec::new, |meaning| {
        meaning.cells.iter().map(|(_, cell)| *cell).collect()
    });
    Totals {
        known: known.collect(),
        lost,
    }
}

/// What a share may be of: totals of the tables, and greater figures stated before.
fn bases<'c>(totals: &'c [(Bilingual, i128)], script: &Script<'_>, part: &Number) -> Vec<Base<'c>> {
    let totals = totals.iter().map(|(name, value)| (Some(name), *value));
    let mut bases: Vec<Base<'c>> = totals.collect();
    let paragraph = script.paragraph(part.range.start);
    let from = script
        .numbers
        .partition_point(|number| number.range.start < paragraph);
    let inside = script.numbers.get(from..).unwrap_or_default().iter();
    for number in inside.take_while(|number| number.range.end <= part.range.start) {
        if number.unit == Unit::Count && number.stated.value >= part.stated.value {
            bases.push((None, number.stated.value));
        }
    }
    bases.retain(|(_, base)| *base > 0);
    let mut seen = Vec::new();
    bases.retain(|(_, base)| {
        let new = !seen.contains(base);
        seen.push(*base);
        new
    });
    bases
}

fn fit(part: i128, base: i128, share: i128, decimals: u32) -> Fit {
    let compared = || -> Option<Fit> {
        let scale = 10i128.checked_pow(decimals.checked_add(2)?)?;
        let exact = part.checked_mul(scale)?;
        let off = exact.checked_sub(share.checked_mul(base)?)?;
        let twice = off.checked_mul(2)?;
        Some(if -base <= twice && twice <= base {
            Fit::Rounded
        } else if -base <= off && off <= base {
            Fit::Nearly
        } else {
            Fit::Wrong
        })
    };
    compared().unwrap_or(Fit::Wrong)
}

/// What was tried, as percentages rounded to as many places.
fn tried(part: &Number, decimals: u32, bases: &[Base<'_>]) -> Vec<(Bilingual, String)> {
    let shown = |(name, base): &Base<'_>| {
        let before = || Bilingual::new("前文", "said before");
        let share = percentage(part.stated.value, *base, decimals)?;
        let value = part.stated.value;
        let name = name.map_or_else(before, Bilingual::clone);
        Some((name, format!("{value}/{base} = {share}%")))
    };
    bases.iter().filter_map(shown).collect()
}

fn percentage(part: i128, base: i128, decimals: u32) -> Option<String> {
    let scale = 10i128.checked_pow(decimals.checked_add(2)?)?;
    let twice = part.checked_mul(scale)?.checked_mul(2)?.checked_add(base)?;
    let rounded = twice.checked_div(base.checked_mul(2)?)?;
    let places = usize::try_from(decimals).ok()?;
    let digits = format!("{rounded:0>width$}", width = places + 1);
    let (whole, rest) = digits.split_at_checked(digits.len().checked_sub(places)?)?;
    Some(if places == 0 {
        digits
    } else {
        format!("{whole}.{rest}")
    })
}

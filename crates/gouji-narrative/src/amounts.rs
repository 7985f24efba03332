//! Amounts of money: `收取信息处理费380元`, against a sum they are
//! or are part of, and the steps of a tariff.
//!
//! What the table prints may be rounded or cut off in its last place, so an amount exceeds it only
//! when it is a whole such place too great.

use std::ops::Range;

use gouji_model::{Bilingual, CellId, Figure};
use gouji_rule::{AmountTest, Bound, NamedSum, NarrativeTest, Within};

use crate::judgement::{Disagreement, Judgement, Obscured};
use crate::number::{Number, StatedValue, Unit};
use crate::read::Read;
use crate::readings::meaning;
use crate::scope::Scope;
use crate::script::Script;
use crate::templates::InText;
use crate::whole_text::Compared;

/// What is wrong with an amount.
struct Fault {
    /// What it was compared with.
    name: Bilingual,
    value: String,
    /// The cells that rests on.
    cells: Vec<CellId>,
}

impl Fault {
    /// One that rests on no cell.
    const fn alone(name: Bilingual, value: String) -> Self {
        Self {
            name,
            value,
            cells: Vec::new(),
        }
    }
}

/// A sum of cells that an amount is compared with.
struct Against {
    name: Bilingual,
    value: Figure,
    cells: Vec<CellId>,
}

impl Against {
    /// The sum; its cells where it cannot be read.
    fn new(scope: &Scope<'_, '_>, sum: &NamedSum) -> Result<Self, Vec<CellId>> {
        let meaning = meaning(scope, sum);
        let cells: Vec<CellId> = meaning.cells.iter().map(|(_, cell)| *cell).collect();
        match meaning.value {
            Some(value) => Ok(Self {
                name: meaning.name.clone(),
                value,
                cells,
            }),
            None => Err(cells),
        }
    }

    fn fault(self) -> Fault {
        Fault {
            name: self.name,
            value: self.value.to_string(),
            cells: self.cells,
        }
    }
}

/// Adds the amounts that cannot be right.
pub(crate) fn judge<'p>(scope: &Scope<'p, '_>, read: &Read<'p, '_>, judgement: &mut Judgement<'p>) {
    let text = read.text();
    let script = text.script;
    let all = script.numbers.iter();
    let amounts = all.filter(|number| number.unit == Unit::Money && number.exact);
    for number in amounts {
        let figure = InText::new(script, number, scope.vocabulary);
        for (rule, test) in scope.tests(of_kind) {
            let Some(words) = scope.claimed(script, &figure, test) else {
                continue;
            };
            let stated_before = test
                .within
                .as_ref()
                .and_then(|within| stated_before(scope, script, within, &words));
            match fault(scope, test, number, stated_before) {
                Ok(None) => {}
                Ok(Some(Fault { name, value, cells })) => {
                    let compared = Compared::with(number.stated.to_string(), name, value);
                    judgement.disagreements.push(Disagreement {
                        cells,
                        ..text.found(rule, words, compared)
                    });
                }
                Err(cells) => judgement.obscured.push(Obscured {
                    rule,
                    at: text.section.id.clone(),
                    cells,
                }),
            }
        }
    }
}

const fn of_kind(test: &NarrativeTest) -> Option<&AmountTest> {
    match test {
        NarrativeTest::Amount(test) => Some(test),
        _ => None,
    }
}

/// What is wrong with an amount; the cells that could not be read.
fn fault(
    scope: &Scope<'_, '_>,
    test: &AmountTest,
    number: &Number,
    stated_before: Option<i128>,
) -> Result<Option<Fault>, Vec<CellId>> {
    let stated = number.stated.value;
    if let Some(of) = test.multiple_of {
        let uneven = number.stated.step == 1 && stated % i128::from(of) != 0;
        let name = Bilingual::new("应为其整数倍", "it should be a multiple of");
        return Ok(uneven.then(|| Fault::alone(name, of.to_string())));
    }
    if let Some(before) = stated_before {
        let name = Bilingual::new("前文", "said before");
        return Ok((stated > before).then(|| Fault::alone(name, before.to_string())));
    }
    if let Some(needed) = &test.some_of {
        let against = Against::new(scope, &needed.sum)?;
        let counts = needed.below.is_none_or(|below| stated < i128::from(below));
        let nothing = against.value == Figure::ZERO && stated > 0 && counts;
        return Ok(nothing.then(|| against.fault()));
    }
    if let Some(bound) = &test.equals {
        let against = Against::new(scope, &bound.sum)?;
        let apart = apart(&number.stated, against.value, bound).unwrap_or(false);
        return Ok(apart.then(|| against.fault()));
    }
    let Some(bound) = &test.at_most else {
        return Ok(None);
    };
    let against = Against::new(scope, &bound.sum)?;
    let exceeds = limit(against.value, bound, 1).is_some_and(|limit| stated >= limit);
    Ok(exceeds.then(|| against.fault()))
}

/// Whether an amount is another one than a table prints, either rounded or cut off.
fn apart(stated: &StatedValue, value: Figure, bound: &Bound) -> Option<bool> {
    let said = stated.range();
    Some(*said.start() >= limit(value, bound, 1)? || *said.end() < limit(value, bound, -1)?)
}

/// What an amount must not exceed of what its paragraph says before: nothing, where a count
/// without which there is none is zero.
fn stated_before(
    scope: &Scope<'_, '_>,
    script: &Script<'_>,
    within: &Within,
    words: &Range<usize>,
) -> Option<i128> {
    let paragraph = script.paragraph(words.start);
    let until = script
        .numbers
        .partition_point(|n| n.range.end <= words.start);
    let before = script.numbers.get(..until).unwrap_or_default().iter().rev();
    let mut before = before.take_while(|number| number.range.start >= paragraph);
    before.find_map(|number| {
        let says = match number.unit {
            Unit::Money if number.exact => &within.amount,
            Unit::Count if number.exact && number.stated.value == 0 => &within.count,
            _ => return None,
        };
        let figure = InText::new(script, number, scope.vocabulary);
        let stated = scope.matched(script, &figure, says, &[]);
        stated.map(|_| number.stated.value)
    })
}

/// The least amount that is so many places of its last decimal beyond what a table prints.
fn limit(value: Figure, bound: &Bound, beyond: i128) -> Option<i128> {
    let times = i128::from(bound.times);
    let scale = (0u8..=12).find(|scale| value.at_scale(*scale).is_some())?;
    let places = 10i128.checked_pow(u32::from(scale))?;
    let at = value
        .at_scale(scale)?
        .checked_add(beyond)?
        .checked_mul(times)?;
    // Rounded up: what is not a whole unit cannot be stated here.
    at.checked_add(places - 1)?.checked_div(places)
}

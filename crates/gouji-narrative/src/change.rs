//! Changes that the text reckons itself: `46件，比上年52件减少6件`.

use gouji_language::dates;
use gouji_model::Bilingual;
use gouji_rule::{ChangeTest, Letters, NarrativeTest};

use crate::judgement::{Disagreement, Judgement};
use crate::number::{Number, Unit};
use crate::read::Read;
use crate::scope::Scope;
use crate::script::{Script, holds};
use crate::whole_text::Compared;

/// Whether something became more or less.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    More,
    Less,
}

/// Adds the changes that do not follow from the figures compared.
pub(crate) fn judge<'p>(scope: &Scope<'p, '_>, read: &Read<'p, '_>, judgement: &mut Judgement<'p>) {
    let text = read.text();
    for (rule, test) in scope.tests(of_kind) {
        for found in read.numbers() {
            let Some((own, other, change, way)) = change(test, &read.script, found) else {
                continue;
            };
            if follows(own, other, change, way) {
                continue;
            }
            let words = own.range.start..change.range.end;
            let name = Bilingual::new("算得", "the figures give");
            let value = format!(
                "{} - {} = {}",
                own.stated,
                other.stated,
                own.stated.value - other.stated.value
            );
            judgement.disagreements.push(Disagreement {
                cells: read.cells_of(scope, found..found + 1),
                ..text.found(
                    rule,
                    words,
                    Compared::with(text.shown(&change.range), name, value),
                )
            });
        }
    }
}

const fn of_kind(test: &NarrativeTest) -> Option<&ChangeTest> {
    match test {
        NarrativeTest::Change(test) => Some(test),
        _ => None,
    }
}

/// A figure, the one it is compared with, what is stated about the change, and its way.
fn change<'s>(
    test: &ChangeTest,
    script: &'s Script<'_>,
    index: usize,
) -> Option<(&'s Number, &'s Number, &'s Number, Way)> {
    let numbers = &script.numbers;
    let own = numbers.get(index).filter(|own| is_count(own))?;
    let next = numbers.get(index + 1)?;
    let other = if next.unit == Unit::Year {
        index + 2
    } else {
        index + 1
    };
    let change = numbers.get(other + 1)?;
    let other = numbers.get(other).filter(|other| is_count(other))?;
    let compared = script.slice(own.range.end..other.range.start);
    let plain = |text: &[char]| {
        text.len() < 16 && !text.iter().any(|c| matches!(c, '。' | ';' | '\n' | '、'))
    };
    let between = script.slice(other.range.end..change.range.start);
    if !plain(compared) || !plain(between) || !holds(compared, &test.than) {
        return None;
    }
    // 152件（含上年结转6件），较上年增长: the comparison begins behind the other figure.
    let restated = |word: &&Letters| word.last().is_some_and(|c| dates::year(*c));
    if holds(between, test.than.iter().filter(restated)) {
        return None;
    }
    // 较上年增加21件，增长12.6%: what is compared with is not stated, only the change.
    let mut changes = test.more.ending(compared).chain(test.less.ending(compared));
    if changes.next().is_some() {
        return None;
    }
    let counts = is_count(change) || matches!(change.unit, Unit::Percent(_)) && change.exact;
    let way = match (
        test.more.ending(between).next(),
        test.less.ending(between).next(),
    ) {
        (Some(_), None) => Way::More,
        (None, Some(_)) => Way::Less,
        _ => return None,
    };
    counts.then_some((own, other, change, way))
}

fn is_count(number: &Number) -> bool {
    number.exact && number.stated.step == 1 && matches!(number.unit, Unit::Count | Unit::None)
}

/// Whether a change is what two figures give; a percentage may be rounded or cut off.
fn follows(own: &Number, other: &Number, change: &Number, way: Way) -> bool {
    let (own, other) = (own.stated.value, other.stated.value);
    let by = if way == Way::More {
        own - other
    } else {
        other - own
    };
    let Unit::Percent(decimals) = change.unit else {
        return by == change.stated.value;
    };
    let scaled = 10i128
        .checked_pow(decimals + 2)
        .and_then(|scale| by.checked_mul(scale));
    let stated = change.stated.value.checked_mul(other);
    scaled
        .zip(stated)
        .is_none_or(|(scaled, stated)| (scaled - stated).abs() <= other.abs())
}

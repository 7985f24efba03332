//! The years of plans: `2024年，我局将继续…` in a report on 2024 is last year's text.
//!
//! Only a year that has passed is stated; plans may reach as far ahead as they like.

use gouji_model::Bilingual;
use gouji_rule::{NarrativeTest, YearTest};

use crate::judgement::Judgement;
use crate::number::Unit;
use crate::read::Read;
use crate::scope::Scope;
use crate::templates::InText;
use crate::whole_text::Compared;

/// The earliest year that is taken for one.
const EARLIEST: i128 = 1990;

/// Adds the plans for years that have passed.
pub(crate) fn judge<'p>(scope: &Scope<'p, '_>, read: &Read<'p, '_>, judgement: &mut Judgement<'p>) {
    let Some(own) = scope.report.year else {
        return;
    };
    let text = read.text();
    let script = text.script;
    for (rule, test) in scope.tests(of_kind) {
        if !test.sections.contains(&text.section.id) {
            continue;
        }
        let earliest = i128::from(own) + i128::from(test.later_by);
        let passed = |year: i128| EARLIEST <= year && year < earliest;
        let years = script.numbers.iter().filter(|n| n.unit == Unit::Year);
        for year in years.filter(|year| passed(year.stated.value)) {
            let figure = InText::new(script, year, scope.vocabulary);
            let Some(words) = scope.matched(script, &figure, &test.says, &test.unless) else {
                continue;
            };
            let name = Bilingual::new("应为", "it should be");
            let compared = Compared::with(year.stated.to_string(), name, earliest.to_string());
            let found = text.found(rule, words, compared);
            judgement.disagreements.push(found);
        }
    }
}

const fn of_kind(test: &NarrativeTest) -> Option<&YearTest> {
    match test {
        NarrativeTest::Year(test) => Some(test),
        _ => None,
    }
}

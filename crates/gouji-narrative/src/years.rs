//! The years of plans: `2024年，我局将继续…` in a report on 2024 is last year's text.
//!
//! Only a year that has passed is told; plans may reach as far ahead as they like.

use gouji_model::{Bilingual, Section};
use gouji_rule::{Check, NarrativeTest};

use crate::judgement::Judgement;
use crate::number::Unit;
use crate::read::Read;
use crate::scope::Scope;
use crate::templates::Around;
use crate::whole_text::Text;

/// The earliest year that is taken for one.
const EARLIEST: i128 = 1990;

/// Adds the plans for years that have passed.
pub(crate) fn judge<'p>(
    scope: &Scope<'p, '_>,
    section: &Section,
    read: &Read<'p, '_>,
    judgement: &mut Judgement<'p>,
) {
    let Some(own) = scope.report.year else {
        return;
    };
    let (text, script) = (
        Text {
            section,
            script: &read.script,
        },
        &read.script,
    );
    for rule in scope.rules.iter().copied() {
        let Check::Narrative(NarrativeTest::Year(test)) = &rule.check else {
            continue;
        };
        if !test.sections.contains(&section.id) {
            continue;
        }
        let earliest = i128::from(own) + i128::from(test.later_by);
        let passed = |year: i128| EARLIEST <= year && year < earliest;
        let years = script.numbers.iter().filter(|n| n.unit == Unit::Year);
        for year in years.filter(|year| passed(year.stated.value)) {
            let around = Around::new(script, year, scope.vocabulary);
            let Some(words) = scope.matched(script, (&around, year), &test.says, &test.unless)
            else {
                continue;
            };
            let name = Bilingual::new("应为", "it should be");
            let compared = (year.stated.to_string(), vec![(name, earliest.to_string())]);
            let found = text.found(rule, words, compared);
            judgement.disagreements.push(found);
        }
    }
}

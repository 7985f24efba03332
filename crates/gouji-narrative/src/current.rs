//! The year a section speaks of: one that names last year throughout, and never the report's, is
//! last year's text.

use gouji_language::prose;
use gouji_model::Bilingual;
use gouji_rule::{CurrentTest, Rule};

use crate::judgement::Disagreement;
use crate::number::{Number, Unit};
use crate::scope::Scope;
use crate::script::Script;
use crate::whole_text::{Compared, Text};

/// Longest word before a year that is looked at, in characters.
const NEAR: usize = 8;

/// A text in last year's year.
pub(crate) fn judge<'p>(
    scope: &Scope<'_, '_>,
    rule: &'p Rule,
    test: &CurrentTest,
    text: &Text<'_>,
) -> Option<Disagreement<'p>> {
    let script = text.script;
    let own = i128::from(scope.report.year?);
    let named: Vec<&Number> = script
        .numbers
        .iter()
        .filter(|number| number.unit == Unit::Year)
        .collect();
    if named.iter().any(|number| number.stated.value == own) {
        return None;
    }
    let mut last = named
        .into_iter()
        .filter(|number| number.stated.value == own - 1 && speaks(scope, test, script, number));
    let first = last.next()?;
    // Once may be a comparison; a text of last year names it again and again, or begins with it.
    if !opens(test, script, first) {
        last.next()?;
    }
    let name = Bilingual::new("应为", "it should be");
    let compared = Compared::with(first.stated.to_string(), name, own.to_string());
    Some(text.found(rule, first.range.clone(), compared))
}

/// Whether a text begins with a year, or says that it reports on it.
fn opens(test: &CurrentTest, script: &Script<'_>, number: &Number) -> bool {
    let before = script.slice(0..number.range.start);
    let after = script.slice(number.range.end..number.range.end + 2);
    // 2023年，我局…, 2023年度，…, 2023年是….
    let is_set_off = match after {
        [',', ..] | [_, ','] => true,
        _ => after.first().is_some_and(|c| prose::before_none(*c)),
    };
    is_set_off && !before.iter().any(|c| c.is_alphabetic()) || reports(test, script, number)
}

/// Whether a text says that it reports on a year: 现将2023年政府信息公开工作情况报告如下.
fn reports(test: &CurrentTest, script: &Script<'_>, number: &Number) -> bool {
    let before = script.slice(number.range.start.saturating_sub(NEAR)..number.range.start);
    test.reporting.ending(before).next().is_some()
}

/// Whether a year is what its clause speaks of.
fn speaks(scope: &Scope<'_, '_>, test: &CurrentTest, script: &Script<'_>, number: &Number) -> bool {
    let start = number.range.start;
    let before = script.slice(start.saturating_sub(NEAR)..start);
    let after = script.slice(number.range.end..(number.range.end + NEAR).min(script.chars.len()));
    if reports(test, script, number) {
        return true;
    }
    let opening = script.slice(script.sentence(start)..start);
    // 市教育局2022年主动公开信息1200条: the organ stands before its year.
    let named =
        scope.vocabulary.organ_ends.ending(opening).next().is_some() && scope.is_own(opening);
    let begins = named || before.last().is_none_or(|c| !c.is_alphanumeric());
    begins
        && test.unless.ending(before).next().is_none()
        && test.unless_before.beginning(after).next().is_none()
        && !after.first().is_some_and(char::is_ascii_digit)
}

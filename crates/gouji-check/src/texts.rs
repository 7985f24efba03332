//! Rules about what a section must speak of.

use gouji_model::{Finding, Form, Report};
use gouji_pack::{Rule, TextTest};

use crate::Outcome;
use crate::identity;
use crate::wording::Words;

/// One finding when the section is there and says nothing of some topic.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    test: &TextTest,
    report: &Report,
    outcome: &mut Outcome,
) {
    let Some(section) = report.section(&test.section) else {
        return;
    };
    if !concerns(test, report) {
        return;
    }
    let also = test.or_in.iter().filter_map(|id| report.section(id));
    let text: String = std::iter::once(section)
        .chain(also)
        .flat_map(|section| section.text.chars())
        .filter(|c| !c.is_whitespace())
        .collect();
    let missing: Vec<&str> = test
        .mentions
        .iter()
        .filter(|wordings| {
            !wordings
                .iter()
                .any(|wording| text.contains(wording.as_str()))
        })
        .filter_map(|wordings| wordings.first().map(String::as_str))
        .collect();
    if missing.is_empty() {
        return;
    }
    let mut words = Words::default();
    words.set("found", missing.join("、"));
    outcome.findings.push(Finding {
        identity: identity::of_words(form, rule, &test.section, &words),
        rule: rule.name.clone(),
        at: Some(test.section.clone()),
        severity: rule.severity,
        message: words.fill(&rule.message, outcome.languages),
        cells: Vec::new(),
        equation: None,
        place: section.place,
        suspects: Vec::new(),
        cause: None,
    });
}

/// Whether the rule is for a report of this year.
fn concerns(test: &TextTest, report: &Report) -> bool {
    test.since
        .is_none_or(|since| report.year.is_some_and(|year| year >= since))
}

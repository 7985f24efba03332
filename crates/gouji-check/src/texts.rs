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
    let text: String = section
        .text
        .chars()
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
        message: words.fill(&rule.message),
        cells: Vec::new(),
        equation: None,
        place: section.place,
        suspects: Vec::new(),
    });
}

/// Whether the rule is for this organ and year.
fn concerns(test: &TextTest, report: &Report) -> bool {
    let organ = report.organization.as_deref().unwrap_or("");
    let named = test.organization_ends.is_empty()
        || test
            .organization_ends
            .iter()
            .any(|end| organ.ends_with(end.as_str()));
    let late_enough = test
        .since
        .is_none_or(|since| report.year.is_some_and(|year| year >= since));
    named && late_enough
}

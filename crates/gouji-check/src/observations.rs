//! Rules about what the binder saw.

use gouji_model::{Bilingual, Evidence, Finding, Form, ObservationKind, Report};
use gouji_pack::Rule;

use crate::Outcome;
use crate::identity;
use crate::wording::{Text, Words};

/// One finding for each observation of a kind.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    kind: ObservationKind,
    report: &Report,
    outcome: &mut Outcome,
) {
    for seen in report.observations.iter().filter(|seen| seen.kind == kind) {
        let mut words = Words::default();
        words.set("subject", &seen.subject);
        words.set("expected", &seen.expected);
        words.set("found", &seen.found);
        if let Some(table) = seen.table {
            words.set("table", &form.tables[table.0 as usize].title.zh);
        }
        let identity = identity::of_words(form, rule, &seen.subject, &words);
        // No part of what the finding is: only how it is said.
        words.give("missed", Text::Each(missed(seen.there)));
        outcome.findings.push(Finding {
            identity,
            rule: rule.name.clone(),
            at: Some(seen.subject.clone()),
            severity: rule.severity,
            message: words.fill(&rule.message, outcome.languages),
            cells: seen
                .cells
                .iter()
                .map(|cell| Evidence {
                    cell: *cell,
                    prior: false,
                })
                .collect(),
            equation: None,
            place: seen.place,
            suspects: Vec::new(),
            cause: None,
        });
    }
}

/// What is said of something that was not read: whether its label is there.
fn missed(there: bool) -> Bilingual {
    match there {
        true => Bilingual::new("没有读出", "is there but could not be read"),
        false => Bilingual::new("没有找到", "was not found"),
    }
}

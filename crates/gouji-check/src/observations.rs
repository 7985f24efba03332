//! Rules about what the binder saw.

use gouji_model::{Bilingual, Finding, Form, ObservationKind, Report};
use gouji_rule::Rule;

use crate::Outcome;
use crate::finding::{self, own};
use crate::identity;
use crate::words::{Text, Words};

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
            at: Some(seen.subject.clone()),
            cells: seen.cells.iter().copied().map(own).collect(),
            place: seen.place,
            ..finding::of_rule(rule, identity, words.fill(&rule.message, outcome.languages))
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

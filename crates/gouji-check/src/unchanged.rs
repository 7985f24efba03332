//! Rules about figures that are, one and all, those of last year's report.

use gouji_model::{Evidence, Figure, Finding, Form, Report};
use gouji_rule::{Rule, UnchangedTest};

use crate::Outcome;
use crate::finding::own;
use crate::identity;
use crate::words::Words;

/// One finding where every cell that both reports have holds the same figure, and enough of them hold
/// one other than zero. A cell that cannot be read says nothing, so then nothing is reported.
pub(crate) fn check(
    form: &Form,
    rule: &Rule,
    test: &UnchangedTest,
    report: &Report,
    (prior_form, prior): (&Form, &Report),
    outcome: &mut Outcome,
) {
    let mut filled = Vec::new();
    for cell in &test.cells {
        let before = prior_form.cell(form.address_of(*cell));
        let before = before.and_then(|cell| prior.cell(cell));
        let (Some(now), Some(before)) = (report.cell(*cell), before) else {
            continue;
        };
        let Some(figure) = now.figure().filter(|now| before.figure() == Some(*now)) else {
            return;
        };
        filled.extend((figure != Figure::ZERO).then_some(*cell));
    }
    if filled.len() < test.filled {
        return;
    }
    let mut words = Words::default();
    words.set("count", filled.len().to_string());
    let cells: Vec<Evidence> = filled.into_iter().map(own).collect();
    let identity = identity::of_cells(form, report, rule, None, &cells);
    outcome.findings.push(Finding {
        cells,
        ..rule.finding(identity, words.fill(&rule.message, outcome.languages))
    });
}

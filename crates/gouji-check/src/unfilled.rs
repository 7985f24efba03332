//! Reports that are the form as it is handed out: every cell is blank. What follows from that is not
//! reported beside it.

use gouji_model::{Cell, CellId, Finding, Form, Report, Value};
use gouji_rule::{Check, Pack, Rule};

use crate::Outcome;
use crate::identity;
use crate::words::{Text, Words};

/// One finding where a report has cells and all are blank; it stands at the first one.
pub(crate) fn check(form: &Form, rule: &Rule, report: &Report, outcome: &mut Outcome) {
    let own = form.cells().filter(|id| !form.is_group_cell(*id));
    let cells: Vec<CellId> = own.filter(|id| report.cell(*id).is_some()).collect();
    let is_blank = |id: &CellId| {
        // A number of days that is blank may be one whose question does not arise.
        let is_blank = |cell: &Cell| match cell.value {
            Value::Blank => true,
            Value::NotApplicable => cell.raw.is_none(),
            _ => false,
        };
        report.cell(*id).is_some_and(is_blank)
    };
    let Some(first) = cells.first().filter(|_| cells.iter().all(is_blank)) else {
        return;
    };
    let mut words = Words::default();
    words.set("form", &form.title.zh);
    words.set("count", cells.len().to_string());
    // What the finding is does not change with the language it is reported in.
    let identity = identity::of_words(form, rule, "", &words);
    let mut words = Words::default();
    words.give("form", Text::Each(form.title.clone()));
    words.set("count", cells.len().to_string());
    outcome.findings.push(Finding {
        place: report.cell(*first).map(|cell| cell.place),
        ..rule.finding(identity, words.fill(&rule.message, outcome.languages))
    });
}

/// Takes away what only follows from a form not filled in: findings about its cells, and what its
/// text lacks.
pub(crate) fn silence(pack: &Pack, outcome: &mut Outcome) {
    let check = |finding: &Finding| pack.rule(&finding.rule).map(|rule| &rule.check);
    let is_unfilled = |finding: &Finding| matches!(check(finding), Some(Check::Unfilled));
    if !outcome.findings.iter().any(is_unfilled) {
        return;
    }
    let of_text =
        |finding: &Finding| matches!(check(finding), Some(Check::Text(_) | Check::Unnamed));
    outcome
        .findings
        .retain(|finding| finding.cells.is_empty() && !of_text(finding));
}

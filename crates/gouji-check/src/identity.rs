//! What makes a finding this finding: the values it rests on, never where they stand.
//!
//! Findings about figures rest on the values of their cells; findings about what the binder saw
//! or a section lacks rest on the words that fill their message. The message itself does not
//! count, so that a better wording keeps every baseline.

use gouji_model::{Evidence, Form, Identity, IdentityMaker, Report, Value};
use gouji_rule::{Reading, Rule};

use crate::words::Words;

/// Room for an address with its value: most are shorter.
const ADDRESSED: usize = 96;

/// The identity of a finding about cells of the report alone.
pub(crate) fn of_cells(
    form: &Form,
    report: &Report,
    rule: &Rule,
    at: Option<&str>,
    cells: &[Evidence],
) -> Identity {
    let of_rule = IdentityMaker::of_rule(&form.id, &rule.name);
    of_rules_cells(&of_rule, form, report, at, cells)
}

/// The same, where identities of a rule's findings were begun.
pub(crate) fn of_rules_cells(
    of_rule: &IdentityMaker,
    form: &Form,
    report: &Report,
    at: Option<&str>,
    cells: &[Evidence],
) -> Identity {
    let mut identity = of_rule.at(at);
    let mut text = String::with_capacity(ADDRESSED);
    for evidence in cells {
        text.clear();
        push_value(&mut text, form, report, *evidence);
        identity.value(&text);
    }
    identity.finish()
}

/// The identity of a broken relation, which may reach into last year's report.
pub(crate) fn of_relation(
    reading: &Reading<'_>,
    rule: &Rule,
    at: Option<&str>,
    cells: &[Evidence],
) -> Identity {
    let mut identity = IdentityMaker::new(&reading.form.id, &rule.name, at);
    let mut text = String::with_capacity(ADDRESSED);
    for evidence in cells {
        text.clear();
        match reading.prior {
            Some((form, report)) if evidence.prior => {
                text.push_str("prior:");
                push_value(&mut text, form, report, *evidence);
            }
            _ => push_value(&mut text, reading.form, reading.report, *evidence),
        }
        identity.value(&text);
    }
    identity.finish()
}

/// The identity of a finding that is about no figures.
pub(crate) fn of_words(form: &Form, rule: &Rule, at: &str, words: &Words<'_>) -> Identity {
    Identity::new(&form.id, &rule.name, Some(at), words.texts())
}

/// `address=value`; a figure counts as the number it means, however it is written.
fn push_value(text: &mut String, form: &Form, report: &Report, evidence: Evidence) {
    text.push_str(form.address_of(evidence.cell));
    let Some(cell) = report.cell(evidence.cell) else {
        return;
    };
    text.push('=');
    match cell.value {
        // A figure with its unit was once text, and findings about it keep their identity.
        Value::Figure(figure) if !cell.raw.as_deref().is_some_and(Value::has_unit) => {
            text.push_str(&figure.to_string());
        }
        _ => text.push_str(&cell.text()),
    }
}

//! What makes a finding this finding: the values it rests on, never where they stand.
//!
//! Findings about figures rest on the values of their cells; findings about what the binder saw
//! or a section lacks rest on the words that fill their message. The message itself does not
//! count, so that a better wording keeps every baseline.

use gouji_model::{Evidence, Form, Identity, Report};
use gouji_pack::{Reading, Rule};

use crate::wording::Words;

/// The identity of a finding about cells of the report alone.
pub(crate) fn of_cells(
    form: &Form,
    report: &Report,
    rule: &Rule,
    at: Option<&str>,
    cells: &[Evidence],
) -> Identity {
    let values = cells.iter().map(|evidence| value(form, report, *evidence));
    Identity::new(&form.id, &rule.name, at, values)
}

/// The identity of a broken relation, which may reach into last year's report.
pub(crate) fn of_relation(
    reading: &Reading<'_>,
    rule: &Rule,
    at: Option<&str>,
    cells: &[Evidence],
) -> Identity {
    let values = cells.iter().map(|evidence| match reading.prior {
        Some((form, report)) if evidence.prior => {
            format!("prior:{}", value(form, report, *evidence))
        }
        _ => value(reading.form, reading.report, *evidence),
    });
    Identity::new(&reading.form.id, &rule.name, at, values)
}

/// The identity of a finding that is about no figures.
pub(crate) fn of_words(form: &Form, rule: &Rule, at: &str, words: &Words) -> Identity {
    Identity::new(&form.id, &rule.name, Some(at), words.texts())
}

/// `address=value`; a figure counts as the number it means, however it is written.
fn value(form: &Form, report: &Report, evidence: Evidence) -> String {
    let address = form.address(evidence.cell);
    match report.cell(evidence.cell) {
        None => address,
        Some(cell) => match cell.value {
            gouji_model::Value::Figure(figure) => format!("{address}={figure}"),
            _ => format!("{address}={}", cell.text()),
        },
    }
}

//! Running the examples of rule files: a report of zeros with the example's cells filled in.

use gouji_model::{Cell, CellId, Dated, Form, Observation, Place, Report, Section, SourceRange};
use gouji_rule::{Check, Example, Pack, Rule};

use crate::{Outcome, check_rule, narratives};

const NOWHERE: Place = Place::Text(SourceRange { start: 0, end: 0 });

/// Runs one example of a rule: whether the rule was satisfied.
#[must_use]
pub fn run_example(pack: &Pack, rule: &Rule, example: &Example) -> bool {
    let outcome = outcome_of(pack, rule, example);
    outcome.findings.is_empty() && outcome.blocked.is_empty()
}

/// What a rule comes to in one of its examples.
#[must_use]
pub fn outcome_of(pack: &Pack, rule: &Rule, example: &Example) -> Outcome {
    let form = &*pack.form;
    let mut report = every_cell(form, if example.blank { "" } else { "0" });
    for (cell, text) in &example.cells {
        report.cells[cell.index()] = Some(read(form, *cell, text));
    }
    for (name, text) in &example.facts {
        set_fact(&mut report, form, name, text);
    }
    if let (true, Check::Observation(kind)) = (example.observed, &rule.check) {
        let seen = example.seen.clone().unwrap_or_default();
        report.observations.push(Observation {
            kind: *kind,
            subject: "example".to_owned(),
            expected: seen.expected,
            found: seen.found,
            table: None,
            cells: Vec::new(),
            place: None,
            there: false,
            looked: None,
        });
    }
    let mut prior = every_cell(form, "0");
    for (address, text) in &example.prior {
        match form.cell(address) {
            Some(cell) => prior.cells[cell.index()] = Some(read(form, cell, text)),
            None => set_fact(&mut prior, form, address, text),
        }
    }
    let prior = (!example.prior.is_empty()).then_some((form, &prior));
    let mut outcome = Outcome::default();
    if !rule.organs.include(report.organization.as_deref()) {
        return outcome;
    }
    check_rule(pack, rule, &report, prior, &mut outcome);
    narratives::check_one(pack, rule, &report, &mut outcome);
    outcome
}

/// A report with one text in every cell of the form's own rows.
fn every_cell(form: &Form, text: &str) -> Report {
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    for cell in form.cells().filter(|cell| !form.row_of(*cell).group) {
        report.cells[cell.index()] = Some(read(form, cell, text));
    }
    report
}

fn read(form: &Form, cell: CellId, text: &str) -> Cell {
    let (value, raw) = form.read(text, form.column_of(cell));
    Cell {
        value,
        raw,
        place: NOWHERE,
    }
}

fn set_fact(report: &mut Report, form: &Form, name: &str, text: &str) {
    let year = match text {
        "FIRST" => form.since,
        text => text.parse().ok(),
    };
    let dated = year.map(|year| Dated {
        year,
        place: NOWHERE,
    });
    match name.split_once('.') {
        None if name == "organization" => report.organization = Some(text.to_owned()),
        None if name == "title" => report.title = Some(text.to_owned()),
        None => report.year = year,
        Some(("title", _)) => report.title_year = dated,
        Some(("period", _)) => report.period_year = dated,
        Some(("signature", _)) => report.signature_year = dated,
        Some((_, section)) => report.sections.push(Section {
            id: section.to_owned(),
            title: String::new(),
            place: None,
            text: text.to_owned(),
            passages: Vec::new(),
        }),
    }
}

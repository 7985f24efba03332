//! Running the examples of rule files: a report of zeros with the example's cells filled in.

use std::sync::Arc;

use gouji_model::{Cell, CellId, Dated, Form, Observation, Place, Report, Section, SourceRange};
use gouji_rule::{Check, Example, Pack, Rule};

use crate::{Outcome, check_rule, narratives, others};

const NOWHERE: Place = Place::Text(SourceRange { start: 0, end: 0 });

/// Runs one example of a rule: whether the rule was satisfied.
#[must_use]
pub fn run_example(pack: &Pack, rule: &Rule, example: &Example) -> bool {
    let outcome = outcome_of(pack, rule, example);
    outcome.findings.is_empty() && outcome.blocked.is_empty()
}

/// Whether one of the findings of an example is the one that it expects; where it expects none, any is.
#[must_use]
pub fn finds_expected(pack: &Pack, rule: &Rule, example: &Example) -> bool {
    let expects = &example.expects;
    if expects.is_empty() {
        return true;
    }
    let form = concrete_form(pack, example);
    let form = form.as_deref().unwrap_or(&*pack.form);
    let cell = expects.cell.as_ref().map(|address| form.cell(address));
    outcome_of(pack, rule, example)
        .findings
        .iter()
        .any(|found| {
            let at = expects.at.is_none() || expects.at == found.at;
            let named = |cell: CellId| found.cells.iter().any(|evidence| evidence.cell == cell);
            let cell = cell.is_none_or(|cell| cell.is_some_and(named));
            let is_in_message = |words: &String| {
                found.message.zh.contains(words.as_str())
                    || found.message.en.contains(words.as_str())
            };
            at && cell && expects.message.as_ref().is_none_or(is_in_message)
        })
}

/// The form with the open rows that an example names; nothing where the form leaves none open.
fn concrete_form(pack: &Pack, example: &Example) -> Option<Arc<Form>> {
    if !pack.form.is_template() {
        return None;
    }
    let named = example.cells.iter().chain(&example.prior);
    let keys = pack
        .form
        .keys_of(named.map(|(address, _)| address.as_str()));
    pack.form.with_keys(keys).ok().map(Arc::new)
}

/// What a rule comes to in one of its examples. Of a form with open rows, the example has those that it
/// names.
#[must_use]
pub fn outcome_of(pack: &Pack, rule: &Rule, example: &Example) -> Outcome {
    let concrete = concrete_form(pack, example).and_then(|form| pack.for_form(&form));
    if let Some(concrete) = &concrete
        && let Some(rule) = concrete.rule(&rule.name)
    {
        return outcome_of(concrete, rule, example);
    }
    let form = &*pack.form;
    let mut report = report_of(form, rule, example);
    let prior = prior_of(form, example);
    let prior = (!example.prior.is_empty()).then_some((form, &prior));
    let mut outcome = Outcome::default();
    if !rule.organs.include(report.organization.as_deref()) {
        return outcome;
    }
    // An example that names no year is one of a year that the rule is for.
    report.year = report.year.or(rule.since).or(rule.until);
    let others = example.others.iter().map(|cells| {
        let mut other = every_cell(form, "0");
        for (cell, text) in cells {
            other.cells[cell.index()] = Some(read(form, *cell, text));
        }
        other
    });
    let others: Vec<Report> = others.collect();
    others::check_example(pack, rule, example, &report, &others, &mut outcome);
    check_rule(pack, rule, &report, prior, &mut outcome);
    narratives::check_one(pack, rule, &report, &mut outcome);
    outcome
}

/// The report that an example is of.
fn report_of(form: &Form, rule: &Rule, example: &Example) -> Report {
    let mut report = every_cell(form, if example.blank { "" } else { "0" });
    for (address, text) in &example.cells {
        if let Some(cell) = form.cell(address) {
            report.cells[cell.index()] = Some(read(form, cell, text));
        }
    }
    for (name, text) in &example.facts {
        set_fact(&mut report, form, name, text);
    }
    if let (true, Check::Observation(kind)) = (example.observed, &rule.check) {
        let seen = example.seen.clone().unwrap_or_default();
        report.observations.push(Observation {
            expected: seen.expected,
            found: seen.found,
            ..Observation::of(*kind, "example")
        });
    }
    report
}

/// Last year's report, as an example has it.
fn prior_of(form: &Form, example: &Example) -> Report {
    let mut prior = every_cell(form, "0");
    for (address, text) in &example.prior {
        match form.cell(address) {
            Some(cell) => prior.cells[cell.index()] = Some(read(form, cell, text)),
            None => set_fact(&mut prior, form, address, text),
        }
    }
    prior
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
    let (value, raw) = form.read_usual(text, form.column_of(cell));
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
        // Of the unit and the page, not of the report.
        None if name == "level" || name == "published" => {}
        None if name == "title" => report.title = Some(text.to_owned()),
        // As in a report, where the period says what year it is of; a year that is named comes after it.
        None if name == "period" => {
            report.period = text.parse().ok();
            report.year = report.period.map(|period| period.year()).or(report.year);
            report.period_year = report.period.map(|period| Dated {
                year: period.year(),
                place: NOWHERE,
            });
        }
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

//! Sentences as real reports write them, each against a few figures: see `sentences.txt`.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{Cell, Form, Place, Report, Section, SourceRange, Value};
use gouji_narrative::{judge, mentions};
use gouji_pack::{Pack, Packs};

/// A report of zeros, or with this figure in a cell.
fn set(report: &mut Report, form: &Form, address: &str, text: &str) {
    let cell = form.cell(address).unwrap_or_else(|| panic!("{address}"));
    let (value, raw) = Value::read(text);
    let place = Place::Text(SourceRange { start: 0, end: 0 });
    report.cells[cell.index()] = Some(Cell { value, raw, place });
}

fn report(pack: &Pack, sentence: &str, figures: &str) -> Report {
    let form = &pack.form;
    let mut report = Report::empty(form.id.clone(), form.cell_count());
    for cell in form.cells().filter(|cell| !form.row_of(*cell).group) {
        let address = form.address(cell);
        set(&mut report, form, &address, "0");
    }
    report.year = Some(2023);
    report.organization = Some("青石县水务局".to_owned());
    let mut section = "overview";
    for (name, value) in figures
        .split_whitespace()
        .map(|f| f.split_once('=').unwrap())
    {
        match name {
            "organ" => report.organization = Some(value.to_owned()),
            "section" => section = value,
            address if address.contains('/') => {
                set(&mut report, form, address, value);
                if let Some(review) = address.strip_suffix("/total") {
                    set(&mut report, form, &format!("{review}/upheld"), value);
                }
            }
            row => {
                for column in ["natural_person", "total"] {
                    set(
                        &mut report,
                        form,
                        &format!("requests/{row}/{column}"),
                        value,
                    );
                }
            }
        }
    }
    report.sections.push(Section {
        id: section.to_owned(),
        title: String::new(),
        place: None,
        text: sentence.to_owned(),
        passages: Vec::new(),
    });
    report
}

/// What is found: the rules with what was said.
fn verdict(pack: &Pack, report: &Report) -> String {
    let judgement = judge(pack, report);
    assert!(judgement.obscured.is_empty());
    let found = judgement.disagreements.iter();
    let found: Vec<String> = found
        .map(|d| format!("{} {}", d.rule.name, d.said))
        .collect();
    match (found.is_empty(), mentions(pack, report).is_empty()) {
        (false, _) => found.join(", "),
        (true, true) => "-".to_owned(),
        (true, false) => "=".to_owned(),
    }
}

#[test]
fn sentences_are_judged_as_a_reader_would() {
    let packs = Packs::built_in().unwrap();
    let pack = packs.packs().last().unwrap();
    let lines = include_str!("sentences.txt").lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let judged = lines.clone().map(|line| {
        let [sentence, figures, _] = line.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
            panic!("three columns: {line}");
        };
        let verdict = verdict(pack, &report(pack, sentence, figures));
        format!("{sentence} | {figures} | {verdict}")
    });
    let wanted = lines.map(|line| {
        line.split('|')
            .map(str::trim)
            .collect::<Vec<_>>()
            .join(" | ")
    });
    let differ: Vec<String> = judged
        .zip(wanted)
        .filter(|(judged, wanted)| judged != wanted)
        .map(|(judged, wanted)| format!("wanted {wanted}\n   got {judged}"))
        .collect();
    assert!(differ.is_empty(), "\n{}", differ.join("\n"));
}

//! What offices' own checklists name, in many wordings, against what is found: see `mistakes.txt`.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::path::PathBuf;

use gouji_model::{Report, Section};
use gouji_narrative::judge;
use gouji_pack::Packs;
use gouji_rule::Pack;

/// The rules about whole texts that the lines are about.
const NAMED: [&str; 7] = [
    "form-basis",
    "legal-basis",
    "other-organ",
    "overview-year",
    "period-whole-year",
    "text-plan-year",
    "title-term",
];

/// A report of a year and an organ with a text at one place.
fn report(pack: &Pack, place: &str, facts: &str, text: &str) -> Report {
    let mut report = Report::empty(pack.form.id.clone(), pack.form.cell_count());
    let (year, organ) = facts.split_once(' ').unwrap();
    report.year = Some(year.parse().unwrap());
    report.organization = Some(organ.to_owned());
    let section = Section {
        id: place.to_owned(),
        title: String::new(),
        place: None,
        text: text.to_owned(),
        passages: Vec::new(),
    };
    match place {
        "title" => report.title = Some(text.to_owned()),
        "preamble" => report.preamble = Some(section),
        _ => report.sections.push(section),
    }
    report
}

#[test]
fn what_checklists_name_is_found_in_many_wordings() {
    let rules: Vec<PathBuf> = std::env::var_os("GOUJI_RULES")
        .map(PathBuf::from)
        .into_iter()
        .collect();
    let packs = Packs::load(&rules).unwrap().of_domain("cn-disclosure");
    let pack = packs.packs().last().unwrap();
    let written = match std::env::var("GOUJI_MISTAKES") {
        Ok(path) => std::fs::read_to_string(path).unwrap(),
        Err(_) => include_str!("mistakes.txt").to_owned(),
    };
    let lines = written.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let differ = lines.filter_map(|line| {
        let [place, facts, text, wanted] = line.split('|').map(str::trim).collect::<Vec<_>>()[..]
        else {
            panic!("four columns: {line}");
        };
        let report = report(pack, place, facts, text);
        let judgement = judge(pack, &report);
        let found = judgement
            .disagreements
            .iter()
            .map(|found| &*found.rule.name);
        let found: Vec<&str> = found.filter(|rule| NAMED.contains(rule)).collect();
        let found = if found.is_empty() {
            "-".to_owned()
        } else {
            found.join(", ")
        };
        (found != wanted).then(|| format!("{line}\n   got {found}"))
    });
    let differ: Vec<String> = differ.collect();
    assert!(differ.is_empty(), "{}\n{}", differ.len(), differ.join("\n"));
}

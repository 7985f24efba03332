//! The rows of a report: one for each thing to do, as the terminal lists them.

use gouji_model::{Finding, Language, Suspect};

use super::columns::Row;
use crate::actions::{self, Action};
use crate::group::groups;
use crate::places::places;
use crate::rule_text::{authority_of, together};
use crate::suggested::suggested;
use crate::{Checked, group, suspicion, wording};

/// Most ways shown among equally likely ones.
const MOST_EITHER: usize = 3;
/// Most places named for findings that are one row.
const MOST_PLACES: usize = 12;

/// The rows, likeliest first.
pub(super) fn rows(checked: &Checked<'_>) -> Vec<Row> {
    let groups = groups(checked.findings);
    let actions = actions::actions(checked, &groups).into_iter();
    actions.map(|(_, action)| of(checked, &action)).collect()
}

fn of(checked: &Checked<'_>, action: &Action<'_>) -> Row {
    let year = checked.report.year;
    let (place, current, expected) = match action.ways.is_empty() {
        true => open(checked, action),
        false => as_fix(checked, action),
    };
    [
        checked.report.organization.clone().unwrap_or_default(),
        year.map_or_else(String::new, |year| year.to_string()),
        checked.path.to_owned(),
        place,
        current,
        expected,
        problem(checked, &action.findings),
        to_do(checked, action),
        basis(checked, &action.findings),
        wording::severity(action.severity, checked.language).to_owned(),
        String::new(),
    ]
}

/// Where findings stand that only say what is wrong, and what stands there.
fn open(checked: &Checked<'_>, action: &Action<'_>) -> (String, String, String) {
    let [finding] = action.findings.as_slice() else {
        let places = places(checked, &action.findings);
        return (
            first_of(places, checked.language),
            String::new(),
            String::new(),
        );
    };
    let mut cells = finding.cells.iter().filter(|evidence| !evidence.prior);
    let spot = checked.spot_in_file(checked.place_of(finding));
    match (cells.next(), cells.next()) {
        (Some(only), None) => {
            let cell = wording::cell(&checked.pack.form, only.cell, checked.language);
            let text = checked
                .report
                .cell(only.cell)
                .map(|cell| cell.text().into_owned());
            (
                joined(&spot, &cell),
                text.unwrap_or_default(),
                String::new(),
            )
        }
        _ => (spot, String::new(), String::new()),
    }
}

/// The first lines of a list, and how many more there are.
fn first_of(mut lines: Vec<String>, language: Language) -> String {
    let more = lines.len().saturating_sub(MOST_PLACES);
    lines.truncate(MOST_PLACES);
    let mut text: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let rest = match language {
        Language::Chinese => format!("… 另有 {more} 处"),
        Language::English => format!("… and {more} more"),
    };
    if more > 0 {
        text.push(&rest);
    }
    text.join("\n")
}

/// Which cells to change, what they hold, and what they should; several ways that are as likely stand
/// under each other.
fn as_fix(checked: &Checked<'_>, action: &Action<'_>) -> (String, String, String) {
    let ways = action.ways.get(..MOST_EITHER).unwrap_or(&action.ways);
    let or = match checked.language {
        Language::Chinese => "\n或：",
        Language::English => "\nor: ",
    };
    let all = |of: &dyn Fn(&Suspect) -> String| {
        let lines = |way: &Vec<&Suspect>| -> String {
            let lines: Vec<String> = way.iter().map(|suspect| of(suspect)).collect();
            lines.join("\n")
        };
        let ways: Vec<String> = ways.iter().map(lines).collect();
        ways.join(or)
    };
    let more = action.ways.len() - ways.len();
    let more = match checked.language {
        _ if more == 0 => String::new(),
        Language::Chinese => format!("\n或另外 {more} 格之一"),
        Language::English => format!("\nor one of {more} others"),
    };
    (
        all(&|suspect| place(checked, suspect)) + &more,
        all(&|suspect| actions::current(checked, suspect)),
        all(&|suspect| suggested(checked, suspect)),
    )
}

/// Where a suspect stands and which cell it is.
fn place(checked: &Checked<'_>, suspect: &Suspect) -> String {
    let own = checked.report.cell(suspect.cell.cell);
    let own = own.filter(|_| !suspect.cell.prior);
    let spot = checked.spot_in_file(own.map(|cell| cell.place));
    joined(&spot, &suspicion::cell(checked, suspect))
}

fn joined(spot: &str, cell: &str) -> String {
    match spot.is_empty() {
        true => cell.to_owned(),
        false => format!("{spot} {cell}"),
    }
}

/// What is wrong.
fn problem(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let rule = findings
        .first()
        .and_then(|first| checked.pack.rule(&first.rule));
    let is_one_rule = group::rules(findings).len() == 1;
    match (findings, rule) {
        ([_, _, ..], Some(rule))
            if is_one_rule && findings.iter().all(|one| one.suspects.is_empty()) =>
        {
            together(checked, rule, findings)
        }
        _ => {
            let messages: Vec<String> = findings.iter().map(|one| checked.message(one)).collect();
            messages.join("\n")
        }
    }
}

/// What to do about it: what the mistake looks like, what changing it does, and what each rule says.
fn to_do(checked: &Checked<'_>, action: &Action<'_>) -> String {
    let mut lines = Vec::new();
    if let [way] = action.ways.as_slice() {
        let mistakes = way.iter().filter_map(|suspect| suspect.mistake.as_ref());
        let mistakes: Vec<&str> = mistakes
            .map(|(_, wording)| wording.get(checked.language))
            .collect();
        let held = actions::held(way, checked.language);
        let held = held.trim_start_matches(['，', ';', ' ']);
        let all: Vec<&str> = mistakes.into_iter().chain([held]).collect();
        lines.push(all.join(wording::semicolon(checked.language)));
    }
    for rule in rules(checked, &action.findings) {
        let help = rule.help.get(checked.language).to_owned();
        if !lines.contains(&help) {
            lines.push(help);
        }
    }
    lines.join("\n")
}

/// What the rules rest on.
fn basis(checked: &Checked<'_>, findings: &[&Finding]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for rule in rules(checked, findings) {
        let authority = authority_of(rule, checked.language);
        let colon = wording::colon(checked.language);
        let line = format!("{authority}{colon}{}", rule.citation.get(checked.language));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join("\n")
}

fn rules<'c>(checked: &Checked<'c>, findings: &[&Finding]) -> Vec<&'c gouji_rule::Rule> {
    let names = group::rules(findings).into_iter();
    names.filter_map(|name| checked.pack.rule(name)).collect()
}

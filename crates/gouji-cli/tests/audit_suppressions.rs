//! Suppressions: one that does not hold any more is told, wherever people look, and counts.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod region;
mod sandbox;

use std::fs;

use region::{COUNTY, region};
use sandbox::Sandbox;
use serde_json::Value;

/// What is said of a suppression of a sum, in a run and in the next ones, which know the first.
fn said(year: i32, more: &str) -> Vec<String> {
    let mut region = region(9);
    let cell = region.cell(COUNTY, 2023, "review/reconsideration/upheld");
    let wrong = cell.as_i64().unwrap() + 3;
    *cell = wrong.into();
    let sandbox = Sandbox::of(&region.files());
    let config = format!(
        "[[suppress]]\nrule = \"roll-up\"\norganization = \"{COUNTY}\"\nyear = {year}\n\
         cell = \"review/reconsideration/upheld\"\nreason = \"asked\"\n{}\n",
        more.replace("WRONG", &wrong.to_string())
    );
    fs::write(sandbox.path().join("gouji.toml"), config).unwrap();
    let mut all: Vec<Vec<String>> = Vec::new();
    for _ in 0..2 {
        let json = sandbox.audit_json(&["--store", "s.db"]);
        all.push(notices(&json));
    }
    // Other files are checked again, and this report is shown as it was.
    let other = sandbox.path().join("reports/2022/青石县水务局.json");
    fs::write(&other, fs::read_to_string(&other).unwrap() + "\n").unwrap();
    all.push(notices(&sandbox.audit_json(&["--store", "s.db"])));
    assert!(all.iter().all(|own| *own == all[0]), "{all:?}");
    // Alone the report says nothing of sums.
    let path = format!("reports/2023/{COUNTY}.json");
    let ran = sandbox.run(&["check", "--format", "json", &path]);
    let alone = notices(&serde_json::from_str(&ran.stdout).unwrap());
    assert!(more.contains("expires") || alone.is_empty(), "{alone:?}");
    all.remove(0)
}

fn notices(json: &Value) -> Vec<String> {
    let notices = json["config"].as_array().into_iter().flatten();
    let notices = notices.map(|one| {
        let (rule, message) = (one["rule"].as_str(), one["message"].as_str());
        format!("{}: {}", rule.unwrap(), message.unwrap())
    });
    notices.collect()
}

#[test]
fn a_suppression_between_reports_that_does_not_hold_is_told() {
    assert_eq!(said(2023, "value = WRONG"), Vec::<String>::new());
    let changed = said(2023, "value = 999").remove(0);
    assert!(changed.starts_with("reopened-suppression: "), "{changed}");
    let unused = said(2022, "value = WRONG").remove(0);
    assert!(unused.starts_with("unused-suppression: "), "{unused}");
    let expired = said(2023, "value = WRONG\nexpires = 2020-01-01").remove(0);
    assert!(expired.contains("the finding is still there"), "{expired}");
}

/// The number of what the last line of the summary for people counts.
fn count(stdout: &str, what: &str) -> usize {
    let last = stdout.lines().last().unwrap();
    let before = last.split(&format!(" {what}")).next().unwrap();
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn what_does_not_hold_any_more_is_shown_to_people_and_counts_everywhere() {
    let sandbox = Sandbox::of(&region(9).files());
    let config = format!(
        "fail-on = \"warning\"\n[[suppress]]\nrule = \"roll-up\"\norganization = \"{COUNTY}\"\nyear = 2023\n\
         cell = \"review/reconsideration/upheld\"\nvalue = 999\nreason = \"asked\"\n"
    );
    fs::write(sandbox.path().join("gouji.toml"), config).unwrap();
    let json = sandbox.audit_json(&[]);
    let warnings = json["summary"]["warnings"].as_u64().unwrap() as usize;
    // The second run is shown as it was recorded.
    for run in 1..=2 {
        let ran = sandbox.audit(&["--store", "s.db"]);
        assert!(ran.stdout.contains("unused-suppression"), "{ran:#?}");
        assert_eq!(count(&ran.stdout, "warning(s)"), warnings, "{ran:#?}");
        let sql = format!("SELECT warnings FROM runs WHERE run = {run}");
        let asked = sandbox.run(&["query", &sql, "--store", "s.db", "--format", "csv"]);
        assert_eq!(asked.stdout.lines().last(), Some(&*warnings.to_string()));
    }
}

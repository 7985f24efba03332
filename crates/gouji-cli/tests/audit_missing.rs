//! Reports that are missing: what they may explain is open, and what rests on them is not mended.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod region;
mod sandbox;

use std::collections::BTreeSet;
use std::fs;

use region::{COUNTY, Region, region};
use rust_xlsxwriter::Workbook;
use sandbox::{AUDIT, Sandbox};
use serde_json::Value;

const CHILD: &str = "青石县民政局";

fn sandbox_of(region: &Region) -> Sandbox {
    Sandbox::of(&region.files())
}

/// What stands of the sums at the reports of the county, under a key.
fn sums<'j>(json: &'j Value, key: &str) -> Vec<&'j Value> {
    let files = json["files"].as_array().unwrap().iter();
    let own = files.filter(|file| file["organization"] == COUNTY);
    let all = own.flat_map(|file| file[key].as_array().unwrap());
    all.filter(|one| one["rule"] == "roll-up").collect()
}

/// Of a unit that hands in nothing in any year nobody knows last year's figures.
#[test]
fn a_sum_over_a_unit_that_never_reported_is_blocked_in_every_table() {
    let mut region = region(9);
    let years = region.reports.keys().filter(|(unit, _)| *unit == CHILD);
    let years: Vec<i32> = years.map(|(_, year)| *year).collect();
    for (year, row) in years
        .iter()
        .flat_map(|year| [(*year, "upheld"), (*year, "total")])
    {
        let address = format!("review/reconsideration/{row}");
        let cell = region.cell(COUNTY, year, &address);
        *cell = (cell.as_i64().unwrap_or(0) + 1).into();
    }
    region.reports.retain(|(unit, _), _| *unit != CHILD);
    let json = sandbox_of(&region).audit_json(&[]);
    assert_eq!(sums(&json, "findings"), Vec::<&Value>::new());
    let blocked = sums(&json, "blocked").into_iter();
    let tables: BTreeSet<&str> = blocked.map(|one| one["at"].as_str().unwrap()).collect();
    assert_eq!(tables, BTreeSet::from(["requests", "review"]));
}

/// What the report would say follows from the others' figures, of which one may be wrong.
#[test]
fn what_a_missing_report_would_say_is_no_certainty() {
    let mut region = region(9);
    region
        .reports
        .retain(|(unit, year), _| (*unit, *year) != (CHILD, 2023));
    let json = sandbox_of(&region).audit_json(&[]);
    for found in sums(&json, "findings") {
        for suspect in found["suspects"].as_array().unwrap() {
            assert_eq!(suspect["certain"], false, "{found}");
        }
        let message = found["message"].as_str().unwrap();
        assert!(!message.contains("last year"), "{message}");
    }
}

#[test]
fn a_claim_is_not_confirmed_where_the_report_that_was_wrong_is_taken_away() {
    let mut region = region(9);
    let cell = region.cell(CHILD, 2022, "requests/new/legal.commercial");
    *cell = (cell.as_i64().unwrap_or(0) + 7).into();
    let sandbox = sandbox_of(&region);
    let before = sandbox.audit_json(&["--store", "s.db"]);
    let wrong = sums(&before, "findings");
    let identity = wrong[0]["identity"].as_str().unwrap();
    let rows = [
        ["unit", "year", "rule", "done about it", "identity"],
        [COUNTY, "2022", "roll-up", "fixed", identity],
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    workbook.save(sandbox.path().join("filled.xlsx")).unwrap();
    let path = region.files().into_iter().map(|(path, _)| path);
    let mut path = path.filter(|path| path.contains(CHILD) && path.contains("2022"));
    fs::remove_file(sandbox.path().join(path.next().unwrap())).unwrap();
    let more = ["--answers", "filled.xlsx", "--store", "s.db"];
    let ran = sandbox.run(&[&AUDIT[..], &more].concat());
    ran.stderr_has("1 answers: not checked 1");
    ran.stderr_has(", 0 fixed, ");
    ran.stderr_has(" not checked again (");
}

/// What stands under a key of all reports of an organ and year.
fn of<'j>(json: &'j Value, key: &str, organ: &str, year: i32) -> Vec<&'j Value> {
    let files = json["files"].as_array().unwrap().iter();
    let own = files.filter(|file| file["organization"] == organ && file["year"] == year);
    own.flat_map(|file| file[key].as_array().unwrap()).collect()
}

/// The reasons of what is blocked, each once.
fn reasons(blocked: &[&Value]) -> BTreeSet<String> {
    let reasons = blocked.iter().map(|one| one["reason"].as_str().unwrap());
    reasons.map(str::to_owned).collect()
}

#[test]
fn a_sum_of_which_every_unit_below_is_missing_is_blocked_with_their_names() {
    let mut region = region(9);
    region
        .reports
        .retain(|(unit, year), _| *year != 2022 || !unit.starts_with("青石县") || *unit == COUNTY);
    let json = sandbox_of(&region).audit_json(&[]);
    let blocked = of(&json, "blocked", COUNTY, 2022);
    let sums: Vec<&Value> = blocked
        .into_iter()
        .filter(|one| one["rule"] == "roll-up")
        .collect();
    let tables: Vec<&str> = sums.iter().map(|one| one["at"].as_str().unwrap()).collect();
    assert_eq!(tables, ["requests", "review"]);
    let reasons = reasons(&sums).into_iter().collect::<String>();
    for name in [CHILD, "青石县水务局", "nothing to add up"] {
        assert!(reasons.contains(name), "{reasons}");
    }
}

#[test]
fn what_would_be_compared_with_a_year_between_that_is_not_there_is_blocked() {
    let mut region = region(9);
    region.reports.retain(|(_, year), _| *year != 2023);
    let json = sandbox_of(&region).audit_json(&[]);
    let blocked = of(&json, "blocked", CHILD, 2024);
    let rules: BTreeSet<&str> = blocked
        .iter()
        .map(|one| one["rule"].as_str().unwrap())
        .collect();
    for rule in ["carried-over-from-last-year", "in-force-from-last-year"] {
        assert!(rules.contains(rule), "{rules:?}");
    }
    let why = format!("no report of {CHILD} for 2023; relations between years not checked");
    assert_eq!(reasons(&blocked), BTreeSet::from([why]));
    // The first year has none before it, and the second has that.
    for year in [2021, 2022] {
        assert_eq!(of(&json, "blocked", CHILD, year), Vec::<&Value>::new());
    }
}

#[test]
fn a_sum_is_not_held_against_reports_outside_of_their_units_years() {
    let mut region = region(9);
    let units = region.units.iter_mut();
    for unit in units.filter(|unit| unit.name == CHILD) {
        unit.years = (Some(2023), None);
    }
    let sandbox = sandbox_of(&region);
    let told = sandbox.audit_json(&[]);
    assert_eq!(sums(&told, "findings"), Vec::<&Value>::new());
    for year in [2021, 2022] {
        let blocked = reasons(&of(&told, "blocked", COUNTY, year));
        let why = format!("there are reports of “{CHILD}” for {year}, which is outside");
        assert!(blocked.iter().any(|one| one.contains(&why)), "{blocked:?}");
    }
    assert_eq!(of(&told, "blocked", COUNTY, 2024), Vec::<&Value>::new());
    // Without these reports nothing speaks for it that they count.
    let paths = region.files().into_iter().map(|(path, _)| path);
    let outside = paths.filter(|path| path.contains(CHILD));
    for path in outside.filter(|path| path.contains("2021") || path.contains("2022")) {
        fs::remove_file(sandbox.path().join(path)).unwrap();
    }
    assert!(!sums(&sandbox.audit_json(&[]), "findings").is_empty());
}

#[test]
fn a_file_that_differs_from_several_names_all_of_them() {
    let mut region = region(9);
    let sandbox = sandbox_of(&region);
    let cell = region.cell(CHILD, 2022, "requests/new/natural_person");
    *cell = (cell.as_i64().unwrap_or(0) + 7).into();
    let original = sandbox.path().join(format!("reports/2022/{CHILD}.json"));
    fs::copy(&original, sandbox.path().join("reports/2022/a.json")).unwrap();
    fs::copy(&original, sandbox.path().join("reports/2022/b.json")).unwrap();
    let changed = region.reports[&(CHILD, 2022)].to_string();
    fs::write(&original, changed).unwrap();
    let json = sandbox.audit_json(&[]);
    let found = of(&json, "findings", CHILD, 2022).into_iter();
    let mut found = found.filter(|one| one["rule"] == "differing-files");
    let message = found.next().unwrap()["message"].as_str().unwrap();
    assert!(message.starts_with("“reports/2022/a.json” is"), "{message}");
    assert!(
        message.ends_with("; it differs from “reports/2022/b.json” as well"),
        "{message}"
    );
    assert!(found.next().is_none());
}

/// The certain suspects of a government's sums of a year: which cell of which report.
fn certain(json: &Value, organ: &str, year: i32) -> BTreeSet<String> {
    let findings = of(json, "findings", organ, year).into_iter();
    let sums = findings.filter(|finding| finding["rule"] == "roll-up");
    let suspects = sums.flat_map(|finding| finding["suspects"].as_array().unwrap());
    let certain = suspects.filter(|suspect| suspect["certain"] == true);
    certain
        .map(|one| format!("{} {} {}", one["organization"], one["id"], one["suggested"]))
        .collect()
}

#[test]
fn of_two_mistakes_none_is_blamed_for_the_other() {
    // The government's own cell is wrong, and a report is missing, which is in its sums.
    let mut region = region(5);
    let cell = region.cell(COUNTY, 2023, "requests/new/natural_person");
    *cell = (cell.as_i64().unwrap() + 30).into();
    region.reports.remove(&("青石县水务局", 2023)).unwrap();
    let found = sandbox_of(&region).audit_json(&[]);
    assert_eq!(certain(&found, COUNTY, 2023), BTreeSet::new());
    // Its total is wrong, and a unit's figures are that are in order by themselves.
    let mut region = region::region(5);
    let cell = region.cell(COUNTY, 2024, "requests/new/total");
    let right = cell.as_i64().unwrap();
    *cell = (right + 5).into();
    for row in ["new", "carried_forward"] {
        for column in ["legal.commercial", "total"] {
            let address = format!("requests/{row}/{column}");
            let cell = region.cell("青石县民政局", 2024, &address);
            *cell = (cell.as_i64().unwrap() + 2).into();
        }
    }
    let found = sandbox_of(&region).audit_json(&[]);
    let wrong = format!("requests/new/total\" {}", right + 2);
    let named = certain(&found, COUNTY, 2024);
    assert!(!named.iter().any(|one| one.contains(&wrong)), "{named:?}");
    // One that is wrong in a cell, and another in figures that are in order by themselves.
    let mut region = region::region(5);
    let cell = region.cell("青石县水务局", 2023, "requests/new/natural_person");
    *cell = (cell.as_i64().unwrap() + 30).into();
    for row in ["new", "results.granted", "results.total"] {
        for column in ["natural_person", "total"] {
            let address = format!("requests/{row}/{column}");
            let cell = region.cell("青石县民政局", 2023, &address);
            *cell = (cell.as_i64().unwrap() + 2).into();
        }
    }
    let found = sandbox_of(&region).audit_json(&[]);
    assert_eq!(certain(&found, COUNTY, 2023), BTreeSet::new());
}

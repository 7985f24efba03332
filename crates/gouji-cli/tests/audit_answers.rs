//! What was accepted: under the names of its unit, where its report is missing, and what is made where a run is
//! refused.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use std::fs;
use std::thread;

use rust_xlsxwriter::Workbook;
use sandbox::{Sandbox, page_of};
use serde_json::Value;

const HEAD: &str = "unit,aliases,parent,level,region,counts,since,until\n";
const OLD: &str = "青石县教育局";
const NEW: &str = "青石县教育体育局";

/// Two years of two units; a report is missing.
fn sandbox() -> Sandbox {
    let pages = [(OLD, 2022), (OLD, 2023), ("青石县水务局", 2023)];
    let pages = pages.map(|(unit, year)| (format!("reports/{unit}{year}.md"), page_of(unit, year)));
    let units =
        format!("{HEAD}{OLD},,,department,青石县,yes,,\n青石县水务局,,,department,青石县,yes,,\n");
    let mut files = vec![("units.csv", units.as_bytes())];
    files.extend(pages.iter().map(|(path, page)| (&**path, page.as_bytes())));
    Sandbox::with(&files)
}

/// A list in which some rows were accepted: unit, year, rule, identity.
fn accept(sandbox: &Sandbox, rows: &[[String; 4]]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let heads = ["unit", "year", "rule", "identity", "done about it"];
    for (column, head) in (0..).zip(heads) {
        sheet.write_string(0, column, head).unwrap();
    }
    for (row, texts) in (1..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(row, column, text).unwrap();
        }
        sheet
            .write_string(row, 4, "accepted: two desks are one")
            .unwrap();
    }
    workbook.save(sandbox.path().join("filled.xlsx")).unwrap();
}

/// The first finding of a unit and a year, as a row.
fn first(sandbox: &Sandbox, unit: &str, year: i64) -> [String; 4] {
    let json = sandbox.audit_json(&[]);
    let files = json["files"].as_array().unwrap();
    let own = |file: &&Value| file["organization"] == unit && file["year"] == year;
    let file = files.iter().find(own).unwrap();
    let finding = &file["findings"][0];
    let text = |key: &str| finding[key].as_str().unwrap().to_owned();
    [
        unit.to_owned(),
        year.to_string(),
        text("rule"),
        text("identity"),
    ]
}

#[test]
fn what_was_accepted_of_a_unit_holds_under_its_new_name_with_a_line_for_each() {
    let sandbox = sandbox();
    accept(&sandbox, &[first(&sandbox, OLD, 2023)]);
    let moved = sandbox.path().join(format!("reports/{NEW}2023.md"));
    fs::write(moved, page_of(NEW, 2023)).unwrap();
    fs::remove_file(sandbox.path().join(format!("reports/{OLD}2023.md"))).unwrap();
    for lines in [
        format!("{NEW},{OLD},,department,青石县,yes,,\n"),
        format!("{OLD},,,department,青石县,yes,,2022\n{NEW},{OLD},,department,青石县,yes,2023,\n"),
    ] {
        let units = format!("{HEAD}{lines}青石县水务局,,,department,青石县,yes,,\n");
        fs::write(sandbox.path().join("units.csv"), units).unwrap();
        let ran = sandbox.audit(&["--answers", "filled.xlsx"]);
        ran.stderr_has("1 answers: accepted 1");
    }
}

#[test]
fn a_missing_report_that_is_accepted_counts_as_accepted() {
    let sandbox = sandbox();
    let missing = first(&sandbox, "青石县水务局", 2022);
    assert_eq!(missing[2], "missing-report");
    accept(&sandbox, &[missing]);
    let ran = sandbox.audit(&["--answers", "filled.xlsx", "--store", "s.db"]);
    assert!(ran.stdout.contains("suppressed 1;"), "{ran:#?}");
    let sql = "SELECT suppressed FROM runs";
    let asked = sandbox.run(&["query", sql, "--store", "s.db", "--format", "csv"]);
    assert_eq!(asked.stdout.lines().last(), Some("1"));
}

#[test]
fn an_answer_whose_identity_is_not_its_row_s_says_so() {
    let sandbox = sandbox();
    let [unit, year, rule, identity] = first(&sandbox, OLD, 2023);
    accept(&sandbox, &[[unit, year, rule, identity[..12].to_owned()]]);
    let ran = sandbox.audit(&["--answers", "filled.xlsx"]);
    ran.stderr_has("1 answers: mismatched 1");
}

#[test]
fn what_is_refused_leaves_no_new_store() {
    let sandbox = sandbox();
    fs::write(sandbox.path().join("file"), "").unwrap();
    let mut refused = vec![["--list", "file/list.xlsx"], ["--letters", "file/letters"]];
    if !cfg!(feature = "export") {
        refused.push(["--export", "export"]);
    }
    for option in refused {
        let ran = sandbox.audit(&[&["--store", "s.db"], &option[..]].concat());
        assert_eq!(ran.status, 2, "{ran:#?}");
        assert!(!sandbox.path().join("s.db").exists(), "{option:?}");
    }
}

#[test]
fn answers_that_are_no_workbook_of_today_say_what_to_do() {
    let sandbox = sandbox();
    let ran = sandbox.audit(&["--answers", "units.csv"]);
    ran.stderr_has("save them as .xlsx");
    assert!(!ran.stderr.contains("EOCD"), "{ran:#?}");
}

#[test]
fn of_two_runs_that_make_a_store_at_once_none_is_told_that_it_is_damaged() {
    let sandbox = sandbox();
    for number in 0..3 {
        let store = format!("{number}.db");
        let ran = thread::scope(|scope| {
            let both = [0, 1].map(|_| scope.spawn(|| sandbox.audit(&["--store", &store])));
            both.map(|one| one.join().unwrap())
        });
        for ran in ran {
            let is_told = ran.status == 2;
            assert!(!is_told || ran.stderr.contains("in use"), "{ran:#?}");
        }
    }
}

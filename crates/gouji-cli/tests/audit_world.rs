//! What supervisors meet that no generator makes: titles left from another year, lists from other programs, laws
//! of other forms.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use std::collections::BTreeSet;
use std::fs;

use sandbox::{Sandbox, page_of};
use serde_json::json;

const ORGAN: &str = "青石县教育局";
const UNITS: &str = "unit,aliases,parent,level,region,counts\n青石县教育局,,,department,青石县,\n";

/// A report that is in order, speaks of its year and is signed.
fn signed(year: i32) -> String {
    let page = page_of(ORGAN, year).replace("| 21 |", "| 12 |");
    let page = page.replace("| 22 |", "| 13 |");
    let page = page.replace("全年按时", &format!("{year}年，按时"));
    format!("{page}\n{ORGAN}\n\n{}年1月20日\n", year + 1)
}

/// The rules of what was found, with the years of their reports.
fn found(sandbox: &Sandbox, more: &[&str]) -> BTreeSet<(String, i64)> {
    let json = sandbox.audit_json(more);
    let files = json["files"].as_array().unwrap().iter();
    let found = files.flat_map(|file| {
        let findings = file["findings"].as_array().unwrap().iter();
        findings.map(|one| {
            let rule = one["rule"].as_str().unwrap();
            (rule.to_owned(), file["year"].as_i64().unwrap())
        })
    });
    found.collect()
}

#[test]
fn a_title_left_from_last_year_makes_no_report_of_last_year() {
    let (first, second) = (signed(2022), signed(2023));
    let title = format!("{ORGAN}2023年政府");
    let left = second.replace(&title, &format!("{ORGAN}2022年政府"));
    assert_ne!(left, second);
    let sandbox = Sandbox::with(&[
        ("reports/2022.md", first.as_bytes()),
        ("reports/2023.md", second.as_bytes()),
        ("units.csv", UNITS.as_bytes()),
    ]);
    let before = found(&sandbox, &[]);
    fs::write(sandbox.path().join("reports/2023.md"), left).unwrap();
    let mut after = found(&sandbox, &[]);
    assert!(after.remove(&("title-year".to_owned(), 2023)), "{after:?}");
    assert_eq!(after, before);
    // Where only the period is of another year, or nothing else says which, the title has it.
    for (from, to) in [
        (
            "统计期限自2023年1月1日起至2023年12月31日",
            "统计期限自2022年1月1日起至2022年12月31日",
        ),
        ("2023年，按时", "按时"),
    ] {
        let text = match from.contains("统计") {
            true => second.replace(from, to),
            false => second
                .replace(from, to)
                .replace(&title, &format!("{ORGAN}2021年政府")),
        };
        fs::write(sandbox.path().join("reports/2023.md"), text).unwrap();
        let year = if from.contains("统计") { 2023 } else { 2021 };
        let all = found(&sandbox, &[]);
        assert!(
            all.contains(&("title-year".to_owned(), year)),
            "{from} {all:?}"
        );
    }
}

#[test]
fn letters_rest_on_the_notice_of_their_edition() {
    let wrong = signed(2023).replace("| 12 |", "| 21 |");
    let sandbox = Sandbox::with(&[
        ("reports/2023.md", wrong.as_bytes()),
        ("units.csv", UNITS.as_bytes()),
    ]);
    let page = ["--dashboard", "page.html", "--list", "list.xlsx"];
    sandbox.audit(&[&page[..], &["--letters", "letters"]].concat());
    let letters = sandbox.letters("letters");
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains("2021 No. 30"), "{}", letters[0]);
    assert!(!letters[0].contains("2019 No. 60"), "{}", letters[0]);
}

#[test]
fn what_is_missing_rests_on_the_law_of_its_form() {
    let foia = |year: i32, agency: &str| {
        json!({
            "form": "us-foia/annual", "year": year, "organization": agency,
            "title": format!("{agency} annual FOIA report {year}"), "sections": [],
            "tables": { "requests": { "overall": {
                "pending_start": 1, "received": 2, "processed": 1, "pending_end": 2
            } } },
        })
    };
    let files = [
        ("reports/a.json", foia(2023, "Example River Agency")),
        ("reports/b.json", foia(2023, "Example Hill Agency")),
        ("reports/c.json", foia(2022, "Example Hill Agency")),
    ];
    let units = "unit,aliases,parent,level,region,counts\nExample River Agency,,,,,\nExample Hill Agency,,,,,\n";
    let mut files: Vec<(&str, Vec<u8>)> = files
        .iter()
        .map(|(path, report)| (*path, report.to_string().into_bytes()))
        .collect();
    files.push(("units.csv", units.as_bytes().to_vec()));
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (*path, &**bytes))
        .collect();
    let sandbox = Sandbox::with(&files);
    assert!(
        found(&sandbox, &["--letters", "letters"]).contains(&("missing-report".to_owned(), 2022))
    );
    let texts = sandbox.letters("letters");
    assert!(texts.iter().any(|text| text.contains("missing-report")));
    assert!(
        !texts
            .iter()
            .any(|text| text.contains("Disclosure of Government Information"))
    );
}

#[test]
fn a_list_of_paths_may_have_a_mark_in_front() {
    let sandbox = Sandbox::with(&[
        ("reports/2023.md", signed(2023).as_bytes()),
        ("units.csv", UNITS.as_bytes()),
        ("list.txt", "\u{feff}reports/2023.md\r\n".as_bytes()),
    ]);
    let ran = sandbox.run(&["audit", "--files-from", "list.txt", "--units", "units.csv"]);
    assert_ne!(ran.status, 2, "{ran:?}");
    assert!(ran.stdout.contains("checked 1 report(s)"), "{ran:?}");
}

#[test]
fn who_has_not_handed_in_is_named_and_a_units_file_that_fits_nobody_is_told() {
    let sandbox = Sandbox::with(&[
        ("reports/2023.md", signed(2023).as_bytes()),
        ("reports/2021.md", signed(2021).as_bytes()),
        ("units.csv", UNITS.as_bytes()),
        (
            "more.csv",
            format!("{UNITS}青石县民政局,,,department,青石县,\n").as_bytes(),
        ),
        ("other.csv", UNITS.replace("青石县", "白水县").as_bytes()),
    ]);
    let ran = |units: &str, more: &[&str]| {
        let words = ["audit", "reports", "--units", units];
        sandbox.run(&[&words[..], more].concat())
    };
    let text = ran("more.csv", &[]).stdout;
    assert!(
        text.contains("no report of: 青石县民政局 2021, 青石县民政局 2023\n"),
        "{text}"
    );
    let held = ran("more.csv", &["--ignore", "missing-report"]).stdout;
    assert!(!held.contains("no report of"), "{held}");
    for more in [&[][..], &["-q"], &["--store", "s.db"], &["--store", "s.db"]] {
        let told = "not one of the 1 units of the units file has a report";
        ran("other.csv", more).stderr_has(told);
        assert!(!ran("units.csv", more).stderr.contains(told));
    }
}

#[test]
fn a_units_file_with_something_else_between_its_columns_says_so() {
    let head = UNITS.lines().next().unwrap();
    let sandbox = Sandbox::with(&[("reports/2023.md", signed(2023).as_bytes())]);
    for (between, told) in [
        ("\t", "there are tabs between the columns"),
        (";", "there are semicolons between the columns"),
        ("，", "there are full-width commas between the columns"),
    ] {
        fs::write(sandbox.path().join("u.csv"), head.replace(',', between)).unwrap();
        let ran = sandbox.run(&["audit", "reports", "--units", "u.csv"]);
        assert_eq!(ran.status, 2, "{ran:?}");
        ran.stderr_has(told);
    }
}

#[test]
fn what_is_not_checked_again_has_the_words_of_its_rule() {
    let wrong = signed(2023).replace("| 12 |", "| 21 |");
    let sandbox = Sandbox::with(&[
        ("reports/2023.md", wrong.as_bytes()),
        ("units.csv", UNITS.as_bytes()),
    ]);
    let store = ["--store", "s.db"];
    sandbox.audit(&store);
    fs::remove_file(sandbox.path().join("reports/2023.md")).unwrap();
    fs::write(sandbox.path().join("reports/2022.md"), signed(2022)).unwrap();
    sandbox.audit(&[&store[..], &["--letters", "letters"]].concat());
    let texts = sandbox.letters("letters");
    let letter = &texts[0];
    assert!(letter.contains("not checked again"), "{letter}");
    assert!(
        letter.contains("The total is the sum over all applicants"),
        "{letter}"
    );
    assert!(letter.contains("2021 No. 30"), "{letter}");
}

//! What is made of an audit's result: the list, the letters, the dashboard, and the answers that come back.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use std::fs;
use std::io::{Cursor, Read as _};

use rust_xlsxwriter::Workbook;
use sandbox::{Sandbox, page, page_of};
use serde_json::Value;

const UNITS: &str = "unit,aliases,parent,level,region,counts\n\
    青石县教育局,县教育局,,department,青石县,yes\n\
    青石县某某局,,,department,白水县,yes\n";

fn sandbox() -> Sandbox {
    let (one, two) = (page(), page_of("青石县教育局", 2023));
    Sandbox::with(&[
        ("reports/a b.md", one.as_bytes()),
        ("reports/two.md", two.as_bytes()),
        ("reports/cut.docx", b"PK\x03\x04 cut"),
        ("units.csv", UNITS.as_bytes()),
    ])
}

fn audit(sandbox: &Sandbox, more: &[&str]) -> sandbox::Ran {
    let words = ["audit", "reports", "--units", "units.csv"];
    sandbox.run(&[&words[..], more].concat())
}

fn part(path: &std::path::Path, name: &str) -> String {
    let bytes = fs::read(path).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

/// The findings of an organ in the machine-readable output.
fn findings(sandbox: &Sandbox, organ: &str, more: &[&str]) -> Vec<Value> {
    let ran = audit(sandbox, &[&["--format", "json"], more].concat());
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let files = json["files"].as_array().unwrap().iter();
    let own = files.filter(|file| file["organization"] == organ && !file["path"].is_null());
    own.flat_map(|file| file["findings"].as_array().unwrap().clone())
        .collect()
}

#[test]
fn nothing_that_is_read_is_written_over_and_nothing_is_written_twice() {
    let sandbox = sandbox();
    let files = ["reports/a b.md", "units.csv", "reports/two.md"];
    let before = files.map(|file| fs::read(sandbox.path().join(file)).unwrap());
    for option in ["--list", "--dashboard", "--bundle", "--store", "--output"] {
        for file in files {
            let target = match option {
                "--output" => format!("json={file}"),
                _ => file.to_owned(),
            };
            let ran = audit(&sandbox, &[option, &target]);
            assert_eq!(ran.status, 2, "{option} {file} {ran:#?}");
            ran.stderr_has("this file is among those to be read; write to another one");
        }
        if option != "--list" {
            let ran = audit(&sandbox, &["--list", "x.out", option, "x.out"]);
            let is_file = option != "--output";
            assert_eq!(ran.status, 2, "{option} {ran:#?}");
            assert!(!is_file || ran.stderr.contains("two outputs cannot go to one file"));
        }
    }
    let ran = audit(&sandbox, &["--list", "reports"]);
    ran.stderr_has("this is no regular file and cannot be replaced");
    let ran = audit(&sandbox, &["--answers", "units.csv", "--list", "units.csv"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    assert_eq!(
        files.map(|file| fs::read(sandbox.path().join(file)).unwrap()),
        before
    );
    assert!(!sandbox.path().join("x.out").exists());
}

#[test]
fn everything_is_written_and_again_the_same() {
    let sandbox = sandbox();
    let outputs = [
        "--list",
        "out.xlsx",
        "--list-by-region",
        "--due",
        "2026-03-31",
        "--dashboard",
        "out.html",
        "--letters",
        "letters/2023",
    ];
    let ran = audit(&sandbox, &outputs);
    assert_eq!(ran.status, 2, "a file could not be read: {ran:?}");
    let at = |name: &str| sandbox.path().join(name);
    let book = part(&at("out.xlsx"), "xl/workbook.xml");
    for sheet in ["summary", "errors", "unread", "青石县", "白水县"] {
        assert!(book.contains(&format!("name=\"{sheet}\"")), "{book}");
    }
    let links = part(&at("out.xlsx"), "xl/worksheets/_rels/sheet2.xml.rels");
    assert!(links.contains("Target=\"reports/a%20b.md\""), "{links}");
    let letters = fs::read_dir(at("letters/2023")).unwrap();
    let mut letters: Vec<String> = letters
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    letters.sort();
    assert_eq!(letters.len(), 2, "{letters:?}");
    let letter = fs::read_to_string(at("letters/2023").join(&letters[1])).unwrap();
    assert!(letter.contains("青石县教育局") != letter.contains("青石县某某局"));
    assert!(letter.contains("2026-03-31"));
    fs::write(at("letters/2023/old.html"), "").unwrap();
    let dashboard = fs::read(at("out.html")).unwrap();
    let list = fs::read(at("out.xlsx")).unwrap();
    // The page and the letters that lie among the reports are none.
    let again = audit(&sandbox, &[&outputs[..], &["--threads", "1"]].concat());
    assert_eq!(again.stdout, ran.stdout);
    again.stderr_has("letters/2023: 1 pages were not written by this run, such as old.html");
    assert!(fs::read(at("out.html")).unwrap() == dashboard);
    assert!(fs::read(at("out.xlsx")).unwrap() == list);
}

/// A list that was filled in.
fn filled(sandbox: &Sandbox, rows: &[[&str; 5]]) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let heads = ["unit", "year", "rule", "done about it", "identity"];
    for (row, texts) in (0..).zip([heads].iter().chain(rows)) {
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    workbook.save(sandbox.path().join("filled.xlsx")).unwrap();
}

#[test]
fn answers_are_taken_and_held_against_what_is_found() {
    let sandbox = sandbox();
    let before = findings(&sandbox, "青石县教育局", &[]);
    let identity = |at: usize| before[at]["identity"].as_str().unwrap();
    let rule = |at: usize| before[at]["rule"].as_str().unwrap();
    // The first finding is accepted by a name that the unit has too; the second is said to be mended.
    filled(
        &sandbox,
        &[
            [
                "县教育局",
                "2023",
                rule(0),
                "accepted: two desks are one",
                identity(0),
            ],
            ["青石县教育局", "2023", rule(1), "fixed", identity(1)],
            ["青石县教育局", "2023", rule(2), "let me see", identity(2)],
        ],
    );
    let after = findings(&sandbox, "青石县教育局", &["--answers", "filled.xlsx"]);
    assert_eq!(after.len(), before.len() - 1);
    assert_eq!(after[0]["identity"], before[1]["identity"]);
    let other = findings(&sandbox, "青石县某某局", &["--answers", "filled.xlsx"]);
    assert_eq!(other.len(), before.len(), "only whose answer it is");
    let ran = audit(
        &sandbox,
        &["--answers", "filled.xlsx", "--list", "next.xlsx"],
    );
    ran.stderr_has("filled.xlsx Sheet1!3: 青石县教育局 2023 not fixed");
    ran.stderr_has("filled.xlsx Sheet1!4: 青石县教育局 2023 unclear");
    ran.stderr_has("3 answers: accepted 1, not fixed 1, unclear 1");
    let book = part(&sandbox.path().join("next.xlsx"), "xl/workbook.xml");
    assert!(book.contains("name=\"answers\""), "{book}");
    // Mended in the file: the claim is confirmed; what was accepted and is gone is told.
    let repaired = page_of("青石县教育局", 2023)
        .replace("21", "12")
        .replace("22", "13");
    fs::write(sandbox.path().join("reports/two.md"), repaired).unwrap();
    let left = findings(&sandbox, "青石县教育局", &[]);
    if left.iter().all(|one| one["severity"] != "error") {
        let ran = audit(&sandbox, &["--answers", "filled.xlsx"]);
        ran.stderr_has("confirmed 1");
        ran.stderr_has("no longer accepted 1");
    }
}

#[test]
fn what_cannot_be_written_or_read_is_reported_first() {
    let sandbox = sandbox();
    let ran = audit(&sandbox, &["--dashboard", "none/out.html"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("none/out.html");
    let ran = audit(&sandbox, &["--letters", "units.csv"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("units.csv");
    let ran = audit(&sandbox, &["--answers", "units.csv"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("no .xlsx");
    filled(&sandbox, &[]);
    let ran = audit(&sandbox, &["--answers", "filled.xlsx"]);
    assert!(!ran.stderr.contains("answers:"), "{ran:?}");
}

#[test]
fn the_machine_readable_output_says_what_became_of_findings_and_for_how_long_they_are_open() {
    let sandbox = sandbox();
    fs::remove_file(sandbox.path().join("reports/cut.docx")).unwrap();
    let run = |day: &str| -> Value {
        let words = [
            "audit",
            "reports",
            "--units",
            "units.csv",
            "--store",
            "s.db",
        ];
        let mut command = sandbox.command(&[&words[..], &["--format", "json"]].concat());
        // 2024-03-01, and some days later.
        let seconds = 1_709_251_200 + day.parse::<i64>().unwrap() * 86_400;
        command.env("SOURCE_DATE_EPOCH", seconds.to_string());
        serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
    };
    let first = run("0");
    assert!(
        first["changes"].is_null(),
        "there is nothing to compare with"
    );
    let all: u64 = ["errors", "warnings", "infos"]
        .iter()
        .map(|kind| first["summary"][kind].as_u64().unwrap())
        .sum();
    let changes = &run("3")["changes"];
    assert_eq!((&changes["run"], &changes["since"]), (&2.into(), &1.into()));
    assert_eq!(changes["still"], all);
    assert_eq!((&changes["new"], &changes["fixed"]), (&0.into(), &0.into()));
    // One report goes: what it had is fixed, and was open for those days; what is missing is new.
    fs::remove_file(sandbox.path().join("reports/two.md")).unwrap();
    let changes = &run("5")["changes"];
    let fixed = changes["fixed"].as_u64().unwrap();
    assert!(fixed > 0 && fixed < all, "{changes}");
    let of = |change: &str| -> Vec<Value> {
        let findings = changes["findings"].as_array().unwrap().iter();
        findings
            .filter(|one| one["change"] == change)
            .cloned()
            .collect()
    };
    assert_eq!(of("fixed").len() as u64, fixed);
    let one = &of("fixed")[0];
    assert_eq!((&one["days"], &one["first_run"]), (&5.into(), &1.into()));
    assert_eq!(one["unit"], "青石县教育局");
    assert!(of("still").iter().all(|one| one["days"] == 5));
}

#[test]
fn the_units_file_may_stand_in_the_configuration() {
    let sandbox = sandbox();
    let configuration = "[audit]\nunits = \"units.csv\"\n";
    fs::write(sandbox.path().join("gouji.toml"), configuration).unwrap();
    let units = |more: &[&str]| -> Value {
        let ran = sandbox.run(&[&["audit", "reports", "--format", "json"], more].concat());
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        json["coverage"]["units"].clone()
    };
    assert_eq!(units(&[]), 2);
    assert_eq!(units(&["--no-config"]), 0);
    fs::write(
        sandbox.path().join("one.csv"),
        "unit,aliases,parent,level,region,counts\n青石县教育局,,,department,,yes\n",
    )
    .unwrap();
    assert_eq!(units(&["--units", "one.csv"]), 1);
}

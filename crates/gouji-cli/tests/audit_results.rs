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
use sandbox::{AUDIT, Sandbox, page, page_of};
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
    let json = sandbox.audit_json(more);
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
            let ran = sandbox.audit(&[option, &target]);
            assert_eq!(ran.status, 2, "{option} {file} {ran:#?}");
            ran.stderr_has("this file is among those to be read; write to another one");
        }
        if option != "--list" {
            let ran = sandbox.audit(&["--list", "x.out", option, "x.out"]);
            let is_file = option != "--output";
            assert_eq!(ran.status, 2, "{option} {ran:#?}");
            assert!(!is_file || ran.stderr.contains("two outputs cannot go to one file"));
        }
    }
    let ran = sandbox.audit(&["--list", "reports"]);
    ran.stderr_has("this is no regular file and cannot be replaced");
    let ran = sandbox.audit(&["--answers", "units.csv", "--list", "units.csv"]);
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
    let ran = sandbox.audit(&outputs);
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
    let again = sandbox.audit(&[&outputs[..], &["--threads", "1"]].concat());
    assert_eq!(again.stdout, ran.stdout);
    again.stderr_has("letters/2023: 1 pages were not written by this run, such as old.html");
    assert!(fs::read(at("out.html")).unwrap() == dashboard);
    assert!(fs::read(at("out.xlsx")).unwrap() == list);
    // A report may be called as a letter would be.
    let taken = at("letters/2023").join(&letters[1]);
    fs::write(&taken, "<p>no letter</p>").unwrap();
    let again = sandbox.audit(&outputs);
    again.stderr_has("a file of that name is there that gouji did not write");
    assert_eq!(fs::read_to_string(taken).unwrap(), "<p>no letter</p>");
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
    let ran = sandbox.audit(&["--answers", "filled.xlsx", "--list", "next.xlsx"]);
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
        let ran = sandbox.audit(&["--answers", "filled.xlsx"]);
        ran.stderr_has("confirmed 1");
        ran.stderr_has("no longer accepted 1");
    }
}

#[test]
fn what_cannot_be_written_or_read_is_reported_first() {
    let sandbox = sandbox();
    let ran = sandbox.audit(&["--dashboard", "none/out.html"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("none/out.html");
    for day in ["xx", "", "2026-02-30"] {
        let ran = sandbox.audit(&["--list", "l.xlsx", "--due", day]);
        assert_eq!(ran.status, 2, "{day}");
        ran.stderr_has("no date; write it as 2026-03-31");
    }
    let ran = sandbox.audit(&["--letters", "units.csv"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("units.csv");
    let ran = sandbox.audit(&["--answers", "units.csv"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("no .xlsx");
    filled(&sandbox, &[]);
    let ran = sandbox.audit(&["--answers", "filled.xlsx"]);
    assert!(!ran.stderr.contains("answers:"), "{ran:?}");
}

#[test]
fn the_machine_readable_output_says_what_became_of_findings_and_for_how_long_they_are_open() {
    let sandbox = sandbox();
    fs::remove_file(sandbox.path().join("reports/cut.docx")).unwrap();
    let run = |day: &str| -> Value {
        let more = ["--store", "s.db", "--format", "json"];
        let mut command = sandbox.command(&[&AUDIT[..], &more].concat());
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
    // One report goes: what it had was not checked again, and is open for those days; what is missing is new.
    fs::remove_file(sandbox.path().join("reports/two.md")).unwrap();
    let changes = &run("5")["changes"];
    assert_eq!(changes["fixed"], 0);
    let unchecked = changes["unchecked"].as_u64().unwrap();
    assert!(unchecked > 0 && unchecked < all, "{changes}");
    let of = |change: &str| -> Vec<Value> {
        let findings = changes["findings"].as_array().unwrap().iter();
        findings
            .filter(|one| one["change"] == change)
            .cloned()
            .collect()
    };
    assert_eq!(of("unchecked").len() as u64, unchecked);
    let one = &of("unchecked")[0];
    assert_eq!((&one["days"], &one["first_run"]), (&5.into(), &1.into()));
    assert_eq!(
        (&one["unit"], &one["why"]),
        (&"青石县教育局".into(), &"no-report".into())
    );
    assert!(of("still").iter().all(|one| one["days"] == 5));
    // It stays so until it is checked again, also where the very same run is done once more.
    let (seventh, ninth) = (run("7")["changes"].clone(), run("9")["changes"].clone());
    assert_eq!(
        (&seventh["unchecked"], &ninth["unchecked"]),
        (&unchecked.into(), &unchecked.into())
    );
    assert_eq!(
        ninth["findings"].as_array().unwrap().len(),
        seventh["findings"].as_array().unwrap().len()
    );
    let repaired = page_of("青石县教育局", 2023)
        .replace("21", "12")
        .replace("22", "13");
    fs::write(sandbox.path().join("reports/two.md"), repaired).unwrap();
    let changes = &run("11")["changes"];
    assert!(
        changes["fixed"].as_u64().unwrap() >= unchecked - 1,
        "{changes}"
    );
    assert_eq!(changes["unchecked"], 0);
}

#[test]
fn only_what_was_checked_again_is_fixed() {
    let store = ["--store", "s.db"];
    let two = page_of("青石县教育局", 2023);
    let repaired = two.replace("21", "12").replace("22", "13");
    let unread = two.replace("21", "若干").replace("22", "若干");
    let cases: [(&str, &str, &[&str], &str); 5] = [
        ("repaired", &repaired, &[], "fixed"),
        ("junk", "nothing of the kind", &[], "no-report"),
        ("unread", &unread, &[], "blocked"),
        ("off", &two, &["--ignore", "group:relation"], "rule-off"),
        (
            "selected",
            &two,
            &["--select", "missing-report"],
            "rule-off",
        ),
    ];
    for (name, text, more, expected) in cases {
        let sandbox = sandbox();
        sandbox.audit(&store);
        fs::write(sandbox.path().join("reports/two.md"), text).unwrap();
        let ran =
            sandbox.audit(&[&store[..], more, &["--list", "l.xlsx", "--format", "json"]].concat());
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        let changed = json["changes"]["findings"].as_array().unwrap().iter();
        let errors = changed.filter(|one| {
            one["unit"] == "青石县教育局" && one["severity"] == "error" && one["change"] != "new"
        });
        let became: Vec<&str> = errors
            .map(|one| one["why"].as_str().or(one["change"].as_str()).unwrap())
            .collect();
        assert!(!became.is_empty(), "{name}");
        assert!(
            became.iter().all(|one| *one == expected),
            "{name} {became:?}"
        );
        let book = part(&sandbox.path().join("l.xlsx"), "xl/workbook.xml");
        let is_listed = book.contains("name=\"not checked again\"");
        assert_eq!(is_listed, expected != "fixed", "{name} {book}");
        if expected != "fixed" {
            ran.stderr_has("not checked again (");
        }
        let sql = "SELECT DISTINCT coalesce(why, change) FROM finding_history WHERE run = 2 \
                   AND severity = 'error' AND change <> 'new' AND unit = '青石县教育局'";
        let asked = sandbox.run(&["query", sql, "--store", "s.db", "--format", "csv"]);
        assert_eq!(
            asked.stdout.lines().nth(1),
            Some(expected),
            "{name} {asked:?}"
        );
    }
}

#[test]
fn what_is_accepted_is_not_fixed_and_what_admits_a_mistake_accepts_nothing() {
    let sandbox = sandbox();
    let store = ["--store", "s.db"];
    sandbox.audit(&store);
    let before = findings(&sandbox, "青石县教育局", &[]);
    let text = |at: usize, key: &str| before[at][key].as_str().unwrap().to_owned();
    let (rules, identities) = (
        [text(0, "rule"), text(1, "rule")],
        [text(0, "identity"), text(1, "identity")],
    );
    let school = "青石县教育局";
    filled(
        &sandbox,
        &[
            [school, "2023", &rules[0], "属实，正在整改", &identities[0]],
            [
                school,
                "2023",
                &rules[1],
                "数据无误，两个窗口合并统计",
                &identities[1],
            ],
        ],
    );
    let ran = sandbox.audit(&[&store[..], &["--answers", "filled.xlsx"]].concat());
    ran.stderr_has("2 answers: accepted 1, unclear 1");
    ran.stderr_has("0 fixed, 1 accepted");
}

#[test]
fn rules_that_are_off_are_told_and_a_run_that_is_not_there_is_refused_first() {
    let sandbox = sandbox();
    let ran = sandbox.audit(&["--ignore", "group:relation"]);
    assert!(ran.stdout.contains("not shown: "), "{ran:?}");
    assert!(ran.stdout.contains(" of ignored rules"), "{ran:?}");
    let ran = sandbox.audit(&["--store", "s.db", "--since", "9"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    ran.stderr_has("--since 9: the store has no runs yet");
    assert!(!sandbox.path().join("s.db").exists());
    sandbox.audit(&["--store", "s.db"]);
    let ran = sandbox.audit(&["--store", "s.db", "--since", "9"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (2, ""));
    ran.stderr_has("--since 9: there is no such run; the store has runs 1 to 1");
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
    // That of the reports' own folder holds where the current folder names none.
    fs::rename(
        sandbox.path().join("gouji.toml"),
        sandbox.path().join("reports/gouji.toml"),
    )
    .unwrap();
    fs::rename(
        sandbox.path().join("units.csv"),
        sandbox.path().join("reports/units.csv"),
    )
    .unwrap();
    assert_eq!(units(&[]), 2);
    fs::write(
        sandbox.path().join("gouji.toml"),
        "[audit]\nunits = \"one.csv\"\n",
    )
    .unwrap();
    assert_eq!(units(&[]), 1);
    let ran = sandbox.run(&["audit", "reports"]);
    ran.stderr_has("units.csv: not used; the units are those of");
}

#[test]
fn a_report_of_a_year_of_which_its_unit_has_none_is_told_and_not_compared() {
    let sandbox = sandbox();
    let units = "unit,aliases,parent,level,region,counts,since,until\n青石县教育局,,,department,,yes,,2022\n";
    fs::write(sandbox.path().join("units.csv"), units).unwrap();
    // Also where marks stand for paths until they are shown, and where it is shown once more.
    let store = &["--store", "s.db"][..];
    for more in [&[][..], store, store] {
        let ran = sandbox.audit(&[&["--format", "json"], more].concat());
        let json: Value = serde_json::from_str(&ran.stdout).unwrap();
        let out = &json["coverage"]["out_of_term"];
        assert_eq!(out[0]["path"], "reports/two.md", "{out}");
        assert_eq!(
            (&out[0]["unit"], &out[0]["until"]),
            (&"青石县教育局".into(), &2022.into())
        );
        assert_eq!(out.as_array().unwrap().len(), 1);
        ran.stderr_has("reports/two.md → 青石县教育局 –2022");
    }
}

#[test]
fn a_report_of_half_a_year_is_told_and_not_compared_with_those_of_years() {
    let sandbox = sandbox();
    let half = page_of("青石县教育局", 2023)
        .replace(
            "2023年政府信息公开工作年度报告",
            "2023年上半年政府信息公开工作报告",
        )
        .replace("| 21 |", "| 12 |");
    assert!(half.contains("上半年"), "{half}");
    fs::write(sandbox.path().join("reports/half.md"), &half).unwrap();
    let alone = half
        .replace("青石县教育局", "青石县某某局")
        .replace("2023", "2022");
    fs::write(sandbox.path().join("reports/alone.md"), alone).unwrap();
    let ran = sandbox.audit(&["--format", "json"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    let told = &json["coverage"]["part_of_year"];
    assert_eq!(
        told,
        &serde_json::json!(["reports/alone.md", "reports/half.md"])
    );
    ran.stderr_has("2 report(s) are of a part of a year by their title");
    assert!(!ran.stdout.contains("differing-files"), "{json:#}");
    let files = json["files"].as_array().unwrap();
    let half = files.iter().find(|file| file["path"] == "reports/half.md");
    assert_eq!(half.unwrap()["period"], "2023-H1");
    // The other file is still one of a whole year.
    let whole = files.iter().find(|file| file["path"] == "reports/two.md");
    assert!(whole.unwrap()["period"].is_null());
}

/// Of a file that was read in part it is told what was not; it is none that gave nothing.
#[test]
fn files_that_gave_nothing_are_as_many_wherever_they_are_counted() {
    let sandbox = sandbox();
    // Without mistakes, and a figure short.
    let right = page()
        .replace("| 21 |", "| 12 |")
        .replace("| 22 |", "| 13 |");
    let part = right.replace("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 |");
    assert_ne!(part, right);
    fs::write(sandbox.path().join("reports/part.md"), part).unwrap();
    let ran = sandbox.audit(&["--format", "json", "--store", "s.db"]);
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["failures"].as_array().unwrap().len(), 2, "{json}");
    assert_eq!(json["summary"]["unread"], 1);
    let question = "SELECT unread, (SELECT count(*) FROM files) FROM runs";
    let ran = sandbox.run(&["query", question, "--store", "s.db", "--format", "csv"]);
    assert_eq!(ran.stdout.lines().nth(1), Some("1,2"), "{ran:#?}");
}

#[test]
fn a_run_that_read_no_report_is_none_of_the_trend() {
    let sandbox = sandbox();
    let store = ["--units", "units.csv", "--store", "s.db"];
    let run =
        |path: &str, more: &[&str]| sandbox.run(&[&["audit", path], &store[..], more].concat());
    run("reports", &[]);
    fs::create_dir(sandbox.path().join("empty")).unwrap();
    for path in ["reprots", "empty", "none/*.html", "reports/cut.docx"] {
        for more in [
            &[][..],
            &["--no-cache"],
            &["--format", "json"],
            &["--list", "l.xlsx"],
        ] {
            let ran = run(path, more);
            assert_eq!(ran.status, 2, "{path} {ran:?}");
            ran.stderr_has("s.db: no report was read, so that this run was not saved");
            assert!(!ran.stderr.contains("not checked again"), "{ran:?}");
        }
    }
    let asked = |sql: &str| {
        let words = ["query", sql, "--store", "s.db", "--format", "csv"];
        let ran = sandbox.run(&words);
        ran.stdout.lines().nth(1).unwrap_or_default().to_owned()
    };
    assert_eq!(asked("SELECT count(*) FROM runs"), "1");
    assert_eq!(asked("SELECT count(*) FROM reports"), "2");
    let ran = run("reports", &[]);
    ran.stderr_has("since run 1: 0 new, ");
    assert!(!ran.stderr.contains("not checked again"), "{ran:?}");
}

#[test]
fn a_list_and_a_page_are_called_as_programs_know_them() {
    let sandbox = sandbox();
    for (option, file, end) in [
        ("--list", "x.txt", "the name has to end in .xlsx"),
        ("--list", "list", "write a name like list.xlsx"),
        ("--list", "x.xls", "the name has to end in .xlsx"),
        ("--dashboard", "x.xlsx", "the name has to end in .html"),
        ("--dashboard", "page", "write a name like audit.html"),
    ] {
        let ran = sandbox.audit(&[option, file]);
        assert_eq!(ran.status, 2, "{option} {file}");
        ran.stderr_has(end);
        assert!(!sandbox.path().join(file).exists(), "{file}");
    }
    sandbox.audit(&["--list", "X.XLSX", "--dashboard", "x.htm"]);
    assert!(sandbox.path().join("X.XLSX").exists() && sandbox.path().join("x.htm").exists());
}

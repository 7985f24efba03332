//! Many reports at once: every mistake between reports is found, and nothing else.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod region;
mod sandbox;

use std::collections::BTreeSet;

use region::{CITY, COUNTY, Region, region};
use sandbox::{AUDIT, Sandbox};
use serde_json::Value;

/// The rules between reports.
const BETWEEN: [&str; 7] = [
    "carried-over-from-last-year",
    "in-force-from-last-year",
    "roll-up",
    "copied-narrative",
    "missing-report",
    "published-late",
    "differing-files",
];

fn sandbox_of(region: &Region, more: &[(&str, String)]) -> Sandbox {
    let mut files: Vec<(String, Vec<u8>)> = region
        .reports
        .iter()
        .map(|((unit, year), report)| {
            (
                format!("reports/{year}/{unit}.json"),
                report.to_string().into_bytes(),
            )
        })
        .collect();
    files.push(("units.csv".to_owned(), region.units_file().into_bytes()));
    for (path, text) in more {
        files.push(((*path).to_owned(), text.clone().into_bytes()));
    }
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        .collect();
    Sandbox::with(&files)
}

fn json(sandbox: &Sandbox, more: &[&str]) -> Value {
    sandbox.audit_json(more)
}

/// Rule, organ, year and instance of the findings between reports, and of the errors.
fn found(json: &Value) -> BTreeSet<(String, String, i64, String)> {
    let mut found = BTreeSet::new();
    for file in json["files"].as_array().unwrap() {
        for finding in file["findings"].as_array().unwrap() {
            let rule = finding["rule"].as_str().unwrap();
            if BETWEEN.contains(&rule) || finding["severity"] == "error" {
                found.insert((
                    rule.to_owned(),
                    file["organization"].as_str().unwrap().to_owned(),
                    file["year"].as_i64().unwrap(),
                    finding["at"].as_str().unwrap_or_default().to_owned(),
                ));
            }
        }
    }
    found
}

fn finding<'j>(json: &'j Value, organ: &str, year: i64, rule: &str) -> &'j Value {
    let mut files = json["files"].as_array().unwrap().iter();
    let own = files
        .find(|file| {
            let mut findings = file["findings"].as_array().unwrap().iter();
            file["organization"] == organ
                && file["year"] == year
                && findings.any(|one| one["rule"] == rule)
        })
        .unwrap();
    let mut findings = own["findings"].as_array().unwrap().iter();
    findings.find(|finding| finding["rule"] == rule).unwrap()
}

fn expected(list: &[(&str, &str, i64, &str)]) -> BTreeSet<(String, String, i64, String)> {
    let one = |(rule, organ, year, at): &(&str, &str, i64, &str)| {
        (
            (*rule).to_owned(),
            (*organ).to_owned(),
            *year,
            (*at).to_owned(),
        )
    };
    list.iter().map(one).collect()
}

#[test]
fn a_region_in_order_has_nothing_between_its_reports() {
    for seed in [1, 2] {
        let region = region(seed);
        let sandbox = sandbox_of(&region, &[]);
        let json = json(&sandbox, &[]);
        assert_eq!(found(&json), BTreeSet::new());
        let coverage = &json["coverage"];
        assert_eq!(coverage["paired"]["unpaired"], 0, "{coverage}");
        assert_eq!(coverage["missing"], 0);
    }
}

#[test]
fn every_mistake_is_found_and_nothing_else_and_the_guilty_are_named() {
    let mut region = region(5);
    // A year that says another figure than the years around it.
    let cell = region.cell(
        "白水区财政局",
        2022,
        "proactive/normative_documents/in_force",
    );
    *cell = (cell.as_i64().unwrap() + 90).into();
    // A figure of one unit: its own sums, the year after and the sums above break.
    let cell = region.cell(
        "青石县水务局",
        2023,
        "requests/carried_forward/natural_person",
    );
    let right = cell.as_i64().unwrap();
    *cell = (right + 40).into();
    // A report that was not handed in.
    let missing = region.reports.remove(&("清源市教育局", 2024)).unwrap();
    // One that came late.
    let text = region.text("白水区审计局", 2023, "other");
    *text = text.as_str().unwrap().replace("1月20日", "2月20日").into();
    // A text taken from another unit, under other names and figures.
    let copied = region.text("青石县民政局", 2024, "problems").clone();
    *region.text("清源市交通运输局", 2024, "problems") = copied;
    // A second file of a report that says something else.
    let mut other = region.reports[&("青石县红岩镇人民政府", 2021)].clone();
    other["tables"]["proactive"]["normative_documents"]["in_force"] = 999.into();
    let second = ("reports/second.json", other.to_string());
    let sandbox = sandbox_of(&region, &[second]);
    let json = json(&sandbox, &[]);

    let water = "青石县水务局";
    let mut all = vec![
        (
            "in-force-from-last-year",
            "白水区财政局",
            2022,
            "normative_documents",
        ),
        (
            "in-force-from-last-year",
            "白水区财政局",
            2023,
            "normative_documents",
        ),
        ("requests-balance", water, 2023, "natural_person"),
        ("applicants-total", water, 2023, "carried_forward"),
        ("carried-over-from-last-year", water, 2024, "natural_person"),
        (
            "roll-up",
            COUNTY,
            2023,
            "requests/carried_forward/natural_person",
        ),
        ("missing-report", "清源市教育局", 2024, ""),
        ("published-late", "白水区审计局", 2023, ""),
        ("copied-narrative", "青石县民政局", 2024, "problems"),
        ("copied-narrative", "清源市交通运输局", 2024, "problems"),
        ("differing-files", "青石县红岩镇人民政府", 2021, ""),
    ];
    let addresses = added_up(&missing);
    assert!(addresses.len() > 10, "{addresses:?}");
    all.extend(
        addresses
            .iter()
            .map(|at| ("roll-up", CITY, 2024, at.as_str())),
    );
    assert_eq!(found(&json), expected(&all));

    let suspect = |organ: &str, year: i64, rule: &str| {
        finding(&json, organ, year, rule)["suspects"][0].clone()
    };
    let one = suspect("白水区财政局", 2023, "in-force-from-last-year");
    assert_eq!(
        (one["year"].as_i64(), one["certain"].as_bool()),
        (Some(2022), Some(true))
    );
    let one = suspect(water, 2024, "carried-over-from-last-year");
    assert_eq!(
        (one["year"].as_i64(), one["suggested"].as_i64()),
        (Some(2023), Some(right))
    );
    assert!(
        one["file"]
            .as_str()
            .unwrap()
            .ends_with("2023/青石县水务局.json")
    );
    let one = suspect(COUNTY, 2023, "roll-up");
    assert_eq!(
        (one["organization"].as_str(), one["certain"].as_bool()),
        (Some(water), Some(true))
    );
    let one = suspect(CITY, 2024, "roll-up");
    assert_eq!(one["organization"], "清源市教育局");
    assert!(one["file"].is_null());
    let passages = &finding(&json, "清源市交通运输局", 2024, "copied-narrative")["passages"];
    assert!(
        passages[0]["text"].as_str().unwrap().chars().count() >= 20,
        "{passages}"
    );
    let cells = &finding(&json, COUNTY, 2023, "roll-up")["cells"];
    assert!(
        cells
            .as_array()
            .unwrap()
            .iter()
            .all(|cell| cell["file"].is_string())
    );
}

/// The cells of a report that its figures leave wrong in the sums above where it is missing.
fn added_up(report: &Value) -> Vec<String> {
    let mut addresses = Vec::new();
    for table in ["requests", "review"] {
        for (row, cells) in report["tables"][table].as_object().unwrap() {
            let filled = cells.as_object().unwrap().iter();
            let filled = filled.filter(|(_, figure)| figure.as_i64().is_some_and(|own| own != 0));
            addresses.extend(filled.map(|(column, _)| format!("{table}/{row}/{column}")));
        }
    }
    addresses
}

#[test]
fn a_sum_that_does_not_hold_is_reported_at_each_file_that_says_it() {
    let mut region = region(5);
    let cell = region.cell(COUNTY, 2023, "requests/new/legal.commercial");
    *cell = (cell.as_i64().unwrap() + 7).into();
    let second = region.reports[&(COUNTY, 2023)].to_string();
    let sandbox = sandbox_of(&region, &[("reports/second.json", second)]);
    let json = json(&sandbox, &[]);
    let mut told = Vec::new();
    for file in json["files"].as_array().unwrap() {
        for one in file["findings"].as_array().unwrap() {
            if one["rule"] == "roll-up" && file["organization"] == COUNTY {
                let suspect = &one["suspects"][0];
                assert_eq!(one["at"], "requests/new/legal.commercial");
                assert_eq!(suspect["organization"], COUNTY, "{one}");
                let own = suspect["file"].as_str().or(file["path"].as_str());
                told.push((file["path"].as_str().unwrap(), own.unwrap()));
            }
        }
    }
    told.sort_unstable();
    let path = format!("reports/2023/{COUNTY}.json");
    let expected = [path.as_str(), "reports/second.json"].map(|path| (path, path));
    assert_eq!(told, expected);
}

#[test]
fn a_sum_over_a_unit_that_cannot_be_read_is_blocked_with_its_name() {
    let mut region = region(9);
    *region.cell("青石县民政局", 2023, "requests/new/total") = "见附件".into();
    let sandbox = sandbox_of(&region, &[]);
    let json = json(&sandbox, &[]);
    let files = json["files"].as_array().unwrap().iter();
    let blocked = files.flat_map(|file| file["blocked"].as_array().unwrap());
    let sums: Vec<&Value> = blocked.filter(|one| one["rule"] == "roll-up").collect();
    assert_eq!(sums.len(), 1, "{sums:?}");
    assert!(sums[0]["reason"].as_str().unwrap().contains("青石县民政局"));
}

#[test]
fn the_result_is_the_same_for_any_threads_and_order() {
    let mut region = region(4);
    *region.cell("青石县水务局", 2022, "requests/new/natural_person") = 7777.into();
    let sandbox = sandbox_of(&region, &[]);
    let words = ["audit", "--units", "units.csv", "--format", "json"];
    let run = |more: &[&str]| sandbox.run(&[&words[..], more].concat()).stdout;
    let one = run(&[
        "reports/2021",
        "reports/2022",
        "reports/2023",
        "--threads",
        "1",
    ]);
    let other = run(&[
        "reports/2023",
        "reports/2022",
        "reports/2021",
        "--threads",
        "3",
    ]);
    assert_eq!(one, other);
    assert!(one.contains("7777"));
}

#[test]
fn people_see_who_how_many_and_the_gravest_and_the_counts_last() {
    let mut region = region(4);
    *region.cell("青石县水务局", 2022, "requests/new/natural_person") = 7777.into();
    let sandbox = sandbox_of(&region, &[]);
    let ran = sandbox.audit(&[]);
    let last = ran.stdout.trim_end().lines().last().unwrap();
    assert!(
        last.starts_with("checked 62 report(s): 2 error(s)"),
        "{last}"
    );
    for word in [
        "blocked 0",
        "unread 0",
        "suppressed 0",
        "missing 0",
        "unpaired 0",
    ] {
        assert!(last.contains(word), "{last}");
    }
    assert!(
        ran.stdout
            .contains("the gravest:\n 1. 青石县水务局 2022 error")
    );
}

#[test]
fn units_files_that_cannot_be_used_say_why() {
    let (gbk, ..) =
        encoding_of("unit,aliases,parent,level,region,counts\n青石县水务局,,,department,青石县,\n");
    let head = "unit,aliases,parent,level,region,counts\n";
    let sandbox = Sandbox::with(&[
        ("reports/a.json", b"{}"),
        ("gbk.csv", &gbk),
        (
            "cycle.csv",
            format!("{head}甲,,乙,city,,yes\n乙,,甲,city,,yes\n").as_bytes(),
        ),
        ("parent.csv", format!("{head}甲,,丙,city,,yes\n").as_bytes()),
        (
            "twice.csv",
            format!("{head}甲,,,city,,no\n甲,,,city,,no\n").as_bytes(),
        ),
        (
            "alias.csv",
            format!("{head}甲,丙,,city,,no\n乙,丙,,city,,no\n").as_bytes(),
        ),
        ("column.csv", b"unit,parent\n"),
        ("book.csv", b"PK\x03\x04"),
    ]);
    for (file, words) in [
        ("cycle.csv", "甲 → 乙 → 甲"),
        ("parent.csv", "no unit of the file"),
        ("twice.csv", "stands twice"),
        ("alias.csv", "also a name of"),
        ("column.csv", "lacks the column(s) aliases"),
        ("book.csv", "workbook"),
        ("none.csv", "none.csv"),
    ] {
        let ran = sandbox.run(&["audit", "reports", "--units", file]);
        assert_eq!(ran.status, 2, "{file}");
        assert!(ran.stderr.contains(words), "{file}: {}", ran.stderr);
    }
    let ran = sandbox.run(&["audit", "reports", "--units", "gbk.csv"]);
    assert!(!ran.stderr.contains("gbk.csv"), "{}", ran.stderr);
}

/// A text in GBK.
fn encoding_of(text: &str) -> (Vec<u8>, usize) {
    // 青石县水务局 and 青石县 in GBK; everything else is ASCII.
    let names: [(&str, &[u8]); 2] = [
        (
            "青石县水务局",
            b"\xc7\xe0\xca\xaf\xcf\xd8\xcb\xae\xce\xf1\xbe\xd6",
        ),
        ("青石县", b"\xc7\xe0\xca\xaf\xcf\xd8"),
    ];
    let mut bytes = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        match names.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, gbk)) => {
                bytes.extend_from_slice(gbk);
                rest = &rest[name.len()..];
            }
            None => {
                bytes.push(rest.as_bytes()[0]);
                rest = &rest[1..];
            }
        }
    }
    let length = bytes.len();
    (bytes, length)
}

/// A city of which two years are known: 121 requests were carried forward, 118 of natural persons and
/// 3 of companies; 11 rules and 597 documents were in force.
fn city() -> [Value; 2] {
    let organ = "清源市人民政府";
    let mut rng = region::Rng(3);
    let mut texts = || [0, 1].map(|_| rng.text(160));
    let before = [
        ("natural_person", [3000, 20, 2902, 118]),
        ("legal.commercial", [60, 3, 60, 3]),
    ];
    let mut before = region::report(organ, 2023, &before.into(), (0, 0, 597), &texts());
    before["tables"]["proactive"]["rules"]["in_force"] = 11.into();
    let now = [
        ("natural_person", [3440, 118, 3440, 118]),
        ("legal.commercial", [75, 3, 73, 5]),
        ("legal.public_welfare", [1, 0, 1, 0]),
        ("legal.legal_services", [6, 0, 5, 1]),
        ("legal.other", [3, 0, 2, 1]),
    ];
    let mut now = region::report(organ, 2024, &now.into(), (50, 227, 420), &texts());
    now["tables"]["proactive"]["rules"] =
        serde_json::json!({"issued": 2, "repealed": 1, "in_force": 12});
    [before, now]
}

#[test]
fn a_real_citys_years_are_in_order_and_one_changed_figure_is_blamed_on_its_year() {
    let run = |[before, now]: [Value; 2]| {
        let sandbox = Sandbox::with(&[
            ("reports/2023.json", before.to_string().as_bytes()),
            ("reports/2024.json", now.to_string().as_bytes()),
            (
                "units.csv",
                format!("unit,aliases,parent,level,region,counts\n{CITY},,,city,,\n").as_bytes(),
            ),
        ]);
        json(&sandbox, &[])
    };
    assert_eq!(found(&run(city())), BTreeSet::new());
    for (year, row, wrong, right) in [
        (2023, "carried_forward", 181, 118),
        (2024, "carried_over", 811, 118),
    ] {
        let mut reports = city();
        let report = &mut reports[usize::from(year == 2024)];
        report["tables"]["requests"][row]["natural_person"] = wrong.into();
        let json = run(reports);
        let finding = finding(&json, CITY, 2024, "carried-over-from-last-year");
        let suspect = &finding["suspects"][0];
        assert_eq!(finding["suspects"].as_array().unwrap().len(), 1);
        assert_eq!(
            (suspect["year"].as_i64(), suspect["suggested"].as_i64()),
            (Some(year), Some(right))
        );
        assert_eq!(suspect["certain"], true);
    }
}

#[test]
fn a_store_answers_and_tells_what_became_of_findings() {
    let mut region = region(4);
    let cell = region.cell("青石县水务局", 2022, "requests/new/natural_person");
    let right = cell.clone();
    *cell = 7777.into();
    let sandbox = sandbox_of(&region, &[]);
    let store = ["--store", "s.db"];
    sandbox.audit(&store);
    *region.cell("青石县水务局", 2022, "requests/new/natural_person") = right;
    let repaired = region.reports[&("青石县水务局", 2022)].to_string();
    std::fs::write(
        sandbox.path().join("reports/2022/青石县水务局.json"),
        repaired,
    )
    .unwrap();
    let ran = sandbox.audit(&store);
    assert!(ran.stderr.contains("since run 1: 0 new"), "{}", ran.stderr);
    let ask = |sql: &str| sandbox.run(&["query", sql, "--store", "s.db", "--format", "csv"]);
    let answer =
        ask("SELECT rule, change FROM finding_history WHERE change = 'fixed' ORDER BY rule");
    assert!(
        answer.stdout.contains("requests-balance,fixed"),
        "{}",
        answer.stdout
    );
    let answer = ask("SELECT sum(number) FROM cells WHERE row = 'new' AND \"column\" = 'total'");
    assert_eq!(answer.stdout.lines().count(), 2);
    let refused = ask("DELETE FROM runs");
    assert_eq!(refused.status, 2);
}

#[test]
fn what_is_killed_at_any_moment_and_run_again_ends_the_same() {
    let mut region = region(4);
    *region.cell("青石县水务局", 2022, "requests/new/natural_person") = 7777.into();
    let sandbox = sandbox_of(&region, &[]);
    let run = |store: &str| {
        let more = ["--format", "json", "--store", store];
        let mut command = sandbox.command(&[&AUDIT[..], &more].concat());
        command.env("SOURCE_DATE_EPOCH", "1700000000");
        command.stdout(std::process::Stdio::piped());
        command.stderr(std::process::Stdio::null());
        command
    };
    let dump = |store: &str| {
        let tables = [
            "runs",
            "units",
            "files",
            "reports",
            "findings",
            "suspects",
            "finding_history",
        ];
        let ask = |table: &str| {
            let sql = format!("SELECT * FROM {table}");
            sandbox
                .run(&["query", &sql, "--store", store, "--format", "csv"])
                .stdout
        };
        tables.map(ask).concat()
    };
    const RUNS: &str = "SELECT count(*) FROM runs";
    let whole = run("whole.db").output().unwrap().stdout;
    for (number, wait) in [0_u64, 15, 60, 140, 260, 420, 600].into_iter().enumerate() {
        let store = format!("{number}.db");
        let mut broken = run(&store).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        broken.kill().unwrap();
        let ended = broken.wait().unwrap();
        if ended.code().is_some() {
            // It was done already.
            continue;
        }
        let again = run(&store).output().unwrap().stdout;
        let runs = sandbox.run(&["query", RUNS, "--store", &store, "--format", "csv"]);
        if runs.stdout.lines().nth(1) == Some("2") {
            // It had saved its run before it was killed.
            continue;
        }
        assert!(again == whole, "killed after {wait} ms");
        assert_eq!(dump(&store), dump("whole.db"), "killed after {wait} ms");
    }
}

#[test]
fn every_format_shows_what_is_between_reports() {
    let mut region = region(4);
    region.reports.remove(&("清源市教育局", 2024));
    let sandbox = sandbox_of(&region, &[]);
    for format in [
        "json",
        "jsonl",
        "csv-machine",
        "sarif",
        "junit",
        "concise",
        "github",
        "html",
    ] {
        let words = "audit reports --units units.csv --format".split(' ');
        let words: Vec<&str> = words.chain([format]).collect();
        let shown = sandbox.run(&words).stdout;
        assert!(shown.contains("roll-up"), "{format}");
        assert!(shown.contains("missing-report"), "{format}");
        // What has no file is known by its unit.
        assert!(
            !shown.contains("\n: ") && !shown.contains("file=,"),
            "{format}"
        );
        // Nor is it named twice.
        assert!(format != "junit" || shown.contains("name=\"清源市教育局 2024\""));
    }
}

/// Path, rule and instance of what could not be checked between reports.
fn blocked(json: &Value, rule: &str) -> BTreeSet<(String, i64, String)> {
    let mut found = BTreeSet::new();
    for file in json["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let blocked = file["blocked"].as_array().unwrap().iter();
        for one in blocked.filter(|one| one["rule"] == rule) {
            let at = one["at"].as_str().unwrap_or_default().to_owned();
            let name = path.rsplit('/').next().unwrap().to_owned();
            found.insert((name, file["year"].as_i64().unwrap(), at));
            let reason = one["reason"].as_str().unwrap();
            assert!(reason.contains("second.json"), "{reason}");
            assert!(reason.contains("nobody can say which counts"), "{reason}");
        }
    }
    found
}

#[test]
fn between_years_files_that_differ_leave_open_what_only_some_of_them_break() {
    let mut region = region(6);
    let town = "青石县红岩镇人民政府";
    // What all files of the year say, and is wrong.
    let carried = "requests/carried_over/natural_person";
    let cell = region.cell(town, 2023, carried);
    *cell = (cell.as_i64().unwrap() + 40).into();
    // What one of them says.
    let mut other = region.reports[&(town, 2023)].clone();
    other["tables"]["proactive"]["normative_documents"]["in_force"] = 999.into();
    for second in ["reports/a second.json", "reports/z second.json"] {
        let sandbox = sandbox_of(&region, &[(second, other.to_string())]);
        let json = json(&sandbox, &[]);
        let rule = "in-force-from-last-year";
        let documents =
            |name: &str, year| (name.to_owned(), year, "normative_documents".to_owned());
        let own = format!("{town}.json");
        let open = BTreeSet::from([
            documents(second.rsplit('/').next().unwrap(), 2023),
            documents(&own, 2023),
            documents(&own, 2024),
        ]);
        assert_eq!(blocked(&json, rule), open, "{second}");
        assert!(found(&json).iter().all(|(own, ..)| own != rule), "{second}");
        let told = json["files"].as_array().unwrap().iter().filter(|file| {
            let mut findings = file["findings"].as_array().unwrap().iter();
            let rule = "carried-over-from-last-year";
            file["year"] == 2023 && findings.any(|one| one["rule"] == rule)
        });
        assert_eq!(told.count(), 2, "{second}");
    }
}

#[test]
fn of_very_many_files_that_differ_what_rests_on_their_figures_is_open() {
    let region = region(6);
    let town = "青石县红岩镇人民政府";
    let mut files = Vec::new();
    for year in [2023, 2024] {
        for number in 0..9 {
            let mut other = region.reports[&(town, year)].clone();
            other["tables"]["proactive"]["normative_documents"]["in_force"] = (900 + number).into();
            files.push((
                format!("reports/{year} {number} second.json"),
                other.to_string(),
            ));
        }
    }
    let files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.clone()))
        .collect();
    let json = json(&sandbox_of(&region, &files), &[]);
    let rule = "in-force-from-last-year";
    let open = blocked(&json, rule);
    for year in [2023, 2024] {
        let of_year = open
            .iter()
            .filter(|(_, own, at)| *own == year && at == "normative_documents");
        assert_eq!(of_year.count(), 10, "{open:?}");
    }
    assert_eq!(open.len(), 20, "{open:?}");
    assert!(found(&json).iter().all(|(own, ..)| own != rule));
}

#[test]
fn a_bundle_is_verified_without_the_reports() {
    let region = region(4);
    let sandbox = sandbox_of(&region, &[]);
    for (bundle, threads) in [("one.json", "1"), ("two.json", "2")] {
        sandbox.audit(&["--bundle", bundle, "--threads", threads]);
    }
    let text = std::fs::read_to_string(sandbox.path().join("one.json")).unwrap();
    assert_eq!(
        text,
        std::fs::read_to_string(sandbox.path().join("two.json")).unwrap()
    );
    std::fs::remove_dir_all(sandbox.path().join("reports")).unwrap();
    let ran = sandbox.run(&["verify", "one.json"]);
    assert_eq!(ran.status, 0);
    assert!(ran.stdout.starts_with("intact: gouji"), "{}", ran.stdout);
    std::fs::write(
        sandbox.path().join("other.json"),
        text.replace("2023", "2022"),
    )
    .unwrap();
    let ran = sandbox.run(&["verify", "other.json"]);
    assert_eq!(ran.status, 2);
    ran.stderr_has("changed after it was written");
}

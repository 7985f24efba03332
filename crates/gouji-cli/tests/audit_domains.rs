//! Several domains in one audit: relations between periods come from their packs, and nothing here knows them.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use sandbox::Sandbox;
use serde_json::{Value, json};

/// A FOIA report of one component: what was pending at the start, came, was processed, and is pending.
fn foia(year: i32, [start, received, processed, end]: [i64; 4]) -> Value {
    let flow = |received: &str, start: i64, came: i64, done: i64, end: i64| json!({ "pending_start": start, received: came, "processed": done, "pending_end": end });
    let row = flow("received", start, received, processed, end);
    json!({
        "form": "us-foia/annual",
        "year": year,
        "organization": "Example River Agency",
        "title": format!("Example River Agency annual FOIA report {year}"),
        "sections": [],
        "tables": { "requests": { "component[ERA]": row, "overall": row } },
    })
}

/// A balance sheet of a company: money and what it owes at the beginning and the end of a year.
fn balance_sheet(year: i32, beginning: i64, ending: i64) -> Value {
    let cells = |table: &[&str]| -> Value {
        let row = json!({ "ending": ending, "beginning": beginning });
        table
            .iter()
            .map(|name| ((*name).to_owned(), row.clone()))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    json!({
        "form": "cn-small-enterprise/balance-sheet",
        "year": year,
        "period": format!("{year}-12-31"),
        "organization": "青石某某有限公司",
        "title": "资产负债表",
        "sections": [],
        "tables": {
            "assets": cells(&["cash", "current_assets", "total"]),
            "claims": cells(&["paid_in_capital", "equity", "total"]),
        },
    })
}

/// An income statement of the same company and period.
fn income(year: i32) -> Value {
    json!({
        "form": "cn-small-enterprise/income-statement",
        "year": year,
        "period": format!("{year}-12"),
        "organization": "青石某某有限公司",
        "title": "利润表",
        "sections": [],
        "tables": { "statement": { "revenue": { "cumulative": 500, "current": 40 } } },
    })
}

fn audit(files: &[(&str, Value)]) -> Value {
    let files: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|(name, report)| {
            (
                format!("reports/{name}.json"),
                report.to_string().into_bytes(),
            )
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let sandbox = Sandbox::with(&files);
    let ran = sandbox.run(&["audit", "reports", "--format", "json"]);
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Rule, file, instance and suspects of the findings that compare reports.
fn between(json: &Value) -> Vec<(String, String, String, Vec<Value>)> {
    let mut found = Vec::new();
    for file in json["files"].as_array().unwrap() {
        for finding in file["findings"].as_array().unwrap() {
            let rule = finding["rule"].as_str().unwrap();
            let is_between = rule.contains("last-year") || rule.contains("differing-files");
            if is_between || rule == "missing-report" {
                found.push((
                    rule.to_owned(),
                    file["path"].as_str().unwrap_or_default().to_owned(),
                    finding["at"].as_str().unwrap_or_default().to_owned(),
                    finding["suspects"].as_array().cloned().unwrap_or_default(),
                ));
            }
        }
    }
    found
}

#[test]
fn reports_of_several_domains_are_compared_with_their_own_kind() {
    let reports = |pending: i64, cash: i64| {
        [
            ("foia-2022", foia(2022, [4, 10, 11, 3])),
            ("foia-2023", foia(2023, [pending, 9, 8 + pending - 3, 4])),
            ("sheet-2023", balance_sheet(2023, 700, 800)),
            ("sheet-2024", balance_sheet(2024, cash, 900)),
            ("income-2024", income(2024)),
        ]
    };
    assert_eq!(between(&audit(&reports(3, 800))), []);
    let found = between(&audit(&reports(5, 880)));
    let named: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|(rule, path, at, _)| (rule.as_str(), path.as_str(), at.as_str()))
        .collect();
    for expected in [
        (
            "pending-from-last-year",
            "reports/foia-2023.json",
            "requests/ERA",
        ),
        (
            "pending-from-last-year",
            "reports/foia-2023.json",
            "requests/overall",
        ),
        ("assets-from-last-year", "reports/sheet-2024.json", "cash"),
        ("claims-from-last-year", "reports/sheet-2024.json", "total"),
    ] {
        assert!(named.contains(&expected), "{expected:?} of {named:?}");
    }
    let others = named.iter().filter(|(rule, ..)| {
        ![
            "pending-from-last-year",
            "assets-from-last-year",
            "claims-from-last-year",
        ]
        .contains(rule)
    });
    assert_eq!(others.count(), 0, "{named:?}");
}

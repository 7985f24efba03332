//! Periods shorter than a year in `gouji audit`: months and quarters of a company are paired with the one
//! before, January with December of last year, by what the rules of their pack say.

#![allow(
    clippy::unwrap_used,
    reason = "a failing test may stop at once and say what was skipped"
)]
#![allow(dead_code, reason = "not every test needs all of a sandbox")]

mod sandbox;

use std::fs;

use sandbox::Sandbox;
use serde_json::{Value, json};

const COMPANY: &str = "青石县山水商贸有限公司";
const FLOWS: [(&str, i64); 3] = [
    ("operating_net", 130),
    ("investing_net", -40),
    ("financing_net", 25),
];

/// The cash flow statements of periods that follow each other, in order: each period brings the same, and
/// a year begins at its first period.
fn statements(periods: &[(&str, i64)]) -> Vec<(String, Value)> {
    let net: i64 = FLOWS.iter().map(|(_, flow)| flow).sum();
    let mut closing = 1000;
    let mut statements = Vec::new();
    for (period, number) in periods {
        let opening = closing;
        closing += net;
        let year: i32 = period[..4].parse().unwrap();
        let both = |since: i64, own: i64| json!({ "cumulative": since, "current": own });
        let mut rows = serde_json::Map::new();
        for (row, parts) in [
            ("operating_net", ["sales", "purchases"]),
            ("investing_net", ["investment_income", "acquisitions"]),
            ("financing_net", ["borrowings", "principal_repaid"]),
        ] {
            let flow = FLOWS.iter().find(|(name, _)| *name == row).unwrap().1;
            let [came, went] = parts;
            rows.insert(row.to_owned(), both(flow * number, flow));
            rows.insert(came.to_owned(), both((flow + 50) * number, flow + 50));
            rows.insert(went.to_owned(), both(50 * number, 50));
        }
        rows.insert("net_increase".to_owned(), both(net * number, net));
        rows.insert("opening".to_owned(), both(closing - net * number, opening));
        rows.insert("closing".to_owned(), both(closing, closing));
        let statement = json!({
            "form": "cn-small-enterprise/cash-flow",
            "year": year,
            "period": period,
            "organization": COMPANY,
            "tables": { "flow": rows },
        });
        statements.push((format!("{period}.json"), statement));
    }
    statements
}

const MONTHS: [(&str, i64); 5] = [
    ("2023-11", 11),
    ("2023-12", 12),
    ("2024-01", 1),
    ("2024-02", 2),
    ("2024-03", 3),
];

/// What stands between the reports: file, rule, and the files of the other cells.
fn found(statements: &[(String, Value)]) -> Vec<(String, String, Value)> {
    let sandbox = Sandbox::with(&[]);
    let folder = sandbox.path().join("reports");
    fs::create_dir_all(&folder).unwrap();
    for (name, statement) in statements {
        fs::write(folder.join(name), statement.to_string()).unwrap();
    }
    let ran = sandbox.run(&["audit", "reports", "--format", "json"]);
    assert!(!ran.stdout.is_empty(), "{ran:?}");
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["coverage"]["unpaired"], json!([]), "{ran:?}");
    let mut found = Vec::new();
    for file in json["files"].as_array().unwrap() {
        for finding in file["findings"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap().to_owned();
            let rule = finding["rule"].as_str().unwrap().to_owned();
            found.push((path, rule, finding.clone()));
        }
    }
    found
}

/// Findings that rest on another file.
fn between(statements: &[(String, Value)]) -> Vec<(String, String, Value)> {
    let mut found = found(statements);
    found.retain(|(path, _, finding)| {
        let cells = finding["cells"].as_array().unwrap().iter();
        let mut files = cells.filter_map(|cell| cell["file"].as_str());
        files.any(|file| file != path)
    });
    found
}

fn cell<'s>(statements: &'s mut [(String, Value)], at: usize, row: &str) -> &'s mut Value {
    &mut statements[at].1["tables"]["flow"][row]
}

#[test]
fn months_in_order_have_nothing_between_them() {
    let found = between(&statements(&MONTHS));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn january_follows_december_of_last_year() {
    let mut months = statements(&MONTHS);
    let truth = cell(&mut months, 1, "closing")["cumulative"].clone();
    cell(&mut months, 1, "closing")["cumulative"] = json!(truth.as_i64().unwrap() + 9);
    let found = between(&months);
    let rules: Vec<(&str, &str)> = found
        .iter()
        .map(|(path, rule, _)| (path.as_str(), rule.as_str()))
        .collect();
    assert_eq!(
        rules,
        [("reports/2024-01.json", "opening-from-last-year")],
        "{found:#?}"
    );
    let (_, _, finding) = &found[0];
    let suspect = &finding["suspects"][0];
    assert_eq!(suspect["file"], "reports/2023-12.json", "{finding:#}");
    assert_eq!(suspect["id"], "flow/closing/cumulative");
    assert_eq!(
        suspect["suggested"].to_string().trim_matches('"'),
        truth.to_string()
    );
}

#[test]
fn a_month_follows_the_one_before() {
    let mut months = statements(&MONTHS);
    for column in ["current", "cumulative"] {
        let opening = &mut cell(&mut months, 4, "opening")[column];
        *opening = json!(opening.as_i64().unwrap() + 70);
    }
    let found = between(&months);
    let mut rules: Vec<&str> = found.iter().map(|(_, rule, _)| rule.as_str()).collect();
    rules.sort_unstable();
    assert_eq!(rules, ["opening-from-last-month", "opening-unchanged"]);
    assert!(
        found
            .iter()
            .all(|(path, ..)| path == "reports/2024-03.json")
    );
    // A month that is not there: what only holds from month to month is not asked.
    months.remove(3);
    let found = between(&months);
    let rules: Vec<&str> = found.iter().map(|(_, rule, _)| rule.as_str()).collect();
    assert_eq!(rules, ["opening-unchanged"]);
}

#[test]
fn quarters_follow_each_other_and_two_files_of_one_month_are_one_report() {
    let quarters = [("2023-Q4", 4), ("2024-Q1", 1), ("2024-Q2", 2)];
    let mut quarters = statements(&quarters);
    assert!(between(&quarters).is_empty());
    let opening = &mut cell(&mut quarters, 2, "opening")["current"];
    *opening = json!(opening.as_i64().unwrap() + 5);
    let found = between(&quarters);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].1, "opening-from-last-month");
    // Months and quarters are no copies of each other, and neither are months.
    let mut all = statements(&MONTHS);
    all.extend(quarters);
    let found = between(&all);
    assert_eq!(found.len(), 1, "{found:#?}");
}

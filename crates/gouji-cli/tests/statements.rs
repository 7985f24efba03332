//! A statement of a company through every command that looks at one.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const PAGE: &str = include_str!("../../gouji-lint/tests/statements/balance.html");

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("statements");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, PAGE).unwrap();
    path
}

fn gouji(arguments: &[&str], path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    command.args(arguments).arg(path).arg("--no-config");
    command.output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn check_names_form_period_and_cells() {
    let output = gouji(&["check", "--format", "json"], &file("check.html"));
    assert_eq!(output.status.code(), Some(1));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let report = &json["files"][0];
    assert_eq!(report["form"], "cn-small-enterprise/balance-sheet");
    assert_eq!(report["year"], 2024);
    assert_eq!(report["period"], "2024-12-31");
    assert_eq!(report["organization"], "青石县山水商贸有限公司");
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "assets-liabilities-equity");
    assert_eq!(finding["at"], "ending");
    assert_eq!(finding["suspects"][0]["id"], "assets/total/ending");
    for format in ["sarif", "html", "junit", "github", "csv"] {
        let output = gouji(&["check", "--format", format], &file("formats.html"));
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(text(&output).contains("9034742.5"), "{format}");
    }
}

#[test]
fn what_extract_prints_has_the_same_findings() {
    let output = gouji(&["extract"], &file("extract.html"));
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["period"], "2024-12-31");
    assert_eq!(
        json["tables"]["assets"]["total"]["ending"].to_string(),
        "9035642.5"
    );
    let path = file("extract.html").with_extension("json");
    fs::write(&path, &output.stdout).unwrap();
    let output = gouji(&["check", "--format", "json"], &path);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = json["files"][0]["findings"].as_array().unwrap();
    let rules: Vec<&Value> = findings.iter().map(|finding| &finding["rule"]).collect();
    assert_eq!(rules, ["assets-liabilities-equity", "assets-total"]);
}

#[test]
fn fix_mends_the_total() {
    let path = file("fix.html");
    let output = gouji(&["fix", "--write", "--unsafe"], &path);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let output = gouji(&["check"], &path);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

//! Real reports with checked truth, where the folder with them is present: every cell as in the
//! truth, all violations of the four fixed rules and no others.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const FIXED_RULES: [&str; 4] = [
    "requests-balance",
    "results-total",
    "applicants-total",
    "review-total",
];
const READABLE: [&str; 3] = ["txt", "html", "md"];

fn folder() -> PathBuf {
    std::env::var_os("GOUJI_SAMPLES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples"),
        PathBuf::from,
    )
}

fn gouji(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{arguments:?}: {error}: {}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

/// Samples with their truth files.
fn samples() -> Vec<(PathBuf, Value)> {
    let Ok(entries) = fs::read_dir(folder()) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .into_iter()
        .filter(|path| {
            let extension = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            READABLE.contains(&extension.as_str())
        })
        .filter_map(|path| {
            let truth = fs::read_to_string(path.with_extension("truth.json")).ok()?;
            Some((path, serde_json::from_str(&truth).unwrap()))
        })
        .collect()
}

fn cell(report: &Value, address: &str) -> Option<Value> {
    let mut parts = address.split('/');
    let (table, row, column) = (parts.next()?, parts.next()?, parts.next()?);
    report["tables"].get(table)?.get(row)?.get(column).cloned()
}

#[test]
fn every_cell_is_as_in_the_truth() {
    let samples = samples();
    if samples.is_empty() {
        println!("skipped: no samples");
    }
    let mut wrong = Vec::new();
    for (path, truth) in samples {
        let report = gouji(&["extract", path.to_str().unwrap()]);
        for (address, expected) in truth["cells"].as_object().unwrap() {
            let found = cell(&report, address);
            if found.as_ref() != Some(expected) {
                wrong.push(format!(
                    "{}: {address}: {found:?}, not {expected}",
                    path.display()
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cells:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn violations_are_as_in_the_truth() {
    let samples = samples();
    if samples.is_empty() {
        println!("skipped: no samples");
    }
    for (path, truth) in samples {
        let output = gouji(&["check", "--format", "json", path.to_str().unwrap()]);
        let pair = |rule: &Value, at: &Value| {
            (
                rule.as_str().unwrap().to_owned(),
                at.as_str().unwrap_or("").to_owned(),
            )
        };
        let found: BTreeSet<_> = output["files"][0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| {
                let rule = finding["rule"].as_str().unwrap();
                FIXED_RULES.contains(&rule) || finding["severity"] == "error"
            })
            .map(|finding| pair(&finding["rule"], &finding["at"]))
            .collect();
        let expected: BTreeSet<_> = truth["violated"]
            .as_array()
            .unwrap()
            .iter()
            .map(|violation| pair(&violation[0], &violation[1]))
            .collect();
        let unit: BTreeSet<_> = found
            .difference(&expected)
            .filter(|(rule, _)| FIXED_RULES.contains(&rule.as_str()))
            .collect();
        assert!(unit.is_empty(), "{}: {unit:?}", path.display());
        assert!(expected.is_subset(&found), "{}: {found:?}", path.display());
    }
}

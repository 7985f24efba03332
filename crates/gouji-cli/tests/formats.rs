//! The same report in every format: the same canonical JSON to the byte, and the same findings.
//!
//! The files are made by real programs from one source (`formats/make.sh`). The JSON is not made by
//! reading any of them.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const FORMATS: [&str; 13] = [
    "json", "html", "md", "csv", "docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "pdf", "ofd",
];
/// What findings say of where their cells stand, and nothing else.
const OF_PLACES: [&str; 2] = ["location", "path"];

fn file(name: &str, format: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files");
    folder.join(name).with_extension(format)
}

fn gouji(arguments: &[&str], file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .arg(file)
        .output()
        .unwrap()
}

fn without_places(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, _| !OF_PLACES.contains(&key.as_str()));
            object.values_mut().for_each(without_places);
        }
        Value::Array(values) => values.iter_mut().for_each(without_places),
        _ => {}
    }
}

/// The exit status of a check, and its findings without places.
fn findings(file: &Path) -> (i32, Value) {
    let output = gouji(&["check", "--format", "json"], file);
    let mut found: Value = serde_json::from_slice(&output.stdout).unwrap();
    without_places(&mut found);
    (output.status.code().unwrap(), found)
}

#[test]
fn every_format_gives_the_same_canonical_json() {
    for name in ["balanced", "mistaken"] {
        let expected = fs::read_to_string(file(name, "json")).unwrap();
        for format in FORMATS {
            let output = gouji(&["extract"], &file(name, format));
            assert_eq!(output.status.code(), Some(0), "{name}.{format}");
            let found = String::from_utf8(output.stdout).unwrap();
            assert_eq!(found, expected, "{name}.{format}");
        }
    }
}

#[test]
fn every_format_gives_the_same_findings() {
    for (name, status, errors) in [("balanced", 0, 0), ("mistaken", 1, 12)] {
        let expected = findings(&file(name, "json"));
        assert_eq!(expected.0, status, "{name}");
        assert_eq!(expected.1["summary"]["errors"], errors, "{name}");
        for format in FORMATS {
            let found = findings(&file(name, format));
            assert_eq!(found, expected, "{name}.{format}");
        }
    }
}

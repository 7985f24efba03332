//! The output for people, as a person sees it: `tests/*.full.txt` beside their reports.
//!
//! `GOUJI_ACCEPT=1 cargo test -p gouji-cli --test cards` accepts what is shown now.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn shows(arguments: &[&str], expected: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(["check", "--color", "never"])
        .args(arguments)
        .env_remove("COLUMNS")
        .env_remove("LINES")
        .current_dir(cases())
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    if std::env::var_os("GOUJI_ACCEPT").is_some() {
        fs::write(cases().join(expected), &shown).unwrap();
    }
    let expected = fs::read_to_string(cases().join(expected)).unwrap();
    assert_eq!(shown, expected, "\n{shown}");
}

#[test]
fn findings_with_one_cause_are_one_card() {
    shows(&["--lang", "zh", "faulty.md"], "faulty.zh.full.txt");
    shows(&["--lang", "en", "faulty.md"], "faulty.en.full.txt");
}

#[test]
fn the_year_that_is_likely_wrong_is_named() {
    let prior = ["--lang", "zh", "--prior", "faulty-last-year.json"];
    shows(
        &[&prior[..], &["faulty.md"]].concat(),
        "faulty-prior.zh.full.txt",
    );
}

#[test]
fn what_the_text_says_of_a_suspect_is_reported() {
    shows(&["--lang", "zh", "told.md"], "told.zh.full.txt");
    shows(&["--lang", "en", "told.md"], "told.en.full.txt");
}

#[test]
fn among_equally_likely_cells_none_is_called_the_answer() {
    shows(&["--lang", "zh", "tied.json"], "tied.zh.full.txt");
}

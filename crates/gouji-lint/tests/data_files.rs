//! Data files of a pack of its own: what is not there, or cannot be read, is reported and blocked.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_pack::Packs;

const FILES: [(&str, &str); 4] = [
    (
        "pack.toml",
        "id = \"wards/1\"\ntitle = { en = \"Return of wards\" }\n",
    ),
    (
        "form.toml",
        r#"[[table]]
id = "visits"
title = { en = "Visits" }
[[table.block]]
open_rows = { id = "ward", label = "Ward" }
columns = [
  { id = "new", label = "New" },
  { id = "old", label = "Returning" },
  { id = "note", label = "Remarks", optional = true },
]
rows = [{ id = "all", label = "All wards" }]
"#,
    ),
    (
        "source.toml",
        r#"[[source]]
format = "csv"
has = ["Ward", "New"]
facts = { organization = "row/Trust" }
[[source.record]]
table = "visits"
at = "row"
by = ["Ward"]
of = "ward"
totals = { TOTAL = "all" }
columns = { new = "New", old = "Returning", note = "Remarks" }
"#,
    ),
    (
        "rules/wards.toml",
        r#"name = "wards"
severity = "error"
authority = "form"
citation = { en = "c" }
title = { en = "all wards" }
message = { en = "{column}: {equation}" }
why = { en = "w" }
help = { en = "h" }
[relation]
each = "column of visits[new + old]"
assert = "here[all] == sum(here[*])"
[[example]]
passes = true
[[example]]
passes = false
cells = { "visits/all/new" = 1 }
"#,
    ),
];

fn linter(test: &str) -> Linter {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(folder.join("rules")).unwrap();
    for (name, text) in FILES {
        std::fs::write(folder.join(name), text).unwrap();
    }
    Linter::new(&Packs::load(&[folder]).unwrap().of_domain("wards"))
}

fn check(linter: &Linter, csv: &str) -> Outcome {
    let opened = linter.open(csv.as_bytes()).unwrap();
    linter.check(&opened.reports[0], None).unwrap()
}

/// Rules that found something, and rules that were blocked, each with where.
fn rules(outcome: &Outcome) -> (Vec<String>, Vec<String>) {
    let named = |rule: &str, at: Option<&str>| format!("{rule}@{}", at.unwrap_or_default());
    let findings = outcome.findings.iter();
    let blocked = outcome.blocked.iter();
    (
        findings
            .map(|one| named(&one.rule, one.at.as_deref()))
            .collect(),
        blocked
            .map(|one| named(&one.rule, one.at.as_deref()))
            .collect(),
    )
}

#[test]
fn a_column_that_no_line_has_is_reported_and_blocks() {
    let linter = linter("a-column-is-missing");
    let whole = "Ward,New,Returning\nA,2,3\nB,4,5\nTOTAL,6,8\n";
    assert_eq!(rules(&check(&linter, whole)), (vec![], vec![]));
    let (found, blocked) = rules(&check(&linter, "Ward,New\nA,2\nB,4\nTOTAL,6\n"));
    assert_eq!(found, ["missing-column@old"]);
    assert_eq!(blocked, ["wards@old"]);
}

#[test]
fn a_line_with_a_value_too_many_is_reported_and_blocks() {
    let linter = linter("a-value-too-many");
    let csv = "Ward,New,Returning\nA,2,3\nB,1,004,5\nTOTAL,1006,8\n";
    let (found, blocked) = rules(&check(&linter, csv));
    assert_eq!(found, ["misaligned-row@B"]);
    assert_eq!(blocked, ["wards@new", "wards@old"]);
}

#[test]
fn a_file_of_several_reports_is_none() {
    let linter = linter("several-reports");
    let csv = "Trust,Ward,New,Returning\nHill,A,2,3\nDale,TOTAL,2,3\n";
    let error = linter.open(csv.as_bytes()).unwrap_err();
    assert!(error.message().en.contains("(“Hill” and “Dale”)"));
}

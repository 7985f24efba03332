//! What a form says that no report can make use of is remarked on where it says so.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::PathBuf;

use gouji_model::Severity;
use gouji_pack::Packs;
use gouji_ruleset::{Code, lint};

const FORM: &str = r#"
[known_by]
titles = ["Report"]
organs = ["Library: {organ}", "{organ}"]
units = ["in {unit}"]
labels = 4
never = ["Balance", "Audi"]

[[section]]
id = "first"
title = "Remarks"
[[section]]
id = "second"
title = "remarks"

[[table]]
id = "stock"
title = { en = "Stock" }
furniture = ["Items", "Start"]
[[table.block]]
columns = [
    { id = "print", label = "Print", kind = "amount", unit = "shells" },
    { id = "state", label = "State", kind = "words", choices = ["good", "bad", "poor|Good"] },
]
rows = [{ id = "start", label = "Start" }, { id = "end", label = "End" }]

[[table]]
id = "loans"
title = { en = "Loans" }
skip = ["No.", "AV"]
[[table.block]]
columns = [{ id = "print", label = "Print" }, { id = "av", label = "Audio", aliases = ["A", "AV"] }]
rows = [{ id = "adults", label = "Adults" }, { id = "children", label = "Adults" }]
"#;

/// What is written where something is remarked on, with how much it matters.
fn remarks() -> Vec<(String, Severity)> {
    let folder: PathBuf =
        std::env::temp_dir().join(format!("gouji-form-places-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("form.toml"), FORM).unwrap();
    let pack = "id = \"own/one\"\ntitle = { en = \"own\" }\n";
    fs::write(folder.join("pack.toml"), pack).unwrap();
    let survey = Packs::survey(std::slice::from_ref(&folder));
    fs::remove_dir_all(&folder).unwrap();
    assert!(survey.faults.is_empty(), "{:?}", survey.faults);
    let linted = lint(&survey, None);
    let unfit = linted.remarks.iter();
    let unfit = unfit.filter(|remark| remark.code == Code::UnfitForm);
    unfit
        .map(|remark| {
            let range = remark.spots[0].range.clone();
            let written = FORM.get(range).unwrap().to_owned();
            (written, remark.severity)
        })
        .collect()
}

#[test]
fn each_remark_on_a_form_stands_at_its_line() {
    let remarks = remarks();
    let mut found: Vec<&str> = remarks.iter().map(|(written, _)| &**written).collect();
    found.sort_unstable();
    // The second of two that have one label, and not the first.
    let expected = [
        "\"AV\"",
        "\"Adults\"",
        "\"Audi\"",
        "\"Start\"",
        "\"poor|Good\"",
        "\"remarks\"",
        "\"shells\"",
        "\"{organ}\"",
    ];
    assert_eq!(found, expected);
    let severities = remarks.iter().map(|(_, severity)| *severity);
    assert!(severities.into_iter().all(|one| one == Severity::Warning));
}

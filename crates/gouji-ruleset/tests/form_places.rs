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

[[section]]
id = "first"
title = "Remarks"
[[section]]
id = "second"
title = "remarks"

[[table]]
id = "stock"
title = { en = "Stock" }
[[table.block]]
columns = [{ id = "print", label = "Print", kind = "amount", unit = "shells" }]
rows = [{ id = "start", label = "Start" }, { id = "end", label = "End" }]

[[table]]
id = "loans"
title = { en = "Loans" }
skip = ["No.", "AV"]
[[table.block]]
columns = [{ id = "print", label = "Print" }, { id = "av", label = "Audio", aliases = ["A", "AV"] }]
rows = [{ id = "adults", label = "Adults" }, { id = "children", label = "Adults" }]

[[table]]
id = "lent"
title = { en = "Lent" }
from = { form = "own/to", table = "loans" }
[[table.block]]
columns = [{ id = "print", label = "Copies" }]
rows = [{ id = "adults", label = "Grown-ups" }]

[[table]]
id = "kept"
title = { en = "Kept" }
from = { form = "own/two", table = "laons" }
[[table.block]]
columns = [{ id = "print", label = "Copies" }]
rows = [{ id = "adults", label = "Grown-ups" }]
"#;

const OTHER: &str = r#"
[[table]]
id = "loans"
title = { en = "Loans" }
[[table.block]]
columns = [{ id = "print", label = "Copies" }]
rows = [{ id = "adults", label = "Grown-ups" }]
"#;

/// What is written where something is remarked on, with what is to be done and how much it matters.
fn remarks() -> Vec<(String, String, Severity)> {
    let folder: PathBuf =
        std::env::temp_dir().join(format!("gouji-form-places-{}", std::process::id()));
    for (name, form) in [("one", FORM), ("two", OTHER)] {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("form.toml"), form).unwrap();
        let pack = format!("id = \"own/{name}\"\ntitle = {{ en = \"own\" }}\n");
        fs::write(folder.join("pack.toml"), pack).unwrap();
    }
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
            (written, remark.help.en.clone(), remark.severity)
        })
        .collect()
}

#[test]
fn each_remark_on_a_form_stands_at_its_line() {
    let remarks = remarks();
    let found = |severity: Severity| {
        let of = remarks.iter().filter(|(.., one)| *one == severity);
        let mut of: Vec<&str> = of.map(|(written, ..)| written.as_str()).collect();
        of.sort_unstable();
        of
    };
    let warnings = [
        "\"AV\"",
        "\"Adults\"",
        "\"remarks\"",
        "\"shells\"",
        "\"{organ}\"",
    ];
    assert_eq!(found(Severity::Warning), warnings);
    assert_eq!(found(Severity::Error), ["\"laons\"", "\"own/to\""]);
    for (at, meant) in [("\"laons\"", "`loans`"), ("\"own/to\"", "`own/two`")] {
        let (_, help, _) = remarks.iter().find(|(written, ..)| written == at).unwrap();
        assert!(help.contains(meant), "{help}");
    }
    // The second of two that have one label, and not the first.
    assert!(remarks.len() == 7, "{remarks:?}");
}

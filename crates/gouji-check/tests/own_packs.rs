//! Rules of small packs of their own: groups of columns below each other, and periods in examples.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;

use gouji_check::run_example;
use gouji_pack::Packs;

const FORM: &str = r#"
[known_by]
titles = ["Report"]
periods = ["{period}"]
dates = ["{year} Q{quarter}"]
labels = 4

[[table]]
id = "pat"
title = { en = "Patients" }
[[table.block]]
columns = [
    { id = "in", label = "In", group = true },
    { id = "in.gen", label = "General", group = true },
    { id = "in.gen.m", label = "Men" },
    { id = "in.gen.f", label = "Women" },
    { id = "in.long", label = "Long" },
    { id = "out", label = "Out" },
    { id = "total", label = "Total" },
]
rows = [{ id = "start", label = "Start" }, { id = "end", label = "End" }]
"#;

/// Whether the first example of a rule passes, or what is wrong with it.
fn runs(test: &str, relation: &str, example: &str) -> Result<bool, String> {
    let folder =
        std::env::temp_dir().join(format!("gouji-own-packs-{}-{test}", std::process::id()));
    fs::create_dir_all(folder.join("rules")).unwrap();
    let pack = "id = \"own/quarterly\"\ntitle = { en = \"own\" }\n";
    fs::write(folder.join("pack.toml"), pack).unwrap();
    fs::write(folder.join("form.toml"), FORM).unwrap();
    let mut rule = String::from("name = \"mine\"\nseverity = \"error\"\nauthority = \"label\"\n");
    for word in ["citation", "title", "message", "why", "help"] {
        rule.push_str(&format!("{word} = {{ en = \"x\" }}\n"));
    }
    rule.push_str(&format!(
        "[relation]\n{relation}\n[[example]]\npasses = true\n{example}\n"
    ));
    fs::write(folder.join("rules/mine.toml"), rule).unwrap();
    let packs = Packs::load(std::slice::from_ref(&folder));
    fs::remove_dir_all(&folder).unwrap();
    let packs = packs.map_err(|error| error.message().en)?;
    let mut packs = packs.packs().iter();
    let pack = packs.find(|pack| pack.rule("mine").is_some()).unwrap();
    let rule = pack.rule("mine").unwrap();
    Ok(run_example(pack, rule, &rule.examples.of(&pack.form)[0]))
}

#[test]
fn a_group_of_columns_stands_for_all_columns_below_it() {
    let cells = "cells = { \"pat/start/in.gen.m\" = 1, \"pat/start/in.gen.f\" = 20, \
        \"pat/start/in.long\" = 300, \"pat/start/out\" = 4000, \"pat/end/out\" = 7 }";
    for (number, (sum, expected)) in [
        ("in.*", 321),
        ("in", 321),
        ("in.gen", 21),
        ("in.gen.*", 21),
        ("in + in.gen.m", 321),
        ("in.* - in.gen", 300),
        ("in - in.gen.m", 320),
        ("* - in", 4000),
        ("* - in.gen.*", 4300),
    ]
    .into_iter()
    .enumerate()
    {
        let relation = format!("assert = \"sum(pat[start, {sum}]) == {expected}\"");
        let found = runs(&format!("sum-{number}"), &relation, cells);
        assert_eq!(found, Ok(true), "{sum}");
    }
    // Where a formula stands for each of them, those further below are not left out.
    let each = "each = \"column of pat[in.*]\"\nassert = \"pat[start] == 0\"";
    let cell = "cells = { \"pat/start/in.gen.f\" = 1 }";
    assert_eq!(runs("each", each, cell), Ok(false));
    let other = "cells = { \"pat/start/out\" = 1 }";
    assert_eq!(runs("each-other", each, other), Ok(true));
}

#[test]
fn a_column_that_is_left_out_and_is_not_there_is_an_error() {
    for (test, relation) in [
        ("every", "assert = \"sum(pat[start, * - inn]) == 0\""),
        (
            "each-below",
            "each = \"column of pat[inn.*]\"\nassert = \"pat[start] == 0\"",
        ),
    ] {
        let error = runs(test, relation, "").unwrap_err();
        assert!(error.contains("inn"), "{error}");
    }
}

#[test]
fn a_period_says_the_year_of_an_example() {
    let next = "12 * prior.year + prior.month + 3 == 12 * year + period.month";
    for (test, prior, period, expected) in [
        ("turn", "2023-Q4", "2024-Q1", true),
        ("within", "2024-Q1", "2024-Q2", true),
        ("last-year", "2023-Q1", "2024-Q1", false),
    ] {
        let relation = format!("assert = \"{next}\"");
        let example =
            format!("prior = {{ period = \"{prior}\" }}\nfacts = {{ period = \"{period}\" }}");
        assert_eq!(runs(test, &relation, &example), Ok(expected), "{test}");
    }
    // A year that is named comes first.
    let relation = "assert = \"year == 2020\"";
    let example = "facts = { period = \"2024-Q1\", year = 2020 }";
    assert_eq!(runs("named", relation, example), Ok(true));
}

//! Packs that a newcomer writes: what is told of reports in them, and of the packs themselves.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use sandbox::Sandbox;

const PACK: &str = r#"id = "sample/fund"
title = { en = "Report of a fund" }
language = "en"
"#;

const FORM: &str = r#"[known_by]
titles = ["Report of a fund"]
organs = ["Fund: {organ}"]
periods = ["Year {period}", "FY {period}"]
dates = ["{year}"]
units = ["in {unit}"]
labels = 4

[[table]]
id = "result"
title = { en = "Result" }
[[table.block]]
columns = [{ id = "now", label = "This year", kind = "signed-amount", unit = "dollars" }]
rows = [
    { id = "grants", label = "Grants" },
    { id = "markets", label = "Markets" },
    { id = "rent", label = "Rent" },
    { id = "total", label = "Total" },
]
"#;

fn rule(name: &str, relation: &str) -> String {
    let texts = ["citation", "title", "why", "help"];
    let texts = texts
        .map(|key| format!("{key} = {{ en = \"{name}\" }}\n"))
        .concat();
    format!(
        "name = \"{name}\"\nseverity = \"error\"\nauthority = \"arithmetic\"\n{texts}\
         message = {{ en = \"{{equation}}\" }}\n\n[relation]\n{relation}\n"
    )
}

fn report(above: &str, figures: [&str; 4]) -> String {
    let [grants, markets, rent, total] = figures;
    format!(
        "# Report of a fund\n\nFund: Friends of the Lake\n\n{above}\n\n| Item | This year |\n|---|---|\n\
         | Grants | {grants} |\n| Markets | {markets} |\n| Rent | {rent} |\n| Total | {total} |\n"
    )
}

const TOTAL: &str = "assert = \"result[total, now] == result[grants, now] + result[markets, now] + result[rent, now]\"";
const FROM_LAST_YEAR: &str = "assert = \"result[grants, now] >= prior.result[grants, now]\"";

fn sandbox(rules: &[(&str, &str)], files: &[(&str, String)]) -> Sandbox {
    let mut all: Vec<(String, Vec<u8>)> = vec![
        ("fund/pack.toml".to_owned(), PACK.into()),
        ("fund/form.toml".to_owned(), FORM.into()),
    ];
    for (name, relation) in rules {
        let path = format!("fund/rules/{name}.toml");
        all.push((path, rule(name, relation).into_bytes()));
    }
    for (name, text) in files {
        all.push(((*name).to_owned(), text.clone().into_bytes()));
    }
    Sandbox::of_files(&all)
}

#[test]
fn a_blank_is_not_filled_with_less_than_nothing_first() {
    let files = [("r.md", report("FY 2024", ["150", "", "50", "140"]))];
    let sandbox = sandbox(&[("total", TOTAL)], &files);
    let ran = sandbox.run(&["--rules", "fund", "check", "--format", "json", "r.md"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let first = &json["files"][0]["findings"][0]["suspects"][0];
    assert_ne!(first["id"], "result/markets/now", "{first}");
    // Two words on a line of their own are no table, and the name above is whole.
    assert_eq!(json["files"][0]["organization"], "Friends of the Lake");
    assert_eq!(json["files"][0]["period"], "2024");
}

#[test]
fn a_report_to_which_nothing_applies_passes_and_an_unread_one_does_not() {
    let files = [
        ("whole.md", report("Year 2024", ["1", "2", "3", "6"])),
        ("unread.md", report("Year 2023", ["?", "2", "3", "6"])),
    ];
    let sandbox = sandbox(&[("from-last-year", FROM_LAST_YEAR)], &files);
    let ran = sandbox.check(&["--rules", "fund", "whole.md"]);
    assert_eq!((ran.status, &*ran.stderr), (0, ""), "{ran:#?}");
    let ran = sandbox.check(&["--rules", "fund", "--prior", "unread.md", "whole.md"]);
    assert_eq!(ran.status, 2, "{ran:#?}");
    ran.stderr_has("this could not be checked: from-last-year");
}

#[test]
fn a_unit_that_nobody_knows_is_told_and_compared_with_nothing() {
    let files = [
        (
            "now.md",
            report("Year 2024\n\nin lakhs of rupees", ["1", "2", "3", "6"]),
        ),
        (
            "same.md",
            report("Year 2023\n\nin lakhs of rupees", ["2", "2", "3", "7"]),
        ),
        (
            "last.md",
            report("Year 2023\n\nin dollars", ["2", "2", "3", "7"]),
        ),
    ];
    let rules = [("total", TOTAL), ("from-last-year", FROM_LAST_YEAR)];
    let sandbox = sandbox(&rules, &files);
    let ran = sandbox.check(&["--rules", "fund", "now.md"]);
    assert!(ran.stdout.contains("warning[unknown-unit]"), "{ran:#?}");
    assert_eq!(ran.status, 0, "{ran:#?}");
    let ran = sandbox.check(&["--rules", "fund", "--prior", "last.md", "now.md"]);
    assert!(ran.stdout.contains("blocked[from-last-year]"), "{ran:#?}");
    let ran = sandbox.check(&["--rules", "fund", "--prior", "same.md", "now.md"]);
    assert!(ran.stdout.contains("error[from-last-year]"), "{ran:#?}");
}

#[test]
fn a_pack_is_written_whole_and_may_share_its_words() {
    let other = PACK.replace("sample/fund", "sample/other");
    let other = other.replace("\"en\"\n", "\"en\"\nwords = \"../shared/words.toml\"\n");
    let files = [
        ("packs/other/pack.toml", other),
        ("packs/other/form.toml", FORM.to_owned()),
        (
            "packs/shared/words.toml",
            "[numbers]\ndecimal = \".\"\ngrouping = [\",\"]\n[money]\n\"dollars\" = 0\n".to_owned(),
        ),
    ];
    let sandbox = sandbox(&[("total", TOTAL)], &files);
    let shown = |rules: &str, form: &str| {
        let ran = sandbox.run(&["--rules", rules, "pack", "show", form, "--into", form]);
        assert_eq!(ran.status, 0, "{ran:#?}");
        let ran = sandbox.run(&["pack", "check", form]);
        assert!(ran.stdout.contains("errors: 0"), "{ran:#?}");
        let all = std::fs::read_dir(sandbox.path().join(form)).unwrap();
        let mut names: Vec<_> = all.map(|one| one.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let own = ["form.toml", "pack.toml", "rules", "words.toml"];
    assert_eq!(shown("packs/other", "sample/other"), own);
    let foia = ["form.toml", "pack.toml", "rules", "source.toml"];
    assert_eq!(shown("fund", "us-foia/annual"), foia);
}

#[test]
fn what_is_asked_for_in_english_is_english() {
    let files = [("r.md", report("Year 2024", ["1", "2", "3", "7"]))];
    let sandbox = sandbox(&[("total", TOTAL)], &files);
    for arguments in [
        &["--help"][..],
        &["pack", "schema", "--of", "form"],
        &["pack", "schema", "--of", "rule"],
        &["pack", "schema", "sample/fund"],
        &["pack", "schema", "us-foia/annual"],
    ] {
        let ran = sandbox.run(&[&["--rules", "fund"], arguments].concat());
        let han = |c: &char| ('\u{4e00}'..'\u{a000}').contains(c);
        let found: String = ran.stdout.chars().filter(han).collect();
        assert_eq!(found, "", "{arguments:?}");
    }
    let ran = sandbox.run(&["--rules", "fund", "check", "--format", "sarif", "r.md"]);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let rules = json["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    let missing = rules
        .iter()
        .find(|rule| rule["id"] == "missing-row")
        .unwrap();
    assert_eq!(missing["shortDescription"]["text"], "A row is missing");
}

#[test]
fn a_copy_of_a_built_in_pack_has_nothing_to_be_told() {
    let sandbox = sandbox(&[], &[]);
    let ran = sandbox.run(&["pack", "show", "cn-disclosure/2021", "--into", "mine"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    let ran = sandbox.run(&["pack", "check", "mine"]);
    assert_eq!(ran.status, 0, "{ran:#?}");
    assert!(ran.stdout.contains("errors: 0, warnings: 0"), "{ran:#?}");
}

#[test]
fn a_rule_beside_the_pack_is_told_and_not_passed_over() {
    let rule = rule("beside", "assert = \"result[total, now] =\"");
    let sandbox = sandbox(&[("total", TOTAL)], &[("fund/beside.toml", rule)]);
    let ran = sandbox.run(&["pack", "check", "fund"]);
    assert!(ran.stdout.contains("unread-file"), "{ran:#?}");
    assert!(ran.stdout.contains("fund/beside.toml:1:8"), "{ran:#?}");
}

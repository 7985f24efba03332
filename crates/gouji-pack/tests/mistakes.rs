//! A mistake in a rule file is shown at its place in that file.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_pack::{PackError, Packs};

const WORDS: [&str; 5] = ["citation", "title", "message", "why", "help"];

/// A loose rule file with the given ending, loaded on top of the built-in packs.
fn load(test: &str, name: &str, check: &str) -> Result<Packs, PackError> {
    let mut text = format!("name = \"{name}\"\nseverity = \"error\"\nauthority = \"label\"\n");
    for word in WORDS {
        text.push_str(&format!("{word} = {{ zh = \"x\", en = \"x\" }}\n"));
    }
    text.push_str(check);
    let folder = std::env::temp_dir().join(format!("gouji-mistakes-{}-{test}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("rule.toml"), text).unwrap();
    let loaded = Packs::load(&[PathBuf::from(&folder)]);
    std::fs::remove_dir_all(&folder).unwrap();
    loaded
}

/// The text an error points at, and what it says.
fn pointed(error: PackError) -> (String, String) {
    let message = error.message().en;
    let PackError::Invalid {
        source_code, span, ..
    } = error
    else {
        panic!("not a mistake in a file: {error}");
    };
    let text = source_code.inner();
    (
        text[span.offset()..span.offset() + span.len()].to_owned(),
        message,
    )
}

fn mistake(test: &str, check: &str) -> (String, String) {
    let check = format!("applies_to = [\"cn-disclosure/2021\"]\n{check}");
    pointed(load(test, "mine", &check).unwrap_err())
}

#[test]
fn an_unknown_cell() {
    let (at, message) = mistake(
        "cell",
        "[relation]\nassert = \"requests[new, total] == requests[nwe, total]\"\n",
    );
    assert_eq!(at, "requests[nwe, total]");
    assert!(message.contains("requests/nwe/total"), "{message}");
}

#[test]
fn an_unknown_cell_in_a_long_string() {
    let (at, _) = mistake(
        "long",
        "[relation]\nassert = \"\"\"requests[nwe, total] == 1\"\"\"\n",
    );
    assert_eq!(at, "requests[nwe, total]");
}

#[test]
fn an_unknown_cell_behind_escapes() {
    let (at, _) = mistake(
        "escapes",
        "[relation]\nwhen = \"\\u0079ear\\t> 2\"\nassert = \"\\u0072equests[new, total]\\n== requests[nwe, total]\"\n",
    );
    assert_eq!(at, "requests[nwe, total]");
}

#[test]
fn an_unknown_cell_in_what_the_prose_may_mean() {
    let (at, _) = mistake(
        "reads",
        "[[narrative.claim]]\nname = \"x\"\nsays = [\"收到 #\"]\nreads = [{ zh = \"x\", en = \"x\", sum = \"sum(requests[nwe, total])\" }]\n",
    );
    assert!(at.starts_with("sum(requests[nwe"), "{at}");
}

#[test]
fn broken_syntax() {
    let (at, message) = mistake(
        "syntax",
        "[relation]\nassert = \"requests[new, total] = 1\"\n",
    );
    assert_eq!(at, "=");
    assert!(message.contains("no meaning"), "{message}");
}

#[test]
fn an_unknown_observation() {
    let (at, _) = mistake("kind", "[observation]\nkind = \"missing-rwo\"\n");
    assert_eq!(at, "\"missing-rwo\"");
}

#[test]
fn an_unknown_key() {
    let (at, _) = mistake("key", "[cell]\nis = \"blank\"\nif = 1\n");
    assert_eq!(at, "if");
}

#[test]
fn all_mistakes_of_a_rule_are_reported() {
    let folder = std::env::temp_dir().join(format!("gouji-mistakes-{}-all", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut text = "name = \"No Name\"\nseverity = \"info\"\nauthority = \"label\"\n".to_owned();
    for word in WORDS {
        text.push_str(&format!("{word} = {{ zh = \"x\", en = \"x\" }}\n"));
    }
    text.push_str("applies_to = [\"cn-disclosure/2021\"]\n[relation]\nassert = \"requests[nwe, total] == 1\"\n");
    text.push_str("[[example]]\npasses = true\ncells = { \"requests/x/total\" = \"1\", \"y/new/total\" = \"2\" }\n");
    std::fs::write(folder.join("rule.toml"), text).unwrap();
    let survey = Packs::survey(&[PathBuf::from(&folder)]);
    std::fs::remove_dir_all(&folder).unwrap();
    let messages: Vec<String> = survey
        .faults
        .into_iter()
        .map(|one| pointed(one).0)
        .collect();
    let expected = ["requests[nwe, total]", "\"No Name\""];
    assert_eq!(messages, expected);
}

#[test]
fn two_checks_in_one_rule() {
    let (_, message) = mistake(
        "two",
        "[cell]\nis = \"blank\"\n[observation]\nkind = \"missing-row\"\n",
    );
    assert!(message.contains("more than one"), "{message}");
}

#[test]
fn a_name_that_is_taken() {
    let error = load("taken", "results-total", "[cell]\nis = \"blank\"\n").unwrap_err();
    assert!(error.to_string().contains("already"), "{error}");
}

#[test]
fn a_loose_rule_runs_where_its_cells_are() {
    let rule = "[relation]\nassert = \"proactive[fees, amount] >= 0\"\n";
    let packs = load("loose", "mine", rule).unwrap();
    let with: Vec<&str> = packs
        .packs()
        .iter()
        .filter(|pack| pack.rule("mine").is_some())
        .map(|pack| pack.form.id.0.as_str())
        .collect();
    assert_eq!(with, ["cn-disclosure/2021"]);
}

#[test]
fn a_loose_rule_for_a_table_that_no_other_form_has() {
    let rule = "[relation]\neach = \"row of nowhere\"\nassert = \"nowhere[a] >= 0\"\n";
    let (at, message) = pointed(load("table", "mine", rule).unwrap_err());
    assert_eq!(at, "row of nowhere");
    assert!(message.contains("no table `nowhere`"), "{message}");
}

#[test]
fn an_axis_that_is_none() {
    let (_, message) = mistake(
        "axis",
        "[relation]\neach = \"colum of requests\"\nassert = \"requests[new] >= 0\"\n",
    );
    assert!(message.contains("neither `column of TABLE`"), "{message}");
}

#[test]
fn a_section_that_is_none() {
    let (at, message) = mistake(
        "section",
        "[text]\nsection = \"overveiw\"\nmentions = [[\"x\"]]\n",
    );
    assert_eq!(at, "\"overveiw\"");
    assert!(message.contains("no section"), "{message}");
}

#[test]
fn a_list_of_last_year() {
    let (_, message) = mistake(
        "sum",
        "[relation]\nassert = \"requests[new, total] == max(prior.requests[new + results.total, total])\"\n",
    );
    assert!(message.contains("can be summed"), "{message}");
}

#[test]
fn ids_that_stand_for_two_things() {
    let form = r#"
[[section]]
id = "only"
title = "x"
[[section]]
id = "only"
title = "y"
[[table]]
id = "t"
section = "ony"
title = { zh = "x", en = "x" }
[[table.block]]
columns = [{ id = "a", label = "a" }, { id = "a", label = "b" }]
rows = [{ id = "r", label = "r" }]
[[table.block]]
columns = [{ id = "a", label = "a" }]
rows = [{ id = "r", label = "r" }]
"#;
    let folder = std::env::temp_dir().join(format!("gouji-mistakes-{}-form", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("form.toml"), form).unwrap();
    std::fs::write(folder.join("schema.json"), "{}").unwrap();
    let pack = "id = \"mine\"\ntitle = { zh = \"x\", en = \"x\" }\n";
    std::fs::write(folder.join("pack.toml"), pack).unwrap();
    let survey = Packs::survey(&[PathBuf::from(&folder)]);
    std::fs::remove_dir_all(&folder).unwrap();
    let found: Vec<(String, String)> = survey.faults.into_iter().map(pointed).collect();
    let expected = [
        ("\"only\"", "a second section `only`"),
        ("\"ony\"", "the form has no section `ony`"),
        ("\"a\"", "a second column `a`"),
        ("\"t\"", "two blocks of `t` share a cell"),
    ];
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
    assert_eq!(found, expected);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = format!(
        "[relation]\nassert = \"{}year == 1{}\"\n",
        "(".repeat(500),
        ")".repeat(500)
    );
    let (_, message) = mistake("deep", &deep);
    assert!(message.contains("deeply"), "{message}");
    let long = format!(
        "[relation]\nassert = \"year == 1{}\"\n",
        " and year == 1".repeat(20000)
    );
    let (_, message) = mistake("long-chain", &long);
    assert!(message.contains("too long"), "{message}");
}

#[test]
fn all_keys_that_cannot_stand_there_are_reported() {
    let folder = std::env::temp_dir().join(format!("gouji-mistakes-{}-keys", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let text = "name = \"a\"\nseverity = \"warn\"\ntitel = 1\n[relation]\neach = 1\n";
    std::fs::write(folder.join("rule.toml"), text).unwrap();
    let survey = Packs::survey(std::slice::from_ref(&folder));
    std::fs::remove_dir_all(&folder).unwrap();
    let faults: Vec<(String, String)> = survey.faults.into_iter().map(pointed).collect();
    let places: Vec<&str> = faults.iter().map(|(at, _)| at.as_str()).collect();
    // Of `title` it is not said that it is missing: `titel` is told instead.
    let missing = ["authority", "citation", "message", "why", "help"];
    let expected = [
        ["name"; 5].as_slice(),
        &["\"warn\"", "titel", "[relation]", "1"],
    ]
    .concat();
    assert_eq!(places, expected, "{faults:?}");
    for name in missing {
        assert!(
            faults.iter().any(|(_, help_text)| help_text.contains(name)),
            "{name}"
        );
    }
}

#[test]
fn a_name_in_a_sum_that_nothing_has() {
    for sum in ["new + nwe", "new - nwe", "new + nwe.*"] {
        let check = format!("[relation]\nassert = \"year == sum(requests[{sum}, total])\"\n");
        let (at, message) = mistake("sums", &check);
        assert!(at.starts_with("sum("), "{at}");
        assert!(message.contains("nwe"), "{message}");
    }
}

#[test]
fn a_cell_in_an_example_that_no_form_has() {
    let check = "[cell]\nis = \"blank\"\n[[example]]\npasses = false\ncells = { \"requests/nwe/total\" = \"\" }\n";
    let (at, _) = mistake("example-cells", check);
    assert_eq!(at, "\"requests/nwe/total\"");
}

/// A loose rule with this relation: where its mistake is, what it says and what it advises.
fn formula(test: &str, assert: &str) -> (String, String, String) {
    let check = format!(
        "applies_to = [\"cn-disclosure/2021\"]\n[relation]\neach = \"column of requests\"\nassert = \"{assert}\"\n"
    );
    let error = load(test, "mine", &check).unwrap_err();
    let help = error.help().en;
    let (at, message) = pointed(error);
    (at, message, help)
}

#[test]
fn a_formula_that_cannot_be_says_how_to_write_it() {
    for (number, (assert, at, help)) in [
        ("requests[new] = 1", "=", "`==`"),
        ("requests[new] <= 0. * 3", "0.", "both sides of the point"),
        (
            "requests[new] <= 0.1234567 * 3",
            "0.1234567",
            "at most six decimals",
        ),
        ("requests[new] / 2 <= 3", "/", "`round(a / b, 2)`"),
        (
            "requests[new + carried_over] <= 3",
            "requests[new + carried_over]",
            "`sum(",
        ),
        ("here[new] + hre[new] <= 3", "hre[new]", "id"),
        ("requests[new] ≤ 3", "≤", "`<=`"),
        (
            "requests[new] * requests[new] <= 3",
            "requests[new] * requests[new]",
            "whole numbers",
        ),
        ("1 <= requests[new] <= 3", "<=", "join several with `and`"),
        ("requests[new] <= 30%", "%", "multiply both sides"),
        (
            "99999999999999999999 <= requests[new]",
            "99999999999999999999",
            "smaller",
        ),
        ("9000000000000000000 * 9 <= requests[new]", "9", "smaller"),
    ]
    .into_iter()
    .enumerate()
    {
        let (place, message, help_text) = formula(&format!("formula-{number}"), assert);
        assert_eq!(place, at, "{assert}: {message}");
        assert!(help_text.contains(help), "{assert}: {help_text}");
    }
}

#[test]
fn a_second_kind_inside_narrative_is_refused_at_its_place() {
    let claim = "[[narrative.claim]]\nname = \"x\"\nsays = [\"收到 #\"]\nreads = [{ zh = \"x\", sum = \"sum(requests[new, total])\" }]\n";
    let year = "[narrative.year]\nsections = [\"problems\"]\nsays = [\"计划 #\"]\nlater_by = 1\n";
    let (at, message) = mistake("two-kinds", &format!("{claim}{year}"));
    assert!(at.contains("narrative.year"), "{at}");
    assert!(message.contains("`claim` already"), "{message}");
    let (at, message) = mistake("kinds-turned", &format!("{year}{claim}"));
    assert!(at.contains("narrative.claim"), "{at}");
    assert!(message.contains("`year` already"), "{message}");
    let (_, message) = mistake("no-kind", "[narrative]\n");
    assert!(message.contains("does not say what"), "{message}");
}

#[test]
fn numbers_of_examples_need_no_quotes_and_anything_else_is_refused_in_words() {
    let example = |cells: &str| {
        format!(
            "[relation]\nassert = \"requests[new, total] == 3\"\n[[example]]\npasses = true\ncells = {{ {cells} }}\n"
        )
    };
    let good = example("\"requests/new/total\" = 3, \"requests/carried_over/total\" = \"0\"");
    let packs = load("integers", "mine", &good).unwrap();
    let pack = &packs.packs()[0];
    let rule = pack.rule("mine").unwrap();
    let texts: Vec<&str> = rule.examples.of(&pack.form)[0]
        .cells
        .iter()
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(texts, ["0", "3"]);
    for (value, test) in [("0.5", "decimal"), ("true", "truth"), ("[1]", "list")] {
        let bad = example(&format!("\"requests/new/total\" = {value}"));
        let error = load(test, "mine", &bad).unwrap_err();
        assert_eq!(error.message().zh, "这里应当是文字或整数");
        assert_eq!(pointed(error).0, value);
    }
}

#[test]
fn names_in_examples_that_no_report_has_are_refused() {
    let example = |more: &str| {
        format!("[relation]\nassert = \"year > 2000\"\n[[example]]\npasses = true\n{more}\n")
    };
    let (at, message) = mistake("fact", &example("facts = { yaer = 2023 }"));
    assert_eq!(at, "yaer");
    assert!(message.contains("`yaer`"), "{message}");
    let packs = load(
        "facts",
        "mine",
        &example("facts = { year = 2023, \"title.year\" = \"2022\" }"),
    );
    assert!(packs.is_ok(), "{packs:?}");
}

/// A rule whose texts are as given for each of the five.
fn worded(text: &str) -> String {
    let mut rule = String::from("name = \"mine\"\nseverity = \"error\"\nauthority = \"label\"\n");
    for word in WORDS {
        rule.push_str(&format!("{word} = {text}\n"));
    }
    rule + "[relation]\nassert = \"requests[new, total] == 3\"\n"
}

#[test]
fn one_language_is_enough_and_stands_for_both() {
    let folder = std::env::temp_dir().join(format!("gouji-mistakes-{}-one", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("rule.toml");
    for (text, zh, en) in [
        ("{ zh = \"甲\" }", "甲", "甲"),
        ("{ en = \"a\" }", "a", "a"),
        ("{ zh = \"甲\", en = \"a\" }", "甲", "a"),
    ] {
        std::fs::write(&path, worded(text)).unwrap();
        let packs = Packs::load(std::slice::from_ref(&folder)).unwrap();
        let title = &packs.packs()[0].rule("mine").unwrap().title;
        assert_eq!((title.zh.as_str(), title.en.as_str()), (zh, en));
    }
    std::fs::write(&path, worded("\"甲\"")).unwrap();
    let survey = Packs::survey(std::slice::from_ref(&folder));
    assert_eq!(survey.faults[0].message().zh, "没有写明这是哪种语言");
    assert!(survey.faults[0].help().zh.contains("{ zh = \"甲\" }"));
    std::fs::write(&path, worded("{}")).unwrap();
    let survey = Packs::survey(std::slice::from_ref(&folder));
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!(survey.faults.len(), WORDS.len());
    for fault in survey.faults {
        assert_eq!(fault.message().zh, "两种语言都没有写");
        assert_eq!(pointed(fault).0, "{}");
    }
}

#[test]
fn facts_of_examples_that_cannot_be_read_are_refused() {
    let example = |facts: &str| {
        format!("[relation]\nassert = \"year > 2000\"\n[[example]]\npasses = true\n{facts}\n")
    };
    for (number, (facts, at, help)) in [
        ("facts = { year = \"abc\" }", "year", "`2024`"),
        (
            "prior = { \"title.year\" = \"24th\" }",
            "\"title.year\"",
            "`2024`",
        ),
        ("facts = { period = \"Q1 2024\" }", "period", "2024-Q1"),
        (
            "facts = { published = \"yesterday\" }",
            "published",
            "`2024-01-31`",
        ),
        (
            "facts = { published = \"2024-03\" }",
            "published",
            "`2024-01-31`",
        ),
        ("facts = { level = \"nope\" }", "level", "[published]"),
    ]
    .into_iter()
    .enumerate()
    {
        let check = format!("applies_to = [\"cn-disclosure/2021\"]\n{}", example(facts));
        let error = load(&format!("fact-{number}"), "mine", &check).unwrap_err();
        assert!(
            error.help().en.contains(help),
            "{facts}: {}",
            error.help().en
        );
        assert_eq!(pointed(error).0, at, "{facts}");
    }
    let published = "[published]\ndeadlines = [{ level = \"town\", month = 1, day = 31 }]\n[[example]]\npasses = true\n";
    for (level, near) in [("town", None), ("twon", Some("`town`"))] {
        let check = format!(
            "{published}facts = {{ level = \"{level}\", year = 2023, published = \"2024-01-31\" }}\n"
        );
        let loaded = load(&format!("level-{level}"), "mine", &check);
        let help = loaded.err().map(|error| error.help().en);
        assert_eq!(help.is_some(), near.is_some(), "{help:?}");
        assert!(help.is_none_or(|help| help.contains(near.unwrap_or_default())));
    }
    for period in [
        "2024",
        "2024-H1",
        "2024-Q1",
        "2024-03",
        "2024-12-31",
        "FY2024/04",
    ] {
        let facts = format!("facts = {{ period = \"{period}\", year = 2024 }}");
        let loaded = load("periods", "mine", &example(&facts));
        assert!(loaded.is_ok(), "{period}: {loaded:?}");
    }
}

#[test]
fn a_fact_that_is_none_is_told_with_all_there_are() {
    let (at, _, help) = formula("fact-none", "requests[new] >= period.moth");
    assert_eq!(at, "period.moth");
    assert!(help.contains("did you mean `period.month`?"), "{help}");
    for name in [
        "period.months",
        "prior.month",
        "signature.year",
        "form.until",
    ] {
        assert!(help.contains(name), "{help}");
    }
    let (_, _, help) = formula("fact-factor", "requests[new] * requests[new] <= 3");
    assert!(help.contains("decimals"), "{help}");
}

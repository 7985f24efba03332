//! Small rule sets, each with one fault, and what the linter says about them.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::id;

use gouji_pack::{Packs, Survey};
use gouji_ruleset::{Linted, lint};

const FORM: &str = r#"
[[section]]
id = "figures"
title = "Figures"

[[table]]
id = "t"
section = "figures"
title = { zh = "表", en = "Table" }
[[table.block]]
columns = [
    { id = "x", label = "X" },
    { id = "y", label = "Y" },
    { id = "all", label = "All" },
    { id = "change", label = "Change", kind = "signed" },
    { id = "money", label = "Money", kind = "amount" },
]
rows = [{ id = "a", label = "A" }, { id = "b", label = "B" }, { id = "sum", label = "Sum" }]
"#;

/// A folder of this test's own with one pack.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("gouji-ruleset-{}-{test}", id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("rules")).unwrap();
        fs::write(folder.join("form.toml"), FORM).unwrap();
        fs::write(folder.join("schema.json"), "{}").unwrap();
        let pack = "id = \"mine\"\ntitle = { zh = \"我的\", en = \"Mine\" }\nsince = 2020\n";
        fs::write(folder.join("pack.toml"), pack).unwrap();
        Self(folder)
    }

    fn write(&self, name: &str, rule: &str) {
        fs::write(self.0.join(format!("rules/{name}.toml")), rule).unwrap();
    }

    fn lint(&self) -> Linted {
        let survey = Packs::survey(std::slice::from_ref(&self.0));
        let faults: Vec<String> = survey.faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults, Vec::<String>::new());
        let files = own_files(&survey, &self.0);
        lint(&survey, Some(&files))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn own_files<'s>(survey: &'s Survey, folder: &Path) -> BTreeSet<&'s str> {
    let folder = folder.to_string_lossy().replace('\\', "/");
    let files = survey.files.iter().map(|file| &*file.path);
    files.filter(|path| path.starts_with(&folder)).collect()
}

/// A rule file. What the tests are not about is in order, but for the examples.
fn rule(name: &str, check: &str) -> String {
    let texts = ["citation", "title", "message", "why", "help"]
        .map(|key| format!("{key} = {{ zh = \"某\", en = \"{name}\" }}\n"))
        .concat();
    format!("name = \"{name}\"\nseverity = \"warning\"\nauthority = \"label\"\n{texts}{check}\n")
}

fn relation(name: &str, assert: &str) -> String {
    rule(name, &format!("[relation]\nassert = \"{assert}\""))
}

/// What is reported, without what the examples lack: `code: message`.
fn messages(linted: &Linted) -> Vec<String> {
    let remarks = linted.remarks.iter();
    let remarks = remarks.filter(|remark| remark.code.name() != "missing-example");
    remarks
        .map(|remark| format!("{}: {}", remark.code.name(), remark.message.en))
        .collect()
}

/// What is reported about relations.
fn relations(test: &str, relations: &[(&str, &str)]) -> Vec<String> {
    let folder = Folder::new(test);
    for (name, assert) in relations {
        folder.write(name, &relation(name, assert));
    }
    messages(&folder.lint())
}

#[test]
fn contradictory_rules_with_a_smallest_set() {
    let rules = [
        ("bystander", "t[b, x] + t[b, y] == t[b, all]"),
        ("first", "t[a, x] == t[a, y] + t[b, x]"),
        ("second", "t[a, y] > t[a, all]"),
        ("third", "t[a, all] >= t[a, x]"),
        ("harmless", "t[a, x] <= t[b, all] + 7"),
    ];
    let expected = [
        "contradiction: no report can satisfy these rules together, though any of them less it can: first; second; third",
    ];
    assert_eq!(relations("contradiction", &rules), expected);
}

#[test]
fn a_rule_that_contradicts_itself() {
    let rules = [("fraction", "2 * t[a, x] == 2 * t[a, y] + 1")];
    let expected = ["contradiction: no report can satisfy this rule: fraction"];
    assert_eq!(relations("itself", &rules), expected);
}

#[test]
fn money_may_be_a_fraction_of_something() {
    let rules = [("fraction", "2 * t[a, money] == 2 * t[b, money] + 1")];
    assert_eq!(relations("money", &rules), Vec::<String>::new());
}

#[test]
fn contradictions_reach_through_choices() {
    let rules = [
        ("either", "t[a, x] > 3 or t[a, y] > 3"),
        ("small", "t[a, x] + t[a, y] <= 2"),
    ];
    let expected = [
        "contradiction: no report can satisfy these rules together, though any of them less it can: either; small",
    ];
    assert_eq!(relations("choices", &rules), expected);
}

#[test]
fn rules_for_different_organs_do_not_meet() {
    let folder = Folder::new("organs");
    for (name, end, assert) in [("one", "A", "t[a, x] == 1"), ("two", "B", "t[a, x] == 2")] {
        let check = format!("organs = {{ ends = [\"{end}\"] }}\n[relation]\nassert = \"{assert}\"");
        folder.write(name, &rule(name, &check));
    }
    assert_eq!(messages(&folder.lint()), Vec::<String>::new());
}

#[test]
fn rules_no_report_can_break() {
    let rules = [
        ("same", "t[a, x] - t[a, y] == t[a, x] - t[a, y]"),
        ("bounds", "t[a, x] + t[a, y] >= 0"),
        ("signed", "t[a, change] >= 0"),
    ];
    let expected = [
        "unbreakable: no report can break `same`: same",
        "unbreakable: only a figure below zero breaks `bounds`, and those are found without it: bounds",
    ];
    assert_eq!(relations("unbreakable", &rules), expected);
}

#[test]
fn rules_that_apply_to_no_report() {
    let rules = [
        ("idle", "t[a, x] > t[a, all] implies t[b, x] == 1"),
        ("total", "t[a, all] == t[a, x] + t[a, y]"),
    ];
    let expected = ["never-applies: `idle` applies to no report (given total): idle"];
    assert_eq!(relations("idle", &rules), expected);
}

#[test]
fn a_sign_the_wrong_way_round() {
    let rules = [
        ("total", "t[a, all] == t[a, x] + t[a, y]"),
        ("wrong", "t[a, x] == t[a, all] + t[b, x]"),
    ];
    let expected = [
        "only-zero: the rules leave these cells only the value zero: t/a/y, t/b/x (given total; wrong)",
    ];
    assert_eq!(relations("sign", &rules), expected);
}

#[test]
fn rules_that_repeat_each_other() {
    let rules = [
        ("first", "t[a, all] == t[a, x] + t[a, y]"),
        ("second", "2 * t[a, x] + 2 * t[a, y] == 2 * t[a, all]"),
    ];
    let expected = ["duplicate: `second` says the same as `first`"];
    let messages = relations("repeated", &rules);
    assert_eq!(
        messages.first().map(String::as_str),
        Some(expected[0]),
        "{messages:?}"
    );
}

#[test]
fn rules_that_follow_from_others() {
    let rules = [
        ("less", "t[a, x] <= t[a, y]"),
        ("more", "t[a, y] <= t[b, y]"),
        ("weak", "t[a, x] <= t[b, y] + 1"),
        ("with-last-year", "t[a, x] <= prior.t[a, x]"),
    ];
    let expected = ["implied: `weak` follows from other rules: less; more"];
    assert_eq!(relations("implied", &rules), expected);
}

#[test]
fn what_needs_last_year_implies_nothing_without_it() {
    let rules = [
        ("with-last-year", "t[a, x] == t[a, y] + prior.t[a, x]"),
        ("without", "t[a, x] >= t[a, y]"),
    ];
    assert_eq!(relations("prior", &rules), Vec::<String>::new());
}

#[test]
fn equations_that_depend_on_each_other_are_a_note() {
    let folder = Folder::new("dependent");
    let rows = "[relation]\neach = \"row of t\"\nassert = \"t[all] == t[x] + t[y]\"";
    let columns = "[relation]\neach = \"column of t\"\nassert = \"t[sum] == t[a] + t[b]\"";
    folder.write("rows", &rule("rows", rows));
    folder.write("columns", &rule("columns", columns));
    let linted = folder.lint();
    let expected =
        ["redundant: `rows @ sum` follows from other equations: columns @ x, y, all; rows @ a, b"];
    assert_eq!(messages(&linted), expected);
    let numbers = &linted.numbers[0];
    assert_eq!((numbers.alone.equations, numbers.alone.rank), (8, 7));
    assert_eq!((numbers.cells, numbers.alone.freedom), (15, 8));
    // A change of one cell breaks its row or column; the last two columns have no rows' sum.
    assert_eq!((numbers.caught, numbers.unwatched.len()), (15, 0));
    assert_eq!(numbers.escaping_pairs(), 6);
}

#[test]
fn cells_no_rule_can_catch() {
    let folder = Folder::new("unwatched");
    folder.write("one", &relation("one", "t[a, all] == t[a, x] + t[a, y]"));
    folder.write("two", &relation("two", "t[b, x] <= t[b, y]"));
    let numbers = &folder.lint().numbers[0];
    assert_eq!(numbers.caught, 3);
    assert_eq!(numbers.partly, ["t/b/x", "t/b/y"]);
    assert_eq!(numbers.unwatched.len(), 10);
    assert_eq!(numbers.alike, [["t/a/x", "t/a/y", "t/a/all"]]);
}

#[test]
fn examples_that_do_not_do_what_they_say() {
    let folder = Folder::new("examples");
    let check = "[relation]\nassert = \"t[a, x] == 0\"\n[[example]]\npasses = true\n\
                 [[example]]\npasses = false\ncells = { \"t/a/y\" = \"1\" }\n\
                 [[example]]\npasses = false\ncells = { \"t/a/x\" = \"some\" }";
    folder.write("odd", &rule("odd", check));
    let linted = folder.lint();
    let wrong: Vec<_> = linted
        .remarks
        .iter()
        .filter(|r| r.code.name() == "wrong-example")
        .collect();
    let said: Vec<&str> = wrong.iter().map(|one| one.message.en.as_str()).collect();
    assert_eq!(
        said,
        [
            "example 2 of `odd` should fail and does not",
            "example 3 of `odd` finds nothing: it is only blocked",
        ]
    );
}

#[test]
fn texts_without_translation_and_placeholders_without_a_figure() {
    let folder = Folder::new("texts");
    let texts = rule(
        "texts",
        "[relation]\nassert = \"t[a, x] == 0 or t[a, y] == 0\"",
    )
    .replace("title = { zh = \"某\"", "title = { zh = \"\"")
    .replace("why = { zh = \"某\"", "why = { zh = \"texts\"")
    .replace(
        "message = { zh = \"某\"",
        "message = { zh = \"某{equation}\"",
    );
    folder.write("texts", &texts);
    let expected = [
        "placeholder: nothing fills {equation} in the message",
        "untranslated: `title` is empty in one language",
        "untranslated: `why` is the same in both languages",
    ];
    assert_eq!(messages(&folder.lint()), expected);
}

#[test]
fn a_cell_of_last_year_that_no_form_has() {
    let rules = [("typo", "t[a, x] == prior.t[a, ex]")];
    let expected =
        ["unknown-prior-cell: no form has last year's cell `t/a/ex`; `typo` is never checked"];
    assert_eq!(relations("unknown-prior", &rules), expected);
}

#[test]
fn two_packs_with_one_name_for_two_rules() {
    let (one, two) = (Folder::new("form-one"), Folder::new("form-two"));
    let about = "id = \"other\"\ntitle = { zh = \"我的\", en = \"Mine\" }\nsince = 2020\n";
    fs::write(two.0.join("pack.toml"), about).unwrap();
    one.write("texts", &rule("texts", "[cell]\nis = \"blank\""));
    two.write(
        "texts",
        &rule("texts", "[cell]\nis = \"blank\"").replace("warning", "error"),
    );
    let survey = Packs::survey(&[one.0.clone(), two.0.clone()]);
    let linted = lint(&survey, Some(&own_files(&survey, &two.0)));
    let expected =
        ["name-differs: two packs have a rule `texts` with different titles or severities"];
    assert_eq!(messages(&linted), expected);
}

#[test]
fn factors_too_large_are_undecided() {
    let large = i64::MAX;
    let product = format!("{large} * t[a, x] == {large} * t[a, y] + 1");
    let sums: Vec<(String, String)> = (0..9)
        .map(|index| {
            let factor = large - index * index * 7;
            (
                format!("r{index}"),
                format!(
                    "{factor} * t[a, money] + {} * t[b, money] >= {} * t[sum, money] + {index}",
                    large - index,
                    factor - 13
                ),
            )
        })
        .collect();
    let mut rules: Vec<(&str, &str)> = sums.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    rules.push(("product", &product));
    let messages = relations("large", &rules);
    assert!(
        messages
            .iter()
            .any(|messages| messages.contains("product") && messages.starts_with("contradiction")),
        "{messages:?}"
    );
    assert!(
        messages
            .iter()
            .any(|messages| messages.starts_with("undecided")),
        "{messages:?}"
    );
}

#[test]
fn the_built_in_packs_are_in_order() {
    let survey = Packs::survey(&[]);
    let linted = lint(&survey, None);
    let remarks = linted.remarks.iter();
    let loud: Vec<String> = remarks
        .filter(|remark| remark.severity > gouji_model::Severity::Info)
        .map(|remark| format!("{}: {}", remark.code.name(), remark.rules[0]))
        .collect();
    assert_eq!(loud, Vec::<String>::new());
    let equations = linted
        .numbers
        .iter()
        .map(|numbers| (numbers.alone.equations, numbers.alone.rank));
    let equations: Vec<(usize, usize)> = equations.collect();
    assert_eq!(equations.get(..2), Some(&[(40, 38), (42, 40)][..]));
    // In the forms of other domains no equation follows from the others.
    let others = equations.iter().skip(2);
    assert!(others.clone().count() > 2);
    assert!(others.clone().all(|(equations, rank)| equations == rank));
}

#[test]
fn the_period_of_an_example_says_its_year() {
    let folder = Folder::new("period-year");
    let check = "[relation]\nassert = \"period.year == 2024\"\n\
                 [[example]]\npasses = true\nfacts = { period = \"2024-Q1\" }\n\
                 [[example]]\npasses = true\nfacts = { period = \"2024-Q1\", \"period.year\" = 2024 }\n\
                 [[example]]\npasses = false\nfacts = { period = \"2023\" }\n";
    folder.write("period", &rule("period", check));
    let linted = folder.lint();
    let wrong = messages(&linted);
    assert!(
        wrong.iter().all(|one| !one.starts_with("wrong-example")),
        "{wrong:?}"
    );
}

/// The remarks on a rule with these keys at its top and this check, with what is written at their places.
fn idle(test: &str, top: &str, check: &str) -> Vec<(String, String)> {
    let folder = Folder::new(test);
    let text = rule("mine", &format!("{top}\n{check}"));
    folder.write("mine", &text);
    let linted = folder.lint();
    let idle = linted.remarks.iter();
    let idle = idle.filter(|remark| remark.code.name() == "idle-key");
    idle.map(|remark| {
        let written = text.get(remark.spots[0].range.clone()).unwrap();
        (written.to_owned(), remark.message.en.clone())
    })
    .collect()
}

#[test]
fn what_a_rule_says_without_effect() {
    let balance = "[relation]\nassert = \"t[a, x] == t[a, y]\"";
    let text = |rest: &str| format!("[text]\nsection = \"figures\"\n{rest}");
    let published = |rest: &str| format!("[published]\n{rest}");
    let deadline = |level: &str, month: u8, day: u8| {
        format!(
            "labels = [\"on\"]\ndeadlines = [{{ level = \"{level}\", month = {month}, day = {day} }}]"
        )
    };
    let each = "[relation]\neach = \"column of t\"\nassert = ";
    let cases = [
        ("since = 2025\nuntil = 2020", balance.to_owned(), "2020"),
        (
            "organs = { ends = [] }",
            balance.to_owned(),
            "{ ends = [] }",
        ),
        (
            "organs = { except = [\"x\"] }",
            balance.to_owned(),
            "{ except = [\"x\"] }",
        ),
        (
            "organs = { ends = [\"City Library\"], except = [\"Library\"] }",
            balance.to_owned(),
            "\"City Library\"",
        ),
        (
            "",
            format!("{each}\"t[a, x] == t[b, y]\""),
            "\"column of t\"",
        ),
        (
            "",
            format!("{each}\"t[a] == t[b]\"\ntables = {{ u = [\"t\"] }}"),
            "[\"t\"]",
        ),
        (
            "",
            format!("{balance}\nblanks = \"skip\"\nblank = {{ some = {{ en = \"x\" }} }}"),
            "{ some = { en = \"x\" } }",
        ),
        (
            "",
            text("mentions = [[\"x\"]]\nhollow = [\"q\"]"),
            "[\"q\"]",
        ),
        ("", text("never = [\"x\"]\nunless = [\"q\"]"), "[\"q\"]"),
        (
            "",
            text("mentions = [[\"x\"]]\nor_in = [\"figures\"]"),
            "\"figures\"",
        ),
        ("", text("mentions = [[]]"), "[]"),
        ("", published("deadlines = []"), "[published]"),
        ("", published(&deadline("citty", 3, 31)), "\"citty\""),
        ("", published(&deadline("city", 2, 31)), "31"),
        (
            "",
            "[copied]\nsections = [\"figures\"]\ncharacters = 20\npercent = 300".to_owned(),
            "300",
        ),
        (
            "",
            "[unchanged]\ncells = [\"t/*/*\"]\nfilled = 2000".to_owned(),
            "2000",
        ),
        (
            "",
            "[cell]\nis = \"blank\"\ngrades = [{ cells = [], severity = \"info\" }]".to_owned(),
            "[]",
        ),
    ];
    for (number, (top, check, written)) in cases.iter().enumerate() {
        let found = idle(&format!("idle-{number}"), top, check);
        assert_eq!(found.len(), 1, "{top} {check} {found:?}");
        assert_eq!(found[0].0, *written, "{}", found[0].1);
    }
    let words = "[narrative.words]\ntexts = [\"figures\"]\nunless = [\"x\"]";
    assert_eq!(idle("idle-words", "", words).len(), 1);
}

#[test]
fn what_a_rule_says_with_effect() {
    let each = "[relation]\neach = \"column of t\"\nassert = ";
    let cases = [
        ("since = 2020\nuntil = 2020", format!("{each}\"t[a] == t[b]\"")),
        (
            "organs = { ends = [\"Library\"], except = [\"City Library\"] }",
            format!("{each}\"u[a] == t[b]\"\ntables = {{ u = [\"t\"] }}"),
        ),
        (
            "",
            "[text]\nsection = \"figures\"\nnever = [\"x*y\"]\nunless = [\"q\"]\nhollow = [\"n\"]\nat_least = 3".to_owned(),
        ),
        (
            "",
            "[published]\nmetas = [\"date\"]\ndeadlines = [{ level = \"city\", month = 2, day = 29 }]".to_owned(),
        ),
        ("", "[unchanged]\ncells = [\"t/*/*\"]\nfilled = 2".to_owned()),
    ];
    for (number, (top, check)) in cases.iter().enumerate() {
        assert_eq!(idle(&format!("effect-{number}"), top, check), []);
    }
}

#[test]
fn a_wrong_expects_tells_what_was_found() {
    let folder = Folder::new("expects");
    let examples = "[[example]]\npasses = true\n[[example]]\npasses = false\n\
        cells = { \"t/a/x\" = 5 }\nexpects = { at = \"y\" }";
    let check =
        format!("[relation]\neach = \"column of t\"\nassert = \"t[a] == t[b]\"\n{examples}");
    folder.write("mine", &rule("mine", &check));
    let expected =
        "wrong-example: example 2 of `mine` finds something else than it expects: at x: mine";
    assert_eq!(messages(&folder.lint()), [expected]);
}

//! What is wrong with a rule file stands at its exact place, with what to do about it.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;
mod rules;

use std::fs;

use rules::{Editor, RULE, at, loose, pack};
use serde_json::json;

/// What of the rule is written otherwise, where that is shown, what is wrong, and what to do.
const FAULTS: [(&str, &str, &str, &str, &str); 21] = [
    ("[relation]", "[relation", "n", "表名没有写完", "]"),
    (
        "\"practice\"",
        "practice",
        "practice",
        "文字没有引号",
        "加上引号",
    ),
    ("requests\"\n", "requests\n", "s", "引号或转义", "补上"),
    (
        "severity =",
        "severty =",
        "severty",
        "severty",
        "`severity`",
    ),
    (
        "passes = false",
        "pases = false",
        "pases",
        "pases",
        "`passes`",
    ),
    ("assert =", "asert =", "asert", "asert", "`assert`"),
    ("en = \"custom\"", "en1 = \"custom\"", "en1", "en1", "`en`"),
    (
        "severity = \"warning\"\n",
        "",
        "name",
        "缺少 severity",
        "severity = ",
    ),
    (
        "\"warning\"",
        "\"waring\"",
        "\"waring\"",
        "waring",
        "`warning`",
    ),
    (
        "\"practice\"",
        "\"habit\"",
        "\"habit\"",
        "habit",
        "practice",
    ),
    ("\"few-new-requests\"", "5", "5", "文字", "引号"),
    ("passes = true", "passes = 1", "1", "true 或 false", "true"),
    (
        "few-new-requests",
        "Few requests",
        "\"Few requests\"",
        "小写字母",
        "results-total",
    ),
    (
        "few-new-requests",
        "results-total",
        "\"results-total\"",
        "已经有规则",
        "换一个",
    ),
    (
        "requests[new]",
        "requests[carried_ower]",
        "requests[carried_ower]",
        "carried_ower",
        "`carried_over`",
    ),
    (
        "requests[new]",
        "reqests[new]",
        "reqests[new]",
        "reqests",
        "`requests`",
    ),
    (
        "requests[new]",
        "sum(requests[new + carried_ower])",
        "sum(requests[new + carried_ower])",
        "carried_ower",
        "`carried_over`",
    ),
    (
        "column of",
        "row of",
        "requests[new]",
        "requests/new/new",
        "“new”是行",
    ),
    (
        "column of requests",
        "column of reqests",
        "column of reqests",
        "reqests",
        "form.toml",
    ),
    (
        "requests/new/total",
        "requests/nwe/total",
        "\"requests/nwe/total\"",
        "requests/nwe/total",
        "表/行/列",
    ),
    (
        "<= 500",
        "<= 500 500",
        "500",
        "应当结束",
        "docs/rule-language.zh-CN.md",
    ),
];

#[test]
fn a_mistake_stands_at_its_place_with_what_to_do() {
    let path = loose("faults");
    let mut editor = Editor::open(&path, RULE);
    assert_eq!(editor.shown(RULE), []);
    for (from, to, place, wrong, todo) in FAULTS {
        let text = RULE.replacen(from, to, 1);
        let found = editor.changed(&text);
        let [one] = found.as_slice() else {
            panic!("{to}: {found:?}");
        };
        assert_eq!(at(&text, &one["range"]), place, "{to}");
        let message = one["message"].as_str().unwrap();
        let (message_line, help) = message.split_once('\n').unwrap();
        assert!(message_line.contains(wrong), "{to}: {message}");
        assert!(help.contains(todo), "{to}: {message}");
    }
    editor.client.finish();
}

#[test]
fn a_rule_is_known_as_one_while_it_is_written() {
    let path = loose("faults-growing");
    fs::write(&path, "").unwrap();
    let mut editor = Editor::open(&path, "");
    assert_eq!(editor.shown(""), []);
    assert_eq!(editor.change("name = \"a\"\n"), []);
    let (most, _) = RULE.split_once("why").unwrap();
    let found = editor.changed(most);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(editor.change(RULE), []);
    editor.client.finish();
}

#[test]
fn all_that_is_wrong_is_shown_at_once() {
    let mut editor = Editor::open(&loose("faults-together"), RULE);
    assert_eq!(editor.shown(RULE), []);
    let text = RULE
        .replace("\"warning\"", "\"waring\"")
        .replace("why = {", "wy = {")
        .replace("passes = true", "passes = 1")
        .replace("each =", "eech =");
    let found = editor.change(&text);
    let places: Vec<&str> = found.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["\"waring\"", "wy", "eech", "1"]);
    editor.client.finish();
}

#[test]
fn rules_that_contradict_each_other_lead_to_both_places() {
    let folder = pack("contradicting");
    let own = folder.join("rules/no-more-out.toml");
    let text = fs::read_to_string(&own).unwrap();
    let (head, _) = text.split_once("[relation]").unwrap();
    let ended = |name: &str, assert: &str| {
        let head = head.replace("no-more-out", name);
        format!("{head}[relation]\nassert = \"{assert}\"\n[[example]]\npasses = true\n")
    };
    let other = ended("some-more-in", "counts[in, all] >= 6");
    fs::write(folder.join("rules/some-more-in.toml"), &other).unwrap();
    let text = ended("no-more-out", "counts[in, all] <= 5");
    fs::write(&own, &text).unwrap();
    let editor = Editor::open(&own, &text);
    let found = editor.published();
    let mut contradictions = found.iter().filter(|one| one["code"] == "contradiction");
    let one = contradictions.next().unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!(at(&text, &one["range"]), "\"counts[in, all] <= 5\"");
    let related = &one["relatedInformation"][0]["location"];
    assert!(
        related["uri"]
            .as_str()
            .unwrap()
            .ends_with("some-more-in.toml")
    );
    assert_eq!(at(&other, &related["range"]), "\"counts[in, all] >= 6\"");
    editor.client.finish();
}

#[test]
fn a_rule_is_checked_with_a_form_that_is_not_saved() {
    let folder = pack("unsaved-form");
    let own = folder.join("rules/no-more-out.toml");
    let text = fs::read_to_string(&own).unwrap();
    let editor = Editor::open(&own, &text);
    assert_eq!(editor.published().len(), 0);
    let form = folder.join("form.toml");
    let uri = format!("file://{}", form.display());
    let written = fs::read_to_string(&form).unwrap();
    editor.client.open_at(&uri, &written);
    assert_eq!(editor.published().len(), 0, "the form is in order");
    let notify = |version: u32, text: &str| {
        let document = json!({ "uri": uri, "version": version });
        let params = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        editor.client.notify("textDocument/didChange", params);
    };
    // What is shown of both files, in the order of their names.
    let both = || (editor.published(), editor.published());
    notify(2, &written.replace("\"in\"", "\"came\""));
    let (of_form, of_rule) = both();
    assert_eq!(of_form.len(), 0);
    let [one] = of_rule.as_slice() else {
        panic!("{of_rule:?}");
    };
    assert_eq!(at(&text, &one["range"]), "counts[in]");
    notify(3, &written);
    let (of_form, of_rule) = both();
    assert_eq!((of_form.len(), of_rule.len()), (0, 0));
    let saved = json!({ "textDocument": { "uri": uri } });
    editor.client.notify("textDocument/didSave", saved);
    let (of_form, of_rule) = both();
    assert_eq!((of_form.len(), of_rule.len()), (0, 0));
    editor.client.finish();
}

#[test]
fn a_failing_example_is_shown_at_itself() {
    let path = loose("faults-example");
    let text = RULE.replace("\"2000\"", "\"20\"");
    fs::write(&path, &text).unwrap();
    let editor = Editor::open(&path, &text);
    let found = editor.published();
    let wrong = found
        .iter()
        .find(|one| one["code"] == "wrong-example")
        .unwrap();
    let line = wrong["range"]["start"]["line"].as_u64().unwrap() as usize;
    assert!(
        text.lines().nth(line).unwrap().starts_with("[[example]]"),
        "{wrong}"
    );
    assert_ne!(
        line,
        text.lines().position(|line| line == "[[example]]").unwrap()
    );
    editor.client.finish();
}

//! Completion and hover in rule files: keys, tables, the words that keys take, and placeholders.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use std::fs;
use std::path::Path;

use client::Client;
use serde_json::{Value, json};

/// A rule as far as it is written when the tests go on with it.
const HEAD: &str = r#"name = "few-new-requests"
severity = "warning"
authority = "practice"
citation = { zh = "惯例", en = "custom" }
title = { zh = "标题", en = "title" }
why = { zh = "原因", en = "why" }
help = { zh = "核对", en = "check" }
"#;

const RELATION: &str = r#"
[relation]
each = "column of requests"
assert = "requests[new] <= 500"
"#;

/// Asks something at the mark `|` of a text in a file of a pack-less folder.
fn asked(name: &str, method: &str, marked: &str) -> Value {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rule-words");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    let (before, after) = marked.split_once('|').unwrap();
    let text = format!("{before}{after}");
    fs::write(&path, &text).unwrap();
    let mut client = Client::start(json!({}));
    let uri = format!("file://{}", path.canonicalize().unwrap().display());
    client.open_at(&uri, &text);
    client.published();
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
    let answer = client.ask(
        method,
        json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } }),
    );
    client.finish();
    answer
}

/// What is offered at the mark: labels with what is written.
fn offered(name: &str, marked: &str) -> Vec<(String, String)> {
    let answer = asked(name, "textDocument/completion", marked);
    let items = answer.as_array().unwrap().iter();
    items
        .map(|item| {
            let new = item["textEdit"]["newText"].as_str().unwrap();
            (item["label"].as_str().unwrap().to_owned(), new.to_owned())
        })
        .collect()
}

fn labels(name: &str, marked: &str) -> Vec<String> {
    let found = offered(name, marked).into_iter();
    found.map(|(label, _)| label).collect()
}

fn hover(name: &str, marked: &str) -> String {
    let answer = asked(name, "textDocument/hover", marked);
    let value = &answer["contents"]["value"];
    value.as_str().unwrap_or_default().to_owned()
}

fn written(all: &[(String, String)], label: &str) -> String {
    let mut found = all.iter().filter(|(known, _)| known == label);
    let (_, new) = found.next().unwrap_or_else(|| panic!("{label}: {all:?}"));
    new.clone()
}

#[test]
fn keys_that_are_not_there_yet_are_offered() {
    let found = offered("keys.toml", &format!("{HEAD}me|\n{RELATION}"));
    assert_eq!(written(&found, "message"), "message = ");
    assert_eq!(written(&found, "relation"), "[relation]");
    assert_eq!(written(&found, "narrative.claim"), "[[narrative.claim]]");
    let labels: Vec<&str> = found.iter().map(|(label, _)| label.as_str()).collect();
    assert!(!labels.contains(&"severity"), "{labels:?}");
    assert!(!labels.contains(&"assert"), "{labels:?}");
}

#[test]
fn keys_of_tables_and_braces_are_offered_in_them() {
    let text = format!("{HEAD}[relation]\neach = \"row of requests\"\n|");
    assert_eq!(
        labels("relation.toml", &text),
        [
            "when",
            "assert",
            "tables",
            "blanks",
            "not_applicable",
            "blank"
        ]
    );
    let text = format!("{HEAD}[relation]\n|\nassert = \"\"\n[[example]]\n");
    assert_eq!(
        labels("gap.toml", &text),
        [
            "each",
            "when",
            "tables",
            "blanks",
            "not_applicable",
            "blank"
        ]
    );
    let text = format!("{HEAD}message = {{ zh = \"a\", |");
    assert_eq!(labels("braces.toml", &text), ["en"]);
    let text = format!("{HEAD}[[narrative.claim]]\nreads = [\n    {{ zh = \"a\", |");
    assert_eq!(labels("list.toml", &text), ["name", "en", "sum", "named"]);
    let text = format!("{HEAD}message = {{ zh = \"a\", en = \"b\" }}\n[|]{RELATION}");
    let found = offered("header.toml", &text);
    assert_eq!(written(&found, "example"), "[[example]]");
}

#[test]
fn words_that_a_key_takes_are_offered() {
    let text = HEAD.replace("\"warning\"", "|");
    let found = offered("bare.toml", &text);
    assert_eq!(written(&found, "error"), "\"error\"");
    let text = HEAD.replace("\"practice\"", "\"|\"");
    let expected = [
        "form",
        "regulation",
        "notice",
        "label",
        "practice",
        "reading",
        "tool",
        "arithmetic",
    ];
    assert_eq!(labels("quoted.toml", &text), expected);
    let text = format!("{HEAD}[cell]\nis = \"unit-|\"");
    let found = asked("part.toml", "textDocument/completion", &text);
    let items = found.as_array().unwrap().iter();
    let item = items.filter(|item| item["label"] == "unit-in-count");
    let range = item.map(|item| item["textEdit"]["range"]["start"]["character"].clone());
    assert_eq!(range.collect::<Vec<_>>(), [json!("is = \"".len())]);
    let text = format!("{HEAD}[observation]\nkind = \"|\"");
    assert!(labels("kinds.toml", &text).contains(&"missing-row".to_owned()));
    let text = format!("{HEAD}[[example]]\npasses = |");
    assert_eq!(labels("truth.toml", &text), ["true", "false"]);
    let text = format!("{HEAD}[relation]\neach = \"|\"");
    assert_eq!(labels("each.toml", &text), ["column of ", "row of "]);
    let text = format!("{HEAD}applies_to = [\"|\"]");
    assert!(labels("forms.toml", &text).contains(&"cn-disclosure/2021".to_owned()));
    let text = format!("{HEAD}[text]\nsection = \"|\"");
    assert!(labels("sections.toml", &text).contains(&"overview".to_owned()));
}

#[test]
fn placeholders_that_the_rule_fills_are_offered() {
    let text = format!("{HEAD}message = {{ zh = \"{{|{RELATION}");
    let found = labels("relation-message.toml", &text);
    assert!(found.contains(&"equation".to_owned()), "{found:?}");
    assert!(!found.contains(&"text".to_owned()), "{found:?}");
    let text = format!(
        "{HEAD}message = {{ zh = \"a\", en = \"{{row}}: {{te|\" }}\n[cell]\nis = \"blank\"\n"
    );
    assert_eq!(
        labels("cell-message.toml", &text),
        ["row", "column", "cell", "table", "text", "expected"]
    );
    let text = HEAD.replace("\"标题\"", "\"{|\"");
    assert_eq!(labels("title.toml", &text), Vec::<String>::new());
}

#[test]
fn names_in_lists_over_lines_are_offered() {
    let text =
        format!("{HEAD}[[narrative.claim]]\nreads = [\n    {{ sum = \"sum(requests[ne|\" }},\n]\n");
    assert!(labels("sums.toml", &text).contains(&"new".to_owned()));
    let text = format!("{HEAD}[[example]]\ncells = {{ \"requests/|\" = \"1\" }}");
    assert!(labels("addresses.toml", &text).contains(&"new".to_owned()));
}

#[test]
fn keys_words_and_placeholders_are_explained() {
    let message = "message = { zh = \"{col|umn}\", en = \"{column}\" }\n";
    for (name, text, expected) in [
        (
            "hover-key.toml",
            HEAD.replace("authority", "auth|ority"),
            "`authority` 依据的种类",
        ),
        (
            "hover-word.toml",
            HEAD.replace("warning", "war|ning"),
            "`warning` 警告",
        ),
        (
            "hover-table.toml",
            format!("{HEAD}{RELATION}").replace("[relation]", "[rel|ation]"),
            "`relation` 单元格之间",
        ),
        (
            "hover-dash.toml",
            format!("{HEAD}[cell]\nis = \"unit-in-|count\"\n"),
            "`unit-in-count` 数量里",
        ),
        (
            "hover-placeholder.toml",
            format!("{HEAD}{message}{RELATION}"),
            "`column` 列的名称",
        ),
        (
            "hover-section.toml",
            format!("{HEAD}[text]\nsection = \"over|view\"\n"),
            "`overview` 一、总体情况",
        ),
        (
            "hover-cell.toml",
            format!("{HEAD}{RELATION}").replace("[new]", "[ne|w]"),
            "`new` 一、本年新收",
        ),
    ] {
        let hovered = hover(name, &text);
        assert!(hovered.starts_with(expected), "{name}: {hovered}");
    }
    assert_eq!(hover("hover-none.toml", &HEAD.replace("标题", "标|题")), "");
}

#[test]
fn other_files_of_a_pack_have_keys_of_their_own() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/cn-disclosure/2021");
    let text = fs::read_to_string(rules.join("form.toml")).unwrap();
    let mut client = Client::start(json!({}));
    let path = rules.join("form.toml").canonicalize().unwrap();
    let uri = format!("file://{}", path.display());
    client.open_at(&uri, &text);
    client.published();
    let at = json!({ "textDocument": { "uri": uri }, "position": { "line": 3, "character": 3 } });
    let hover = client.ask("textDocument/hover", at);
    let hovered = hover["contents"]["value"].as_str().unwrap();
    assert!(hovered.starts_with("`section` "), "{hovered}");
    client.finish();
}

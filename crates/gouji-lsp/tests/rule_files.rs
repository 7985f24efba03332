//! Rule files in the editor: mistakes are shown at their place while they are typed, and what
//! needs the solver once the file is saved.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;
mod rules;

use std::fs;
use std::path::Path;

use client::Client;
use rules::{CONFIGURATION, Editor, RULE, loose, pack, pair, position};
use serde_json::{Value, json};

#[test]
fn mistakes_are_shown_where_they_are_typed() {
    let mut editor = Editor::open(&loose("typed"), RULE);
    assert_eq!(editor.shown(RULE), []);
    let unknown = RULE.replace("requests[new]", "requests[newer]");
    assert_eq!(
        editor.change(&unknown),
        [pair("unusable", "requests[newer]")]
    );
    let axis = RULE.replace("column of requests", "column of reqests");
    assert_eq!(editor.change(&axis).len(), 1);
    let syntax = RULE.replace("[relation]", "[relation");
    assert_eq!(editor.change(&syntax)[0].0, "unusable");
    let key = RULE.replace("passes = false", "pases = false");
    assert_eq!(editor.change(&key).len(), 1);
    assert_eq!(editor.change(RULE), []);
    editor.client.finish();
}

#[test]
fn what_needs_the_solver_is_reported_of_saved_texts() {
    let mut editor = Editor::open(&loose("solved"), RULE);
    assert_eq!(editor.shown(RULE), []);
    let wrong = RULE.replace("\"2000\"", "\"20\"");
    assert_eq!(
        editor.change(&wrong),
        [],
        "it is not said while it is typed"
    );
    let found = editor.save(&wrong);
    assert!(
        found.iter().any(|(code, _)| code == "wrong-example"),
        "{found:?}"
    );
    let excluded = RULE.replace("requests[new] <= 500", "requests[new] < 0");
    editor.change(&excluded);
    let found = editor.save(&excluded);
    assert!(
        found.iter().any(|(code, _)| code == "contradiction"),
        "{found:?}"
    );
    editor.client.finish();
}

#[test]
fn a_file_that_packs_share_is_checked_with_all_of_them() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/cn-disclosure");
    let path = rules.join("both/rules/applicants-total.toml");
    let text = fs::read_to_string(&path).unwrap();
    let mut editor = Editor::open(&path, &text);
    let found = editor.shown(&text);
    assert!(
        found.iter().all(|(code, _)| code == "redundant"),
        "{found:?}"
    );
    let unknown = text.replace("requests[total]", "requests[totl]");
    assert_eq!(
        editor.change(&unknown),
        [pair("unusable", "requests[totl]")]
    );
    editor.client.finish();
}

#[test]
fn other_toml_is_left_alone() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("other-toml");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("Cargo.toml");
    fs::write(&path, "[package\n").unwrap();
    let editor = Editor::open(&path, "[package\nname = 1");
    assert_eq!(editor.shown("[package\nname = 1"), []);
    editor.client.finish();
}

#[test]
fn cell_names_are_completed_and_explained_with_their_labels() {
    let editor = Editor::open(&loose("completed"), RULE);
    assert_eq!(editor.shown(RULE), []);
    let Editor {
        mut client, uri, ..
    } = editor;
    let line = RULE
        .lines()
        .position(|line| line.starts_with("assert"))
        .unwrap();
    let at = |character: usize| json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
    // After `requests[n`.
    let items = client.ask("textDocument/completion", at("assert = \"requests[n".len()));
    let items = items.as_array().unwrap();
    let of = |id: &str| items.iter().find(|item| item["label"] == id).unwrap();
    assert_eq!(of("new")["detail"], "一、本年新收政府信息公开申请数量");
    assert_eq!(
        of("new")["textEdit"]["range"]["start"]["character"],
        "assert = \"requests[".len()
    );
    assert!(items.iter().any(|item| item["label"] == "legal.commercial"));
    let outside = client.ask("textDocument/completion", position(&uri, RULE, "标题"));
    assert_eq!(outside, json!([]));
    let hover = client.ask("textDocument/hover", at("assert = \"requests[ne".len()));
    assert_eq!(
        hover["contents"]["value"],
        "`new` 一、本年新收政府信息公开申请数量"
    );
    let hover = client.ask("textDocument/hover", at("assert = \"req".len()));
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .starts_with("`requests` ")
    );
    client.finish();
}

/// An editor with the pack's folder and its rule open, and the rule's text.
fn with_pack(name: &str) -> (Client, String, String, std::path::PathBuf) {
    let folder = pack(name);
    let mut client = Client::unstarted();
    let root = format!("file://{}", folder.display());
    client.initialize_at(
        json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }),
        json!([{ "uri": root, "name": "pack" }]),
    );
    let path = folder.join("rules/no-more-out.toml");
    let text = fs::read_to_string(&path).unwrap();
    let uri = format!("file://{}", path.display());
    client.open_at(&uri, &text);
    (client, uri, text, folder)
}

/// A text with the edits that an answer has for its file.
fn edited(answer: &Value, folder: &Path, file: &str) -> String {
    let text = fs::read_to_string(folder.join(file)).unwrap();
    let uri = format!("file://{}", folder.join(file).display());
    let all = answer["documentChanges"].as_array().unwrap().iter();
    let mut own = all.filter(|one| one["textDocument"]["uri"] == uri);
    let mut edits = own.next().unwrap()["edits"].as_array().unwrap().clone();
    let at = |edit: &Value, end: &str| {
        let number = |key: &str| edit["range"][end][key].as_u64().unwrap() as usize;
        let line = text.split_inclusive('\n').take(number("line"));
        let start: usize = line.map(str::len).sum();
        let units: Vec<u16> = text[start..]
            .encode_utf16()
            .take(number("character"))
            .collect();
        start + String::from_utf16(&units).unwrap().len()
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(at(edit, "start")));
    let mut text = text.clone();
    for edit in &edits {
        let new = edit["newText"].as_str().unwrap();
        text.replace_range(at(edit, "start")..at(edit, "end"), new);
    }
    text
}

#[test]
fn a_row_leads_to_where_the_form_gives_it() {
    let (mut client, uri, text, folder) = with_pack("led");
    let form = fs::read_to_string(folder.join("form.toml")).unwrap();
    let mut found = |piece: &str| -> Vec<String> {
        let asked = position(&uri, &text, piece);
        let found = client.ask("textDocument/definition", asked);
        let found = found.as_array().unwrap().iter();
        let line = |one: &Value| {
            assert!(one["uri"].as_str().unwrap().ends_with("form.toml"));
            let line = one["range"]["start"]["line"].as_u64().unwrap() as usize;
            form.lines().nth(line).unwrap().trim().to_owned()
        };
        found.map(line).collect()
    };
    let yes = r#"{ id = "out.yes", label = "同意" },"#;
    let no = r#"{ id = "out.no", label = "不同意" },"#;
    assert_eq!(found("in] +"), [r#"{ id = "in", label = "收到" },"#]);
    assert_eq!(found("out.*"), [yes, no]);
    assert_eq!(found("out.yes/all"), [yes]);
    assert_eq!(found("counts[in]"), [r#"id = "counts""#]);
    assert_eq!(found("核对"), Vec::<String>::new());
    // The pack is in force nowhere, and its names are known in its own files.
    let hover = client.ask("textDocument/hover", position(&uri, &text, "out.yes]"));
    assert_eq!(hover["contents"]["value"], "`out.yes` 同意");
    let items = client.ask("textDocument/completion", position(&uri, &text, "in] +"));
    let labels: Vec<&str> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["label"].as_str().unwrap())
        .collect();
    assert_eq!(labels, ["in", "out", "out.no", "out.yes", "all"]);
    client.finish();
}

#[test]
fn a_row_is_renamed_with_all_that_names_it() {
    let (mut client, uri, text, folder) = with_pack("renamed");
    let mut asked = position(&uri, &text, "out.yes]");
    let prepared = client.ask("textDocument/prepareRename", asked.clone());
    assert_eq!(prepared["placeholder"], "out.yes");
    asked["newName"] = json!("out.granted");
    let answer = client.ask("textDocument/rename", asked.clone());
    let rule = edited(&answer, &folder, "rules/no-more-out.toml");
    assert_eq!(rule, text.replace("out.yes", "out.granted"));
    for file in ["form.toml", "schema.json", "gouji.toml"] {
        let before = fs::read_to_string(folder.join(file)).unwrap();
        assert!(before.contains("out.yes"));
        let after = edited(&answer, &folder, file);
        assert_eq!(after, before.replace("out.yes", "out.granted"), "{file}");
    }
    for wrong in ["granted", "out.no", "out.Yes", "out.1", "out.yes.more", ""] {
        asked["newName"] = json!(wrong);
        let code = client.refused("textDocument/rename", asked.clone());
        assert_eq!(code, -32803, "{wrong}");
    }
    client.finish();
}

#[test]
fn a_group_is_renamed_with_the_names_below_it() {
    let (mut client, uri, text, folder) = with_pack("group");
    let mut asked = position(&uri, &text, "out.*");
    asked["newName"] = json!("done");
    let answer = client.ask("textDocument/rename", asked);
    let rule = edited(&answer, &folder, "rules/no-more-out.toml");
    let expected = text
        .replace("out.yes", "done.yes")
        .replace("out.*", "done.*");
    assert_eq!(rule, expected);
    let form = edited(&answer, &folder, "form.toml");
    assert_eq!(form.matches("\"done").count(), 3);
    client.finish();
}

#[test]
fn a_rule_is_renamed_where_configurations_name_it() {
    let (mut client, uri, text, folder) = with_pack("rule");
    let mut asked = position(&uri, &text, "no-more-out\"");
    asked["newName"] = json!("out-within-in");
    let answer = client.ask("textDocument/rename", asked.clone());
    let rule = edited(&answer, &folder, "rules/no-more-out.toml");
    assert_eq!(rule, text.replace("no-more-out", "out-within-in"));
    let configuration = edited(&answer, &folder, "gouji.toml");
    assert_eq!(
        configuration,
        CONFIGURATION.replace("no-more-out", "out-within-in")
    );
    for wrong in ["results-total", "Not kebab", ""] {
        asked["newName"] = json!(wrong);
        assert_eq!(client.refused("textDocument/rename", asked.clone()), -32803);
    }
    client.finish();
}

#[test]
fn names_of_built_in_forms_stay() {
    let editor = Editor::open(&loose("built-in"), RULE);
    assert_eq!(editor.shown(RULE), []);
    let Editor {
        mut client, uri, ..
    } = editor;
    let mut asked = position(&uri, RULE, "new] <=");
    let code = client.refused("textDocument/prepareRename", asked.clone());
    assert_eq!(code, -32803);
    asked["newName"] = json!("newer");
    assert_eq!(client.refused("textDocument/rename", asked), -32803);
    let nothing = position(&uri, RULE, "核对");
    let prepared = client.ask("textDocument/prepareRename", nothing);
    assert_eq!(prepared, Value::Null);
    client.finish();
}

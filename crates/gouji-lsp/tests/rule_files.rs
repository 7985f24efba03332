//! Rule files in the editor: mistakes are shown at their place while they are typed, and what
//! needs the solver once the file is saved.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use std::fs;
use std::path::Path;

use client::Client;
use serde_json::{Value, json};

/// A rule that is in order, in a file of its own.
const RULE: &str = r#"name = "few-new-requests"
severity = "warning"
authority = "practice"
citation = { zh = "惯例", en = "custom" }
title = { zh = "标题", en = "title" }
message = { zh = "“{column}”：{equation}", en = "“{column}”: {equation}" }
why = { zh = "原因", en = "why" }
help = { zh = "核对", en = "check" }

[relation]
each = "column of requests"
assert = "requests[new] <= 500"

[[example]]
passes = true

[[example]]
passes = false
cells = { "requests/new/total" = "2000" }
"#;

struct Editor {
    client: Client,
    uri: String,
    version: i32,
}

impl Editor {
    fn open(path: &Path, text: &str) -> Self {
        let client = Client::start(json!({}));
        let uri = format!("file://{}", path.canonicalize().unwrap().display());
        client.open_at(&uri, text);
        Self {
            client,
            uri,
            version: 1,
        }
    }

    /// The codes of what is shown next, each with the text it stands at.
    fn shown(&self, text: &str) -> Vec<(String, String)> {
        let published = self.client.published();
        let found = published["diagnostics"].as_array().unwrap().iter();
        let lines: Vec<&str> = text.lines().collect();
        let at = |range: &Value| {
            let number = |pointer: &str| range.pointer(pointer).unwrap().as_u64().unwrap() as usize;
            let line: Vec<u16> = lines[number("/start/line")].encode_utf16().collect();
            let end = if number("/start/line") == number("/end/line") {
                number("/end/character")
            } else {
                line.len()
            };
            String::from_utf16(&line[number("/start/character")..end]).unwrap()
        };
        found
            .map(|one| (one["code"].as_str().unwrap().to_owned(), at(&one["range"])))
            .collect()
    }

    fn change(&mut self, text: &str) -> Vec<(String, String)> {
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let changes = json!([{ "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.client.tell("textDocument/didChange", params);
        self.shown(text)
    }

    fn save(&mut self, text: &str) -> Vec<(String, String)> {
        let document = json!({ "textDocument": { "uri": self.uri } });
        self.client.tell("textDocument/didSave", document);
        self.shown(text)
    }
}

fn loose(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("rule.toml");
    fs::write(&path, RULE).unwrap();
    path
}

fn pair(code: &str, at: &str) -> (String, String) {
    (code.to_owned(), at.to_owned())
}

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
fn what_needs_the_solver_is_said_of_saved_texts() {
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
    let outside = client.ask("textDocument/completion", at(0));
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

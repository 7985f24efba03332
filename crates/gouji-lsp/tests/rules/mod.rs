//! A rule file open in an editor, and what is shown in it.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses what it needs; a failing test may stop at once"
)]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::client::Client;

/// A rule that is in order, in a file of its own.
pub const RULE: &str = r#"name = "few-new-requests"
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

/// An editor with a rule file open.
pub struct Editor {
    pub client: Client,
    pub uri: String,
    version: i32,
}

impl Editor {
    /// Opens a file with this text.
    pub fn open(path: &Path, text: &str) -> Self {
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
    pub fn shown(&self, text: &str) -> Vec<(String, String)> {
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

    /// Changes the text; what is shown then.
    pub fn change(&mut self, text: &str) -> Vec<(String, String)> {
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let changes = json!([{ "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.client.tell("textDocument/didChange", params);
        self.shown(text)
    }

    /// Saves the text; what is shown then.
    pub fn save(&mut self, text: &str) -> Vec<(String, String)> {
        let document = json!({ "textDocument": { "uri": self.uri } });
        self.client.tell("textDocument/didSave", document);
        self.shown(text)
    }
}

/// The rule in a folder of its own.
pub fn loose(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("rule.toml");
    fs::write(&path, RULE).unwrap();
    path
}

pub fn pair(code: &str, at: &str) -> (String, String) {
    (code.to_owned(), at.to_owned())
}

/// The position of a piece of a text that stands there once.
pub fn position(uri: &str, text: &str, piece: &str) -> Value {
    assert_eq!(text.matches(piece).count(), 1, "{piece}");
    let before = &text[..text.find(piece).unwrap()];
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().unwrap().encode_utf16().count();
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

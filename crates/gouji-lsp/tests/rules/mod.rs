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

    /// Changes the text; the diagnostics shown then.
    pub fn changed(&mut self, text: &str) -> Vec<Value> {
        self.version += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let changes = json!([{ "text": text }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        self.client.notify("textDocument/didChange", params);
        self.published()
    }

    /// The diagnostics shown next.
    pub fn published(&self) -> Vec<Value> {
        let published = self.client.published();
        published["diagnostics"].as_array().unwrap().clone()
    }

    /// The codes of what is shown next, each with the text it stands at.
    pub fn shown(&self, text: &str) -> Vec<(String, String)> {
        coded(&self.published(), text)
    }

    /// Changes the text; what is shown then.
    pub fn change(&mut self, text: &str) -> Vec<(String, String)> {
        coded(&self.changed(text), text)
    }

    /// Saves the text; what is shown then.
    pub fn save(&mut self, text: &str) -> Vec<(String, String)> {
        let document = json!({ "textDocument": { "uri": self.uri } });
        self.client.notify("textDocument/didSave", document);
        self.shown(text)
    }
}

/// The codes of diagnostics, each with the text it stands at.
fn coded(found: &[Value], text: &str) -> Vec<(String, String)> {
    let one = |one: &Value| {
        let code = one["code"].as_str().unwrap().to_owned();
        (code, at(text, &one["range"]))
    };
    found.iter().map(one).collect()
}

/// What stands at a range, as far as it is on one line.
pub fn at(text: &str, range: &Value) -> String {
    let number = |pointer: &str| range.pointer(pointer).unwrap().as_u64().unwrap() as usize;
    let line = text.lines().nth(number("/start/line")).unwrap();
    let line: Vec<u16> = line.encode_utf16().collect();
    let end = if number("/start/line") == number("/end/line") {
        number("/end/character")
    } else {
        line.len()
    };
    String::from_utf16(&line[number("/start/character")..end]).unwrap()
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

/// A pack of its own on disk: a form with one table, its schema, two rules and a configuration.
pub fn pack(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("rules")).unwrap();
    let write = |path: &str, text: &str| fs::write(folder.join(path), text).unwrap();
    write(
        "pack.toml",
        "id = \"mine/1\"\ntitle = { zh = \"表\", en = \"form\" }\n",
    );
    write(
        "form.toml",
        r#"[[section]]
id = "only"
title = "一、情况"
[[table]]
id = "counts"
section = "only"
title = { zh = "数量", en = "counts" }
[[table.block]]
columns = [{ id = "all", label = "总计" }]
rows = [
    { id = "in", label = "收到" },
    { id = "out", label = "办结", group = true },
    { id = "out.yes", label = "同意" },
    { id = "out.no", label = "不同意" },
]
"#,
    );
    write(
        "schema.json",
        r#"{ "properties": { "tables": { "properties": { "counts": { "properties": { "out.yes": {} } } } } } }"#,
    );
    let rule = RULE
        .replace("few-new-requests", "no-more-out")
        .replace("column of requests", "column of counts")
        .replace(
            "requests[new] <= 500",
            "sum(counts[out.*]) <= counts[in] + 0 * counts[out.yes]",
        )
        .replace("requests/new/total", "counts/out.yes/all");
    write("rules/no-more-out.toml", &rule);
    write("gouji.toml", CONFIGURATION);
    folder.canonicalize().unwrap()
}

/// What names the rule and a cell of the pack.
pub const CONFIGURATION: &str = r#"ignore = ["no-more-out"]
[[suppress]]
rule = "no-more-out"
cell = "counts/out.yes/all"
value = 1
reason = "说明"
"#;

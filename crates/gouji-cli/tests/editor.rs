//! The same file gives the same findings from `check` and from the server, over standard input and
//! output as an editor starts it.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]
#![allow(clippy::print_stdout, reason = "says when it is skipped")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// Most sample files that are looked at, for the sake of time.
const MOST_SAMPLES: usize = 40;
/// The largest file that is looked at.
const LARGEST: u64 = 200_000;

/// A rule of a project's own.
const FEW_NEW: &str = r#"
name = "few-new"
severity = "warning"
authority = "practice"
citation = { zh = "测试", en = "test" }
title = { zh = "测试", en = "test" }
why = { zh = "测试", en = "test" }
help = { zh = "测试", en = "test" }
message = { zh = "太多：{equation}", en = "too many: {equation}" }

[relation]
each = "column of requests"
assert = "requests[new] <= 5"
"#;

/// An editor that counts characters, as `check` does.
struct Editor {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Editor {
    fn start() -> Self {
        let mut server = gouji(&["lsp"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (server.stdin.take().unwrap(), server.stdout.take().unwrap());
        let output = BufReader::new(output);
        let mut editor = Self {
            server,
            input,
            output,
        };
        let encodings = json!({ "general": { "positionEncodings": ["utf-32"] } });
        let params = json!({ "processId": null, "rootUri": null, "capabilities": encodings });
        editor.send(&json!({ "id": 1, "method": "initialize", "params": params }));
        editor.receive();
        editor.send(&json!({ "method": "initialized", "params": {} }));
        editor
    }

    fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = json!("2.0");
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "it ended");
            match line.trim().strip_prefix("Content-Length:") {
                Some(number) => length = number.trim().parse().unwrap(),
                None if line.trim().is_empty() => break,
                None => {}
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    /// What is published of a file that is opened.
    fn published(&mut self, path: &Path, text: &str) -> Vec<Value> {
        let uri = address(path);
        let item = json!({ "uri": uri, "languageId": "html", "version": 1, "text": text });
        let params = json!({ "textDocument": item });
        self.send(&json!({ "method": "textDocument/didOpen", "params": params }));
        let mut notification = self.receive();
        assert_eq!(
            notification["method"], "textDocument/publishDiagnostics",
            "{notification}"
        );
        serde_json::from_value(notification["params"]["diagnostics"].take()).unwrap()
    }

    fn finish(mut self) {
        self.send(&json!({ "id": 2, "method": "shutdown" }));
        self.receive();
        self.send(&json!({ "method": "exit" }));
        assert!(self.server.wait().unwrap().success());
    }
}

fn gouji(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
    // 2026-06-01
    command
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1780272000");
    command.args(["--lang", "zh"]).env("NO_COLOR", "1");
    command
}

/// The address of a file, every byte but plain letters and slashes written as `%41`.
fn address(path: &Path) -> String {
    let byte = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    let path: String = path.to_str().unwrap().bytes().map(byte).collect();
    format!("file://{path}")
}

/// The findings of `check`: rule, severity, message, and where its cells stand (from 0).
fn checked(path: &Path) -> Vec<(Value, Value)> {
    let output = gouji(&["check", "--format", "json"]).arg(path).output();
    let output = output.unwrap();
    let stderr: Value = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    let files = stderr["files"].as_array().cloned().unwrap_or_default();
    let findings = files
        .iter()
        .flat_map(|file| file["findings"].as_array().unwrap().clone());
    let one = |finding: Value| {
        let key = json!([finding["rule"], finding["severity"], finding["message"]]);
        (key, finding["cells"].clone())
    };
    findings.map(one).collect()
}

/// The same of a diagnostic.
fn key(diagnostic: &Value) -> Value {
    let severity = match diagnostic["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        _ => "info",
    };
    json!([diagnostic["code"], severity, diagnostic["message"]])
}

/// Asserts that the cells with text stand where the diagnostic and what is related to it do.
fn stand_alike(path: &Path, cells: &Value, diagnostic: &Value) {
    let related = diagnostic["relatedInformation"].as_array();
    let related = related.into_iter().flatten();
    let mut starts: Vec<&Value> = related
        .map(|one| &one["location"]["range"]["start"])
        .collect();
    starts.push(&diagnostic["range"]["start"]);
    for cell in cells.as_array().into_iter().flatten() {
        let at = &cell["location"];
        let (Some(line), Some(column)) = (at["line"].as_u64(), at["column"].as_u64()) else {
            continue;
        };
        if at["length"].as_u64() == Some(0) {
            continue;
        }
        let start = json!({ "line": line - 1, "character": column - 1 });
        assert!(
            starts.contains(&&start),
            "{}: {cell} {diagnostic}",
            path.display()
        );
    }
}

fn reports_in(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            reports_in(&path, found);
            continue;
        }
        let kind = path.extension().and_then(|kind| kind.to_str());
        let small = path.metadata().is_ok_and(|file| file.len() <= LARGEST);
        if small && matches!(kind, Some("html" | "htm" | "md" | "txt" | "json")) {
            found.push(path);
        }
    }
}

/// Compares every text file of these; returns how many findings there were.
fn compared(files: &[PathBuf]) -> usize {
    let mut editor = Editor::start();
    let mut count = 0;
    for path in files {
        // What an editor makes of other encodings is not this server's doing.
        let Ok(text) = String::from_utf8(fs::read(path).unwrap()) else {
            continue;
        };
        let (found, published) = (checked(path), editor.published(path, &text));
        let keys: Vec<&Value> = found.iter().map(|(key, _)| key).collect();
        let shown: Vec<Value> = published.iter().map(key).collect();
        assert_eq!(keys, shown.iter().collect::<Vec<_>>(), "{}", path.display());
        for ((_, cells), diagnostic) in found.iter().zip(&published) {
            stand_alike(path, cells, diagnostic);
        }
        count += found.len();
    }
    editor.finish();
    count
}

fn workspace() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().unwrap()
}

#[test]
fn every_fixture_gives_the_same_findings() {
    let mut files = Vec::new();
    for folder in [
        "tests",
        "crates/gouji-read/tests",
        "crates/gouji-office/tests",
    ] {
        reports_in(&workspace().join(folder), &mut files);
    }
    assert!(compared(&files) >= 4);
}

#[test]
fn a_configuration_holds_for_both() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    fs::create_dir_all(folder.join("own-rules")).unwrap();
    let config = "rules = [\"own-rules\"]\nignore = [\"results-total\"]\n\
                  [severity]\nrequests-balance = \"warning\"\n";
    fs::write(folder.join("gouji.toml"), config).unwrap();
    fs::write(folder.join("own-rules/few-new.toml"), FEW_NEW).unwrap();
    let report = folder.join("report.md");
    fs::copy(workspace().join("tests/faulty.md"), &report).unwrap();
    assert_eq!(
        compared(std::slice::from_ref(&report)),
        checked(&report).len()
    );
    let keys = checked(&report);
    assert!(keys.iter().all(|(key, _)| key[0] != "results-total"));
    let has = |rule: &str| {
        keys.iter()
            .any(|(key, _)| key[0] == rule && key[1] == "warning")
    };
    assert!(has("requests-balance") && has("few-new"));
}

#[test]
fn samples_give_the_same_findings() {
    let samples = std::env::var("GOUJI_SAMPLES").unwrap_or_else(|_| "../shared/samples".to_owned());
    let mut files = Vec::new();
    reports_in(&workspace().join(samples), &mut files);
    if files.is_empty() {
        println!("skipped: no samples");
        return;
    }
    let step = files.len().div_ceil(MOST_SAMPLES);
    let some: Vec<PathBuf> = files.into_iter().step_by(step).collect();
    compared(&some);
}

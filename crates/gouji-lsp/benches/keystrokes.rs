//! From a keystroke to published diagnostics: `cargo bench -p gouji-lsp`.
//!
//! An editor types digits into a report of about 100 KB and takes them out again, each keystroke
//! a message of its own, and waits for the diagnostics of that version. Most typed digits break
//! relations, so the cells most likely wrong are looked for as well. Printed are the times of the
//! first thousand keystrokes, and the memory of the process on the way to ten thousand
//! (`GOUJI_BENCH_EDITS` chooses another number).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on may stop at once"
)]

use std::thread;
use std::time::Instant;

use gouji_config::{Source, Workspace};
use gouji_model::{CellId, Date, Form, Language};
use gouji_pack::Packs;
use gouji_testkit::typeset::{Paper, Style, typeset};
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

const URI: &str = "file:///report.html";
const TIMED: usize = 1_000;

fn main() {
    let edits = std::env::var("GOUJI_BENCH_EDITS").map_or(10_000, |text| text.parse().unwrap());
    for (name, style) in [
        ("Word-style HTML", Style::WordHtml),
        ("Markdown", Style::Markdown),
    ] {
        let text = page(style);
        println!("{name}, {} KB", text.len() / 1000);
        let editor = Editor::start();
        editor.type_into(&text, edits);
        editor.finish();
    }
}

/// A report that adds up, in pages of one style, brought to about 100 KB with prose.
fn page(style: Style) -> String {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let form = &packs.packs().last().unwrap().form;
    let paper = Paper {
        form,
        year: 2024,
        organization: "青石县水务局",
        text_of: &|cell| figure(form, cell),
    };
    let text = typeset(&paper, style);
    let prose = "全年围绕中心工作做好公开，及时回应社会关切，没有发生泄密事件。\n\n";
    let missing = 96_000_usize.saturating_sub(text.len()) / prose.len();
    text + &prose.repeat(missing)
}

/// One request granted in the first column, all else zero.
fn figure(form: &Form, cell: CellId) -> Option<String> {
    let (row, column) = (form.row_of(cell), form.column_of(cell));
    let requests = form.table_of(cell).id == "requests";
    let counted = ["new", "results.granted", "results.total"].contains(&row.id.as_str());
    let filled = requests && counted && ["natural_person", "total"].contains(&column.id.as_str());
    (!row.group).then(|| if filled { "137" } else { "0" }.to_owned())
}

/// The other end of a server.
struct Editor {
    connection: Connection,
}

impl Editor {
    fn start() -> Self {
        let (connection, other) = Connection::memory();
        thread::spawn(move || {
            let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
            let today = Date::of_unix_time(0);
            let workspace = Workspace::new(Source::Nothing, Vec::new(), today);
            gouji_lsp::serve(&other, &packs, workspace, Language::Chinese).unwrap();
        });
        let editor = Self { connection };
        let hello = Request::new(1.into(), "initialize".into(), json!({ "capabilities": {} }));
        editor.connection.sender.send(hello.into()).unwrap();
        editor.connection.receiver.recv().unwrap();
        editor.notify("initialized", json!({}));
        editor
    }

    fn notify(&self, method: &str, params: Value) {
        let notification = Notification::new(method.to_owned(), params);
        self.connection.sender.send(notification.into()).unwrap();
    }

    fn finish(self) {
        let bye = Request::new(2.into(), "shutdown".into(), Value::Null);
        self.connection.sender.send(bye.into()).unwrap();
        self.connection.receiver.recv().unwrap();
        self.notify("exit", Value::Null);
    }

    /// How many diagnostics are published for a version.
    fn published(&self, version: usize) -> usize {
        let Message::Notification(notification) = self.connection.receiver.recv().unwrap() else {
            panic!("diagnostics come as notifications");
        };
        assert_eq!(
            notification.params["version"], version,
            "{}",
            notification.method
        );
        notification.params["diagnostics"].as_array().unwrap().len()
    }

    fn type_into(&self, text: &str, edits: usize) {
        let item = json!({ "uri": URI, "languageId": "html", "version": 0, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
        println!("  opened with {} diagnostics", self.published(0));
        let places = places(text);
        let (mut times, mut found) = (Vec::new(), 0);
        for version in 1..=edits {
            // Odd versions type a digit, even ones take it out again.
            let (line, character) = places[(version - 1) / 2 * 7 % places.len()];
            let typed = version % 2 == 1;
            let end = character + u32::from(!typed);
            let range = json!({
                "start": { "line": line, "character": character },
                "end": { "line": line, "character": end },
            });
            let change = json!({ "range": range, "text": if typed { "3" } else { "" } });
            let params = json!({
                "textDocument": { "uri": URI, "version": version },
                "contentChanges": [change],
            });
            let start = Instant::now();
            self.notify("textDocument/didChange", params);
            found += self.published(version);
            times.push(start.elapsed().as_micros());
            if [1_000, edits / 2, edits].contains(&version) {
                println!("  memory after {version} keystrokes: {} KB", memory());
            }
        }
        println!("  {found} diagnostics published");
        times.truncate(TIMED);
        times.sort_unstable();
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        let (median, p99, most) = (at(50), at(99), at(100));
        println!("  keystroke to diagnostics: median {median} µs, p99 {p99} µs, most {most} µs");
    }
}

/// The positions before every figure in a table of the text, in UTF-16 units.
fn places(text: &str) -> Vec<(u32, u32)> {
    let mut places = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let (mut character, mut before) = (0, (' ', ' '));
        for c in line.chars() {
            if c.is_ascii_digit() && matches!(before, (_, '>') | ('|', ' ')) {
                places.push((number as u32, character));
            }
            character += c.len_utf16() as u32;
            before = (before.1, c);
        }
    }
    places
}

/// The memory the process holds, in KB; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|text| text.parse().ok()).unwrap_or(0)
}

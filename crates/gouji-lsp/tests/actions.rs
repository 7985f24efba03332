//! Code actions: what an editor offers at a finding, applied as an editor does.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use client::{Client, FAULTY};
use serde_json::{Value, json};

fn ask(client: &mut Client, line: u32, character: u32, only: Option<&str>) -> Vec<Value> {
    let here = json!({ "line": line, "character": character });
    let mut params = client::document();
    params["range"] = json!({ "start": here, "end": here });
    params["context"] = json!({ "diagnostics": [] });
    if let Some(only) = only {
        params["context"]["only"] = json!([only]);
    }
    let found = client.ask("textDocument/codeAction", params);
    found.as_array().unwrap().clone()
}

/// Applies an action's edits to a text whose positions count characters.
fn apply(text: &str, action: &Value) -> String {
    let edits = action["edit"]["changes"].as_object().unwrap();
    let edits = edits.values().next().unwrap().as_array().unwrap();
    let mut lines: Vec<Vec<char>> = text
        .split('\n')
        .map(|line| line.chars().collect())
        .collect();
    for edit in edits.iter().rev() {
        let (start, end) = (&edit["range"]["start"], &edit["range"]["end"]);
        assert_eq!(start["line"], end["line"]);
        let line = &mut lines[start["line"].as_u64().unwrap() as usize];
        let at = |place: &Value| place["character"].as_u64().unwrap() as usize;
        line.splice(
            at(start)..at(end),
            edit["newText"].as_str().unwrap().chars(),
        );
    }
    let lines: Vec<String> = lines.iter().map(|line| line.iter().collect()).collect();
    lines.join("\n")
}

fn client() -> Client {
    let general = json!({ "positionEncodings": ["utf-32"] });
    Client::start(json!({ "general": general, "textDocument": { "diagnostic": {} } }))
}

#[test]
fn the_offered_correction_clears_the_findings() {
    let mut client = client();
    assert!(client.capabilities["codeActionProvider"].is_object());
    client.open(FAULTY, 0);
    let line = FAULTY
        .lines()
        .position(|line| line.contains("（七）总计"))
        .unwrap();
    let actions = ask(&mut client, line as u32, 11, Some("quickfix"));
    let first = &actions[0];
    assert!(
        first["title"].as_str().unwrap().contains("= 12"),
        "{actions:?}"
    );
    assert_eq!(first["kind"], "quickfix");
    client.change(1, json!([{ "text": apply(FAULTY, first) }]));
    let found = client.ask("textDocument/diagnostic", client::document());
    assert_eq!(found["items"].as_array().unwrap().len(), 0, "{found}");
    client.finish();
}

#[test]
fn nothing_is_offered_away_from_findings_and_where_nothing_is_certain() {
    let mut client = client();
    client.open(FAULTY, 0);
    assert_eq!(ask(&mut client, 0, 0, None), Vec::<Value>::new());
    assert_eq!(
        ask(&mut client, 34, 25, Some("source.fixAll")),
        Vec::<Value>::new()
    );
    client.finish();
}

#[test]
fn all_safe_corrections_are_one_action() {
    let mut client = client();
    let wide = FAULTY.replace("| 13 |", "| １３ |");
    assert!(wide.contains("１３"));
    client.open(&wide, 0);
    let actions = ask(&mut client, 0, 0, Some("source"));
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!(actions[0]["kind"], "source.fixAll");
    let repaired = apply(&wide, &actions[0]);
    assert!(!repaired.contains("１３"));
    client.finish();
}

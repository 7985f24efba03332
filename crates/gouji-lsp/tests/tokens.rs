//! Semantic tokens stand at the figures of the report, and say which ones findings rest on.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use client::{Client, FAULTY};
use serde_json::{Value, json};

/// Tokens with their line, text and modifiers, as the protocol's differences add up.
fn read(tokens: &Value) -> Vec<(usize, String, u64)> {
    let lines: Vec<Vec<char>> = FAULTY.lines().map(|line| line.chars().collect()).collect();
    let numbers: Vec<u64> = tokens["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_u64().unwrap())
        .collect();
    let (mut line, mut start) = (0, 0);
    let token = |five: &[u64]| {
        line += five[0] as usize;
        start = if five[0] == 0 {
            start + five[1] as usize
        } else {
            five[1] as usize
        };
        let text = lines[line][start..start + five[2] as usize]
            .iter()
            .collect();
        (line, text, five[4])
    };
    numbers.chunks(5).map(token).collect()
}

#[test]
fn figures_are_numbers_and_those_of_findings_are_marked() {
    let mut client = Client::start(json!({}));
    let legend = &client.capabilities["semanticTokensProvider"]["legend"];
    assert_eq!(legend["tokenTypes"][0], "number");
    assert_eq!(legend["tokenModifiers"], json!(["broken", "suspect"]));
    client.open(FAULTY, 1);
    let all = read(&client.ask("textDocument/semanticTokens/full", client::document()));
    assert!(all.len() > 150, "{}", all.len());
    assert!(
        all.iter().all(|(_, text, _)| text.parse::<f64>().is_ok()),
        "{all:?}"
    );
    let line = FAULTY
        .lines()
        .position(|line| line.starts_with("| （七）总计"))
        .unwrap();
    let row: Vec<&str> = all
        .iter()
        .filter(|one| one.0 == line)
        .map(|one| one.1.as_str())
        .collect();
    assert_eq!(row, ["21", "1", "0", "0", "0", "0", "22"]);
    let marked = all.iter().find(|one| one.0 == line).unwrap();
    assert_eq!(marked.2, 3, "the likeliest mistake of a broken relation");
    assert!(all.iter().any(|one| one.2 == 0));

    let mut here = client::document();
    here["range"] = json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 99 } });
    let some = read(&client.ask("textDocument/semanticTokens/range", here));
    assert_eq!(some.len(), 7);
    assert_eq!(some[0], *marked);
    client.finish();
}

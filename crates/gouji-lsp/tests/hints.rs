//! Inlay hints, superseded edits and requests taken back.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use client::{Client, FAULTY};
use serde_json::{Value, json};

fn hints(client: &mut Client, from: u32, to: u32) -> Vec<(u64, u64, String)> {
    let mut params = client::document();
    params["range"] = json!({
        "start": { "line": from, "character": 0 },
        "end": { "line": to, "character": 0 },
    });
    let found = client.ask("textDocument/inlayHint", params);
    let hint = |one: &Value| {
        let (line, character) = (&one["position"]["line"], &one["position"]["character"]);
        let label = one["label"].as_str().unwrap().to_owned();
        (line.as_u64().unwrap(), character.as_u64().unwrap(), label)
    };
    found.as_array().unwrap().iter().map(hint).collect()
}

#[test]
fn a_total_that_differs_has_its_sum_beside_it() {
    let mut client = Client::start(json!({}));
    client.open(FAULTY, 1);
    let sum = |character, sum: &str| (57, character, format!("各项之和 {sum}"));
    // （七）总计 stands on line 57 as 21 and 22 where the rows come to 12 and 13.
    assert_eq!(hints(&mut client, 0, 100), [sum(12, "12"), sum(37, "13")]);
    assert_eq!(hints(&mut client, 0, 57), []);
    client.change(2, json!([{ "text": FAULTY.replace("| 21 |", "| 12 |") }]));
    assert_eq!(hints(&mut client, 0, 100), [sum(37, "13")]);
    client.finish();
}

#[test]
fn what_a_newer_edit_supersedes_is_not_published() {
    let client = Client::start(json!({}));
    client.open(FAULTY, 0);
    client.published();
    let edits = 300;
    for version in 1..=edits {
        client.change(version, json!([{ "text": FAULTY }]));
    }
    let mut published = 0;
    loop {
        published += 1;
        if client.published()["version"] == edits {
            break;
        }
    }
    assert!(published < edits / 2, "{published} of {edits} were checked");
    assert!(client.is_silent());
    client.finish();
}

#[test]
fn a_request_taken_back_in_time_is_answered_so() {
    let mut client = Client::start(json!({}));
    // The text keeps the server busy until the request and its end have both come, unless this
    // thread is kept waiting in between: then it may try again.
    let taken_back = (0..20).any(|version| {
        client.open(&FAULTY.repeat(20), version);
        let code = client.cancelled("textDocument/hover", client::at(34, 22));
        assert!(code.is_none_or(|code| code == -32800), "{code:?}");
        code.is_some()
    });
    assert!(taken_back);
    client.finish();
}

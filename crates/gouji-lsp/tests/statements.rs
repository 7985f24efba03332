//! A statement of a company in an editor.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use client::Client;
use gouji_pack::Packs;
use serde_json::json;

const PAGE: &str = include_str!("../../gouji-lint/tests/statements/balance.html");

#[test]
fn a_wrong_total_is_shown_at_its_cell() {
    let mut client = Client::with(Packs::built_in().unwrap());
    client.initialize(json!({}));
    client.open(PAGE, 1);
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    let rules: Vec<_> = found.iter().map(|one| one["code"].clone()).collect();
    assert_eq!(rules, ["assets-liabilities-equity", "assets-total"]);
    for one in found {
        assert_eq!(
            one["range"]["start"],
            json!({ "line": 33, "character": 32 })
        );
    }
    client.finish();
}

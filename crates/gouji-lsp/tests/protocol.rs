//! The server as an editor sees it, over a connection in memory.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use client::{Client, FAULTY};
use gouji_lint::Linter;
use gouji_pack::Packs;
use serde_json::{Value, json};

/// The range of the first diagnostic of a rule.
fn start_of<'v>(diagnostics: &'v [Value], rule: &str) -> &'v Value {
    let of_rule = |found: &&Value| found["code"] == rule;
    &diagnostics.iter().find(of_rule).unwrap()["range"]
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({
        "start": { "line": line, "character": start },
        "end": { "line": line, "character": end },
    })
}

#[test]
fn diagnostics_stand_at_exact_ranges_in_every_encoding() {
    // Sixteen characters of three bytes each stand before the cell.
    for (offered, encoding, start) in [
        (json!(["utf-8", "utf-16"]), "utf-8", 53),
        (json!(["utf-16"]), "utf-16", 21),
        (json!(["utf-7", "utf-32", "utf-16"]), "utf-32", 21),
        (json!(null), "utf-16", 21),
    ] {
        let client = Client::start(json!({ "general": { "positionEncodings": offered } }));
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open(FAULTY, 7);
        let published = client.published();
        assert_eq!(published["version"], 7);
        let found = published["diagnostics"].as_array().unwrap();
        assert_eq!(found.len(), 4);
        let balance = found
            .iter()
            .find(|one| one["code"] == "requests-balance")
            .unwrap();
        assert_eq!(balance["range"], range(34, start, start + 2));
        assert_eq!(balance["severity"], 1);
        assert_eq!(balance["source"], "gouji");
        assert!(
            balance["message"]
                .as_str()
                .unwrap()
                .contains("12 + 0 ≠ 21 + 0")
        );
        let related = balance["relatedInformation"].as_array().unwrap();
        let lines: Vec<_> = related
            .iter()
            .map(|one| one["location"]["range"]["start"]["line"].as_u64().unwrap())
            .collect();
        assert_eq!(lines, [35, 57, 58]);
        client.finish();
    }
}

#[test]
fn an_edit_that_repairs_the_report_clears_its_diagnostics() {
    let client = Client::start(json!({}));
    client.open(FAULTY, 1);
    assert_eq!(
        client.published()["diagnostics"].as_array().unwrap().len(),
        4
    );
    // （七）总计: 21 to 12 and 22 to 13, the second counted after the first.
    client.change(2, json!([{ "range": range(57, 10, 12), "text": "12" }]));
    let published = client.published();
    let left = published["diagnostics"].as_array().unwrap();
    assert_eq!(published["version"], 2);
    assert!(
        left.iter()
            .all(|one| !one["message"].as_str().unwrap().contains("≠ 21"))
    );
    assert!(!left.is_empty());
    client.change(3, json!([{ "range": range(57, 35, 37), "text": "13" }]));
    let published = client.published();
    assert_eq!(published["version"], 3);
    assert_eq!(published["diagnostics"], json!([]));
    client.finish();
}

#[test]
fn a_client_that_asks_for_diagnostics_gets_them_once() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } }));
    client.open(FAULTY, 1);
    let report = client.ask("textDocument/diagnostic", client::document());
    assert_eq!(report["kind"], "full");
    assert_eq!(report["items"].as_array().unwrap().len(), 4);
    let mut again = client::document();
    again["previousResultId"] = report["resultId"].clone();
    let same = client.ask("textDocument/diagnostic", again.clone());
    assert_eq!(
        same,
        json!({ "kind": "unchanged", "resultId": report["resultId"] })
    );
    client.change(2, json!([{ "text": "no report" }]));
    assert_eq!(client.ask("textDocument/diagnostic", again)["kind"], "full");
    assert!(client.is_silent());
    client.finish();
}

#[test]
fn the_server_finds_what_the_linter_finds() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let opened = linter.open(FAULTY.as_bytes()).unwrap();
    let report = &opened.reports[0];
    let outcome = linter.check(report, None).unwrap();
    let expected: Vec<(String, u64)> = outcome
        .findings
        .iter()
        .map(|finding| {
            let first = finding.cells.first().and_then(|one| report.cell(one.cell));
            let place = finding.place.or(first.map(|cell| cell.place)).unwrap();
            let gouji_model::Place::Text(range) = place else {
                panic!("a text file has places in text");
            };
            (finding.rule.clone(), u64::from(opened.locate(range).line))
        })
        .collect();
    let client = Client::start(json!({}));
    client.open(FAULTY, 1);
    let published = client.published();
    let found: Vec<(String, u64)> = published["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let line = one["range"]["start"]["line"].as_u64().unwrap() + 1;
            (one["code"].as_str().unwrap().to_owned(), line)
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(
        start_of(
            published["diagnostics"].as_array().unwrap(),
            "results-total"
        ),
        &range(57, 10, 12)
    );
    client.finish();
}

#[test]
fn hovering_a_cell_shows_its_labels_and_relations() {
    let mut client = Client::start(json!({}));
    client.open(FAULTY, 1);
    let hover = client.ask("textDocument/hover", client::at(34, 22));
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(
        text.contains("一、本年新收政府信息公开申请数量** · **自然人"),
        "{text}"
    );
    assert!(
        text.contains("收到和处理政府信息公开申请情况 `requests/new/natural_person`"),
        "{text}"
    );
    assert!(text.contains("✗ 不成立 `requests-balance`"), "{text}");
    assert!(text.contains("12 + 0 ≠ 21 + 0"), "{text}");
    assert!(text.contains("✓ 成立 `applicants-total`"), "{text}");
    assert_eq!(hover["range"], range(34, 21, 23));
    assert_eq!(
        client.ask("textDocument/hover", client::at(0, 1)),
        Value::Null
    );
    client.finish();
}

#[test]
fn the_other_cells_of_a_broken_relation_are_highlighted() {
    let mut client = Client::start(json!({}));
    client.open(FAULTY, 1);
    let found = client.ask("textDocument/documentHighlight", client::at(34, 22));
    let lines: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["range"]["start"]["line"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [34, 35, 57, 58]);
    client.finish();
}

#[test]
fn where_all_relations_hold_their_cells_are_highlighted() {
    let mut client = Client::start(json!({}));
    client.open(FAULTY, 1);
    // Of the commercial businesses of row two: its column's four cells and its row's seven.
    let found = client.ask("textDocument/documentHighlight", client::at(35, 26));
    let count = |line: u64| {
        let found = found.as_array().unwrap().iter();
        found
            .filter(|one| one["range"]["start"]["line"] == line)
            .count()
    };
    assert_eq!([34, 35, 57, 58].map(count), [1, 7, 1, 1]);
    assert_eq!(found.as_array().unwrap().len(), 10);
    client.finish();
}

#[test]
fn the_outline_has_sections_tables_and_rows() {
    let mut client = Client::start(json!({}));
    client.open(FAULTY, 1);
    let outline = client.ask("textDocument/documentSymbol", client::document());
    let sections = outline.as_array().unwrap();
    assert_eq!(sections.len(), 6);
    let third = &sections[2];
    assert_eq!(third["detail"], "requests");
    assert_eq!(third["selectionRange"]["start"]["line"], 30);
    let table = &third["children"][0];
    assert_eq!(table["range"]["start"]["line"], 34);
    let rows = table["children"].as_array().unwrap();
    assert_eq!(rows.first().unwrap()["detail"], "new");
    assert_eq!(rows.last().unwrap()["detail"], "carried_forward");
    assert_eq!(rows.len(), 25);
    let folds = client.ask("textDocument/foldingRange", client::document());
    let folds: Vec<_> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["startLine"].as_u64().unwrap(),
                one["endLine"].as_u64().unwrap(),
            )
        })
        .collect();
    assert!(folds.contains(&(30, 58)), "{folds:?}");
    assert!(folds.contains(&(34, 58)), "{folds:?}");
    client.finish();
}

#[test]
fn blank_cells_are_shown_a_character_wide() {
    let client = Client::start(json!({}));
    let before = "总计 |\n|---|---|---|---|---|---|---|---|\n| 一、本年新收政府信息公开申请数量 | 12 | 1 | 0 |";
    assert!(FAULTY.contains(before));
    let blank = FAULTY.replace("申请数量 | 12 | 1 | 0 |", "申请数量 | 12 | 1 |  |");
    client.open(&blank, 1);
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    let shown = start_of(found, "blank-cell");
    assert_eq!(shown["start"]["line"], 34);
    let width = |end: &str| shown[end]["character"].as_u64().unwrap();
    assert_eq!(width("end") - width("start"), 1);
    client.finish();
}

#[test]
fn a_byte_order_mark_left_in_the_text_moves_nothing_else() {
    let client = Client::start(json!({}));
    client.open(&format!("\u{feff}{FAULTY}"), 1);
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    assert_eq!(start_of(found, "results-total"), &range(57, 10, 12));
    client.finish();
}

#[test]
fn what_is_no_report_has_no_diagnostics_and_closing_clears_them() {
    let client = Client::start(json!({}));
    client.open("# 购物清单\n\n- 𠀀\n", 1);
    assert_eq!(client.published()["diagnostics"], json!([]));
    client.change(2, json!([{ "text": FAULTY }]));
    assert_eq!(
        client.published()["diagnostics"].as_array().unwrap().len(),
        4
    );
    client.notify("textDocument/didClose", client::document());
    assert_eq!(client.published()["diagnostics"], json!([]));
    client.finish();
}

#[test]
fn mistakes_of_the_client_get_errors_and_the_server_goes_on() {
    let mut client = Client::unstarted();
    assert_eq!(
        client.refused("textDocument/hover", client::at(0, 0)),
        -32002
    );
    assert_eq!(client.refused("initialize", json!([1])), -32602);
    client.initialize(json!({ "general": { "positionEncodings": 5 } }));
    assert_eq!(client.refused("no/such", json!({})), -32601);
    assert_eq!(
        client.refused("textDocument/hover", json!({ "position": "x" })),
        -32602
    );
    assert_eq!(
        client.refused("textDocument/hover", client::at(0, 0)),
        -32602
    );
    assert_eq!(client.refused("initialize", json!({})), -32600);
    client.notify("textDocument/didOpen", json!({ "textDocument": 3 }));
    assert_eq!(client.notification()["method"], "window/logMessage");
    client.notify(
        "textDocument/didChange",
        client::changed(1, json!([{ "text": "x" }])),
    );
    client.notify("no/such", json!(null));
    client.open(FAULTY, 1);
    assert_eq!(
        client.published()["diagnostics"].as_array().unwrap().len(),
        4
    );
    assert_eq!(
        client.ask("textDocument/hover", client::at(u32::MAX, u32::MAX)),
        Value::Null
    );
    assert_eq!(client.ask("shutdown", json!(null)), Value::Null);
    assert_eq!(
        client.refused("textDocument/hover", client::at(0, 0)),
        -32600
    );
    client.notify("exit", json!(null));
    assert!(client.ended().is_ok());
}

#[test]
fn leaving_without_shutdown_is_an_error() {
    let client = Client::start(json!({}));
    client.notify("exit", json!(null));
    assert!(matches!(
        client.ended(),
        Err(gouji_lsp::LspError::ExitWithoutShutdown)
    ));
}

//! A data file open in an editor: its findings stand at their elements.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use client::Client;

const XML: &str = include_str!("../../gouji-lint/tests/fixtures/foia/three-components.xml");

#[test]
fn findings_of_xml_stand_at_their_elements() {
    let faulty = XML.replacen(
        ">9</foia:ProcessingStatisticsReceivedQuantity>",
        ">10</foia:ProcessingStatisticsReceivedQuantity>",
        1,
    );
    let mut client = Client::start_with_all_packs();
    client.open(&faulty, 1);
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    let balance = found
        .iter()
        .find(|one| one["code"] == "pending-balance")
        .unwrap();
    let line = balance["range"]["start"]["line"].as_u64().unwrap() as usize;
    let stands = faulty.lines().nth(line).unwrap();
    assert!(stands.contains("ProcessingStatistics"), "{stands}");
    let hover = client.ask(
        "textDocument/hover",
        client::at(
            line as u32,
            balance["range"]["start"]["character"].as_u64().unwrap() as u32,
        ),
    );
    assert!(hover.to_string().contains("OSD/JS"), "{hover}");
    client.finish();
}

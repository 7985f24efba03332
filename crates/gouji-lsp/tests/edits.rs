//! Edits at random, sent to one server as edits and to another as the whole text they lead to:
//! both must find the same.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod client;

use client::{Client, FAULTY};
use serde_json::json;

const ROUNDS: i32 = 40;
const EDITS: i32 = 50;
const TEXTS: [&str; 8] = ["𠀀", "\r\n", "7", "", "3", "\r", "| 0 ", "\n"];

/// A sequence of numbers that looks random and is always the same.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (self.0 >> 16) % sides
    }
}

/// Where a line starts and where it ends before its line end, in characters.
fn line_of(text: &[char], line: u32) -> (usize, usize) {
    let (mut start, mut left) = (0, line);
    for (at, c) in text.iter().enumerate() {
        let ends = *c == '\n' || (*c == '\r' && text.get(at + 1) != Some(&'\n'));
        if ends && left == 0 {
            let crlf = *c == '\n' && at > start && text[at - 1] == '\r';
            return (start, at - usize::from(crlf));
        }
        if ends {
            (start, left) = (at + 1, left - 1);
        }
    }
    if left > 0 {
        (text.len(), text.len())
    } else {
        (start, text.len())
    }
}

fn model_at(text: &[char], line: u32, character: u32) -> usize {
    let (start, end) = line_of(text, line);
    (start + character as usize).min(end)
}

#[test]
fn edits_and_the_text_they_lead_to_are_the_same() {
    let utf32 = || {
        json!({
            "general": { "positionEncodings": ["utf-32"] },
            "textDocument": { "diagnostic": {} },
        })
    };
    let (mut edited, mut fresh) = (Client::start(utf32()), Client::start(utf32()));
    edited.open("", 0);
    fresh.open("", 0);
    let mut dice = Dice(11);
    let mut findings = 0;
    for round in 0..ROUNDS {
        let mut model: Vec<char> = FAULTY.chars().collect();
        edited.change(round, json!([{ "text": FAULTY }]));
        for _ in 0..dice.roll(EDITS as u32) {
            let (line, from) = (dice.roll(75), dice.roll(60));
            let to = from + dice.roll(3);
            let text = TEXTS[dice.roll(TEXTS.len() as u32) as usize];
            let (start, end) = (model_at(&model, line, from), model_at(&model, line, to));
            model.splice(start..end, text.chars());
            let place = |character| json!({ "line": line, "character": character });
            let range = json!({ "start": place(from), "end": place(to) });
            edited.change(round, json!([{ "range": range, "text": text }]));
        }
        let whole: String = model.iter().collect();
        fresh.change(round, json!([{ "text": whole }]));
        for request in ["diagnostic", "documentSymbol", "foldingRange"] {
            let method = format!("textDocument/{request}");
            let found = edited.ask(&method, client::document());
            assert_eq!(
                found,
                fresh.ask(&method, client::document()),
                "round {round}"
            );
            findings += found["items"].as_array().map_or(0, Vec::len);
        }
        let here = client::at(dice.roll(75), dice.roll(60));
        let hover = edited.ask("textDocument/hover", here.clone());
        assert_eq!(hover, fresh.ask("textDocument/hover", here));
    }
    assert!(findings > 100, "the edits left nothing to find");
    edited.finish();
    fresh.finish();
}

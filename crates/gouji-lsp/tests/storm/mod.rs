//! A storm of edits, requests and malformed messages, with a model of the text beside it.
//!
//! Whenever the storm pauses, the diagnostics last published must be those of the newest version,
//! and the same that another server finds in the model's whole text.

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

use crate::client::{Client, FAULTY, changed, document};

/// What edits put in: characters of one to four bytes, all line ends, figures, bars.
const TEXTS: [&str; 12] = [
    "𠀀", "\r\n", "7", "", "3", "\r", "| 0 ", "\n", "年", "é", "\u{feff}", "1203",
];
/// Longest text, in characters: beyond it the storm begins anew.
const LONGEST: usize = 12_000;
/// Most edits between two pauses.
const BURST: usize = 16;

/// A sequence of numbers that looks random and is always the same.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % sides.max(1) as u64) as usize
    }
}

/// What a storm came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// Edits made.
    pub edits: usize,
    /// Messages that make no sense, and requests about anything.
    pub others: usize,
    /// Pauses, at each of which everything was compared.
    pub pauses: usize,
    /// Findings compared.
    pub findings: usize,
}

/// A server in a storm.
pub struct Storm {
    edited: Client,
    fresh: Client,
    encoding: &'static str,
    model: Vec<char>,
    dice: Dice,
    version: i32,
    asked: i32,
    /// What came of it so far.
    pub tally: Tally,
}

impl Storm {
    /// A server with an open document, whose positions count in an encoding.
    pub fn new(encoding: &'static str, seed: u64) -> Self {
        let capabilities = || json!({ "general": { "positionEncodings": [encoding] } });
        let storm = Self {
            edited: Client::start(capabilities()),
            fresh: Client::start(capabilities()),
            encoding,
            model: FAULTY.chars().collect(),
            dice: Dice(seed | 1),
            version: 1,
            asked: 0,
            tally: Tally::default(),
        };
        storm.edited.open(FAULTY, 1);
        storm.fresh.open("", 1);
        storm.fresh.published();
        storm
    }

    /// Edits in bursts, until there were as many.
    pub fn rage(&mut self, edits: usize) {
        while self.tally.edits < edits {
            for _ in 0..=self.dice.roll(BURST) {
                match self.dice.roll(12) {
                    0 => self.disturb(),
                    _ => self.edit(),
                }
            }
            self.pause();
            if self.model.len() > LONGEST || self.dice.roll(40) == 0 {
                self.begin_anew();
            }
        }
    }

    /// Ends both servers as the protocol wants.
    pub fn end(self) -> Tally {
        // Requests of the last burst may not be answered yet.
        self.edited.settle();
        self.edited.finish();
        self.fresh.finish();
        self.tally
    }

    fn begin_anew(&mut self) {
        self.version += 1;
        self.model = FAULTY.chars().collect();
        self.edited
            .change(self.version, json!([{ "text": FAULTY }]));
    }

    /// One message with one to three changes.
    fn edit(&mut self) {
        let mut changes = Vec::new();
        for _ in 0..=self.dice.roll(3) {
            let from = self.dice.roll(self.model.len() + 1);
            let length = if self.dice.roll(30) == 0 { 200 } else { 4 };
            let to = (from + self.dice.roll(length)).min(self.model.len());
            let text = TEXTS[self.dice.roll(TEXTS.len())];
            let (mut start, mut end) = (self.position(from), self.position(to));
            let (from, to) = (self.sound(from), self.sound(to));
            if self.dice.roll(20) == 0 {
                std::mem::swap(&mut start, &mut end);
            }
            changes.push(json!({ "range": { "start": start, "end": end }, "text": text }));
            self.model.splice(from..to, text.chars());
            self.tally.edits += 1;
        }
        self.version += 1;
        self.edited.change(self.version, Value::Array(changes));
    }

    /// Between the two characters of a line end there is no position: it is before both.
    fn sound(&self, at: usize) -> usize {
        let inside = at > 0 && self.model.get(at - 1) == Some(&'\r');
        at - usize::from(inside && self.model.get(at) == Some(&'\n'))
    }

    /// The position of a character as the encoding counts.
    fn position(&self, at: usize) -> Value {
        let (mut line, mut start) = (0, 0);
        for (index, c) in self.model.iter().enumerate().take(at) {
            let ends = *c == '\n' || (*c == '\r' && self.model.get(index + 1) != Some(&'\n'));
            if ends {
                (line, start) = (line + 1, index + 1);
            }
        }
        let width = |c: &char| match self.encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        };
        let character: usize = self.model[start..self.sound(at)].iter().map(width).sum();
        json!({ "line": line, "character": character })
    }

    /// A message that makes no sense, or a request about anything.
    fn disturb(&mut self) {
        self.tally.others += 1;
        self.asked += 1;
        let wild = |dice: &mut Dice| [0, 1, 7, 70, 4_000, u32::MAX][dice.roll(6)];
        let position = json!({ "line": wild(&mut self.dice), "character": wild(&mut self.dice) });
        let mut params = document();
        params["position"] = position.clone();
        params["range"] = json!({ "start": position, "end": position });
        params["context"] = json!({ "diagnostics": [] });
        params["newName"] = json!("x");
        let methods = [
            "hover",
            "codeAction",
            "inlayHint",
            "documentSymbol",
            "foldingRange",
            "documentHighlight",
            "definition",
            "completion",
            "prepareRename",
            "rename",
            "semanticTokens/full",
            "semanticTokens/range",
            "diagnostic",
            "noSuchThing",
        ];
        let method = format!("textDocument/{}", methods[self.dice.roll(methods.len())]);
        let message: Message = match self.dice.roll(6) {
            0 => notification("textDocument/didChange", json!({ "textDocument": 7 })),
            1 => notification(
                "textDocument/didChange",
                json!([null, { "contentChanges": {} }]),
            ),
            2 => notification("$/cancelRequest", json!({ "id": self.asked - 1 })),
            3 => notification(
                "textDocument/didClose",
                json!({ "textDocument": { "uri": "%%%" } }),
            ),
            4 => Request::new(self.asked.into(), method, json!({ "textDocument": [] })).into(),
            _ => Request::new(self.asked.into(), method, params).into(),
        };
        self.edited.send(message);
    }

    /// Waits for the diagnostics of the newest version, and compares.
    fn pause(&mut self) {
        let newest = loop {
            if let Message::Notification(notification) = self.edited.receive()
                && notification.method == "textDocument/publishDiagnostics"
                && notification.params["version"] == self.version
            {
                break notification.params;
            }
        };
        let whole: String = self.model.iter().collect();
        let change = changed(self.version, json!([{ "text": whole }]));
        self.fresh.notify("textDocument/didChange", change);
        let expected = self.fresh.published();
        assert_eq!(newest["diagnostics"], expected["diagnostics"], "{whole:?}");
        self.tally.findings += newest["diagnostics"].as_array().map_or(0, Vec::len);
        self.tally.pauses += 1;
        // So that there is something to wait for at the next pause, whatever comes in between.
        self.edit();
    }
}

fn notification(method: &str, params: Value) -> Message {
    Notification::new(method.to_owned(), params).into()
}

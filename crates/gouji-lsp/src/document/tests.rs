//! Random edits, followed by a model that does everything the slow and obvious way.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::{Place, SourceRange};

use super::*;
use crate::protocol::{Position, Range};

const PIECES: [&str; 12] = [
    "",
    "a",
    "\r\n",
    "\n",
    "\r",
    "𠀀",
    "勾稽",
    "👨‍👩‍👧",
    "| 12 |",
    "\u{feff}",
    "e\u{301}",
    "<td>𝟙\r\n</td>",
];

/// A sequence of numbers that looks random and is always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// The lines of a text without their ends, each with the byte it starts at.
fn model_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines = vec![(0, String::new())];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let ending = ["\r\n", "\n", "\r"]
            .into_iter()
            .find(|end| rest.starts_with(end));
        match ending {
            Some(ending) => {
                rest = &rest[ending.len()..];
                lines.push((text.len() - rest.len(), String::new()));
            }
            None => {
                lines.last_mut().unwrap().1.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    lines
}

fn model_byte(text: &str, encoding: Encoding, position: Position) -> usize {
    let lines = model_lines(text);
    let Some((start, line)) = lines.get(position.line as usize) else {
        return text.len();
    };
    let fits = |prefix: &str| {
        let units = match encoding {
            Encoding::Utf8 => prefix.len(),
            Encoding::Utf16 => prefix.encode_utf16().count(),
            Encoding::Utf32 => prefix.chars().count(),
        };
        units <= position.character as usize
    };
    let mut cuts = line.char_indices().map(|(at, _)| at).chain([line.len()]);
    start + cuts.rfind(|cut| fits(&line[..*cut])).unwrap()
}

fn random_position(dice: &mut Dice, text: &str) -> Position {
    let lines = model_lines(text);
    let line = dice.roll(lines.len() + 1);
    let width = lines.get(line).map_or(0, |(_, line)| line.len());
    Position::new(line as u32, dice.roll(width + 3) as u32)
}

fn random_edits(encoding: Encoding, seed: u64, edits: i32) {
    let mut dice = Dice(seed);
    let item = TextDocumentItem {
        uri: "file:///r.md".parse().unwrap(),
        language_id: "markdown".to_owned(),
        version: 0,
        text: "第一行\r\n𠀀 | 2 |\n末".to_owned(),
    };
    let mut model = item.text.clone();
    let mut document = Document::new(item, encoding);
    for version in 1..=edits {
        let one = random_position(&mut dice, &model);
        let other = random_position(&mut dice, &model);
        let text = PIECES[dice.roll(PIECES.len())].repeat(1 + dice.roll(3));
        // Mostly short ranges, or the text would never grow.
        let range = if dice.roll(8) == 0 {
            Range::new(one.min(other), one.max(other))
        } else {
            Range::new(
                one,
                Position::new(one.line, one.character + dice.roll(3) as u32),
            )
        };
        let start = model_byte(&model, encoding, range.start);
        let end = model_byte(&model, encoding, range.end);
        model.replace_range(start..end, &text);
        let change = TextDocumentContentChangeEvent {
            range: Some(range),
            range_length: None,
            text,
        };
        document.change(version, vec![change]);
        assert_eq!(document.text(), model, "edit {version}, seed {seed}");
        let byte = dice.roll(model.len() + 1);
        let position = document.position(byte);
        let back = document.byte(position);
        assert!(back <= byte, "edit {version}, seed {seed}");
        assert_eq!(back, model_byte(&model, encoding, position));
    }
}

#[test]
fn thousands_of_edits_leave_the_text_the_model_has() {
    for (seed, encoding) in [
        (1, Encoding::Utf8),
        (2, Encoding::Utf16),
        (3, Encoding::Utf32),
    ] {
        random_edits(encoding, seed, 2_000);
    }
}

fn document(text: &str) -> Document {
    let item = TextDocumentItem {
        uri: "file:///r.md".parse().unwrap(),
        language_id: String::new(),
        version: 0,
        text: text.to_owned(),
    };
    Document::new(item, Encoding::Utf16)
}

#[test]
fn empty_places_are_widened_on_their_line() {
    let shown = |text: &str, at| {
        let place = Place::Text(SourceRange::new(at, at));
        document(text)
            .shown(place)
            .map(|range| (range.start, range.end))
    };
    assert_eq!(shown("a|𠀀", 2), Some((2, 6)));
    assert_eq!(shown("a|\r\n", 2), Some((1, 2)));
    assert_eq!(shown("\n\n", 1), Some((1, 1)));
    assert_eq!(shown("", 0), Some((0, 0)));
    assert_eq!(shown("a", 9), None);
}

#[test]
fn a_range_that_runs_backwards_is_taken_forwards() {
    let mut document = document("abcdef");
    let range = Some(Range::new(Position::new(0, 4), Position::new(0, 2)));
    let change = TextDocumentContentChangeEvent {
        range,
        range_length: None,
        text: "X".to_owned(),
    };
    document.change(1, vec![change]);
    assert_eq!(document.text(), "abXef");
}

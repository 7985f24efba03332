//! Positions in texts with wide characters and every kind of line end.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use super::*;

const TEXT: &str = "a勾𠀀z\r\n\r第\n";

#[test]
fn every_encoding_counts_its_own_units() {
    let after_astral = TEXT.find('z').unwrap();
    for (encoding, units) in [
        (Encoding::Utf8, 8),
        (Encoding::Utf16, 4),
        (Encoding::Utf32, 3),
    ] {
        let lines = Lines::new(TEXT, encoding);
        assert_eq!(lines.position(TEXT, after_astral), Position::new(0, units));
        assert_eq!(lines.byte(TEXT, Position::new(0, units)), after_astral);
    }
}

#[test]
fn carriage_returns_end_lines_alone_and_with_line_feeds() {
    let lines = Lines::new(TEXT, Encoding::Utf16);
    let at = |line, character| lines.byte(TEXT, Position::new(line, character));
    assert_eq!(at(1, 0), TEXT.find("\r\n").unwrap() + 2);
    assert_eq!(at(2, 0), TEXT.find('第').unwrap());
    assert_eq!(at(3, 0), TEXT.len());
    assert_eq!(at(0, 99), TEXT.find("\r\n").unwrap(), "beyond the line");
    assert_eq!(
        at(1, 7),
        TEXT.find("\r\n").unwrap() + 2,
        "beyond an empty line"
    );
    assert_eq!(at(9, 9), TEXT.len(), "beyond the text");
}

#[test]
fn the_middle_of_a_character_is_its_start() {
    let lines = Lines::new(TEXT, Encoding::Utf16);
    let astral = TEXT.find('𠀀').unwrap();
    assert_eq!(lines.byte(TEXT, Position::new(0, 3)), astral);
    assert_eq!(lines.position(TEXT, astral + 2), Position::new(0, 2));
}

#[test]
fn long_lines_are_found_through_their_marks() {
    let text = format!("x\n{}\nend", "勾𠀀a".repeat(5_000));
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let lines = Lines::new(&text, encoding);
        for (byte, _) in text.char_indices().step_by(7) {
            assert_eq!(lines.byte(&text, lines.position(&text, byte)), byte);
        }
    }
}

//! White letters in formats that say only behind a cell what is under it (RTF, old Word).
//!
//! Readers put such letters between two signs that stand in no text. Once it is known what they stand on,
//! they are read, or left out where that is paper.

use crate::draft::Part;

/// What stands before and behind white letters: characters that no text has.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// The same in UTF-16.
pub(crate) const SIGNS: [u16; 2] = [OPEN as u16, CLOSE as u16];

/// A text in white letters.
pub(crate) fn white(text: &str) -> String {
    format!("{OPEN}{text}{CLOSE}")
}

/// A text of a file without the signs, that would hide it.
pub(crate) fn without_signs(text: String) -> String {
    match text.contains([OPEN, CLOSE]) {
        true => text.replace([OPEN, CLOSE], ""),
        false => text,
    }
}

/// Reads the white letters of some parts: they stand on a ground.
pub(crate) fn reveal(parts: &mut [Part]) {
    each(parts, &|text| *text = without_signs(std::mem::take(text)));
}

/// Leaves out the white letters of some parts: they stand on paper.
pub(crate) fn hide(parts: &mut [Part]) {
    each(parts, &|text| {
        *text = on_paper(std::mem::take(text));
    });
}

/// What is seen on paper of a text with white letters.
pub(crate) fn on_paper(text: String) -> String {
    if !text.contains(OPEN) {
        return text;
    }
    let mut pieces = text.split(OPEN);
    let mut seen = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        seen.push_str(piece.split_once(CLOSE).map_or("", |(_, rest)| rest));
    }
    seen
}

/// Changes each text of some parts.
fn each(parts: &mut [Part], change: &impl Fn(&mut String)) {
    for part in parts {
        match part {
            Part::Paragraph { text, boxes } => {
                change(text);
                each(boxes, change);
            }
            Part::Table(cells) => {
                for cell in cells {
                    each(&mut cell.parts, change);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_letters_are_seen_on_a_ground_alone() {
        let text = format!("1{}2{}", white("9"), white("8"));
        assert_eq!(on_paper(text.clone()), "12");
        assert_eq!(without_signs(text), "1928");
        assert_eq!(on_paper("12".to_owned()), "12");
    }
}

//! What a cell of a workbook shows.

use crate::OfficeError;
use crate::dates;
use crate::decimal::{self, Decimal};
use crate::ground;
use crate::manner::Manner;
use crate::sheet::NOT_CALCULATED;
use gouji_document::{STROKE, struck};
use gouji_package::{Child, Element, Tree};

use super::formats::{Formats, is_struck, is_white};

/// Most rows and columns of a sheet.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Texts(Vec<String>);

impl Texts {
    /// Reads the part with the texts, if there is one.
    pub(super) fn parse(text: Option<&str>) -> Result<Self, OfficeError> {
        let Some(text) = text else {
            return Ok(Self::default());
        };
        let tree = Tree::parse(text, "sharedStrings.xml")?;
        let items = tree.root().into_iter().flat_map(Element::children);
        Ok(Self(items.map(rich_text).collect()))
    }
}

/// The text of a cell.
pub(super) fn text(
    cell: Element<'_>,
    texts: &Texts,
    formats: &Formats,
    since_1904: bool,
    on_paper: bool,
) -> String {
    let style = cell.number("s").unwrap_or(0);
    let kind = cell.attribute("t").unwrap_or("n");
    let value = cell.child("v").map(Element::text);
    let result = value.as_deref().unwrap_or("");
    if let Some(formula) = cell.child("f")
        && result.is_empty()
        && !(kind == "str" && value.is_some())
    {
        // Of formulas that are shared only one has the text.
        return match formula.text() {
            text if text.trim().is_empty() => NOT_CALCULATED.to_owned(),
            text => format!("={text}"),
        };
    }
    let shown = match kind {
        "s" => shared(result, texts),
        "inlineStr" => cell.child("is").map(rich_text).unwrap_or_default(),
        "str" => unescaped(result),
        "b" if result.trim() == "1" => "TRUE".to_owned(),
        "b" => "FALSE".to_owned(),
        "n" => number(result, cell.number("s"), formats, since_1904),
        _ => result.to_owned(),
    };
    let shown = match on_paper && !formats.has_ground(style) {
        true => ground::on_paper(shown),
        false => ground::without_signs(shown),
    };
    match formats.is_struck(style) && !shown.contains(STROKE) {
        true => struck(&shown),
        false => shown,
    }
}

/// Whether a cell holds a number of the program.
pub(super) fn is_number(cell: Element<'_>) -> bool {
    matches!(cell.attribute("t"), None | Some("n"))
}

fn shared(index: &str, texts: &Texts) -> String {
    let index: Option<usize> = index.trim().parse().ok();
    let text = index.and_then(|index| texts.0.get(index));
    text.cloned().unwrap_or_default()
}

fn number(text: &str, style: Option<u32>, formats: &Formats, since_1904: bool) -> String {
    let format = formats.of_style(style.unwrap_or(0));
    match Decimal::read(text) {
        Some(number) => dates::shown(number, format, since_1904),
        None => decimal::shown(text),
    }
}

/// The text of an item, glosses left out.
fn rich_text(item: Element<'_>) -> String {
    let mut text = String::new();
    for child in item.children() {
        match child.name() {
            "t" => push(child, &mut text),
            "r" => {
                let Some(run) = child.child("t") else {
                    continue;
                };
                let properties = child.child("rPr");
                let align = properties.and_then(|properties| properties.child("vertAlign"));
                let align = align.and_then(|align| align.attribute("val"));
                let from = text.len();
                push(run, &mut text);
                let raised = Some(matches!(align, Some("superscript" | "subscript")));
                let manner = match properties.is_some_and(is_white) {
                    true => Manner::White,
                    false => Manner::of(raised, properties.map(is_struck)),
                };
                manner.rewrite(&mut text, from);
            }
            _ => {}
        }
    }
    unescaped(&text)
}

fn push(element: Element<'_>, text: &mut String) {
    for child in element.contents() {
        if let Child::Text(piece) = child {
            text.push_str(&ground::without_signs(piece.to_owned()));
        }
    }
}

/// Characters that XML cannot hold are written `_x000D_`.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        shown.push_str(before);
        let code = escape.get(2..6).filter(|_| escape.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
            Some(number) => {
                shown.extend(char::from_u32(number).filter(|c| *c != '\r'));
                rest = escape.get(7..).unwrap_or_default();
            }
            None => {
                shown.push_str("_x");
                rest = escape.get(2..).unwrap_or_default();
            }
        }
    }
    shown.push_str(rest);
    shown
}

/// Row and column from 0 of `D7`.
pub(crate) fn position(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.replace('$', "");
    let letters = reference
        .bytes()
        .take_while(u8::is_ascii_alphabetic)
        .count();
    let (letters, digits) = reference.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |sum: u32, letter| {
        sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row: u32 = digits.parse().ok()?;
    let inside = (1..=MOST_ROWS).contains(&row) && column <= MOST_COLUMNS;
    inside.then(|| (row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_places() {
        assert_eq!(position("A1"), Some((0, 0)));
        assert_eq!(position("$D$7"), Some((6, 3)));
        assert_eq!(position("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in [
            "", "7", "A", "A0", "XFE1", "ABCD1", "A1048577", "A-1", "数1",
        ] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped("甲_x000D_\n乙_x4E2D_"), "甲\n乙中");
        assert_eq!(unescaped("_x_xZZZZ_ _x00"), "_x_xZZZZ_ _x00");
    }
}

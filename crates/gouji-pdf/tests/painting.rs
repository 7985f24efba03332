//! What of the painted text is read: what people see, and the invisible text of scanned pages.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_pdf::read_pdf;
use made::page;

mod made;

/// The text of a page with this content.
fn text(content: &str) -> String {
    let document = read_pdf(&page(content, &[])).unwrap();
    let texts = document.blocks.iter().map(|block| match block {
        gouji_document::Block::Paragraph(paragraph) => document.text(paragraph.text),
        gouji_document::Block::Table(_) => "table",
    });
    texts.collect::<Vec<_>>().join("|")
}

const DARK: &str = "BT /F 12 Tf 100 700 Td (Annual report 12) Tj ET ";

#[test]
fn light_text_is_read_on_dark_grounds_only() {
    let light = "0.85 g BT /F 12 Tf 300 700 Td (draft) Tj ET 0 g ";
    assert_eq!(text(&[DARK, light].concat()), "Annual report 12");
    let ground = "0.1 g 290 690 60 30 re f 0 g ";
    assert_eq!(
        text(&[DARK, ground, light].concat()),
        "Annual report 12 draft"
    );
    // Where all is light, that is how it is printed.
    assert_eq!(text(light), "draft");
}

#[test]
fn slanted_text_lies_over_the_page() {
    let at = |slant: &str| format!("BT /F 12 Tf {slant} 300 700 Tm (draft) Tj ET ");
    assert_eq!(
        text(&[DARK, &at("0.978 0.208 -0.208 0.978")].concat()),
        "Annual report 12"
    );
    assert_eq!(
        text(&[DARK, &at("0.9998 0.0175 -0.0175 0.9998")].concat()),
        "Annual report 12 draft"
    );
}

#[test]
fn what_is_cut_off_is_not_read_but_figures_are_whole() {
    let cut = |line: &str| format!("q 90 690 60 20 re W n BT /F 12 Tf 100 700 Td ({line}) Tj ET Q");
    assert_eq!(text(&cut("Applications received")), "Applicatio");
    assert_eq!(text(&cut("12345678901")), "12345678901");
    let below = "q 90 690 60 20 re W n BT /F 12 Tf 100 700 Td (label) Tj 0 -16 Td (rest) Tj ET Q";
    assert_eq!(text(below), "label");
}

#[test]
fn invisible_text_is_read() {
    assert_eq!(
        text("BT 3 Tr /F 12 Tf 100 700 Td (recognized) Tj ET"),
        "recognized"
    );
}

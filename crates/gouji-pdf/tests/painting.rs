//! What of the painted text is read: what people see, and the invisible text of scanned pages.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_pdf::read_pdf;
use made::noted_page;

mod made;

/// The text of a page with this content.
fn text(content: &str) -> String {
    noted(content, "")
}

/// The same with annotations over it.
fn noted(content: &str, annotations: &str) -> String {
    let document = read_pdf(&noted_page(content, &[], annotations)).unwrap();
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

#[test]
fn invisible_text_beside_visible_is_not() {
    let hidden = "BT 3 Tr /F 12 Tf 300 700 Td (hidden) Tj 0 Tr ET ";
    assert_eq!(text(&[DARK, hidden].concat()), "Annual report 12");
    // What was recognized in a picture is.
    let picture = "q 90 0 0 20 290 690 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI Q ";
    assert_eq!(
        text(&[DARK, picture, hidden].concat()),
        "Annual report 12 hidden"
    );
}

#[test]
fn what_is_painted_over_is_not_read() {
    let cover = "1 g 174 690 16 20 re f 0 g ";
    let other = "BT /F 12 Tf 175 700 Td (7) Tj ET ";
    assert_eq!(text(&[DARK, cover].concat()), "Annual report");
    assert_eq!(text(&[DARK, cover, other].concat()), "Annual report 7");
    assert_eq!(text(&[cover, DARK].concat()), "Annual report 12");
    // A box of which only another part is seen.
    let clipped = format!("q 0 0 9 9 re W n {cover}Q ");
    assert_eq!(text(&[DARK, &clipped].concat()), "Annual report 12");
}

#[test]
fn lines_through_text_strike_it_out_and_small_digits_above_are_marks() {
    let line = |y: &str| format!("{DARK}0 G 172 {y} m 188 {y} l S ");
    assert_eq!(text(&line("704")), "Annual report");
    assert_eq!(text(&line("698")), "Annual report 12");
    let mark = "BT /F 6 Tf 189 705 Td (3) Tj ET ";
    assert_eq!(text(&[DARK, mark].concat()), "Annual report 12³");
}

#[test]
fn fields_and_notes_over_a_page_are_read() {
    let field = "<</Type/Annot/Subtype/Widget/FT/Tx/V(34)/Rect[200 697 230 712]>>";
    assert_eq!(noted(DARK, field), "Annual report 12 34");
    let hidden = field.replace("/FT", "/F 2/FT");
    assert_eq!(noted(DARK, &hidden), "Annual report 12");
    let note = "<</Type/Annot/Subtype/FreeText/Contents(34)/Rect[172 697 190 712]>>";
    assert_eq!(noted(DARK, note), "Annual report\u{fffd}\u{fffd}");
    let stroke = "<</Type/Annot/Subtype/StrikeOut/Rect[172 697 188 710]>>";
    assert_eq!(noted(DARK, stroke), "Annual report");
    let seal = note.replace("FreeText", "Stamp");
    assert_eq!(noted(DARK, &seal), "Annual report 12");
}

#[test]
fn figures_that_are_drawn_in_strokes_are_not_blank() {
    // Two cells of 60 by 20 points, with a label in the first and strokes in the second.
    let lines = "100 600 m 220 600 l S 100 620 m 220 620 l S 100 640 m 220 640 l S 100 600 m 100 640 l S \
        160 600 m 160 640 l S 220 600 m 220 640 l S ";
    let label = "BT /F 10 Tf 105 626 Td (Licences) Tj ET BT /F 10 Tf 105 606 Td (Penalties) Tj 80 0 Td (7) Tj ET ";
    let cells = |strokes: &str| {
        let content = [lines, label, strokes].concat();
        let document = read_pdf(&noted_page(&content, &[], "")).unwrap();
        let texts = document.blocks.iter().flat_map(|block| match block {
            gouji_document::Block::Table(table) => table.cells.as_slice(),
            gouji_document::Block::Paragraph(_) => &[],
        });
        let texts: Vec<&str> = texts.map(|cell| document.text(cell.text)).collect();
        texts.join("|")
    };
    let blank = "Licences||Penalties|7";
    assert_eq!(cells(""), blank);
    let unread = "Licences|\u{fffc}|Penalties|7";
    for strokes in [
        // A two and a seven, and an eight of curves.
        "185 634 m 190 634 l 190 630 l 185 630 l 185 626 l 190 626 l S ",
        "185 634 m 190 634 l 187 626 l S ",
        "187 626 m 183 626 183 630 187 630 c 191 630 191 634 187 634 c S ",
    ] {
        assert_eq!(cells(strokes), unread, "{strokes}");
    }
    for strokes in ["160 620 m 220 640 l S ", "162 622 56 16 re S "] {
        assert!(!cells(strokes).contains('\u{fffc}'), "{strokes}");
    }
}

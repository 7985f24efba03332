//! A figure in a cell that is numbered as the item of a list is not run together with its number.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod packed;

use packed::{packed, texts};

/// A label and a figure with numbers before them, a figure without, and a cell with a number alone.
const EXPECTED: [&str; 4] = ["1.其他", "2.\t0", "12", "3."];

#[test]
fn word_files() {
    let numbered = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let cells = [
        (numbered, "其他"),
        (numbered, "0"),
        ("", "12"),
        (numbered, ""),
    ];
    let cell = |(properties, text): (&str, &str)| {
        format!("<w:tc><w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row: String = cells.map(cell).concat();
    let body = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr>{row}</w:tr></w:tbl></w:body></w:document>"
    );
    let lists = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">\
        <w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"t/numbering\" Target=\"numbering.xml\"/></Relationships>";
    let parts = [
        ("word/document.xml", body.as_str()),
        ("word/numbering.xml", lists),
        ("word/_rels/document.xml.rels", relations),
    ];
    assert_eq!(texts(&packed(&parts)).1, EXPECTED);
}

#[test]
fn texts_of_open_document() {
    let item = |at: u32, text: &str| {
        format!(
            "<text:list text:style-name=\"L\"><text:list-item text:start-value=\"{at}\"><text:p>{text}</text:p>\
             </text:list-item></text:list>"
        )
    };
    let cells = [
        item(1, "其他"),
        item(2, "0"),
        "<text:p>12</text:p>".to_owned(),
        item(3, ""),
    ];
    let cell = |content: String| format!("<table:table-cell>{content}</table:table-cell>");
    let row: String = cells.map(cell).concat();
    let text = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\">\
         <office:automatic-styles><text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" \
         style:num-suffix=\".\" style:num-format=\"1\"/></text:list-style></office:automatic-styles><office:body>\
         <office:text><table:table><table:table-row>{row}</table:table-row></table:table></office:text></office:body>\
         </office:document-content>"
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &text),
    ];
    assert_eq!(texts(&packed(&parts)).1, EXPECTED);
}

#[test]
fn rich_text() {
    let text = "{\\rtf1\\ansi\\ansicpg936\\trowd\\cellx1\\cellx2\\cellx3\\cellx4\\pard\\intbl \
        {\\listtext 1.\\tab}\\'c6\\'e4\\'cb\\'fb\\cell {\\listtext 2.\\tab}0\\cell 12\\cell {\\listtext 3.\\tab}\\cell\\row}";
    assert_eq!(texts(text.as_bytes()).1, EXPECTED);
}

//! What is struck out is no part of a figure, and a cell with a picture is not blank, in every format.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod packed;

use packed::{packed, texts};

/// A figure with another struck out before it, one struck out as a whole, a picture, a picture beside a
/// figure, and a blank cell.
const EXPECTED: [&str; 5] = ["1", "1\u{336}2\u{336}", "\u{fffc}", "5", ""];

#[test]
fn word_files() {
    let run = |text: &str, look: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let picture = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>";
    let cells = [
        run("6", "<w:strike/>") + &run("1", ""),
        run("12", "<w:dstrike w:val=\"1\"/>"),
        picture.to_owned(),
        picture.to_owned() + &run("5", "<w:strike w:val=\"0\"/>"),
        String::new(),
    ];
    let cell = |content: &String| format!("<w:tc><w:p>{content}</w:p></w:tc>");
    let row: String = cells.iter().map(cell).collect();
    let body = format!(
        "<w:p>{}{picture}</w:p><w:tbl><w:tr>{row}</w:tr></w:tbl>",
        run("题", "")
    );
    let text =
        format!("<w:document xmlns:w=\"w\" xmlns:wp=\"wp\"><w:body>{body}</w:body></w:document>");
    let (paragraphs, cells) = texts(&packed(&[("word/document.xml", &text)]));
    assert_eq!(
        (paragraphs, cells),
        (vec!["题".to_owned()], EXPECTED.map(str::to_owned).to_vec())
    );
}

#[test]
fn texts_of_open_document() {
    let styles = "<style:style style:name=\"S\" style:family=\"text\"><style:text-properties \
        style:text-line-through-style=\"solid\"/></style:style>\
        <style:style style:name=\"N\" style:family=\"text\"><style:text-properties \
        style:text-line-through-style=\"none\"/></style:style>";
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
    };
    let picture = "<draw:frame><draw:image/></draw:frame>";
    let cells = [
        span("S", "6") + "1",
        span("S", "12"),
        picture.to_owned(),
        picture.to_owned() + &span("N", "5"),
        String::new(),
    ];
    let cell = |content: &String| {
        format!("<table:table-cell><text:p>{content}</text:p></table:table-cell>")
    };
    let row: String = cells.iter().map(cell).collect();
    let text = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:draw=\"d\" xmlns:style=\"s\">\
        <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text><text:p>题{picture}</text:p>\
        <table:table><table:table-row>{row}</table:table-row></table:table></office:text></office:body>\
        </office:document-content>"
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &text),
    ];
    let (paragraphs, cells) = texts(&packed(&parts));
    assert_eq!(
        (paragraphs, cells),
        (vec!["题".to_owned()], EXPECTED.map(str::to_owned).to_vec())
    );
}

#[test]
fn rich_text() {
    let text = "{\\rtf1\\ansi {\\pict\\pngblip 89504e47}T\\par\\trowd\\cellx1\\cellx2\\cellx3\\cellx4\\cellx5\
        \\pard\\intbl {\\strike 6}1\\cell {\\striked1 12}\\cell {\\*\\shppict{\\pict 89}}{\\nonshppict{\\pict 89}}\\cell \
        {\\pict 89}{\\strike\\strike0 5}\\cell\\cell\\row}";
    let (paragraphs, cells) = texts(text.as_bytes());
    assert_eq!(
        (paragraphs, cells),
        (vec!["T".to_owned()], EXPECTED.map(str::to_owned).to_vec())
    );
}

#[test]
fn workbooks() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is></c>\
        <c r=\"B1\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>6</t></r><r><t>1</t></r></is></c>\
        <c r=\"C1\" s=\"1\"><v>12</v></c><c r=\"E1\"><v>5</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"F2\"><v>2</v></c></row></sheetData></worksheet>";
    let styles = "<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/>\
        </cellXfs></styleSheet>";
    let anchor = |row: u32, column: u32| {
        format!(
            "<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:row>{row}</xdr:row></xdr:from><xdr:pic/></xdr:twoCellAnchor>"
        )
    };
    let drawing = format!(
        "<xdr:wsDr xmlns:xdr=\"x\">{}{}{}</xdr:wsDr>",
        anchor(0, 3),
        anchor(0, 4),
        anchor(9, 1)
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"{id}\" Type=\"t/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let of_workbook = relation("r", "worksheet", "sheet.xml").replace(
        "</Relationships>",
        "<Relationship Id=\"s\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>",
    );
    let (_, cells) = texts(&packed(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"一\" r:id=\"r\"/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", &of_workbook),
        ("xl/sheet.xml", sheet),
        ("xl/styles.xml", styles),
        (
            "xl/_rels/sheet.xml.rels",
            &relation("d", "drawing", "drawing.xml"),
        ),
        ("xl/drawing.xml", &drawing),
    ]));
    let [_, one, struck, picture, figure, blank, ..] = cells.as_slice() else {
        panic!("{cells:?}");
    };
    assert_eq!([one, struck, picture, figure, blank], EXPECTED);
}

fn file(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    std::fs::read(folder.join(name)).unwrap()
}

/// Made from `recipes/unread.fods`; a formula and a text in full width are struck out too, a comment
/// lies over a blank cell.
#[test]
fn old_workbooks() {
    let (_, cells) = texts(&file("unread.xls"));
    let [
        _,
        one,
        struck,
        picture,
        figure,
        blank,
        formula,
        text,
        beyond,
        below @ ..,
    ] = cells.as_slice()
    else {
        panic!("{cells:?}");
    };
    assert_eq!([one, struck, picture, figure, blank], EXPECTED);
    assert_eq!([formula, text, beyond], ["7\u{336}", "８\u{336}", ""]);
    assert_eq!(below, ["乙", "", "", "", "", "", "", "", "2"]);
}

#[test]
fn workbooks_of_2003() {
    let book = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:h=\"http://www.w3.org/TR/REC-html40\">\
        <Styles><Style ss:ID=\"a\"><Font ss:StrikeThrough=\"1\"/></Style><Style ss:ID=\"b\"><Font/></Style></Styles>\
        <Worksheet ss:Name=\"一\"><Table><Row><Cell><Data ss:Type=\"String\">甲</Data></Cell>\
        <Cell><ss:Data ss:Type=\"String\"><h:S>6</h:S><h:Font>1</h:Font></ss:Data></Cell>\
        <Cell ss:StyleID=\"a\"><Data ss:Type=\"Number\">12</Data></Cell>\
        <Cell ss:StyleID=\"b\"><Data ss:Type=\"Number\">5</Data></Cell></Row>\
        <Row><Cell><Data ss:Type=\"String\">乙</Data></Cell></Row></Table></Worksheet></Workbook>";
    let (_, cells) = texts(book.as_bytes());
    assert_eq!(cells[1..4], ["1", "1\u{336}2\u{336}", "5"]);
}

/// Made from `recipes/deleted.py`: a figure that another came in the place of, one that none did, one of two
/// that stood in a cell, one that stands, and a blank cell.
#[test]
fn what_tracked_changes_delete_is_reported_where_nothing_comes_in_its_place() {
    for name in ["deleted.docx", "deleted.odt", "deleted.doc", "deleted.rtf"] {
        let (paragraphs, cells) = texts(&file(name));
        assert_eq!(paragraphs, ["题", "末"], "{name}");
        let expected = ["甲", "1", "1\u{336}2\u{336}", "3", "5", ""];
        assert_eq!(cells, expected, "{name}");
    }
}

#[test]
fn pictures_over_struck_out_text_take_no_other_text_with_them() {
    let run = |look: &str, content: &str| format!("<w:r><w:rPr>{look}</w:rPr>{content}</w:r>");
    let first = run("", "<w:t>12</w:t>");
    let struck = run("<w:strike/>", "<w:drawing/><w:t>4</w:t>");
    let moved = format!("<w:moveFrom>{}</w:moveFrom>", run("", "<w:t>7</w:t>"));
    let row: String = [&*(first + &struck), &moved, "", "", ""]
        .iter()
        .map(|content| format!("<w:tc><w:p>{content}</w:p></w:tc>"))
        .collect();
    let text = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:tbl><w:tr>{row}</w:tr></w:tbl></w:body></w:document>"
    );
    let (_, cells) = texts(&packed(&[("word/document.xml", &text)]));
    assert_eq!(cells, ["12", "7\u{336}", "", "", ""]);
}

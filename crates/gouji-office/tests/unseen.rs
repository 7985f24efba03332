//! White letters on paper, letters without a size and numbers whose format shows nothing are not read, in texts
//! and workbooks; white letters on a ground are.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod packed;

use packed::{packed, texts};

/// The texts of the cells of a file of parts.
fn cells(parts: &[(&str, &str)]) -> Vec<String> {
    texts(&packed(parts)).1
}

const NAMES: &str =
    "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:fo=\"f\" xmlns:style=\"s\"";

/// Styles of letters and cells: white, black, dots; a dark ground and a white one.
const STYLES: &str = "<style:style style:name=\"W\" style:family=\"text\"><style:text-properties \
    fo:color=\"#FEFEFE\"/></style:style><style:style style:name=\"K\" style:family=\"text\">\
    <style:text-properties fo:color=\"#000000\"/></style:style><style:style style:name=\"T\" \
    style:family=\"text\"><style:text-properties fo:font-size=\"1pt\"/></style:style>\
    <style:style style:name=\"dark\" style:family=\"table-cell\"><style:table-cell-properties \
    fo:background-color=\"#003366\"/><style:text-properties fo:color=\"#ffffff\"/></style:style>\
    <style:style style:name=\"light\" style:family=\"table-cell\"><style:table-cell-properties \
    fo:background-color=\"#ffffff\"/><style:text-properties fo:color=\"#ffffff\"/></style:style>\
    <style:style style:name=\"P\" style:family=\"paragraph\"><style:text-properties \
    fo:color=\"#ffffff\"/></style:style>";

#[test]
fn texts_of_open_document() {
    let span = |style: &str, text: &str| {
        format!("<text:span text:style-name=\"{style}\">{text}</text:span>")
    };
    let cell = |style: &str, paragraph: &str, content: &str| {
        format!(
            "<table:table-cell table:style-name=\"{style}\"><text:p text:style-name=\"{paragraph}\">{content}\
             </text:p></table:table-cell>"
        )
    };
    let row = [
        cell("light", "", &(span("W", "9") + "1")),
        cell("dark", "", &span("W", "2")),
        cell("", "P", &format!("9{}", span("K", "3"))),
        cell("", "", &(span("T", "9") + "4")),
        cell("", "", &span("W", "9")),
    ];
    let text = |row: &[String]| {
        format!(
            "<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>\
             <office:body><office:text><table:table><table:table-row>{}</table:table-row></table:table>\
             </office:text></office:body></office:document-content>",
            row.concat()
        )
    };
    let kind = ("mimetype", "application/vnd.oasis.opendocument.text");
    let found = cells(&[kind, ("content.xml", &text(&row))]);
    assert_eq!(found, ["1", "2", "3", "4", ""]);
    // On pages of a colour white letters are seen.
    let pages = format!(
        "<office:document-styles {NAMES}><office:automatic-styles><style:page-layout>\
         <style:page-layout-properties fo:background-color=\"#222222\"/></style:page-layout>\
         </office:automatic-styles></office:document-styles>"
    );
    let parts = [kind, ("styles.xml", &pages), ("content.xml", &text(&row))];
    assert_eq!(cells(&parts), ["91", "2", "93", "4", "9"]);
}

#[test]
fn sheets_of_open_document() {
    let cell = |style: &str, value: &str| {
        format!(
            "<table:table-cell table:style-name=\"{style}\" office:value-type=\"float\" office:value=\"{value}\">\
             <text:p>{value}</text:p></table:table-cell>"
        )
    };
    let unshown = cell("", "9").replace("<text:p>9", "<text:p>");
    let row = cell("dark", "1") + &cell("light", "9") + &unshown + &cell("", "2");
    let text = format!(
        "<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>\
         <office:spreadsheet><table:table><table:table-row>{row}</table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let kind = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    assert_eq!(cells(&[kind, ("content.xml", &text)]), ["1", "", "", "2"]);
}

#[test]
fn workbooks() {
    let sheet = |more: &str| {
        format!(
            "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>9</v></c>\
             <c r=\"C1\" s=\"2\"><v>2</v></c><c r=\"D1\" s=\"3\"><v>9</v></c><c r=\"E1\" s=\"4\"><v>9</v></c>\
             <c r=\"F1\"><v>3</v></c></row></sheetData>{more}</worksheet>"
        )
    };
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\";;;\"/></numFmts><fonts><font/>\
        <font><color rgb=\"FFFFFFFF\"/></font><font><color theme=\"0\"/></font></fonts><fills><fill><patternFill \
        patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill \
        patternType=\"solid\"><fgColor rgb=\"FF003366\"/></patternFill></fill></fills><cellXfs><xf/>\
        <xf fontId=\"1\"/><xf fontId=\"1\" fillId=\"2\"/><xf fontId=\"2\"/><xf numFmtId=\"164\"/></cellXfs>\
        </styleSheet>";
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"t/worksheet\" Target=\"sheet.xml\"/>\
        <Relationship Id=\"s\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>";
    let read = |more: &str| {
        cells(&[
            ("[Content_Types].xml", "<Types/>"),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"一\" r:id=\"r\"/></sheets></workbook>",
            ),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/sheet.xml", &sheet(more)),
            ("xl/styles.xml", styles),
        ])
    };
    assert_eq!(read(""), ["1", "", "2", "", "", "3"]);
    // What a condition puts under letters is not known.
    let conditions = "<conditionalFormatting/>";
    assert_eq!(read(conditions), ["1", "9", "2", "9", "", "3"]);
}

#[test]
fn workbooks_of_2003() {
    let book = "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"a\"><Font ss:Color=\"#FFFFFF\"/>\
        </Style><Style ss:ID=\"b\"><Font ss:Color=\"#FFFFFF\"/><Interior ss:Color=\"#003366\" ss:Pattern=\"Solid\"/></Style>\
        <Style ss:ID=\"c\"><NumberFormat ss:Format=\";;;\"/></Style></Styles><Worksheet ss:Name=\"一\"><Table><Row>\
        <Cell><Data ss:Type=\"Number\">1</Data></Cell><Cell ss:StyleID=\"a\"><Data ss:Type=\"Number\">9</Data></Cell>\
        <Cell ss:StyleID=\"b\"><Data ss:Type=\"Number\">2</Data></Cell><Cell ss:StyleID=\"c\"><Data ss:Type=\"Number\">9\
        </Data></Cell><Cell><Data ss:Type=\"Number\">3</Data></Cell></Row></Table></Worksheet></Workbook>";
    assert_eq!(texts(book.as_bytes()).1, ["1", "", "2", "", "3"]);
}

#[test]
fn runs_of_workbooks() {
    let run = |look: &str, text: &str| format!("<r><rPr>{look}</rPr><t>{text}</t></r>");
    let text = run("<color rgb=\"FFFFFFFF\"/>", "9") + &run("", "1");
    let cell = |place: &str, style: u32| {
        format!("<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is>{text}</is></c>")
    };
    let sheet = format!(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>5</v></c>{}{}</row></sheetData></worksheet>",
        cell("B1", 0),
        cell("C1", 1)
    );
    let styles = "<styleSheet><fonts><font/></fonts><fills><fill><patternFill patternType=\"none\"/></fill><fill>\
        <patternFill patternType=\"solid\"><fgColor rgb=\"FF003366\"/></patternFill></fill></fills><cellXfs><xf/>\
        <xf fillId=\"1\"/></cellXfs></styleSheet>";
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"t/worksheet\" Target=\"sheet.xml\"/>\
        <Relationship Id=\"s\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>";
    let found = cells(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"一\" r:id=\"r\"/></sheets></workbook>",
        ),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sheet.xml", &sheet),
        ("xl/styles.xml", styles),
    ]);
    assert_eq!(found, ["5", "1", "91"]);
}

#[test]
fn white_letters_in_tables_of_a_style() {
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let table = |style: &str| {
        let content = run(white, "9") + &run("", "983");
        format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/></w:tblPr><w:tr><w:tc><w:p>{content}</w:p></w:tc>\
             <w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
        )
    };
    let style = |id: &str, on: &str, inside: &str| {
        format!(
            "<w:style w:type=\"table\" w:styleId=\"{id}\"><w:basedOn w:val=\"{on}\"/>{inside}</w:style>"
        )
    };
    let shade = "<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:shd w:val=\"clear\" w:fill=\"003366\"/></w:tcPr>\
        </w:tblStylePr>";
    let plain = "<w:tcPr><w:shd w:val=\"clear\" w:fill=\"auto\"/></w:tcPr>";
    let styles = format!(
        "<w:styles><w:style w:type=\"table\" w:styleId=\"Normal\"/>{}{}{}</w:styles>",
        style("Grid", "Normal", plain),
        style("Dark", "Normal", shade),
        style("Own", "Dark", "")
    );
    let body = ["Grid", "Dark", "Own"].map(table).concat();
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>";
    let found = cells(&[
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", &styles),
    ]);
    assert_eq!(found.concat(), "98399839983");
}

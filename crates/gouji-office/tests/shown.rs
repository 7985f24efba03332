//! What files show in other ways than by text, and what they say is not shown: lists to choose from,
//! formulas without a result, letters moved up, rows and sections that are hidden, and numbers whose
//! format shows another unit.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

mod packed;

use packed::{packed, texts};

/// The cells of a Word file whose one table has these rows.
fn of_word(rows: &str) -> Vec<String> {
    let text = format!(
        "<w:document xmlns:w=\"w\" xmlns:m=\"m\"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>"
    );
    texts(&packed(&[("word/document.xml", &text)])).1
}

fn word_row(cells: &[&str]) -> String {
    let cell = |inside: &&str| format!("<w:tc><w:p>{inside}</w:p></w:tc>");
    let cells: String = cells.iter().map(cell).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn sign(kind: &str, data: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\">{data}</w:fldChar></w:r>")
}

#[test]
fn fields_without_a_result() {
    let field = |data: &str, code: &str| {
        let code = format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
        format!("{}{code}{}", sign("begin", data), sign("end", ""))
    };
    let list = |chosen: &str| {
        let entries = "<w:listEntry w:val=\"9\"/><w:listEntry w:val=\"12\"/>";
        format!("<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>")
    };
    let choice = |chosen: &str| field(&list(chosen), " FORMDROPDOWN ");
    let cells = of_word(&word_row(&[
        &choice("<w:result w:val=\"1\"/>"),
        &choice("<w:default w:val=\"1\"/>"),
        &choice(""),
        &field("", " =SUM(ABOVE) "),
        "<w:fldSimple w:instr=\"=SUM(LEFT)\"/>",
        "<w:fldSimple w:instr=\"=SUM(LEFT)\"><w:r><w:t>7</w:t></w:r></w:fldSimple>",
        &field("", " FORMDROPDOWN "),
        &field("", " XE \"索引\" "),
    ]));
    let above = "=SUM(ABOVE)";
    let left = "=SUM(LEFT)";
    assert_eq!(cells, ["12", "12", "9", above, left, "7", "\u{fffc}", ""]);
}

#[test]
fn data_that_fields_do_not_show_is_not_blank() {
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let field = |name: &str, result: &str| {
        let (begin, separate) = (sign("begin", ""), sign("separate", ""));
        format!("{begin}{}{separate}{result}{}", code(name), sign("end", ""))
    };
    let result = "<w:r><w:t>7</w:t></w:r>";
    let cells = of_word(&word_row(&[
        "<w:fldSimple w:instr=\" MERGEFIELD 受理 \"/>",
        "<w:fldSimple w:instr=\" MERGEFIELD 受理 \"><w:r><w:t>7</w:t></w:r></w:fldSimple>",
        &field(" DOCPROPERTY 受理 ", ""),
        &field(" DOCPROPERTY 受理 ", result),
        &field(" =SUM(ABOVE) ", ""),
        &field(" FORMTEXT ", ""),
        &field(" HYPERLINK \"x\" ", ""),
        &field("", ""),
    ]));
    let sum = "=SUM(ABOVE)";
    let picture = "\u{fffc}";
    assert_eq!(cells, [picture, "7", picture, "7", sum, "", "", ""]);
}

#[test]
fn letters_moved_up_are_marks() {
    let run = |text: &str, look: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let cells = of_word(&word_row(&[
        &(run("28", "") + &run("1", "<w:position w:val=\"8\"/><w:sz w:val=\"12\"/>")),
        &(run("28", "") + &run("1", "<w:position w:val=\"0\"/>")),
        &(run("28", "")
            + &run(
                "1",
                "<w:vertAlign w:val=\"baseline\"/><w:position w:val=\"6\"/>",
            )),
    ]));
    assert_eq!(cells, ["28¹", "281", "28¹"]);
}

#[test]
fn hidden_rows_of_word() {
    let figure = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let row = |one: &str, other: &str| word_row(&[&figure(one), &figure(other)]);
    let hidden = row("8", "9").replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>");
    let shown = hidden.replace("<w:hidden/>", "<w:hidden w:val=\"0\"/>");
    let rows = row("1", "2") + &hidden + &shown;
    assert_eq!(of_word(&rows), ["1", "2", "8", "9"]);
}

const NAMES: &str = "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\" xmlns:style=\"s\"";

/// What is read of an OpenDocument file with a body.
fn of_open(kind: &str, body: &str) -> (Vec<String>, Vec<String>) {
    let text = format!(
        "<office:document-content {NAMES}><office:body>{body}</office:body></office:document-content>"
    );
    let kind = format!("application/vnd.oasis.opendocument.{kind}");
    texts(&packed(&[("mimetype", &kind), ("content.xml", &text)]))
}

#[test]
fn hidden_parts_of_open_texts() {
    let (paragraphs, _) = of_open(
        "text",
        "<office:text><text:p>1<text:hidden-text text:is-hidden=\"true\">9</text:hidden-text></text:p>\
         <text:p>2<text:hidden-text text:is-hidden=\"false\">3</text:hidden-text></text:p>\
         <text:p><text:hidden-paragraph text:is-hidden=\"true\"/>9</text:p>\
         <text:section text:display=\"none\"><text:p>9</text:p></text:section>\
         <text:section text:display=\"condition\" text:is-hidden=\"true\"><text:p>9</text:p></text:section>\
         <text:section text:display=\"condition\"><text:p>4</text:p></text:section></office:text>",
    );
    assert_eq!(paragraphs, ["1", "23", "4"]);
}

#[test]
fn errors_and_texts_of_open_sheets() {
    let formula = "table:formula=\"of:=1/0\" office:value-type=\"float\" office:value=\"0\"";
    let string = "office:value-type=\"string\" office:string-value=\"12\"";
    let (_, cells) = of_open(
        "spreadsheet",
        &format!(
            "<office:spreadsheet><table:table><table:table-row>\
             <table:table-cell {formula}><text:p>#DIV/0!</text:p></table:table-cell>\
             <table:table-cell {formula}><text:p>Err:502</text:p></table:table-cell>\
             <table:table-cell {formula}><text:p>0件</text:p></table:table-cell>\
             <table:table-cell {string}/></table:table-row></table:table></office:spreadsheet>"
        ),
    );
    assert_eq!(cells, ["#DIV/0!", "Err:502", "0", "12"]);
}

#[test]
fn numbers_in_thousands_and_in_ten_thousands() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>433000</v></c>\
        <c r=\"B1\" s=\"2\"><v>12000</v></c><c r=\"C1\"><v>12000</v></c></row></sheetData></worksheet>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"#,##0,\"/>\
        <numFmt numFmtId=\"165\" formatCode=\"0\\.0,\"/></numFmts><cellXfs><xf/>\
        <xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>";
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"t/worksheet\" Target=\"sheet.xml\"/>\
        <Relationship Id=\"s\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>";
    let workbook = "<workbook><sheets><sheet name=\"表\" id=\"r\"/></sheets></workbook>";
    let parts = [
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", styles),
        ("xl/sheet.xml", sheet),
    ];
    assert_eq!(texts(&packed(&parts)).1, ["433", "1.2", "12000"]);
}

#[test]
fn figures_of_word_that_are_not_shown_as_they_are_written() {
    let run = |text: &str, look: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let math = |name: &str, parts: &[(&str, &str)]| {
        let part = |(name, text): &(&str, &str)| {
            format!("<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>")
        };
        let parts: String = parts.iter().map(part).collect();
        format!("<m:oMath><m:{name}>{parts}</m:{name}></m:oMath>")
    };
    let cells = of_word(&word_row(&[
        &format!("<w:bdo w:val=\"rtl\">{}</w:bdo>", run("12", "")),
        &format!("<w:bdo w:val=\"ltr\">{}</w:bdo>", run("12", "")),
        &math("sSup", &[("e", "10"), ("sup", "2")]),
        &math("f", &[("num", "1"), ("den", "2")]),
        &run("12", "<w:rFonts w:ascii=\"Wingdings\"/>"),
        &(run("9", "<w:w w:val=\"1\"/>") + &run("12", "<w:w w:val=\"80\"/>")),
        &(run("9", "<w:textFill><w:noFill/></w:textFill>") + &run("12", "")),
        &format!("{}<w:r><w:pgNum/></w:r>", run("1", "")),
    ]));
    assert_eq!(
        cells,
        [
            "\u{fffd}\u{fffd}",
            "12",
            "10\u{fffd}",
            "1/2",
            "\u{fffd}\u{fffd}",
            "12",
            "12",
            "1\u{fffd}"
        ]
    );
}

#[test]
fn what_calculations_leave_behind_is_no_figure() {
    // Revenue less costs as doubles have it; a sum on another sheet; a finer figure; and the same as text.
    let figures = [
        "70665311.09",
        "70641677.44",
        "23633.6500000107",
        "23633.6512345678",
    ];
    let expected = ["70665311.09", "70641677.44", "23633.65", "23633.6512345678"];
    let cells = |of: fn(&str) -> String| figures.map(of).concat();
    let modern =
        |cells: &str| format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>");
    let sheet = modern(&cells(|n| format!("<c><f>A1-B1</f><v>{n}</v></c>")));
    let texts_only = modern(&cells(|n| {
        format!("<c t=\"inlineStr\"><is><t>{n}</t></is></c>")
    }));
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"t/worksheet\" Target=\"sheet.xml\"/>\
        <Relationship Id=\"s\" Type=\"t/worksheet\" Target=\"other.xml\"/></Relationships>";
    let workbook = "<workbook><sheets><sheet name=\"一\" id=\"r\"/><sheet name=\"二\" id=\"s\"/></sheets></workbook>";
    let excel = |sheet: &str, other: &str| {
        let parts = [
            ("xl/workbook.xml", workbook),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/sheet.xml", sheet),
            ("xl/other.xml", other),
        ];
        texts(&packed(&parts)).1
    };
    let small = modern("<c><v>1</v></c><c><v>2</v></c><c><v>23633.6500000107</v></c>");
    assert_eq!(
        excel(&sheet, &small),
        [&expected[..], &["1", "2", "23633.65"]].concat()
    );
    let as_texts = [&figures[..], &["1", "2", "23633.6500000107"]].concat();
    assert_eq!(excel(&texts_only, &small), as_texts);

    let open = cells(|n| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{n}\"><text:p>1</text:p></table:table-cell>"
        )
    });
    let open = format!("<table:table><table:table-row>{open}</table:table-row></table:table>");
    let open = of_open(
        "spreadsheet",
        &format!("<office:spreadsheet>{open}</office:spreadsheet>"),
    );
    assert_eq!(open.1, expected);

    let old = cells(|n| format!("<Cell><Data ss:Type=\"Number\">{n}</Data></Cell>"));
    let old = format!(
        "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"一\"><Table><Row>{old}</Row>\
         </Table></Worksheet></Workbook>"
    );
    assert_eq!(texts(old.as_bytes()).1, expected);
}

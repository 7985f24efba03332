//! One report in workbooks of many manners, as programs write them: every cell comes out.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::path::Path;

use gouji_bind::Binder;
use gouji_document::{Block, Document};
use gouji_model::Place;
use gouji_office::{OfficeKind, kind_of, read};
use gouji_pack::Packs;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What stands in a cell, and how many rows and columns it spans.
struct Filled {
    text: String,
    spans: (u32, u32),
}

/// The cells of a report that is known, by row and column from 0.
fn cells() -> BTreeMap<(u32, u32), Filled> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/report.xlsx");
    let document = read(OfficeKind::Xlsx, &std::fs::read(file).unwrap()).unwrap();
    let mut cells = BTreeMap::new();
    let mut add = |place, text: &str, spans| {
        let Place::Sheet { row, column, .. } = place else {
            panic!("{place:?}");
        };
        let text = text.to_owned();
        cells.insert((row, column), Filled { text, spans });
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(one) => add(one.place, document.text(one.text), (1, 15)),
            Block::Table(table) => table.cells.iter().for_each(|cell| {
                let spans = (cell.row_span, cell.column_span);
                add(cell.place, document.text(cell.text), spans);
            }),
        }
    }
    cells
}

fn is_figure(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn assert_whole(name: &str, bytes: &[u8]) {
    let document: Document = read(kind_of(bytes).unwrap(), bytes).unwrap();
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let reports = Binder::new(&packs.forms()).bind(&document);
    assert_eq!(reports.len(), 1, "{name}");
    let form = &packs.pack(&reports[0].form).unwrap().form;
    let text = gouji_canonical::write(form, &reports[0], None);
    let found: Value = serde_json::from_str(&text).unwrap();
    let figures: Value = serde_json::from_str(include_str!("recipes/figures.json")).unwrap();
    for (table, rows) in figures.as_object().unwrap() {
        for (row, cells) in rows.as_object().unwrap() {
            assert_eq!(&found["tables"][table][row], cells, "{name}: {table}/{row}");
        }
    }
    assert_eq!(found["sections"].as_array().unwrap().len(), 6, "{name}");
}

/// `D7`
fn reference(row: u32, column: u32) -> String {
    let letter = char::from_u32('A' as u32 + column).unwrap();
    format!("{letter}{}", row + 1)
}

/// A workbook of today whose figures are written in some manner, with more cells to its right.
fn xlsx(
    figure: fn(&str, &str) -> String,
    adjacent: &dyn Fn(u32) -> String,
    namespace: &str,
) -> Vec<u8> {
    let (mut rows, mut merges) = (BTreeMap::<u32, String>::new(), String::new());
    for ((row, column), cell) in cells() {
        let at = reference(row, column);
        let (height, width) = cell.spans;
        if cell.spans != (1, 1) {
            let end = reference(row + height - 1, column + width - 1);
            merges += &format!("<mergeCell ref=\"{at}:{end}\"/>");
        }
        *rows.entry(row).or_default() += &if is_figure(&cell.text) {
            figure(&at, &cell.text)
        } else {
            let text = cell.text;
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
    }
    let rows: String = rows
        .iter()
        .map(|(row, cells)| format!("<row r=\"{}\">{cells}{}</row>", row + 1, adjacent(*row)))
        .collect();
    let sheet = format!(
        "<worksheet xmlns=\"{namespace}\"><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    );
    let parts = [
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"表\" id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><r Id=\"r1\" Type=\"t/worksheet\" Target=\"Sheet.xml\"/></R>",
        ),
        ("xl/sheet.xml", &sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// How figures are written, by name.
type Manner = (&'static str, fn(&str, &str) -> String);
const MANNERS: [Manner; 8] = [
    ("numbers", |at, n| format!("<c r=\"{at}\"><v>{n}</v></c>")),
    ("numbers as text", |at, n| {
        format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> {n} </t></is></c>")
    }),
    ("numbers with an exponent", |at, n| {
        format!("<c r=\"{at}\"><v>{n}00E-2</v></c>")
    }),
    ("numbers as calculations leave them", |at, n| {
        format!("<c r=\"{at}\"><v>{n}.00000000000000004</v></c>")
    }),
    ("formulas", |at, n| {
        format!("<c r=\"{at}\"><f>SUM(A1:A2)</f><v>{n}</v></c>")
    }),
    ("shared and array formulas", |at, n| {
        format!("<c r=\"{at}\" cm=\"1\"><f t=\"shared\" si=\"0\"/><v>{n}</v></c>")
    }),
    ("formulas that give text", |at, n| {
        format!("<c r=\"{at}\" t=\"str\"><f>TEXT(A1,0)</f><v>{n}</v></c>")
    }),
    ("runs, glosses and the mark of a note", |at, n| {
        let (first, rest) = n.split_at(1);
        format!(
            "<c r=\"{at}\" t=\"inlineStr\"><is><r><rPr><b/></rPr><t>{first}</t></r><r><t>{rest}</t></r><r><rPr>\
             <vertAlign val=\"superscript\"/></rPr><t>2</t></r><rPh><t>ピン9</t></rPh></is></c>"
        )
    }),
];
const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";

#[test]
fn figures_come_in_every_manner() {
    for (name, figure) in MANNERS {
        for namespace in [TRANSITIONAL, STRICT] {
            assert_whole(name, &xlsx(figure, &|_| String::new(), namespace));
        }
    }
}

#[test]
fn checks_and_remarks_beside_the_tables_do_no_harm() {
    let (_, figure) = MANNERS[0];
    let cells = cells();
    let rows_of_figures: BTreeSet<u32> = cells
        .iter()
        .filter(|((_, column), cell)| *column > 0 && is_figure(&cell.text))
        .map(|((row, _), _)| *row)
        .collect();
    let in_table = |row: u32| rows_of_figures.contains(&row);
    let check = |row: u32| match in_table(row) {
        true => format!("<c r=\"T{}\"><v>0</v></c>", row + 1),
        false => String::new(),
    };
    assert_whole("checks", &xlsx(figure, &check, TRANSITIONAL));
    let remark = |row: u32| match in_table(row) && row.is_multiple_of(3) {
        true => format!("<c r=\"R{}\" t=\"str\"><v>核对</v></c>", row + 1),
        false => String::new(),
    };
    assert_whole("remarks", &xlsx(figure, &remark, TRANSITIONAL));
}

/// A workbook of Excel 2003 in XML.
fn excel_2003(kind: &str) -> String {
    let mut rows = String::new();
    let (mut last, mut open) = (None, false);
    for ((row, column), cell) in cells() {
        if last != Some(row) {
            rows += if open { "</Row>" } else { "" };
            rows += &format!("<Row ss:Index=\"{}\">", row + 1);
            (last, open) = (Some(row), true);
        }
        let (across, down) = (cell.spans.1 - 1, cell.spans.0 - 1);
        let kind = if is_figure(&cell.text) {
            kind
        } else {
            "String"
        };
        let data = match cell.text.as_str() {
            "" => String::new(),
            text => format!("<ss:Data ss:Type=\"{kind}\"><Font>{text}</Font></ss:Data>"),
        };
        rows += &format!(
            "<Cell ss:Index=\"{}\" ss:MergeAcross=\"{across}\" ss:MergeDown=\"{down}\">{data}<Comment><Data>9\
             </Data></Comment></Cell>",
            column + 1
        );
    }
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook \
         xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"旧\"><Table><Row><Cell>\
         <Data ss:Type=\"String\">一、总体情况</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden\
         </Visible></WorksheetOptions></Worksheet><Worksheet ss:Name=\"表\"><Table>{rows}</Row></Table></Worksheet>\
         </Workbook>"
    )
}

#[test]
fn excel_2003_wrote_one_file_of_xml() {
    for kind in ["Number", "String"] {
        let text = excel_2003(kind);
        assert_eq!(kind_of(text.as_bytes()), Some(OfficeKind::Excel2003));
        assert_whole(kind, text.as_bytes());
        let wide = format!("\u{feff}{text}");
        let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_whole("UTF-16", &wide);
        // As LibreOffice writes it: cells beside those merged from above have no places.
        let mut pieces = text.split("<Cell ss:Index=\"");
        let mut plain = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            plain += "<Cell ";
            plain += piece.split_once("\" ").unwrap().1;
        }
        assert_whole("without places", plain.as_bytes());
    }
}

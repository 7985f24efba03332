//! Files of XML parts in a container: Word documents and workbooks.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::typeset::piece::Piece;
use crate::typeset::plain::{Slot, slots};
use crate::typeset::printed::{Printed, PrintedCell};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument";

/// A Word document.
pub(crate) fn word(pieces: &[Piece]) -> Vec<u8> {
    let mut body = String::new();
    for piece in pieces {
        match piece {
            Piece::Title(text) | Piece::Paragraph(text) | Piece::Heading(text) => {
                body.push_str(&paragraph(text));
            }
            Piece::Table(table) => body.push_str(&word_table(table)),
        }
    }
    let document =
        format!("{HEAD}<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    let kind = "wordprocessingml.document.main+xml";
    packed(
        "word/document.xml",
        kind,
        &[("word/document.xml", document)],
    )
}

/// A workbook with everything on one sheet.
pub(crate) fn workbook(pieces: &[Piece]) -> Vec<u8> {
    let mut sheet = Sheet::default();
    for piece in pieces {
        match piece {
            Piece::Title(text) | Piece::Paragraph(text) | Piece::Heading(text) => {
                let cell = sheet_cell(0, sheet.line + 1, text);
                sheet.row(&cell);
            }
            Piece::Table(table) => sheet.table(table),
        }
    }
    let merged = format!(
        "<mergeCells count=\"{}\">{}</mergeCells>",
        sheet.merged.len(),
        sheet.merged.concat()
    );
    let merged = if sheet.merged.is_empty() { "" } else { &merged };
    let rows = sheet.rows;
    let sheet = format!(
        "{HEAD}<worksheet xmlns=\"{SHEET}\"><sheetData>{rows}</sheetData>{merged}</worksheet>"
    );
    let book = format!(
        "{HEAD}<workbook xmlns=\"{SHEET}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    packed(
        "xl/workbook.xml",
        "spreadsheetml.sheet.main+xml",
        &[
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", relations),
            ("xl/worksheets/sheet1.xml", sheet),
        ],
    )
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn paragraph(text: &str) -> String {
    format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
        escaped(text)
    )
}

fn word_table(table: &Printed) -> String {
    let mut text = "<w:tbl><w:tblPr/><w:tblGrid>".to_owned();
    text.push_str(&"<w:gridCol w:w=\"900\"/>".repeat(table.width));
    text.push_str("</w:tblGrid>");
    for row in slots(table) {
        text.push_str("<w:tr>");
        for (cell, begins) in areas(&row) {
            text.push_str(&word_cell(cell, begins));
        }
        text.push_str("</w:tr>");
    }
    text + "</w:tbl>"
}

/// The cells of a row of the grid, each once, with whether it begins here.
fn areas<'t>(row: &[Slot<'t>]) -> Vec<(Option<&'t PrintedCell>, bool)> {
    let mut areas: Vec<(Option<&PrintedCell>, bool)> = Vec::new();
    for slot in row {
        match slot {
            Some((cell, begins)) => {
                let last = areas.last().and_then(|(last, _)| *last);
                if *begins || !last.is_some_and(|last| std::ptr::eq(last, *cell)) {
                    areas.push((Some(cell), *begins));
                }
            }
            None => areas.push((None, true)),
        }
    }
    areas
}

fn word_cell(cell: Option<&PrintedCell>, begins: bool) -> String {
    let mut text = "<w:tc><w:tcPr>".to_owned();
    if let Some(cell) = cell {
        if cell.columns > 1 {
            text.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", cell.columns));
        }
        if cell.rows > 1 {
            let how = if begins { " w:val=\"restart\"" } else { "" };
            text.push_str(&format!("<w:vMerge{how}/>"));
        }
    }
    let shown = cell.filter(|_| begins).map_or("", |cell| &cell.text);
    text + "</w:tcPr>" + &paragraph(shown) + "</w:tc>"
}

#[derive(Default)]
struct Sheet {
    rows: String,
    merged: Vec<String>,
    /// How many rows there are.
    line: usize,
}

impl Sheet {
    fn row(&mut self, cells: &str) {
        self.line += 1;
        let line = self.line;
        self.rows
            .push_str(&format!("<row r=\"{line}\">{cells}</row>"));
    }

    fn table(&mut self, table: &Printed) {
        for row in slots(table) {
            let line = self.line + 1;
            let mut cells = String::new();
            for (column, slot) in row.iter().enumerate() {
                let Some((cell, true)) = slot else {
                    continue;
                };
                cells.push_str(&sheet_cell(column, line, &cell.text));
                if cell.rows > 1 || cell.columns > 1 {
                    let from = at(column, line);
                    let to = at(column + cell.columns - 1, line + cell.rows - 1);
                    self.merged
                        .push(format!("<mergeCell ref=\"{from}:{to}\"/>"));
                }
            }
            self.row(&cells);
        }
    }
}

/// The name of a cell of a sheet; tables have no more columns than there are letters.
fn at(column: usize, line: usize) -> String {
    let letter = u8::try_from(column).map_or(b'Z', |column| b'A' + column.min(25));
    format!("{}{line}", char::from(letter))
}

fn sheet_cell(column: usize, line: usize, text: &str) -> String {
    let place = at(column, line);
    match is_number(text) {
        true => format!("<c r=\"{place}\"><v>{text}</v></c>"),
        false => format!(
            "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        ),
    }
}

/// Whether a text is a number as programs write it.
pub(crate) fn is_number(text: &str) -> bool {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_whole = whole
        .parse::<i64>()
        .is_ok_and(|own| own.to_string() == whole);
    let is_rest = !decimals.is_empty() && decimals.bytes().all(|byte| byte.is_ascii_digit());
    text.len() < 15 && is_rest && (is_whole || whole == "-0")
}

/// A container with parts, of which one is the main one.
fn packed(main: &str, kind: &str, parts: &[(&str, String)]) -> Vec<u8> {
    let sheet = match main.starts_with("xl/") {
        true => format!(
            "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{CONTENT}.spreadsheetml.worksheet+xml\"/>"
        ),
        false => String::new(),
    };
    let types = format!(
        "{HEAD}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/{main}\" ContentType=\"{CONTENT}.{kind}\"/>{sheet}</Types>"
    );
    let relations = format!(
        "{HEAD}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"{main}\"/></Relationships>"
    );
    let own = [("[Content_Types].xml", types), ("_rels/.rels", relations)];
    let own = own.iter().map(|(name, text)| (*name, text.as_str()));
    container(own.chain(parts.iter().map(|(name, text)| (*name, text.as_str()))))
}

/// A container with parts in their order, as they are.
pub(crate) fn container<'p>(parts: impl Iterator<Item = (&'p str, &'p str)>) -> Vec<u8> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // Memory takes whatever is written to it.
        let _ = archive.start_file(name, options);
        let _ = archive.write_all(text.as_bytes());
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

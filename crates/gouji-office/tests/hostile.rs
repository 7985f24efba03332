//! Whatever the bytes, reading ends in a document or a typed error, soon.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use gouji_document::Document;
use gouji_office::{OfficeError, OfficeKind, kind_of, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const KINDS: [OfficeKind; 12] = [
    OfficeKind::Docx,
    OfficeKind::Xlsx,
    OfficeKind::Xlsb,
    OfficeKind::Odt,
    OfficeKind::Ods,
    OfficeKind::Doc,
    OfficeKind::Xls,
    OfficeKind::Rtf,
    OfficeKind::Protected,
    OfficeKind::FlatWord,
    OfficeKind::Word2003,
    OfficeKind::Excel2003,
];
/// Generous, for a build without optimization on a busy machine.
const SOON: Duration = Duration::from_secs(60);

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.retain(|(name, _)| !name.starts_with("protected"));
    files.sort();
    files
}

/// An archive of parts, packed.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", &text)])
}

fn xlsx(sheet: &str) -> Vec<u8> {
    archive(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"s\" id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Type=\"t/worksheet\" Target=\"s.xml\"/></Relationships>",
        ),
        ("xl/s.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

fn opendocument(kind: &str, body: &str) -> Vec<u8> {
    let mimetype = format!("application/vnd.oasis.opendocument.{kind}");
    let content = format!("<c><body><{kind}>{body}</{kind}></body></c>");
    archive(&[("mimetype", &mimetype), ("content.xml", &content)])
}

fn cells(document: &Document) -> usize {
    let count = |block: &gouji_document::Block| match block {
        gouji_document::Block::Table(table) => table.cells.len(),
        gouji_document::Block::Paragraph(_) => 0,
    };
    document.blocks.iter().map(count).sum()
}

/// Reads a file as what it is, and fails where that takes long.
fn soon(bytes: &[u8]) -> Result<Document, OfficeError> {
    let start = Instant::now();
    let result = read(kind_of(bytes).unwrap(), bytes);
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    result
}

#[test]
fn truncated_files_are_known_and_refused() {
    for (name, bytes) in files() {
        let kind = kind_of(&bytes).unwrap();
        let whole = cells(&read(kind, &bytes).unwrap());
        for length in (0..bytes.len()).step_by(1024) {
            let cut = &bytes[..length];
            if let Ok(document) = read(kind, cut) {
                // What is cut off may only be what no reader needs.
                assert_eq!(cells(&document), whole, "{name} at {length}");
            }
            if let Some(found) = kind_of(cut) {
                assert_eq!(found, kind, "{name} at {length}");
            }
        }
    }
}

#[test]
fn garbage_is_refused_by_every_reader() {
    let mut state = 7_u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 56) as u8
    };
    for round in 0..40 {
        let garbage: Vec<u8> = (0..round * 97).map(|_| random()).collect();
        for kind in KINDS {
            assert!(read(kind, &garbage).is_err(), "{kind:?}");
        }
    }
}

#[test]
fn changed_bytes_do_no_harm() {
    let mut state = 11_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    for (name, bytes) in files() {
        let kind = kind_of(&bytes).unwrap();
        // Packed parts only fail their checksum: fewer rounds will do.
        let rounds = if bytes.starts_with(b"PK") { 10 } else { 50 };
        for _ in 0..rounds {
            let mut changed = bytes.clone();
            for _ in 0..8 {
                let at = random(changed.len());
                changed[at] = [0, 1, 0x7f, 0xff, random(256) as u8][random(5)];
            }
            let start = Instant::now();
            let _ = read(kind, &changed);
            let _ = kind_of(&changed);
            assert!(start.elapsed() < SOON, "{name}");
        }
    }
}

#[test]
fn bombs_are_refused() {
    // Packed as no word processor's text is.
    let blanks = " ".repeat(8 << 20);
    assert!(matches!(
        soon(&docx(&blanks)),
        Err(OfficeError::TooLarge(_))
    ));
    let names: Vec<String> = (0..10_001).map(|number| format!("p{number}")).collect();
    let mut parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    parts.push(("word/document.xml", "<w:document/>"));
    let many = archive(&parts);
    let refused = read(OfficeKind::Docx, &many);
    assert!(matches!(refused, Err(OfficeError::TooLarge(_))));
}

#[test]
fn nesting_is_bounded() {
    let tables = |depth: usize| {
        let open = "<w:tbl><w:tr><w:tc>".repeat(depth);
        let close = "</w:tc></w:tr></w:tbl>".repeat(depth);
        docx(&format!("{open}<w:p/>{close}"))
    };
    assert!(soon(&tables(60)).is_ok());
    assert!(matches!(soon(&tables(100)), Err(OfficeError::TooLarge(_))));
    for name in ["ins", "sdt", "r", "txbxContent", "AlternateContent", "p"] {
        let text = format!(
            "<w:p>{0}{1}</w:p>",
            format!("<w:{name}>").repeat(190),
            format!("</w:{name}>").repeat(190)
        );
        assert!(soon(&docx(&text)).is_ok(), "{name}");
    }
    for name in ["list", "section", "span", "frame"] {
        let text = format!(
            "<p>{0}{1}</p>",
            format!("<{name}>").repeat(190),
            format!("</{name}>").repeat(190)
        );
        assert!(soon(&opendocument("text", &text)).is_ok(), "{name}");
    }
    // Entities are not expanded.
    let laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><a>&b;</a>";
    assert!(soon(&archive(&[("word/document.xml", laughs)])).is_err());
}

#[test]
fn spans_cost_nothing() {
    let cell =
        |span: &str| format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/></w:tcPr><w:p/></w:tc>");
    let row = format!(
        "<w:tr><w:trPr><w:gridBefore w:val=\"4294967295\"/></w:trPr>{}{}{}</w:tr>",
        cell("4294967295"),
        cell("-1"),
        cell("99999999999999999999")
    );
    let document = soon(&docx(&format!("<w:tbl>{row}{row}</w:tbl>"))).unwrap();
    assert_eq!(cells(&document), 6);
}

#[test]
fn cells_in_far_corners_cost_nothing() {
    let cell = |at: &str| format!("<row><c r=\"{at}\"><v>1</v></c></row>");
    let corners = ["A1", "XFD1", "A1048576", "XFD1048576", "XFE9", "A0"]
        .map(cell)
        .concat();
    let merges =
        "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/><mergeCell ref=\"B2:A1\"/></mergeCells>";
    assert!(soon(&xlsx(&format!("<sheetData>{corners}</sheetData>"))).is_ok());
    let merged = soon(&xlsx(&format!("<sheetData>{corners}</sheetData>{merges}")));
    assert!(matches!(merged, Err(OfficeError::TooLarge(_))));
    // A wide, tall table with gaps stays a table with gaps.
    let diagonal: String = (1..1_500_u32)
        .map(|at| {
            format!(
                "<row r=\"{at}\"><c r=\"A{at}\"><v>1</v></c><c r=\"XFD{at}\"><v>1</v></c></row>"
            )
        })
        .collect();
    let document = soon(&xlsx(&format!("<sheetData>{diagonal}</sheetData>"))).unwrap();
    assert_eq!(cells(&document), 2 * 1_499);
}

#[test]
fn repetitions_are_bounded() {
    let repeated = "<table-cell number-columns-repeated=\"4000000000\"><p>1</p></table-cell>";
    let rows = |cells: &str| {
        format!("<table><table-row number-rows-repeated=\"4000000000\">{cells}</table-row></table>")
    };
    for kind in ["text", "spreadsheet"] {
        let refused = soon(&opendocument(kind, &rows(repeated)));
        assert!(matches!(refused, Err(OfficeError::TooLarge(_))), "{kind}");
    }
    let far =
        "<table-cell number-columns-repeated=\"4294967295\"/><table-cell><p>1</p></table-cell>";
    let refused = soon(&opendocument("spreadsheet", &rows(far)));
    assert!(matches!(refused, Err(OfficeError::TooLarge(_))));
    let blank = rows("<table-cell number-columns-repeated=\"4000000000\"/>");
    assert!(soon(&opendocument("spreadsheet", &blank)).is_ok());
}

#[test]
fn shared_texts_cannot_swell() {
    let text = "字".repeat(100_000);
    let cells: String = (0..1_000).map(|_| "<c t=\"s\"><v>0</v></c>").collect();
    let rows: String = (0..10).map(|_| format!("<row>{cells}</row>")).collect();
    let bytes = archive(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<R><r Id=\"r1\" Type=\"t/worksheet\" Target=\"s.xml\"/><r Id=\"r2\" Type=\"t/sharedStrings\" Target=\"t.xml\"/></R>",
        ),
        ("xl/s.xml", &format!("<w><sheetData>{rows}</sheetData></w>")),
        ("xl/t.xml", &format!("<sst><si><t>{text}</t></si></sst>")),
    ]);
    assert!(matches!(soon(&bytes), Err(OfficeError::TooLarge(_))));
}

#[test]
fn paths_in_archives_lead_nowhere() {
    let bytes = archive(&[
        ("word/document.xml", "<d><body/></d>"),
        (
            "_rels/.rels",
            "<R><r Id=\"1\" Type=\"t/officeDocument\" Target=\"../../../../etc/passwd\"/></R>",
        ),
    ]);
    let document = read(OfficeKind::Docx, &bytes).unwrap();
    assert!(document.blocks.is_empty());
}

/// A Word file with styles and lists.
fn styled(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let text = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    archive(&[
        ("word/document.xml", &text),
        (
            "word/_rels/document.xml.rels",
            "<R><r Id=\"1\" Type=\"t/styles\" Target=\"s.xml\"/><r Id=\"2\" Type=\"t/numbering\" Target=\"n.xml\"/>\
             <r Id=\"3\" Type=\"t/officeDocument\" Target=\"document.xml\"/></R>",
        ),
        ("word/s.xml", &format!("<w:styles>{styles}</w:styles>")),
        (
            "word/n.xml",
            &format!("<w:numbering>{numbering}</w:numbering>"),
        ),
    ])
}

#[test]
fn styles_and_lists_that_refer_to_each_other_end() {
    let style = |id: &str, on: &str, list: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:basedOn w:val=\"{on}\"/><w:pPr><w:numPr>{list}\
             </w:numPr></w:pPr><w:rPr><w:color/></w:rPr></w:style>"
        )
    };
    let styles = [
        style("A", "B", ""),
        style("B", "A", "<w:ilvl w:val=\"1\"/>"),
        style("C", "C", "<w:numId w:val=\"1\"/>"),
        style("vanish", "superscript", ""),
    ]
    .concat();
    let numbering = "<w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"C\"/></w:abstractNum>\
                     <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>";
    let paragraph = |style: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>\
             <w:t>1</w:t></w:r></w:p>"
        )
    };
    let body: String = ["A", "B", "C", "vanish", "D"].map(paragraph).concat();
    let document = soon(&styled(&body, &styles, numbering)).unwrap();
    assert_eq!(document.blocks.len(), 5);
}

#[test]
fn tables_ten_thousand_deep_are_refused_or_flattened() {
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(10_000), close.repeat(10_000));
        format!("{open}<w:p/>{close}")
    };
    let tables = deep("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let of_2003 = format!(
        "<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body>{tables}\
         </w:body></w:wordDocument>"
    );
    let of_odt = deep(
        "<table><table-row><table-cell>",
        "</table-cell></table-row></table>",
    );
    for bytes in [
        docx(&tables),
        of_2003.into_bytes(),
        opendocument("text", &of_odt),
    ] {
        assert!(matches!(soon(&bytes), Err(OfficeError::TooLarge(_))));
    }
    let cells: String = (1..10_000)
        .map(|depth| format!("\\pard\\intbl\\itap{depth} 1\\nestcell"))
        .collect();
    assert!(soon(format!("{{\\rtf1 {cells}}}").as_bytes()).is_ok());
}

#[test]
fn large_sheets_are_read_and_larger_ones_refused() {
    let row = |cell: &str| format!("<row>{}</row>", cell.repeat(100));
    let rows = row("<c><v>7</v></c>").repeat(1_000);
    let read = soon(&xlsx(&format!("<sheetData>{rows}</sheetData>"))).unwrap();
    assert_eq!(cells(&read), 100_000);
    let row = "<table-cell value-type=\"float\" value=\"7\"><p>7</p></table-cell>".repeat(100);
    let rows = format!("<table-row>{row}</table-row>").repeat(1_000);
    let read = soon(&opendocument(
        "spreadsheet",
        &format!("<table>{rows}</table>"),
    ))
    .unwrap();
    assert_eq!(cells(&read), 100_000);
    let row = format!("<Row>{}</Row>", "<Cell><Data>7</Data></Cell>".repeat(100));
    let book = |rows: &str| {
        format!(
            "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>{rows}</Table>\
             </Worksheet></Workbook>"
        )
    };
    assert_eq!(
        cells(&soon(book(&row.repeat(1_000)).as_bytes()).unwrap()),
        100_000
    );
    let far = "<Row Index=\"4294967295\" Span=\"4294967295\"><Cell Index=\"4294967295\" \
               MergeAcross=\"4294967295\" MergeDown=\"4294967295\"><Data>7</Data></Cell></Row>";
    let refused = soon(book(far).as_bytes());
    assert!(matches!(refused, Err(OfficeError::TooLarge(_))));
}

#[test]
fn a_hundred_megabytes_are_refused_unread() {
    let mut bytes = docx("<w:p/>");
    bytes.resize(100 << 20, b' ');
    for kind in KINDS {
        let start = Instant::now();
        let refused = read(kind, &bytes);
        assert!(matches!(refused, Err(OfficeError::TooLarge(_))), "{kind:?}");
        assert!(start.elapsed() < Duration::from_secs(1), "{kind:?}");
    }
}

/// Where a sector of a compound file stands.
fn sector(bytes: &[u8], number: u32) -> usize {
    (number as usize + 1) << u16::from_le_bytes([bytes[0x1e], bytes[0x1f]])
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

#[test]
fn chains_of_sectors_that_bite_their_tails_end() {
    for (name, bytes) in files() {
        if kind_of(&bytes) != Some(OfficeKind::Doc) && kind_of(&bytes) != Some(OfficeKind::Xls) {
            continue;
        }
        let table = sector(&bytes, number(&bytes, 0x4c));
        // Every sector is followed by the first, by itself, by the one before it.
        let followers: [fn(u32) -> u32; 3] = [|_| 0, |own| own, |own| own.saturating_sub(1)];
        for follower in followers {
            let mut changed = bytes.clone();
            for entry in 0..128 {
                let at = table + entry * 4;
                changed[at..at + 4].copy_from_slice(&follower(entry as u32).to_le_bytes());
            }
            let start = Instant::now();
            assert!(read(OfficeKind::Doc, &changed).is_err(), "{name}");
            assert!(read(OfficeKind::Xls, &changed).is_err(), "{name}");
            assert!(start.elapsed() < SOON, "{name}");
        }
        // The list of tables of sectors goes on in a sector that names itself.
        let mut changed = bytes.clone();
        let end = sector(&bytes, 1);
        changed[0x44..0x48].copy_from_slice(&0_u32.to_le_bytes());
        changed[end - 4..end].copy_from_slice(&0_u32.to_le_bytes());
        assert!(read(kind_of(&bytes).unwrap(), &changed).is_err(), "{name}");
        // Small sectors, too, follow themselves.
        let mut changed = bytes.clone();
        let small = number(&bytes, 0x3c);
        if small < 0xffff_fffa {
            let at = sector(&bytes, small);
            for entry in 0..128_u32 {
                let at = at + entry as usize * 4;
                changed[at..at + 4].copy_from_slice(&entry.to_le_bytes());
            }
            let start = Instant::now();
            let _ = read(kind_of(&bytes).unwrap(), &changed);
            assert!(start.elapsed() < SOON, "{name}");
        }
    }
}

#[test]
fn files_of_xml_that_are_cut_off_are_refused() {
    let word = |root: &str, space: &str, inside: &str| {
        format!(
            "<{root} xmlns:w=\"{space}\">{}</{root}>",
            inside.repeat(400)
        )
    };
    for text in [
        word(
            "w:wordDocument",
            "http://schemas.microsoft.com/office/word/2003/wordml",
            "<w:body><w:p><w:r><w:t>1</w:t></w:r></w:p></w:body>",
        ),
        word(
            "pkg:package",
            "http://schemas.microsoft.com/office/2006/xmlPackage",
            "<pkg:part><pkg:xmlData><w:document><w:body/></w:document></pkg:xmlData></pkg:part>",
        ),
        word(
            "Workbook",
            "urn:schemas-microsoft-com:office:spreadsheet",
            "<Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row></Table></Worksheet>",
        ),
    ] {
        assert!(soon(text.as_bytes()).is_ok());
        for length in (1_024..text.len()).step_by(1_024) {
            assert!(soon(&text.as_bytes()[..length]).is_err(), "{length}");
        }
    }
}

//! Word and Excel files are repaired in place: the cell changes, every other part of the package
//! stays as it was.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;

use gouji_fix::{Wanted, fix};
use gouji_lint::Linter;
use gouji_office::{CellText, OfficeKind, rewrite};
use gouji_pack::Packs;

const ADDRESS: &str = "requests/results.unable.not_held/natural_person";

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gouji-office/tests/files");
    std::fs::read(folder.join(name)).unwrap()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let part = |index| {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..parts_of(bytes)).map(part).collect()
}

fn parts_of(bytes: &[u8]) -> usize {
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().len()
}

/// The text of a cell of a file's first report.
fn text(linter: &Linter, bytes: &[u8], address: &str) -> String {
    let opened = linter.open(bytes).unwrap();
    let form = &linter.pack_of(&opened.reports[0]).unwrap().form;
    let cell = opened.reports[0].cell(form.cell(address).unwrap());
    cell.unwrap().text().into_owned()
}

/// The file with another text in a cell.
fn with(linter: &Linter, kind: OfficeKind, bytes: &[u8], new: &str) -> Vec<u8> {
    let opened = linter.open(bytes).unwrap();
    let form = &linter.pack_of(&opened.reports[0]).unwrap().form;
    let cell = opened.reports[0].cell(form.cell(ADDRESS).unwrap());
    let cell = CellText {
        place: cell.unwrap().place,
        text: new.to_owned(),
    };
    rewrite(kind, bytes, &[cell]).unwrap()
}

fn repaired(name: &str, kind: OfficeKind, changing: &[&str]) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let good = file(name);
    assert_eq!(text(&linter, &good, ADDRESS), "3075");
    let bad = with(&linter, kind, &good, "3705");
    assert_eq!(text(&linter, &bad, ADDRESS), "3705");
    let fixed = fix(&linter, &bad, &Wanted::default()).unwrap();
    assert_eq!(text(&linter, &fixed.bytes, ADDRESS), "3075");
    // A blank cell of another row is written, too.
    let blank = "requests/results.not_processed.publication/legal.other";
    assert_eq!(text(&linter, &bad, blank), "");
    assert_eq!(text(&linter, &fixed.bytes, blank), "0");
    let (before, after) = (parts(&bad), parts(&fixed.bytes));
    let names = |parts: &BTreeMap<String, Vec<u8>>| parts.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    let changed: Vec<&String> = before
        .keys()
        .filter(|name| before[*name] != after[*name])
        .collect();
    assert_eq!(changed, changing);
    let again = fix(&linter, &fixed.bytes, &Wanted::default()).unwrap();
    assert!(again.made.is_empty() && again.bytes == fixed.bytes);
}

#[test]
fn a_word_file_is_repaired() {
    repaired("report.docx", OfficeKind::Docx, &["word/document.xml"]);
}

#[test]
fn a_workbook_is_repaired() {
    repaired(
        "report.xlsx",
        OfficeKind::Xlsx,
        &["xl/worksheets/sheet1.xml"],
    );
}

#[test]
fn other_files_are_left_and_it_is_reported() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    for name in [
        "report.doc",
        "report.odt",
        "report.rtf",
        "report.xls",
        "report.ods",
    ] {
        let refused = fix(&linter, &file(name), &Wanted::default()).unwrap_err();
        assert!(refused.message().zh.contains("另存为"), "{name}");
    }
}

/// What becomes of a part's text.
type Edit<'a> = &'a dyn Fn(&str) -> String;

/// A package with parts changed, or put in where there are none.
fn changed(bytes: &[u8], changes: &[(&str, Edit<'_>)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut all = parts(bytes);
    for (name, change) in changes {
        let old = all.get(*name).cloned().unwrap_or_default();
        let new = change(&String::from_utf8(old).unwrap());
        all.insert((*name).to_owned(), new.into_bytes());
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in all {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes)[name].clone()).unwrap()
}

const DOCUMENT: &str = "word/document.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Expects a repair of a file with 3705 for 3075 to leave that cell, and to say so.
fn assert_left(bad: &[u8], why: &str) {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let fixed = fix(&linter, bad, &Wanted::default()).unwrap();
    assert_eq!(text(&linter, &fixed.bytes, ADDRESS), "3705");
    let refused: Vec<&str> = fixed
        .left
        .iter()
        .filter(|left| left.refused)
        .map(|left| left.why.en.as_ref())
        .collect();
    assert!(refused.iter().any(|text| text.contains(why)), "{refused:?}");
}

fn bad(name: &str, kind: OfficeKind) -> Vec<u8> {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    with(&Linter::new(&packs), kind, &file(name), "3705")
}

#[test]
fn a_field_is_never_overwritten() {
    let field = |xml: &str| {
        let at = xml.find("3705</w:t>").unwrap();
        let run = xml[..at].rfind("<w:r>").unwrap();
        let end = at + xml[at..].find("</w:r>").unwrap() + "</w:r>".len();
        let opening = "<w:fldSimple w:instr=\" =SUM(LEFT) \">";
        let (before, run, after) = (&xml[..run], &xml[run..end], &xml[end..]);
        format!("{before}{opening}{run}</w:fldSimple>{after}")
    };
    let bytes = changed(&bad("report.docx", OfficeKind::Docx), &[(DOCUMENT, &field)]);
    assert_left(&bytes, "formula");
}

#[test]
fn a_formula_is_never_overwritten() {
    let formula = |xml: &str| xml.replacen("<v>3705</v>", "<f>3700+5</f><v>3705</v>", 1);
    let bytes = changed(&bad("report.xlsx", OfficeKind::Xlsx), &[(SHEET, &formula)]);
    assert_left(&bytes, "formula");
}

#[test]
fn a_signed_file_is_not_touched() {
    let signature = |_: &str| "<Signature/>".to_owned();
    let bytes = changed(
        &bad("report.docx", OfficeKind::Docx),
        &[("_xmlsignatures/sig1.xml", &signature)],
    );
    assert_left(&bytes, "signed");
}

#[test]
fn a_workbook_with_formulas_calculates_anew() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let formula = |xml: &str| {
        let cell = "<row r=\"900\"><c r=\"A900\"><f>1+1</f><v>2</v></c></row></sheetData>";
        xml.replacen("</sheetData>", cell, 1)
    };
    let bytes = changed(&bad("report.xlsx", OfficeKind::Xlsx), &[(SHEET, &formula)]);
    let fixed = fix(&linter, &bytes, &Wanted::default()).unwrap();
    assert_eq!(text(&linter, &fixed.bytes, ADDRESS), "3075");
    assert!(part(&fixed.bytes, "xl/workbook.xml").contains("fullCalcOnLoad=\"1\""));
    assert!(part(&fixed.bytes, SHEET).contains("<f>1+1</f><v>2</v>"));
}

#[test]
fn a_new_run_says_nothing_of_tracked_changes() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let linter = Linter::new(&packs);
    let blank = |xml: &str| {
        let at = xml.find("3705</w:t>").unwrap();
        let from = xml[..at]
            .rfind("<w:p>")
            .or(xml[..at].rfind("<w:p "))
            .unwrap();
        let to = at + xml[at..].find("</w:p>").unwrap();
        let mark = "<w:p><w:pPr><w:rPr><w:ins w:id=\"9\" w:author=\"a\"/><w:b/></w:rPr></w:pPr>";
        format!("{}{mark}{}", &xml[..from], &xml[to..])
    };
    let bytes = changed(&bad("report.docx", OfficeKind::Docx), &[(DOCUMENT, &blank)]);
    assert_eq!(text(&linter, &bytes, ADDRESS), "");
    let wanted = Wanted {
        unsafe_too: true,
        ..Wanted::default()
    };
    let fixed = fix(&linter, &bytes, &wanted).unwrap();
    assert_eq!(text(&linter, &fixed.bytes, ADDRESS), "3075");
    let run = "<w:r><w:rPr><w:b/></w:rPr><w:t>3075</w:t></w:r></w:p>";
    assert!(part(&fixed.bytes, DOCUMENT).contains(run));
}

#[test]
fn what_is_not_utf8_is_not_rewritten() {
    let mut all = bad("report.docx", OfficeKind::Docx);
    let comment = |xml: &str| xml.replacen("</w:body>", "<!--BYTE--></w:body>", 1);
    all = changed(&all, &[(DOCUMENT, &comment)]);
    let mut parts = parts(&all);
    let document = parts.get_mut(DOCUMENT).unwrap();
    let at = document
        .windows(4)
        .position(|four| four == b"BYTE")
        .unwrap();
    document[at] = 0xFF;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        use std::io::Write as _;
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    assert_left(&writer.finish().unwrap().into_inner(), "for certain");
}

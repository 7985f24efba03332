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
fn text(linter: &Linter<'_>, bytes: &[u8], address: &str) -> String {
    let opened = linter.open(bytes).unwrap();
    let form = &linter.pack_of(&opened.reports[0]).unwrap().form;
    let cell = opened.reports[0].cell(form.cell(address).unwrap());
    cell.unwrap().text().into_owned()
}

/// The file with another text in a cell.
fn with(linter: &Linter<'_>, kind: OfficeKind, bytes: &[u8], new: &str) -> Vec<u8> {
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
    let packs = Packs::built_in().unwrap();
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
fn other_files_are_left_and_it_is_said() {
    let packs = Packs::built_in().unwrap();
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

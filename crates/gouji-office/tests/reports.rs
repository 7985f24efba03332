//! A whole report, written by several programs in every format, binds to the same figures.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_bind::Binder;
use gouji_document::Document;
use gouji_model::{Cell, Place};
use gouji_office::{OfficeKind, kind_of, read};
use gouji_pack::Packs;
use serde_json::Value;

const EDITION: &str = "cn-disclosure/2021";

/// The same report in every format.
const REPORTS: &[(&str, OfficeKind)] = &[
    ("report.docx", OfficeKind::Docx),
    ("report.xlsx", OfficeKind::Xlsx),
    ("sheets.xlsx", OfficeKind::Xlsx),
    ("report.odt", OfficeKind::Odt),
    ("report.rtf", OfficeKind::Rtf),
    ("report.doc", OfficeKind::Doc),
    ("report.ods", OfficeKind::Ods),
    ("sheets.ods", OfficeKind::Ods),
    ("report.xls", OfficeKind::Xls),
    ("sheets.xls", OfficeKind::Xls),
];

fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    fs::read(folder.join(name)).unwrap()
}

fn document(bytes: &[u8]) -> Document {
    read(kind_of(bytes).unwrap(), bytes).unwrap()
}

/// The canonical JSON of the one report in a document.
fn bound(document: &Document) -> Value {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let forms = packs.forms();
    let reports = Binder::new(&forms).bind(document);
    assert_eq!(reports.len(), 1);
    let form = &packs.pack(&reports[0].form).unwrap().form;
    serde_json::from_str(&gouji_canonical::write(form, &reports[0], None)).unwrap()
}

fn figures() -> Value {
    let text = include_str!("recipes/figures.json");
    serde_json::from_str(text).unwrap()
}

#[test]
fn every_format_binds_to_the_same_report() {
    for (name, kind) in REPORTS {
        let bytes = file(name);
        assert_eq!(kind_of(&bytes), Some(*kind), "{name}");
        let report = bound(&document(&bytes));
        assert_eq!(report["form"], EDITION, "{name}");
        assert_eq!(report["year"], 2025, "{name}");
        assert_eq!(report["organization"], "测试市人民政府办公室", "{name}");
        assert_eq!(report["tables"], figures(), "{name}");
        let sections: Vec<&str> = report["sections"]
            .as_array()
            .unwrap()
            .iter()
            .map(|section| section["title"].as_str().unwrap())
            .collect();
        assert_eq!(sections.len(), 6, "{name}");
        assert_eq!(sections[0], "一、总体情况", "{name}");
    }
}

/// The place of a cell of the one report in a document.
fn place(document: &Document, table: &str, row: &str, column: &str) -> Place {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let reports = Binder::new(&packs.forms()).bind(document);
    let form = &packs.pack(&reports[0].form).unwrap().form;
    let cell = form.cell_at(table, row, column).unwrap();
    let found: &Option<Cell> = &reports[0].cells[cell.index()];
    found.as_ref().unwrap().place
}

#[test]
fn places_name_table_row_and_grid_column() {
    for name in ["report.docx", "report.odt", "report.rtf", "report.doc"] {
        word_places(&document(&file(name)));
    }
}

fn word_places(word: &Document) {
    let at = |table, row, column| Place::Word { table, row, column };
    assert_eq!(place(word, "proactive", "rules", "in_force"), at(1, 3, 4));
    let granted = place(word, "requests", "results.granted", "natural_person");
    assert_eq!(granted, at(2, 6, 4));
    // A blank cell has its place too.
    let blank = place(
        word,
        "requests",
        "results.not_processed.publication",
        "total",
    );
    assert_eq!(blank, at(2, 21, 10));
    assert_eq!(
        place(word, "review", "litigation.direct", "upheld"),
        at(3, 4, 6)
    );
}

#[test]
fn places_name_sheet_and_cell() {
    for name in ["sheets.xlsx", "sheets.ods", "sheets.xls"] {
        sheet_places(&document(&file(name)));
    }
}

fn sheet_places(book: &Document) {
    let at = |sheet, row, column| Place::Sheet { sheet, row, column };
    // The second sheet is hidden and still counted.
    assert_eq!(place(book, "proactive", "rules", "in_force"), at(3, 4, 3));
    let blank = place(
        book,
        "requests",
        "results.not_processed.publication",
        "total",
    );
    assert_eq!(blank, at(4, 22, 9));
}

/// The folder with real reports, where it is present.
fn samples() -> PathBuf {
    std::env::var_os("GOUJI_SAMPLES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples"),
        PathBuf::from,
    )
}

#[test]
fn the_official_blank_form_is_a_report_of_2021_without_figures() {
    let Ok(bytes) = fs::read(samples().join("blank-form-2021.docx")) else {
        println!("skipped: no samples");
        return;
    };
    assert_is_blank(&bytes);
}

#[test]
fn a_blank_form_in_a_workbook_keeps_its_blank_cells() {
    assert_is_blank(&file("blank.xlsx"));
}

fn assert_is_blank(bytes: &[u8]) {
    let report = bound(&document(bytes));
    assert_eq!(report["form"], EDITION);
    let mut expected = figures();
    for table in expected.as_object_mut().unwrap().values_mut() {
        for row in table.as_object_mut().unwrap().values_mut() {
            for cell in row.as_object_mut().unwrap().values_mut() {
                *cell = Value::Null;
            }
        }
    }
    assert_eq!(report["tables"], expected);
}

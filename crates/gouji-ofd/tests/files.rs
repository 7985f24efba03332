//! Reports in the ways that programs write OFD (recipes/README.md) are read back cell by cell.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::Path;

use gouji_bind::Binder;
use gouji_model::{Cell, Place};
use gouji_ofd::{is_ofd, read_ofd};
use gouji_pack::Packs;

/// The test files: name, edition and bytes.
fn files() -> Vec<(String, String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let edition = name.split('.').nth(1).unwrap().to_owned();
            (name, edition, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.len() >= 10);
    files
}

#[test]
fn every_cell_is_read_back_from_every_manner_of_writing() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let forms = packs.forms();
    let binder = Binder::new(&forms);
    let mut wrong = Vec::new();
    for (name, edition, bytes) in files() {
        assert!(is_ofd(&bytes), "{name}");
        let mut forms = forms.iter();
        let form = forms.find(|form| form.id.0.ends_with(&edition)).unwrap();
        let reports = binder.bind(&read_ofd(&bytes).unwrap());
        match reports.as_slice() {
            [report] => {
                let misread = gouji_testkit::typeset::misread(form, report);
                wrong.extend(misread.into_iter().map(|text| format!("{name}: {text}")));
            }
            _ => wrong.push(format!("{name}: {} reports", reports.len())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_cell_knows_its_page_and_box() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let binder = Binder::new(&packs.forms());
    for (name, _, bytes) in files() {
        for report in binder.bind(&read_ofd(&bytes).unwrap()) {
            let placed = |cell: &Cell| matches!(cell.place, Place::Page { page, .. } if page > 0);
            assert!(report.cells.iter().flatten().all(placed), "{name}");
        }
    }
}

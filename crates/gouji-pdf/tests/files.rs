//! Reports printed by real programs (recipes/README.md) are read back cell by cell, and files
//! that cannot be read say why.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_bind::Binder;
use gouji_document::Document;
use gouji_pack::Packs;
use gouji_pdf::{PdfError, read_pdf};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 10);
    files
}

/// What a file is named after its first dot: its edition, or `refused`.
fn kind(path: &Path) -> String {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    name.split('.').nth(1).unwrap().to_owned()
}

fn read(name: &str) -> Result<Document, PdfError> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    read_pdf(&fs::read(path.join(name)).unwrap())
}

#[test]
fn every_cell_is_read_back_from_every_program() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let forms = packs.forms();
    let binder = Binder::new(&forms);
    let mut wrong = Vec::new();
    for path in files() {
        let edition = kind(&path);
        if edition == "refused" {
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let form = forms
            .iter()
            .find(|form| form.id.0.ends_with(&edition))
            .unwrap();
        let document = read(&name).unwrap();
        let reports = binder.bind(&document);
        match reports.as_slice() {
            [report] => wrong.extend(
                gouji_testkit::typeset::misread(form, report)
                    .into_iter()
                    .map(|text| format!("{name}: {text}")),
            ),
            _ => wrong.push(format!("{name}: {} reports", reports.len())),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn refusals_say_what_is_wrong() {
    assert_eq!(
        read("password.refused.pdf").unwrap_err(),
        PdfError::Encrypted
    );
    assert_eq!(
        read("scan.refused.pdf").unwrap_err(),
        PdfError::NoTextLayer { pages: 1 }
    );
}

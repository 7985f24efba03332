//! A monthly report of a hospital in Japanese: in every format and encoding that it comes in, against the month
//! before, with a section that must speak of something.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod sandbox;

use std::fs;
use std::path::{Path, PathBuf};

use sandbox::{Ran, Sandbox};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hospitals")
}

/// The files of a folder, under the folder's name.
fn files(of: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder().join(of)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|path| path.is_file())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            (format!("{of}/{name}"), fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn sandbox(more: &[(&str, String)]) -> Sandbox {
    let mut all = [files("pack"), files("pack/rules"), files("reports")].concat();
    all.push((
        "april.md".to_owned(),
        fs::read(folder().join("april.md")).unwrap(),
    ));
    let more = more.iter();
    all.extend(more.map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes())));
    Sandbox::of_files(&all)
}

fn check(sandbox: &Sandbox, arguments: &[&str]) -> Ran {
    sandbox.check(&[&["--rules", "pack"], arguments].concat())
}

#[test]
fn a_month_is_read_in_every_format_and_encoding() {
    let sandbox = sandbox(&[]);
    for (name, _) in files("reports") {
        let ran = check(&sandbox, &[&name]);
        for found in [
            "error[balance] 合計：245 + 1124 - 1106 ≠ 265",
            "error[total] 月末在院患者数：265 ≠ 230 + 33",
        ] {
            assert!(ran.stdout.contains(found), "{name}: {found}\n{ran:#?}");
        }
        assert_eq!(ran.stdout.matches("error[").count(), 2, "{name}: {ran:#?}");
        let extracted = sandbox.run(&["--rules", "pack", "extract", &name]).stdout;
        for part in [
            "\"period\": \"2024-05\"",
            "東京中央病院",
            "院内感染はありませんでした。",
        ] {
            assert!(extracted.contains(part), "{name}: {part}\n{extracted}");
        }
    }
}

#[test]
fn the_month_before_and_the_text_are_asked() {
    let may = fs::read_to_string(folder().join("reports/may.md")).unwrap();
    let silent = may.replace("院内感染はありませんでした。", "なし");
    let costly = may.replace("14,645.5", "14,645.6");
    let sandbox = sandbox(&[("silent.md", silent), ("costly.md", costly)]);
    let ran = check(&sandbox, &["--prior", "april.md", "reports/may.md"]);
    let found = "error[from-last-month] 一般病床：210 ≠ 211";
    assert!(ran.stdout.contains(found), "{ran:#?}");
    let ran = check(&sandbox, &["silent.md"]);
    assert!(ran.stdout.contains("warning[notes-say]"), "{ran:#?}");
    let ran = check(&sandbox, &["costly.md"]);
    assert!(ran.stdout.contains("error[costs-total]"), "{ran:#?}");
}

//! Real web pages with checked truth, converted by LibreOffice into every office format: every
//! cell comes out as in the truth. Runs where `GOUJI_SOFFICE` names the program.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gouji_bind::Binder;
use gouji_office::{kind_of, read};
use gouji_pack::Packs;
use serde_json::Value;

const WRITER: &str = "HTML (StarWriter)";
const CALC: &str = "calc_HTML_WebQuery";
/// The filter to read a page with, the format to write, and its extension.
const FORMATS: [(&str, &str, &str); 7] = [
    (WRITER, "docx:MS Word 2007 XML", "docx"),
    (WRITER, "odt", "odt"),
    (WRITER, "rtf", "rtf"),
    (WRITER, "doc:MS Word 97", "doc"),
    (CALC, "xlsx:Calc MS Excel 2007 XML", "xlsx"),
    (CALC, "ods", "ods"),
    (CALC, "xls:MS Excel 97", "xls"),
];

fn samples() -> PathBuf {
    std::env::var_os("GOUJI_SAMPLES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples"),
        PathBuf::from,
    )
}

/// The pages that have a truth beside them.
fn pages() -> Vec<(PathBuf, Value)> {
    let entries = fs::read_dir(samples()).into_iter().flatten();
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "html")
    });
    pages.sort();
    let truth = |path: &PathBuf| fs::read_to_string(path.with_extension("truth.json")).ok();
    pages
        .into_iter()
        .filter_map(|path| Some((path.clone(), serde_json::from_str(&truth(&path)?).unwrap())))
        .collect()
}

fn convert(program: &Path, page: &Path, folder: &Path, filter: &str, format: &str) {
    let profile = format!("-env:UserInstallation=file://{}", folder.display());
    let status = Command::new(program)
        .arg(profile)
        .args([
            "--headless",
            &format!("--infilter={filter}"),
            "--convert-to",
            format,
        ])
        .arg("--outdir")
        .args([folder, page])
        .output()
        .unwrap();
    assert!(status.status.success(), "{status:?}");
}

/// The tables of the one report in a file, as canonical JSON.
fn tables(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap();
    let document = read(kind_of(&bytes).unwrap(), &bytes).unwrap();
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let reports = Binder::new(&packs.forms()).bind(&document);
    assert_eq!(reports.len(), 1, "{}", path.display());
    let form = &packs.pack(&reports[0].form).unwrap().form;
    let text = gouji_canonical::write(form, &reports[0], None);
    serde_json::from_str::<Value>(&text).unwrap()["tables"].take()
}

#[test]
fn every_cell_survives_conversion() {
    let Some(program) = std::env::var_os("GOUJI_SOFFICE").map(PathBuf::from) else {
        println!("skipped: GOUJI_SOFFICE names no LibreOffice");
        return;
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conversions");
    fs::create_dir_all(&folder).unwrap();
    for (page, truth) in pages() {
        for (filter, format, extension) in FORMATS {
            convert(&program, &page, &folder, filter, format);
            let stem = page.file_stem().unwrap();
            let tables = tables(&folder.join(stem).with_extension(extension));
            for (address, expected) in truth["cells"].as_object().unwrap() {
                let mut steps = address.splitn(3, '/');
                let mut step = |from: &Value| from[steps.next().unwrap()].clone();
                let row = step(&tables);
                let cells = step(&row);
                assert_eq!(&step(&cells), expected, "{address} as {extension}");
            }
        }
    }
}

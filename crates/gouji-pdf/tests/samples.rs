//! Real reports with checked truth, where the folder with them is present: every cell as in the
//! truth, and every cell's place on a page.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a failing test may stop at once and say what was skipped"
)]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_bind::Binder;
use gouji_model::Place;
use gouji_pack::Packs;
use serde_json::Value;

fn folder() -> PathBuf {
    std::env::var_os("GOUJI_SAMPLES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples"),
        PathBuf::from,
    )
}

fn samples() -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder()) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    files.sort();
    files
}

#[test]
fn every_cell_is_as_in_the_truth() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    let binder = Binder::new(&packs.forms());
    let samples = samples();
    if samples.is_empty() {
        println!("skipped: no samples");
    }
    for path in samples {
        let document = gouji_pdf::read_pdf(&fs::read(&path).unwrap()).unwrap();
        let reports = binder.bind(&document);
        let truth: Value =
            serde_json::from_str(&fs::read_to_string(path.with_extension("truth.json")).unwrap())
                .unwrap();
        let report = &reports[0];
        let pack = packs.pack(&report.form).unwrap();
        let written = gouji_canonical::write(&pack.form, report, None);
        let written: Value = serde_json::from_str(&written).unwrap();
        if std::env::var_os("GOUJI_SHOW").is_some() {
            println!("{written:#}");
            for observation in &report.observations {
                println!("{observation:?}");
            }
        }
        let edition = truth["edition"]
            .as_str()
            .map_or_else(|| truth["edition"].to_string(), ToOwned::to_owned);
        assert!(report.form.0.ends_with(&edition), "{}", report.form.0);
        assert_eq!(written["year"], truth["year"]);
        // The title may leave the province or city out that the truth names.
        let organization = written["organization"].as_str().unwrap();
        assert!(
            truth["organization"]
                .as_str()
                .unwrap()
                .ends_with(organization)
        );
        assert_eq!(written["sections"].as_array().unwrap().len(), 6);
        let mut wrong = Vec::new();
        for (address, expected) in truth["cells"].as_object().unwrap() {
            let found = address
                .split('/')
                .try_fold(&written["tables"], |value, name| value.get(name));
            if found != Some(expected) {
                wrong.push(format!("{address}: {found:?}, not {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let placed =
            |cell: &gouji_model::Cell| matches!(cell.place, Place::Page { page, .. } if page > 0);
        assert!(report.cells.iter().flatten().all(placed));
    }
}

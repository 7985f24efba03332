//! Packs with forms of their own: large ones, and files that need not be there.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::PathBuf;

use gouji_model::{Language, limits};
use gouji_pack::{PackError, Packs, schema_text};
use serde_json::json;

/// What a pack with this form comes to; it has no `schema.json`.
fn load(test: &str, form: &str) -> Result<Packs, PackError> {
    let folder = std::env::temp_dir().join(format!("gouji-forms-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("pack.toml"),
        "id = \"x/1\"\ntitle = { en = \"x\" }\n",
    )
    .unwrap();
    fs::write(folder.join("form.toml"), form).unwrap();
    let loaded = Packs::load(&[PathBuf::from(&folder)]);
    fs::remove_dir_all(&folder).unwrap();
    loaded
}

fn table(id: usize, columns: &str, rows: &str) -> String {
    format!(
        "[[table]]\nid = \"t{id}\"\nsection = \"s\"\ntitle = {{ en = \"t\" }}\n[[table.block]]\ncolumns = [{columns}]\nrows = [{rows}]\n"
    )
}

const SECTION: &str = "[[section]]\nid = \"s\"\ntitle = \"s\"\n";
const ONE: &str = "{ id = \"a\", label = \"a\" }";

fn form(tables: usize) -> String {
    let tables = (0..tables).map(|id| table(id, ONE, ONE));
    [SECTION.to_owned(), tables.collect()].concat()
}

#[test]
fn tables_beyond_the_two_hundred_and_fifty_sixth_are_tables_of_their_own() {
    let packs = load("three-hundred", &form(300)).unwrap();
    let form = &packs
        .packs()
        .iter()
        .find(|pack| pack.form.id.0 == "x/1")
        .unwrap()
        .form;
    for id in [0, 255, 256, 299] {
        let cell = form.cell(&format!("t{id}/a/a")).unwrap();
        assert_eq!(form.address(cell), format!("t{id}/a/a"));
        assert_eq!(usize::from(form.table_id_of(cell).0), id);
    }
}

#[test]
fn a_form_too_large_to_be_numbered_is_refused_at_the_table() {
    let error = load("many-tables", &form(limits::FORM_TABLES + 1)).unwrap_err();
    assert_eq!(error.message().en, "a form has at most 1000 tables");
    let rows: Vec<String> = (0..30_001)
        .map(|id| format!("{{ id = \"r{id}\", label = \"r\" }}"))
        .collect();
    let two = "{ id = \"a\", label = \"a\" }, { id = \"b\", label = \"b\" }";
    let large = format!("{SECTION}{}", table(7, two, &rows.join(", ")));
    let error = load("many-cells", &large).unwrap_err();
    assert_eq!(error.message().en, "a form has at most 60000 cells");
    let PackError::Invalid {
        source_code, span, ..
    } = error
    else {
        panic!("no place");
    };
    assert_eq!(
        &source_code.inner()[span.offset()..span.offset() + span.len()],
        "\"t7\""
    );
}

#[test]
fn what_a_row_cannot_say_is_refused() {
    let row = "{ id = \"r\", label = \"r\", kind = \"amount\" }";
    let error = load("row-kind", &format!("{SECTION}{}", table(0, ONE, row))).unwrap_err();
    assert_eq!(error.message().en, "no key is called `kind` here");
}

#[test]
fn an_id_that_no_formula_can_name_is_refused() {
    for id in ["end-of-year", "合计", "2023", "a/b", "a..b", "", "a b"] {
        let row = format!("{{ id = \"{id}\", label = \"r\" }}");
        let error = load("ids", &format!("{SECTION}{}", table(0, ONE, &row))).unwrap_err();
        assert_eq!(error.message().en, format!("no formula can name `{id}`"));
    }
}

#[test]
fn the_schema_is_made_of_the_form() {
    let blocks = table(0, ONE, "{ id = \"r\", label = \"r\" }")
        + "[[table.block]]\ncolumns = [{ id = \"b\", label = \"b\", kind = \"amount\" }]\nrows = [{ id = \"r\", label = \"r\" }]\n";
    let packs = load("schema", &format!("{SECTION}{blocks}")).unwrap();
    let pack = packs
        .packs()
        .iter()
        .find(|pack| pack.form.id.0 == "x/1")
        .unwrap();
    let fits = |row: serde_json::Value| {
        let report = json!({ "form": "x/1", "tables": { "t0": { "r": row } } });
        packs.schema_errors(&pack.form.id, &report).is_empty()
    };
    assert!(fits(json!({ "a": 1, "b": 0.5 })));
    assert!(!fits(json!({ "a": 1, "c": 2 })));
    assert!(!fits(json!({ "a": 0.5 })));
    assert!(schema_text(pack, Language::English).contains("\"x/1\""));
}

#[test]
fn a_missing_form_is_reported_in_both_languages() {
    let folder = std::env::temp_dir().join(format!("gouji-forms-{}-none", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("pack.toml"),
        "id = \"x/1\"\ntitle = { en = \"x\" }\n",
    )
    .unwrap();
    let error = Packs::load(std::slice::from_ref(&folder)).unwrap_err();
    fs::remove_dir_all(&folder).unwrap();
    assert!(error.message().zh.contains("每个规则包都要有这个文件"));
    assert!(error.message().en.contains("a pack needs this file"));
}

#[test]
fn rules_that_a_pack_takes_in_and_that_were_not_given_are_missed() {
    let rules = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules"));
    let alone = rules.join("cn-small-enterprise/balance-sheet");
    let error = Packs::load(&[alone]).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("cn-small-enterprise/shared/rules"),
        "{error}"
    );
    assert!(Packs::load(&[rules.join("cn-small-enterprise")]).is_ok());
}

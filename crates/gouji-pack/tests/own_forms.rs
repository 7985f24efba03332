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
fn rules_that_a_pack_takes_in_from_beside_it_are_read_and_missed_where_they_are_not() {
    let rules = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules"));
    let alone = rules.join("cn-small-enterprise/balance-sheet");
    assert!(Packs::load(std::slice::from_ref(&alone)).is_ok());
    assert!(Packs::load(&[rules.join("cn-small-enterprise")]).is_ok());
    let folder = std::env::temp_dir().join(format!("gouji-included-{}", std::process::id()));
    fs::create_dir_all(folder.join("pack")).unwrap();
    for file in ["pack.toml", "form.toml"] {
        fs::copy(alone.join(file), folder.join("pack").join(file)).unwrap();
    }
    let error = Packs::load(&[folder.join("pack")]).unwrap_err();
    fs::remove_dir_all(&folder).unwrap();
    assert!(error.to_string().contains("shared/rules"), "{error}");
}

/// What is wrong with a form that begins like this.
fn faults(test: &str, begin: &str, end: &str) -> Vec<String> {
    let folder = std::env::temp_dir().join(format!("gouji-sense-{}-{test}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("pack.toml"),
        "id = \"x/1\"\ntitle = { en = \"x\" }\n",
    )
    .unwrap();
    fs::write(folder.join("form.toml"), format!("{begin}\n{end}")).unwrap();
    let faults = Packs::survey(std::slice::from_ref(&folder)).faults;
    fs::remove_dir_all(&folder).unwrap();
    faults.iter().map(|fault| fault.message().en).collect()
}

#[test]
fn what_a_form_says_that_no_report_can_make_use_of_is_refused() {
    let table = "[[table]]\nid = \"t\"\ntitle = { en = \"t\" }\n[[table.block]]\n";
    let columns =
        "columns = [{ id = \"c\", label = \"C\" }]\nrows = [{ id = \"r\", label = \"R\" }]\n";
    let known = |keys: &str| (format!("[known_by]\n{keys}"), format!("{table}{columns}"));
    let with = |form: String| ("[known_by]\n".to_owned(), form);
    for (test, (begin, end), fault) in [
        ("month", known("fiscal_month = 13"), "no such month"),
        (
            "parts",
            known("dates = [\"Q{quarter} {fiscal-year}\"]\nfiscal_month = 2"),
            "no quarters or halves of the calendar",
        ),
        (
            "halves",
            known("dates = [\"H{half} {fiscal-year}\"]\nfiscal_month = 4"),
            "no quarters or halves of the calendar",
        ),
        ("labels", known("labels = 0"), "any file"),
        ("organ", known("organs = [\"Agency:\"]"), "finds no organ"),
        ("unit", known("units = [\"in\"]"), "finds no unit"),
        (
            "period",
            known("periods = [\"Year\"]\ndates = [\"{year}\"]"),
            "finds no period",
        ),
        ("dates", known("dates = [\"{month}\"]"), "without a year"),
        (
            "undated",
            known("periods = [\"{period}\"]"),
            "how a period is written",
        ),
        ("title", known("titles = [\" \"]"), "no text"),
        ("never", known("never = [\"\"]"), "no text"),
        (
            "quarter",
            known("dates = [\"{quarter:I|II} {year}\"]"),
            "has 4 words",
        ),
        (
            "table",
            with(format!("{table}{columns}").replace("\"t\"\nt", "\"sum\"\nt")),
            "something else",
        ),
        (
            "row",
            with(format!("{table}{columns}").replace("\"r\"", "\"here\"")),
            "something else",
        ),
        (
            "label",
            with(format!("{table}{columns}").replace("\"R\"", "\"\"")),
            "no label",
        ),
        (
            "rounded",
            with(format!("{table}{columns}").replace("\"C\"", "\"C\", rounded = 2")),
            "no decimals",
        ),
        (
            "choices",
            with(format!("{table}{columns}").replace("\"C\"", "\"C\", choices = [\"a\"]")),
            "`choices`",
        ),
        (
            "money",
            with(format!("{table}{columns}").replace("\"C\"", "\"C\", unit = \"$\"")),
            "`unit`",
        ),
        (
            "years",
            with(
                format!("{table}{columns}")
                    .replace("id = \"t\"", "id = \"t\"\nsince = 9\nuntil = 8"),
            ),
            "no year",
        ),
        (
            "words",
            (
                String::new(),
                format!("[values]\nnot_applicable = [\"0\"]\n{table}{columns}"),
            ),
            "is a figure",
        ),
    ] {
        let faults = faults(test, &begin, &end);
        assert!(
            faults.iter().any(|one| one.contains(fault)),
            "{test}: {faults:?}"
        );
    }
    let (begin, end) = known("titles = [\"Report\"]");
    assert_eq!(faults("none", &begin, &end), [""; 0]);
}

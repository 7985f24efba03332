//! Each pack's `schema.json` says exactly what its form says.
//!
//! Run with `GOUJI_BLESS=1` to write the schemas anew after a change of a form.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_model::Form;
use gouji_pack::{PackError, Packs, schema_of};
use serde_json::{Value, json};

/// Where the schema of a form stands.
fn id(form: &Form) -> String {
    let repository = env!("CARGO_PKG_REPOSITORY");
    format!("{repository}/raw/main/rules/{}/schema.json", form.id)
}

/// What a built-in pack's file says: the schema of the form, and where it stands.
fn expected(form: &Form) -> Value {
    let mut schema = schema_of(form);
    schema["$id"] = json!(id(form));
    schema
}

#[test]
fn schemas_match_their_forms() {
    for pack in Packs::built_in()
        .unwrap()
        .of_domain("cn-disclosure")
        .packs()
    {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../rules")
            .join(&pack.form.id.0)
            .join("schema.json");
        let expected = expected(&pack.form);
        if std::env::var_os("GOUJI_BLESS").is_some() {
            let text = serde_json::to_string_pretty(&expected).unwrap() + "\n";
            std::fs::write(&path, text).unwrap();
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let written: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(written, expected, "{}", path.display());
    }
}

#[test]
fn a_schema_knows_its_cells_and_no_others() {
    let packs = Packs::built_in().unwrap().of_domain("cn-disclosure");
    for pack in packs.packs() {
        let fits = |report| packs.schema_errors(&pack.form.id, &report).is_empty();
        let report = |row: &str, value: Value| json!({ "form": pack.form.id.0, "tables": { "requests": { row: { "total": value } } } });
        assert!(fits(report("new", json!(3))));
        assert!(fits(report("new", json!("3件"))));
        assert!(!fits(report("newer", json!(3))));
        assert!(!fits(report("new", json!([3]))));
    }
}

/// What is wrong with a pack that has this `schema.json`: the text pointed at with where it begins, and what is said.
fn faults(test: &str, schema: &str) -> Vec<(usize, String, String)> {
    let folder = std::env::temp_dir().join(format!("gouji-schema-{}-{test}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let form = "[[table]]\nid = \"t\"\ntitle = { en = \"T\" }\n[[table.block]]\n\
                columns = [{ id = \"c\", label = \"C\" }]\nrows = [{ id = \"r\", label = \"R\" }]\n";
    let pack = "id = \"own/1\"\ntitle = { en = \"own\" }\n";
    for (name, text) in [
        ("pack.toml", pack),
        ("form.toml", form),
        ("schema.json", schema),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let survey = Packs::survey(std::slice::from_ref(&folder));
    std::fs::remove_dir_all(&folder).unwrap();
    let pointed = |fault: PackError| {
        let said = fault.message().en;
        let PackError::Invalid {
            source_code, span, ..
        } = fault
        else {
            panic!("not a mistake in a file: {fault}");
        };
        assert!(
            source_code.name().ends_with("schema.json"),
            "{}",
            source_code.name()
        );
        let at = &source_code.inner()[span.offset()..span.offset() + span.len()];
        (span.offset(), at.to_owned(), said)
    };
    // What is wrong with a schema is no fault of a report.
    let pack = survey
        .packs
        .packs()
        .iter()
        .find(|pack| pack.form.id.0 == "own/1")
        .unwrap();
    let report = json!({ "form": "own/1", "tables": { "t": { "r": { "c": 1 } } } });
    if !survey.faults.is_empty() {
        assert_eq!(survey.packs.schema_errors(&pack.form.id, &report), []);
    }
    survey.faults.into_iter().map(pointed).collect()
}

#[test]
fn a_schema_that_is_none_is_an_error_of_the_pack_at_its_place() {
    for (number, (schema, offset, at, said)) in [
        ("{", 0, "{", "no JSON"),
        (
            "{\n \"required\": [\"organization\" }\n",
            31,
            "}",
            "no JSON",
        ),
        (
            "{ \"required\": \"organization\" }",
            14,
            "\"organization\"",
            "no JSON Schema",
        ),
        (
            "{ \"properties\": { \"year\": { \"type\": \"nmber\" } } }",
            36,
            "\"nmber\"",
            "no JSON Schema",
        ),
        (
            "{ \"properties\": { \"tables\": { \"type\": 3 } } }",
            38,
            "3",
            "no JSON Schema",
        ),
        ("[]", 0, "[]", "no JSON Schema"),
    ]
    .into_iter()
    .enumerate()
    {
        let found = faults(&format!("none-{number}"), schema);
        assert_eq!(found.len(), 1, "{schema}: {found:?}");
        let (place, text, message) = &found[0];
        assert_eq!((*place, &**text), (offset, at), "{schema}: {found:?}");
        assert!(message.contains(said), "{schema}: {found:?}");
    }
    for schema in ["{}", "true", "{ \"required\": [\"organization\"] }"] {
        assert_eq!(faults("fine", schema), [], "{schema}");
    }
}

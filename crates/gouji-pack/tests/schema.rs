//! Each pack's `schema.json` says exactly what its form says.
//!
//! Run with `GOUJI_BLESS=1` to write the schemas anew after a change of a form.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_model::Form;
use gouji_pack::{Packs, schema_of};
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

//! Each pack's `schema.json` says exactly what its form says.
//!
//! Run with `GOUJI_BLESS=1` to write the schemas anew after a change of a form.

// A test that cannot set up its case should fail loudly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;

use gouji_model::{CellKind, Form, Table};
use gouji_pack::Packs;
use serde_json::{Map, Value, json};

fn closed(title: &str, properties: Map<String, Value>) -> Value {
    json!({ "title": title, "type": "object", "additionalProperties": false, "properties": properties })
}

fn table(table: &Table) -> Value {
    let mut rows = Map::new();
    for block in &table.blocks {
        for row in &block.rows {
            if row.group && block.rows_run == gouji_model::RowAxis::Across {
                continue;
            }
            let columns = block.columns.iter().filter(|column| !column.group);
            let cells = columns.map(|column| {
                let kind = match column.kind {
                    CellKind::Amount => "amount",
                    CellKind::Count | CellKind::SignedCount => "count",
                };
                let kind = format!("#/$defs/{kind}");
                (
                    column.id.clone(),
                    json!({ "$ref": kind, "title": column.label.text }),
                )
            });
            rows.insert(row.id.clone(), closed(&row.label.text, cells.collect()));
        }
    }
    closed(&table.title.zh, rows)
}

fn section(form: &Form) -> Value {
    let ids = form.sections.iter();
    let ids = ids.map(|section| json!({ "const": section.id, "title": section.title.text }));
    let ids: Vec<Value> = ids.collect();
    json!({
        "type": "object", "additionalProperties": false, "required": ["id"],
        "properties": { "id": { "oneOf": ids }, "title": { "type": "string" }, "text": { "type": "string" } }
    })
}

/// Where the schema of a form stands.
fn id(form: &Form) -> String {
    let repository = env!("CARGO_PKG_REPOSITORY");
    format!("{repository}/raw/main/rules/{}/schema.json", form.id)
}

fn expected(form: &Form) -> Value {
    let tables = form.tables.iter().map(|t| (t.id.clone(), table(t)));
    let tables = closed("表格", tables.collect());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id(form),
        "title": form.title.en,
        "description": form.title.zh,
        "type": "object", "additionalProperties": false, "required": ["form", "tables"],
        "properties": {
            "form": { "const": form.id.0 },
            "year": { "type": ["integer", "null"], "title": "报告年度" },
            "organization": { "type": ["string", "null"], "title": "机关名称" },
            "title": { "type": ["string", "null"], "title": "标题" },
            "preamble": { "type": "string" },
            "sections": { "type": "array", "items": section(form) },
            "tables": tables,
            "locations": { "type": "object" }
        },
        "$defs": {
            "count": { "type": ["integer", "null", "string"] },
            "amount": { "type": ["number", "null", "string"] }
        }
    })
}

#[test]
fn schemas_match_their_forms() {
    for pack in Packs::built_in().unwrap().packs() {
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
    let packs = Packs::built_in().unwrap();
    for pack in packs.packs() {
        let schema = pack.schema().expect("the schema compiles");
        let report = |row: &str, value: Value| json!({ "form": pack.form.id.0, "tables": { "requests": { row: { "total": value } } } });
        assert!(schema.is_valid(&report("new", json!(3))));
        assert!(schema.is_valid(&report("new", json!("3件"))));
        assert!(!schema.is_valid(&report("newer", json!(3))));
        assert!(!schema.is_valid(&report("new", json!([3]))));
    }
}

//! The JSON Schema of a form's canonical report, made from the form.
//!
//! `form.toml` says what the schema says; a pack needs no `schema.json`. One that it has adds to this
//! one; where it describes the tables itself, it says all there is to say.

use gouji_model::{Bilingual, Block, CellKind, Form, Language, RowAxis, Table};
use gouji_rule::Pack;
use serde_json::{Map, Value, json};

use crate::told::{both, tell};

/// The schema of a form's canonical report.
#[must_use]
pub fn schema_of(form: &Form) -> Value {
    let mut schema = untold(form);
    tell(&mut schema, Language::Chinese);
    schema
}

/// The same before it is known who reads it.
fn untold(form: &Form) -> Value {
    let tables = form.tables.iter().map(|t| (t.id.clone(), table(t)));
    let tables = closed(&bilingual("表格", "the tables"), tables.collect());
    let known = |kind: &str, zh, en| json!({ "type": [kind, "null"], "title": bilingual(zh, en) });
    let mut kinds = Map::new();
    for (kind, types) in KINDS {
        let mut columns = form.tables.iter().flat_map(|table| &table.blocks);
        let mut columns = columns.by_ref().flat_map(|block| &block.columns);
        // Counts and amounts were always there, and files may point to them.
        if kind != WORDS || columns.any(|column| kind_name(column.kind) == WORDS) {
            kinds.insert(kind.to_owned(), json!({ "type": types }));
        }
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form.title.en,
        "description": form.title.zh,
        "type": "object", "additionalProperties": false, "required": ["form", "tables"],
        "properties": {
            "form": { "const": form.id.0 },
            "year": known("integer", "报告年度", "the year reported on"),
            "organization": known("string", "机关名称", "the organ"),
            "title": known("string", "标题", "the title"),
            "preamble": { "type": "string" },
            "sections": { "type": "array", "items": section(form) },
            "tables": tables,
            "locations": { "type": "object" }
        },
        "$defs": kinds
    });
    if let Some(known_by) = &form.known_by {
        let properties = &mut schema["properties"];
        properties["period"] = known("string", "报告期间", "the period reported on");
        if !known_by.units.is_empty() {
            properties["unit"] = known("string", "金额单位", "the unit of the amounts");
            let title = bilingual("换算过的数", "figures that were converted");
            properties["converted"] = json!({ "type": "object", "title": title });
        }
        if known_by.in_parts {
            let title = bilingual("只是报告的一部分", "only a part of the report");
            properties["part"] = json!({ "type": "boolean", "title": title });
        }
    }
    schema
}

/// What cells of words, of days and of yes and no are.
const WORDS: &str = "words";

/// What cells may be in JSON, by the kinds of their columns.
const KINDS: [(&str, &[&str]); 3] = [
    ("count", &["integer", "null", "string"]),
    ("amount", &["number", "null", "string"]),
    (WORDS, &["null", "string"]),
];

const fn kind_name(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Count | CellKind::SignedCount => "count",
        CellKind::Date | CellKind::Words | CellKind::YesNo => WORDS,
        _ => "amount",
    }
}

/// The schema of a pack: what is made of its form, and what its own `schema.json` adds; nothing where that
/// is no JSON.
pub(crate) fn schema_of_pack(pack: &Pack) -> Option<Value> {
    schema_told(pack, Language::Chinese)
}

fn schema_told(pack: &Pack, language: Language) -> Option<Value> {
    let made = || {
        let mut schema = untold(&pack.form);
        tell(&mut schema, language);
        if language == Language::English {
            schema["description"] = schema["title"].clone();
        }
        schema
    };
    let Some(text) = &pack.own_schema else {
        return Some(made());
    };
    let own: Value = serde_json::from_str(text).ok()?;
    if own.pointer("/properties/tables").is_some() {
        return Some(own);
    }
    let mut schema = made();
    // What it refers to stands where its references lead.
    if let Some(defined) = own.get("$defs").and_then(Value::as_object) {
        for (name, kind) in defined {
            schema["$defs"][name] = kind.clone();
        }
    }
    schema["allOf"] = json!([own]);
    Some(schema)
}

/// The text of a pack's schema. One that says all itself is shown as it is written.
#[must_use]
pub fn schema_text(pack: &Pack, language: Language) -> String {
    match (&pack.own_schema, schema_told(pack, language)) {
        (Some(text), None) => text.clone().into_owned(),
        (Some(text), Some(schema)) if schema.get("allOf").is_none() => text.clone().into_owned(),
        (_, schema) => format!("{:#}\n", schema.unwrap_or_default()),
    }
}

fn bilingual(zh: &str, en: &str) -> String {
    both(&Bilingual::new(zh, en))
}

fn closed(title: &str, properties: Map<String, Value>) -> Value {
    json!({ "title": title, "type": "object", "additionalProperties": false, "properties": properties })
}

/// The rows of a table with their cells. Blocks may share a row; its cells are then those of both. Open
/// rows are known by what stands before their keys.
fn table(table: &Table) -> Value {
    let (mut rows, mut open) = (Map::new(), Map::new());
    for block in &table.blocks {
        for row in block.rows.iter().filter(|row| row.key.is_none()) {
            if row.group && block.rows_run == RowAxis::Across {
                continue;
            }
            add(&mut rows, &row.id, &row.label.text, block);
        }
        if let Some(rows) = &block.open_rows {
            let pattern = format!("^{}\\[.+\\]$", rows.id.replace('.', "\\."));
            add(&mut open, &pattern, &rows.label.text, block);
        }
    }
    let mut schema = closed(&both(&table.title), rows);
    if !open.is_empty() {
        schema["patternProperties"] = Value::Object(open);
    }
    schema
}

fn add(rows: &mut Map<String, Value>, name: &str, label: &str, block: &Block) {
    let columns = block.columns.iter().filter(|column| !column.group);
    let cells: Map<String, Value> = columns
        .map(|column| (column.id.clone(), cell(column.kind, &column.label.text)))
        .collect();
    let known = rows.get_mut(name).and_then(|row| row.get_mut("properties"));
    match known.and_then(Value::as_object_mut) {
        Some(known) => known.extend(cells),
        None => _ = rows.insert(name.to_owned(), closed(label, cells)),
    }
}

fn cell(kind: CellKind, label: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{}", kind_name(kind)), "title": label })
}

fn section(form: &Form) -> Value {
    if form.sections.is_empty() {
        return json!(false);
    }
    let ids = form.sections.iter();
    let ids = ids.map(|section| json!({ "const": section.id, "title": section.title.text }));
    let ids: Vec<Value> = ids.collect();
    json!({
        "type": "object", "additionalProperties": false, "required": ["id"],
        "properties": { "id": { "oneOf": ids }, "title": { "type": "string" }, "text": { "type": "string" } }
    })
}

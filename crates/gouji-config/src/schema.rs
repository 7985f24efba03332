//! The JSON Schema of `gouji.toml`, made from the definition of its keys.

use serde_json::{Map, Value, json};

use crate::shape::{Key, Kind, ROOT};

/// The schema as text: draft 7, which the TOML editors' plug-ins understand.
#[must_use]
pub fn schema() -> String {
    let mut schema = object(ROOT);
    schema.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    schema.insert("title".to_owned(), json!("gouji.toml"));
    // Maps of strings always serialize.
    let text = serde_json::to_string_pretty(&Value::Object(schema)).unwrap_or_default();
    text + "\n"
}

fn object(keys: &[Key]) -> Map<String, Value> {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let required = keys.iter().filter(|key| key.required).map(|key| key.name);
    let required: Vec<&str> = required.collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), json!("object"));
    object.insert("additionalProperties".to_owned(), json!(false));
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object
}

fn property(key: &Key) -> Value {
    let mut value = of_kind(key.kind);
    if let Value::Object(value) = &mut value {
        let about = format!("{}\n{}", key.en, key.zh);
        value.insert("description".to_owned(), json!(about));
    }
    value
}

fn of_kind(kind: Kind) -> Value {
    match kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Texts => json!({ "anyOf": [
            { "type": "string" },
            { "type": "array", "items": { "type": "string" } }
        ] }),
        Kind::Choice(names) => json!({ "enum": names }),
        Kind::Date => json!({ "type": "string", "format": "date" }),
        Kind::Whole => json!({ "type": "integer" }),
        Kind::CellText => json!({ "type": ["string", "integer"] }),
        Kind::Tables(keys) => json!({ "type": "array", "items": object(keys) }),
        Kind::Table(keys) => Value::Object(object(keys)),
        Kind::Map(kind) => json!({ "type": "object", "additionalProperties": of_kind(*kind) }),
    }
}

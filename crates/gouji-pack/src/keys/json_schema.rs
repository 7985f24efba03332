//! The JSON Schema of a pack's files, made from their keys: editors that know TOML by schemas complete and
//! check by it.

use gouji_model::Language;
use serde_json::{Map, Value, json};

use super::FileKind;
use crate::outline::{Outline, Takes};
use crate::told::{both, tell};

/// What a tag of a language is.
const TAG: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// The JSON Schema of a kind of file, as text: in English, or in both languages for readers of Chinese.
#[must_use]
pub fn schema_of_file(kind: FileKind, language: Language) -> String {
    let mut schema = of(kind, kind.outline(), &mut Vec::new());
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(kind.name());
    tell(&mut schema, language);
    format!("{schema:#}\n")
}

fn of(kind: FileKind, outline: &Outline, way: &mut Vec<&'static str>) -> Value {
    let mut schema = match &outline.takes {
        Takes::Text => json!({ "type": "string" }),
        Takes::Truth => json!({ "type": "boolean" }),
        Takes::Whole => json!({ "type": "integer" }),
        Takes::TextOrWhole => json!({ "type": ["string", "integer"] }),
        Takes::Choice(words) => choice(kind, words, way),
        Takes::Map(each) => {
            json!({ "type": "object", "additionalProperties": of(kind, each, way) })
        }
        Takes::Table(_) if outline.is_bilingual() => json!({
            "type": "object", "minProperties": 1, "additionalProperties": false,
            "patternProperties": { TAG: { "type": "string" } }
        }),
        Takes::Table(keys) => table(kind, keys, way),
    };
    if outline.of_lists {
        schema = json!({ "type": "array", "items": schema });
    }
    if outline.many {
        schema = json!({ "type": "array", "items": schema });
    }
    if let Some(meaning) = kind.meaning(way) {
        schema["description"] = json!(both(&meaning));
    }
    schema
}

/// One of some words, each with what it means.
fn choice(kind: FileKind, words: &[&str], way: &[&str]) -> Value {
    let words = words
        .iter()
        .map(|word| match kind.meaning_of_choice(way, word) {
            Some(meaning) => json!({ "const": word, "description": both(&meaning) }),
            None => json!({ "const": word }),
        });
    json!({ "oneOf": words.collect::<Vec<Value>>() })
}

fn table(kind: FileKind, keys: &[Outline], way: &mut Vec<&'static str>) -> Value {
    let mut properties = Map::new();
    for key in keys {
        way.push(key.key);
        properties.insert(key.key.to_owned(), of(kind, key, way));
        way.pop();
    }
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.key)
        .collect();
    let mut table =
        json!({ "type": "object", "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

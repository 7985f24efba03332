//! The JSON Schema and the reader say the same: what one takes the other takes, and the file in
//! the repository is what the command prints.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_config::{Chain, ConfigError, Finder, Source, schema};
use serde_json::{Value, json};

/// One file with every key there is.
const EVERY_KEY: &str = include_str!("every-key.toml");

fn file(name: &str, text: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema");
    fs::create_dir_all(folder.join("more-rules")).unwrap();
    fs::write(folder.join("base.toml"), "").unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn read(name: &str, text: &str) -> Result<Arc<Chain>, ConfigError> {
    Finder::new(Source::File(file(name, text))).find(Path::new("report.html"))
}

/// TOML as the JSON that schemas are about.
fn as_json(text: &str) -> Value {
    fn of(value: &toml::Value) -> Value {
        match value {
            toml::Value::String(text) => json!(text),
            toml::Value::Integer(number) => json!(number),
            toml::Value::Boolean(truth) => json!(truth),
            toml::Value::Float(number) => {
                json!(number.to_string().parse::<serde_json::Number>().unwrap())
            }
            toml::Value::Datetime(day) => json!(day.to_string()),
            toml::Value::Array(items) => items.iter().map(of).collect(),
            toml::Value::Table(table) => table
                .iter()
                .map(|(key, value)| (key.clone(), of(value)))
                .collect(),
        }
    }
    of(&toml::Value::Table(text.parse().unwrap()))
}

#[test]
fn the_file_in_the_repository_is_what_the_command_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/gouji.schema.json");
    let stored = fs::read_to_string(path).unwrap();
    assert_eq!(
        stored,
        schema(),
        "gouji config schema > schemas/gouji.schema.json"
    );
}

#[test]
fn every_key_of_the_schema_is_read_and_the_reverse() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    assert!(jsonschema::is_valid(&schema, &as_json(EVERY_KEY)));
    read("every-key.toml", EVERY_KEY).unwrap();
    let example = as_json(EVERY_KEY);
    let pairs = [
        (&schema["properties"], &example),
        (
            &schema["properties"]["per-path"]["items"]["properties"],
            &example["per-path"][0],
        ),
        (
            &schema["properties"]["suppress"]["items"]["properties"],
            &example["suppress"][0],
        ),
    ];
    for (properties, used) in pairs {
        let mut known: Vec<&String> = properties.as_object().unwrap().keys().collect();
        let mut used: Vec<&String> = used.as_object().unwrap().keys().collect();
        known.sort();
        used.sort();
        assert_eq!(known, used);
    }
}

#[test]
fn what_the_schema_refuses_the_reader_refuses() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let refused = [
        "selekt = []",
        "select = 3",
        "select = [3]",
        "extends = [\"a\"]",
        "lang = \"de\"",
        "fail-on = \"fatal\"",
        "severity = \"error\"",
        "[severity]\nblank-cell = \"off\"",
        "per-path = 3",
        "[per-path]\npath = \"x\"",
        "[[per-path]]\nignore = \"all\"",
        "[[per-path]]\npath = \"x\"\nlang = \"zh\"",
        "[[suppress]]\nrule = \"blank-cell\"",
        "[[suppress]]\nrule = \"blank-cell\"\nreason = \"x\"\nvalue = 1.5",
        "[[suppress]]\nrule = \"blank-cell\"\nreason = \"x\"\nyear = \"2023\"",
        "[[suppress]]\nrule = \"blank-cell\"\nreason = \"x\"\nvalues = [1]",
        "[[suppress]]\nrule = \"blank-cell\"\nreason = \"x\"\nwho = \"me\"",
    ];
    for text in refused {
        assert!(
            !jsonschema::is_valid(&schema, &as_json(text)),
            "schema takes {text}"
        );
        assert!(read("refused.toml", text).is_err(), "reader takes {text}");
    }
}

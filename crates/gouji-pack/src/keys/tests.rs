//! All keys are known and explained, and files are distinguished.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use gouji_model::Language;

use super::FileKind;
use crate::outline::{Outline, Takes};

/// The ways to all keys.
fn ways(outline: &Outline, above: &[&'static str], found: &mut Vec<Vec<&'static str>>) {
    for inner in outline.keys() {
        let way: Vec<&'static str> = above.iter().copied().chain([inner.key]).collect();
        found.push(way.clone());
        ways(inner, &way, found);
    }
}

#[test]
fn the_keys_are_those_that_are_read() {
    let rule = FileKind::Rule.outline();
    let takes = |path: &[&str]| rule.at(path).unwrap().takes.clone();
    assert_eq!(
        takes(&["severity"]),
        Takes::Choice(&["error", "warning", "info"])
    );
    assert_eq!(takes(&["relation", "assert"]), Takes::Text);
    assert_eq!(takes(&["example", "passes"]), Takes::Truth);
    let figures = Takes::Map(Box::new(Outline {
        takes: Takes::TextOrWhole,
        ..Outline::default()
    }));
    assert_eq!(takes(&["example", "cells"]), figures);
    assert_eq!(
        takes(&["narrative", "amount", "at_most", "times"]),
        Takes::Whole
    );
    assert!(rule.at(&["narrative", "claim"]).unwrap().many);
    assert!(rule.at(&["title"]).unwrap().is_bilingual());
    assert!(rule.at(&["relation", "is"]).is_none());
    let form = FileKind::Form.outline();
    assert!(form.at(&["table", "block", "rows", "label"]).is_some());
}

#[test]
fn every_key_and_word_is_explained() {
    for kind in FileKind::ALL {
        let mut found = Vec::new();
        ways(kind.outline(), &[], &mut found);
        assert!(found.len() > 5, "{kind:?}");
        for way in &found {
            assert!(kind.meaning(way).is_some(), "{kind:?}: {way:?}");
            let Takes::Choice(words) = kind.outline().at(way).unwrap().takes else {
                continue;
            };
            for word in words {
                let meaning = kind.meaning_of_choice(way, word);
                assert!(meaning.is_some(), "{way:?} = {word}");
            }
        }
    }
}

#[test]
fn the_schemas_fit_all_files_that_are_embedded() {
    let schemas = FileKind::ALL.map(|kind| {
        let schema = serde_json::from_str(&super::schema_of_file(kind, Language::Chinese)).unwrap();
        (kind, jsonschema::validator_for(&schema).unwrap())
    });
    let mut checked = 0;
    for file in crate::files::embedded() {
        if !file.path.ends_with(".toml") {
            continue;
        }
        let kind = FileKind::of(&file.path, &file.text);
        let (_, schema) = schemas.iter().find(|(known, _)| *known == kind).unwrap();
        let content: serde_json::Value = toml::from_str(&file.text).unwrap();
        let first = schema.iter_errors(&content).next();
        assert!(first.is_none(), "{}: {}", file.path, first.unwrap());
        checked += 1;
    }
    assert!(checked > 100, "{checked}");
    let (_, rule) = &schemas[0];
    let wrong = serde_json::json!({ "name": "a", "severity": "fatal" });
    assert!(!rule.is_valid(&wrong));
}

#[test]
fn files_are_recognized_by_name_or_keys() {
    assert_eq!(FileKind::of("a/form.toml", ""), FileKind::Form);
    assert_eq!(FileKind::of("a/pack.toml", ""), FileKind::Pack);
    assert_eq!(FileKind::of("a/b.toml", ""), FileKind::Rule);
    let words = "sections = []\nunits = [\"件\"]\n";
    assert_eq!(FileKind::of("a/b.toml", words), FileKind::Vocabulary);
    let rule = "name = \"a\"\nseverity = \"error\"\n";
    assert_eq!(FileKind::of("a/b.toml", rule), FileKind::Rule);
}

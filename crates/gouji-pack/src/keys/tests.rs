//! All keys are learned and explained, and files are told apart.

#![allow(clippy::unwrap_used, reason = "a failing test may stop at once")]

use super::{FileKind, meanings};
use crate::outline::{Outline, Takes};

const KINDS: [FileKind; 6] = [
    FileKind::Rule,
    FileKind::Form,
    FileKind::Pack,
    FileKind::Vocabulary,
    FileKind::Source,
    FileKind::Words,
];

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
fn every_key_and_word_is_explained_and_nothing_else() {
    let mut used = Vec::new();
    for kind in KINDS {
        let mut found = Vec::new();
        ways(kind.outline(), &[], &mut found);
        assert!(found.len() > 5, "{kind:?} was not learned");
        for way in &found {
            assert!(kind.meaning(way).is_some(), "{kind:?}: {way:?}");
            used.extend(meanings::entry(kind, way));
            let Takes::Choice(words) = kind.outline().at(way).unwrap().takes else {
                continue;
            };
            for word in words {
                let meaning = kind.meaning_of_choice(way, word);
                assert!(meaning.is_some(), "{way:?} = {word}");
                used.push(meanings::choice_entry(way, word).unwrap());
            }
        }
    }
    for name in meanings::names() {
        assert!(used.contains(&name), "{name} explains nothing");
    }
}

#[test]
fn files_are_told_by_name_or_keys() {
    assert_eq!(FileKind::of("a/form.toml", ""), FileKind::Form);
    assert_eq!(FileKind::of("a/pack.toml", ""), FileKind::Pack);
    assert_eq!(FileKind::of("a/b.toml", ""), FileKind::Rule);
    let words = "sections = []\nunits = [\"件\"]\n";
    assert_eq!(FileKind::of("a/b.toml", words), FileKind::Vocabulary);
    let rule = "name = \"a\"\nseverity = \"error\"\n";
    assert_eq!(FileKind::of("a/b.toml", rule), FileKind::Rule);
}

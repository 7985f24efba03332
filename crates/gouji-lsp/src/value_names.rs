//! The words that can stand as the value of a key: those it takes, and what the packs around give
//! names to (sections, forms).

use gouji_model::{Bilingual, ObservationKind};
use gouji_pack::{FileKind, Packs, Takes};

use crate::protocol::CompletionItemKind;
use crate::suggestion::{Around, Suggestion};
use crate::toml_place::{Place, way};

/// A word with what it means.
type Word = (String, String);

/// The words that can stand at a place.
pub(crate) fn suggestions(around: &Around<'_, '_>, place: &Place<'_>) -> Vec<Suggestion> {
    let (key, begun, quoted) = match place {
        Place::Text { key, typed } => (way(key), *typed, true),
        Place::Value { key, begun } => (way(key), *begun, false),
        _ => return Vec::new(),
    };
    let is_truth = is_truth(around, &key);
    if is_truth && quoted {
        return Vec::new();
    }
    let suggestion = |(word, detail): Word| Suggestion {
        insert: if quoted || is_truth {
            word.clone()
        } else {
            format!("\"{word}\"")
        },
        label: word,
        detail,
        kind: CompletionItemKind::ENUM_MEMBER,
        begun: begun.len(),
    };
    words(around, &key, begun)
        .into_iter()
        .map(suggestion)
        .collect()
}

fn is_truth(around: &Around<'_, '_>, key: &[&str]) -> bool {
    let outline = around.kind.outline().at(key);
    outline.is_some_and(|outline| outline.takes == Takes::Truth)
}

fn words(around: &Around<'_, '_>, key: &[&str], begun: &str) -> Vec<Word> {
    let Some(outline) = around.kind.outline().at(key) else {
        return Vec::new();
    };
    match (&outline.takes, key) {
        (Takes::Choice(words), _) => {
            let word = |word: &&str| ((*word).to_owned(), explained(around, key, word));
            words.iter().map(word).collect()
        }
        (Takes::Truth, _) => plain(["true", "false"]),
        (Takes::Text, ["observation", "kind"]) => {
            plain(ObservationKind::NAMES.iter().map(|(name, _)| *name))
        }
        (Takes::Text, [.., "each"]) if !begun.contains(" of ") => plain(["column of ", "row of "]),
        (Takes::Text, ["applies_to"]) => around.packs(forms),
        (Takes::Text, [.., "section" | "sections" | "or_in"]) => around.packs(sections),
        _ => Vec::new(),
    }
}

fn plain<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<Word> {
    let words = words.into_iter();
    words.map(|word| (word.to_owned(), String::new())).collect()
}

fn explained(around: &Around<'_, '_>, key: &[&str], word: &str) -> String {
    let meaning = around.kind.meaning_of_choice(key, word);
    meaning.map_or_else(String::new, |meaning| {
        meaning.get(around.language).to_owned()
    })
}

fn forms(packs: &Packs) -> Vec<Word> {
    let forms = packs.forms().into_iter();
    forms
        .map(|form| (form.id.0.clone(), form.title.zh.clone()))
        .collect()
}

/// The sections of all forms, each id with the titles it has.
fn sections(packs: &Packs) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let forms = packs.forms();
    for section in forms.iter().flat_map(|form| &form.sections) {
        let title = &section.title.text;
        match found.iter_mut().find(|(id, _)| *id == section.id) {
            Some((_, titles)) if titles.split(" / ").any(|known| known == title) => {}
            Some((_, titles)) => *titles = format!("{titles} / {title}"),
            None => found.push((section.id.clone(), title.clone())),
        }
    }
    found
}

/// What the word means that ends at a place.
pub(crate) fn meaning<'t>(
    around: &Around<'_, '_>,
    place: &Place<'t>,
) -> Option<(&'t str, Bilingual)> {
    let Place::Text { key, typed } = place else {
        return None;
    };
    let key = way(key);
    if let Some(meaning) = around.kind.meaning_of_choice(&key, typed) {
        return Some((typed, meaning));
    }
    // The places that cells are named at are not asked here.
    let names_sections = matches!(key.as_slice(), [.., "section" | "sections" | "or_in"]);
    let names_forms = around.kind == FileKind::Rule && key == ["applies_to"];
    if !names_sections && !names_forms {
        return None;
    }
    let mut found = words(around, &key, typed).into_iter();
    let (_, title) = found.find(|(word, _)| word == typed)?;
    Some((typed, Bilingual::new(title.clone(), title)))
}

//! What in a TOML file is not as its kind of file may say: unknown keys and words, missing keys, and
//! values of another type.

use std::ops::Range;

use gouji_model::languages::is_tag;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Outline, Takes};
use crate::mistake::{self, Mistake};
use crate::suggestion::nearest;

/// Everything in a table that is not as it may be, in the order it stands.
pub(crate) fn mistakes(outline: &Outline, root: &DeTable<'_>) -> Vec<(Range<usize>, Mistake)> {
    let mut found = Vec::new();
    let first = root.iter().map(|(key, _)| key.span());
    let first = first.min_by_key(|span| span.start).unwrap_or(0..0);
    of_table(outline, root, first, &mut found);
    found.sort_by_key(|(span, _)| span.start);
    found
}

impl Outline {
    /// Whether it may say something in any language, and the table has it in none.
    fn lacks_language(&self, table: &DeTable<'_>) -> bool {
        let speaks = ["zh", "en"].iter().all(|name| self.key(name).is_some());
        speaks && !table.iter().any(|(key, _)| is_tag(key.get_ref()))
    }
}

/// A missing key is shown at `place`.
fn of_table(
    outline: &Outline,
    table: &DeTable<'_>,
    place: Range<usize>,
    found: &mut Vec<(Range<usize>, Mistake)>,
) {
    let missing: Vec<&str> = outline
        .keys()
        .iter()
        .filter(|key| key.required && !table.iter().any(|(name, _)| name.get_ref() == key.key))
        .map(|key| key.key)
        .collect();
    let mut misspelt = Vec::new();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if let Some(known) = outline.key(name) {
            of_value(known, value, found);
            continue;
        }
        if outline.is_bilingual() && is_tag(name) {
            continue;
        }
        // One that is missing is more likely meant than another that is not.
        let meant = nearest(name, missing.iter().copied());
        misspelt.extend(meant);
        let known: Vec<&str> = outline.keys().iter().map(|key| key.key).collect();
        found.push((key.span(), mistake::unknown_key(name, meant, &known)));
    }
    if misspelt.is_empty() && outline.lacks_language(table) {
        found.push((place.clone(), mistake::no_language()));
    }
    let missing = missing.iter().filter(|name| !misspelt.contains(*name));
    let fault = |name: &&str| mistake::missing_key(name, &written(outline, name));
    found.extend(missing.map(|name| (place.clone(), fault(name))));
}

/// How a key is written that a table lacks.
fn written(outline: &Outline, name: &str) -> String {
    match outline.key(name) {
        Some(key) if key.is_bilingual() => format!("{name} = {{ zh = \"…\" }}"),
        Some(key) if key.many && matches!(key.takes, Takes::Table(_)) => format!("[[{name}]]"),
        Some(key) if key.many => format!("{name} = [\"…\"]"),
        Some(key) if matches!(key.takes, Takes::Text | Takes::Choice(_)) => {
            format!("{name} = \"…\"")
        }
        _ => format!("{name} = …"),
    }
}

fn of_value(
    outline: &Outline,
    value: &Spanned<DeValue<'_>>,
    found: &mut Vec<(Range<usize>, Mistake)>,
) {
    match value.get_ref() {
        DeValue::Array(items) if outline.many => {
            for item in items {
                match item.get_ref() {
                    DeValue::Array(_) => of_item(outline, item, found),
                    _ if outline.of_lists => {
                        found.push((item.span(), mistake::list_in_list_expected()));
                    }
                    _ => of_item(outline, item, found),
                }
            }
        }
        _ if outline.many => found.push((value.span(), mistake::list_expected())),
        _ => of_item(outline, value, found),
    }
}

fn of_item(
    outline: &Outline,
    value: &Spanned<DeValue<'_>>,
    found: &mut Vec<(Range<usize>, Mistake)>,
) {
    let expected = match (&outline.takes, value.get_ref()) {
        (Takes::Text, DeValue::String(_))
        | (Takes::Truth, DeValue::Boolean(_))
        | (Takes::Whole, DeValue::Integer(_))
        | (Takes::TextOrWhole, DeValue::String(_) | DeValue::Integer(_)) => return,
        (Takes::Map(each), DeValue::Table(inner)) => {
            for (_, value) in inner {
                of_value(each, value, found);
            }
            return;
        }
        (Takes::Table(_), DeValue::Table(inner)) => {
            return of_table(outline, inner, value.span(), found);
        }
        (Takes::Choice(words), DeValue::String(word)) if words.contains(&word.as_ref()) => return,
        (Takes::Choice(words), DeValue::String(word)) => {
            found.push((value.span(), mistake::unknown_word(word, words)));
            return;
        }
        // Lists of lists are not distinguished from lists.
        (_, DeValue::Array(items)) if outline.many => {
            for item in items {
                of_item(outline, item, found);
            }
            return;
        }
        (Takes::Text | Takes::Choice(_), _) => mistake::text_expected(),
        (Takes::Truth, _) => mistake::truth_expected(),
        (Takes::Whole, _) => mistake::whole_expected(),
        (Takes::TextOrWhole, _) => mistake::text_or_whole_expected(),
        (Takes::Table(_), DeValue::String(text)) if outline.is_bilingual() => {
            mistake::language_expected(text)
        }
        (Takes::Map(_) | Takes::Table(_), _) => mistake::table_expected(),
    };
    found.push((value.span(), expected));
}

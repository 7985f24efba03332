//! Completion and hover in rule files: keys, the words they take, and cell names with what the form
//! prints for them.

use gouji_lint::Linter;
use gouji_model::Language;

use crate::cell_names::{Kind, Name, begun, is_of_name, names};
use crate::document::Document;
use crate::protocol::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, Hover, HoverContents, MarkupContent,
    MarkupKind, Position, Range, TextEdit,
};
use crate::suggestion::{Around, Suggestion};
use crate::toml_place::Place;
use crate::{key_names, placeholders, value_names};

/// What can be written at a position of a rule file; nothing elsewhere.
pub(crate) fn completions(
    document: &Document,
    linter: &Linter,
    position: Position,
    language: Language,
) -> Vec<CompletionItem> {
    let Some(around) = Around::new(document, linter, language) else {
        return Vec::new();
    };
    let at = document.byte(position);
    let (before, after) = document.text().split_at_checked(at).unwrap_or_default();
    let place = Place::at_end_of(before);
    let mut found = key_names::suggestions(&around, &place, after);
    found.extend(value_names::suggestions(&around, &place));
    found.extend(placeholders::suggestions(&around, &place));
    found.extend(cells(&around, &place));
    let items = found.into_iter();
    items.map(|one| item(document, at, after, one)).collect()
}

fn cells(around: &Around<'_, '_>, place: &Place<'_>) -> Vec<Suggestion> {
    let begun = begun(place.begun()).len();
    let suggestion = |name: Name| Suggestion {
        insert: name.id.clone(),
        label: name.id,
        detail: name.label,
        kind: match name.kind {
            Kind::Table => CompletionItemKind::MODULE,
            Kind::Row => CompletionItemKind::FIELD,
            Kind::Column => CompletionItemKind::PROPERTY,
        },
        begun,
    };
    let found = cell_names(around, place).into_iter();
    found.map(suggestion).collect()
}

fn cell_names(around: &Around<'_, '_>, place: &Place<'_>) -> Vec<Name> {
    if !matches!(place, Place::Text { .. } | Place::QuotedKey { .. }) {
        return Vec::new();
    }
    around.packs(|packs| names(packs, place))
}

fn item(document: &Document, at: usize, after: &str, one: Suggestion) -> CompletionItem {
    // Editors close brackets as they are typed; those of a table come with its name.
    let closed = if one.insert.starts_with('[') {
        after.len() - after.trim_start_matches(']').len()
    } else {
        0
    };
    let start = document.position(at - one.begun);
    let range = Range::new(start, document.position(at + closed));
    // Brackets before the cursor are part of what is looked for.
    let looked_for = if one.insert.starts_with('[') {
        &one.insert
    } else {
        &one.label
    };
    CompletionItem {
        // People look for a row by what the form calls it.
        filter_text: Some(format!("{looked_for} {}", one.detail)),
        label: one.label,
        kind: Some(one.kind),
        detail: (!one.detail.is_empty()).then_some(one.detail),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, one.insert))),
        ..CompletionItem::default()
    }
}

/// What the word at a position of a rule file means.
pub(crate) fn meaning(
    document: &Document,
    linter: &Linter,
    position: Position,
    language: Language,
) -> Option<Hover> {
    let around = Around::new(document, linter, language)?;
    let at = document.byte(position);
    // In a formula `-` is a sign, in other words a part of them.
    let (end, place) = word_at(document, at, |c| is_of_name(c) || c == '-');
    let of_word = key_names::meaning(&around, &place)
        .or_else(|| value_names::meaning(&around, &place))
        .or_else(|| placeholders::meaning(&around, &place));
    if let Some((word, meaning)) = of_word {
        let range = end - word.len()..end;
        return hover(document, range, word, &[meaning.get(language).to_owned()]);
    }
    let (end, place) = word_at(document, at, is_of_name);
    let id = begun(place.begun());
    let id = id.strip_prefix("prior.").unwrap_or(id);
    let range = end - id.len()..end;
    hover(document, range, id, &labels_of(&around, &place, id))
}

/// Where the word at a place ends, and what stands there.
fn word_at(document: &Document, at: usize, is_of_word: fn(char) -> bool) -> (usize, Place<'_>) {
    let rest = document.text().get(at..).unwrap_or_default();
    let end = at + rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
    let before = document.text().get(..end).unwrap_or_default();
    (end, Place::at_end_of(before))
}

/// What is reported of a word, a paragraph each; nothing where nothing is.
fn hover(
    document: &Document,
    word: std::ops::Range<usize>,
    name: &str,
    lines: &[String],
) -> Option<Hover> {
    let lines = lines.iter().map(|line| format!("`{name}` {line}"));
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: lines.join("\n\n"),
        }),
        range: Some(Range::new(
            document.position(word.start),
            document.position(word.end),
        )),
    })
}

/// What the forms around a place print for a cell name.
fn labels_of(around: &Around<'_, '_>, place: &Place<'_>, id: &str) -> Vec<String> {
    let found = cell_names(around, place).into_iter();
    let found = found.filter(|name| name.id == id);
    found.map(|name| name.label).collect()
}

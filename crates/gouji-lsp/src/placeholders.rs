//! The placeholders of a rule's message: those that something fills, by what the rule checks.

use gouji_check::{placeholder_meaning, placeholders};
use gouji_model::Bilingual;
use gouji_pack::FileKind;

use crate::protocol::CompletionItemKind;
use crate::suggestion::{Around, Suggestion};
use crate::toml_place::{Place, way};

/// Stands for a message that is being typed, so that the rest of the rule can be read.
const MESSAGE: &str = "message = { zh = \"\", en = \"\" }";

/// The placeholders that can stand at a place of a message.
pub(crate) fn suggestions(around: &Around<'_, '_>, place: &Place<'_>) -> Vec<Suggestion> {
    let Some(begun) = in_braces(around, place) else {
        return Vec::new();
    };
    let names = filled(around).unwrap_or_default().iter();
    let suggestion = |name: &&str| Suggestion {
        label: (*name).to_owned(),
        insert: (*name).to_owned(),
        detail: placeholder_meaning(name).map_or_else(String::new, |meaning| {
            meaning.get(around.language).to_owned()
        }),
        kind: CompletionItemKind::VARIABLE,
        begun: begun.len(),
    };
    names.map(suggestion).collect()
}

/// What the placeholder is filled with that ends at a place.
pub(crate) fn meaning<'t>(
    around: &Around<'_, '_>,
    place: &Place<'t>,
) -> Option<(&'t str, Bilingual)> {
    let name = in_braces(around, place)?;
    Some((name, placeholder_meaning(name)?))
}

/// What stands of a placeholder whose brace is open.
fn in_braces<'t>(around: &Around<'_, '_>, place: &Place<'t>) -> Option<&'t str> {
    let Place::Text { key, typed } = place else {
        return None;
    };
    let is_message = around.kind == FileKind::Rule && matches!(way(key).as_slice(), ["message", _]);
    let (_, name) = typed.rsplit_once('{').filter(|_| is_message)?;
    (!name.contains('}')).then_some(name)
}

/// The placeholders that something fills in the rule of a file.
fn filled(around: &Around<'_, '_>) -> Option<&'static [&'static str]> {
    let lines = around.document.text().lines();
    let repaired = lines.map(|line| {
        if line.starts_with("message") {
            MESSAGE
        } else {
            line
        }
    });
    let repaired: Vec<&str> = repaired.collect();
    let survey = around.file.survey_of(repaired.join("\n"));
    let own = around.file.name();
    let rules = survey.packs.packs().iter().flat_map(|pack| pack.rules());
    let mut own = rules.filter(|rule| rule.origin == own);
    own.next().map(|rule| placeholders(&rule.check))
}

//! The keys and tables that can stand at a place of a rule file.

use gouji_model::Bilingual;
use gouji_pack::{Outline, Takes};

use crate::protocol::CompletionItemKind;
use crate::suggestion::{Around, Suggestion};
use crate::toml_place::{Place, way};

/// The keys and tables that can stand at a place; `after` is the text after it.
pub(crate) fn suggestions(
    around: &Around<'_, '_>,
    place: &Place<'_>,
    after: &str,
) -> Vec<Suggestion> {
    match place {
        Place::Key {
            table,
            begun,
            before,
        } => keys(
            around,
            &way(table),
            begun,
            &known(before, after),
            has_sign(after),
        ),
        Place::Header { begun, many } => {
            let brackets = if *many { 2 } else { 1 };
            headers(around, begun.len() + brackets)
        }
        _ => Vec::new(),
    }
}

/// The keys of a table that it has not yet; at the top of a file also its tables.
fn keys(
    around: &Around<'_, '_>,
    table: &[&str],
    begun: &str,
    known: &[String],
    signed: bool,
) -> Vec<Suggestion> {
    let Some(outline) = around.kind.outline().at(table) else {
        return Vec::new();
    };
    let fits = |key: &Outline| !(table.is_empty() && is_header(key));
    let new = |key: &&Outline| fits(key) && known.iter().all(|known| known != key.key);
    let suggestion = |key: &Outline| Suggestion {
        label: key.key.to_owned(),
        insert: if signed {
            key.key.to_owned()
        } else {
            format!("{} = ", key.key)
        },
        detail: detail(around, &[table, &[key.key]].concat()),
        kind: CompletionItemKind::PROPERTY,
        begun: begun.len(),
    };
    let own = outline.keys().iter().filter(new).map(suggestion);
    let headers = table.is_empty().then(|| headers(around, begun.len()));
    own.chain(headers.into_iter().flatten()).collect()
}

/// The tables that a line can begin.
fn headers(around: &Around<'_, '_>, begun: usize) -> Vec<Suggestion> {
    let mut found = Vec::new();
    collect(around.kind.outline(), &[], &mut found);
    let suggestion = |Header { way, many }| {
        let name = way.join(".");
        Suggestion {
            insert: if many {
                format!("[[{name}]]")
            } else {
                format!("[{name}]")
            },
            detail: detail(around, &way),
            label: name,
            kind: CompletionItemKind::STRUCT,
            begun,
        }
    };
    found.into_iter().map(suggestion).collect()
}

/// A table with a line of its own.
struct Header {
    /// The keys that lead to it.
    way: Vec<&'static str>,
    /// Whether there may be several.
    many: bool,
}

fn collect(outline: &Outline, above: &[&'static str], found: &mut Vec<Header>) {
    for key in outline.keys().iter().filter(|key| is_header(key)) {
        let way = [above, &[key.key]].concat();
        found.push(Header {
            way: way.clone(),
            many: key.many,
        });
        collect(key, &way, found);
    }
}

/// Whether a table stands under a line of its own rather than in braces: one that does more than
/// say something twice or name a few things.
fn is_header(key: &Outline) -> bool {
    let texts = |key: &Outline| matches!(key.takes, Takes::Text);
    matches!(key.takes, Takes::Table(_))
        && !key.is_bilingual()
        && !key
            .keys()
            .iter()
            .any(|inner| inner.key == "zh" && texts(inner))
}

fn detail(around: &Around<'_, '_>, way: &[&str]) -> String {
    let meaning = around.kind.meaning(way);
    meaning.map_or_else(String::new, |meaning| {
        meaning.get(around.language).to_owned()
    })
}

/// Whether the key being written has its `=` already.
fn has_sign(after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    rest.trim_start_matches(' ').starts_with('=')
}

/// The keys a table has: those before a place, and those on the lines after it.
fn known(before: &[String], after: &str) -> Vec<String> {
    let lines = after.lines().skip(1);
    let own = lines.take_while(|line| !line.starts_with('['));
    let keys = own.filter_map(|line| Some(line.split_once('=')?.0.trim_end().to_owned()));
    before.iter().cloned().chain(keys).collect()
}

/// What the key or table means that ends at a place.
pub(crate) fn meaning<'t>(
    around: &Around<'_, '_>,
    place: &Place<'t>,
) -> Option<(&'t str, Bilingual)> {
    let (above, name) = match place {
        Place::Key { table, begun, .. } => (way(table), *begun),
        Place::Header { begun, .. } => (Vec::new(), *begun),
        _ => return None,
    };
    let own: Vec<&str> = name.split('.').collect();
    let meaning = around.kind.meaning(&[above, own].concat())?;
    Some((name, meaning))
}

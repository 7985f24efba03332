//! The names of tables, rows and columns in rule files: which can stand at a place, and what the
//! form prints for them.
//!
//! A rule names cells in two ways: `requests[results.total]` in formulas, and
//! `"requests/results.total/total"` in examples. The key they stand at tells which of them it is.

use std::collections::BTreeMap;

use gouji_model::{Form, Table};
use gouji_pack::Packs;

use crate::toml_place::{Place, way};

/// A name that can stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The id.
    pub id: String,
    /// What the forms print for it, each wording once.
    pub label: String,
    /// What it names.
    pub kind: Kind,
}

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A table.
    Table,
    /// A row.
    Row,
    /// A column.
    Column,
}

/// What may be named at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot<'t> {
    Table,
    /// A row or a column of a table.
    Inside(&'t str),
    /// Only a row.
    Row(&'t str),
    /// Only a column.
    Column(&'t str),
}

/// The part of a name that stands before the end of a text: ids have dots in them.
pub(crate) fn begun(before: &str) -> &str {
    let start = before.rfind(|c: char| !is_of_name(c)).map_or(0, |at| {
        at + before
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(1, char::len_utf8)
    });
    before.get(start..).unwrap_or_default()
}

/// Whether a character can stand in a name.
pub(crate) fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

/// The names that can stand at a place.
pub(crate) fn names(packs: &Packs, place: &Place<'_>) -> Vec<Name> {
    let Some(slot) = slot(place) else {
        return Vec::new();
    };
    let mut found: BTreeMap<(u8, String), Name> = BTreeMap::new();
    for form in packs.forms() {
        for name in of_form(&form, slot) {
            let key = (name.kind as u8, name.id.clone());
            let known = found.entry(key).or_insert_with(|| name.clone());
            if !known.label.split(" / ").any(|label| label == name.label) {
                known.label = format!("{} / {}", known.label, name.label);
            }
        }
    }
    found.into_values().collect()
}

fn of_form(form: &Form, slot: Slot<'_>) -> Vec<Name> {
    let table = |id: &str| form.tables.iter().find(|table| table.id == id);
    match slot {
        Slot::Table => form.tables.iter().map(of_table).collect(),
        Slot::Row(id) => table(id).map(rows).unwrap_or_default(),
        Slot::Column(id) => table(id).map(columns).unwrap_or_default(),
        Slot::Inside(id) => {
            let both = |table| rows(table).into_iter().chain(columns(table)).collect();
            table(id).map(both).unwrap_or_default()
        }
    }
}

fn of_table(table: &Table) -> Name {
    Name {
        id: table.id.clone(),
        label: table.title.zh.clone(),
        kind: Kind::Table,
    }
}

fn rows(table: &Table) -> Vec<Name> {
    let rows = table.blocks.iter().flat_map(|block| &block.rows);
    let name = |id: &String, label: &String| Name {
        id: id.clone(),
        label: label.clone(),
        kind: Kind::Row,
    };
    rows.map(|row| name(&row.id, &row.label.text)).collect()
}

fn columns(table: &Table) -> Vec<Name> {
    let columns = table.blocks.iter().flat_map(|block| &block.columns);
    let name = |id: &String, label: &String| Name {
        id: id.clone(),
        label: label.clone(),
        kind: Kind::Column,
    };
    columns
        .map(|column| name(&column.id, &column.label.text))
        .collect()
}

/// What may be named at a place; nothing outside of formulas and addresses.
fn slot<'t>(place: &Place<'t>) -> Option<Slot<'t>> {
    match place {
        Place::QuotedKey { table, typed } => match way(table).as_slice() {
            [.., "example", "cells" | "prior"] => in_address(typed),
            _ => None,
        },
        Place::Text { key, typed } => match key.last().map(String::as_str) {
            Some("assert" | "when" | "sum") => Some(in_formula(typed)),
            Some("each") if typed.contains(" of ") => Some(Slot::Table),
            _ => None,
        },
        _ => None,
    }
}

fn in_address(typed: &str) -> Option<Slot<'_>> {
    match typed.split('/').collect::<Vec<_>>().as_slice() {
        [_] => Some(Slot::Table),
        [table, _] => Some(Slot::Row(table)),
        [table, _, _] => Some(Slot::Column(table)),
        _ => None,
    }
}

fn in_formula(typed: &str) -> Slot<'_> {
    let open = typed
        .rsplit_once('[')
        .filter(|(_, inner)| !inner.contains(']'));
    open.map_or(Slot::Table, |(before, _)| {
        Slot::Inside(begun(before).trim_start_matches("prior."))
    })
}

#[cfg(test)]
mod tests {
    use super::{Slot, begun, slot};
    use crate::toml_place::Place;

    #[test]
    fn the_text_before_tells_what_is_named() {
        for (text, expected) in [
            ("assert = \"", Some(Slot::Table)),
            ("assert = \"requests[", Some(Slot::Inside("requests"))),
            (
                "assert = \"requests[new] == prior.requests[results.",
                Some(Slot::Inside("requests")),
            ),
            ("assert = \"requests[new] + ", Some(Slot::Table)),
            (
                "assert = \"\"\"\nrequests[new] +\n review[",
                Some(Slot::Inside("review")),
            ),
            ("each = \"column of req", Some(Slot::Table)),
            ("each = \"col", None),
            (
                "[[example]]\ncells = { \"requests/",
                Some(Slot::Row("requests")),
            ),
            (
                "[[example]]\ncells = { \"requests/new/total\" = \"1\", \"review/x/",
                Some(Slot::Column("review")),
            ),
            ("[[example]]\nprior = {\n \"requ", Some(Slot::Table)),
            ("[[example]]\ncells = { \"requests/new/total\" = ", None),
            ("title = { zh = \"", None),
            ("reads = [", None),
            (
                "reads = [\n  { sum = \"sum(requests[",
                Some(Slot::Inside("requests")),
            ),
        ] {
            assert_eq!(slot(&Place::at_end_of(text)), expected, "{text}");
        }
    }

    #[test]
    fn ids_are_read_backwards() {
        assert_eq!(begun("sum(requests[legal.co"), "legal.co");
        assert_eq!(begun("“requests"), "requests");
        assert_eq!(begun(""), "");
    }
}

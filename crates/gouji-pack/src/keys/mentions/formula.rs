//! The names in formulas, placed by what the formula says.

use std::ops::Range;

use super::mention::{Mention, Role, Subject};
use crate::formula::{Token, tokens};

/// Last year's tables have this before their names.
const PRIOR: &str = "prior.";
/// Stands for the table that `each` names.
const HERE: &str = "here";

/// The names in a formula that stands once for `each`; none in what is no formula.
pub(super) fn names(text: &str, each: Option<&str>) -> Vec<Mention> {
    let Ok(tokens) = tokens(text) else {
        return Vec::new();
    };
    let first = each.map(tables_of).and_then(|tables| {
        let mut named = tables.into_iter();
        named.next().map(|mention| mention.name)
    });
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let [(token, span), after @ ..] = rest {
        rest = after;
        let (Token::Name(name), [(Token::Sign("["), _), inside @ ..]) = (token, after) else {
            continue;
        };
        let written = name.strip_prefix(PRIOR).unwrap_or(name);
        let start = span.end - written.len();
        // The table that the formula stands for has no name of its own.
        let table = match written == HERE {
            true => first.as_deref().unwrap_or(written),
            false => written,
        };
        if written != HERE {
            found.push(mention(Subject::Table, table, start..span.end));
        }
        let close = inside
            .iter()
            .position(|(token, _)| *token == Token::Sign("]"))
            .unwrap_or(inside.len());
        let (inside, after) = inside.split_at(close);
        found.extend(of_cells(table, inside, each));
        rest = after;
    }
    found
}

/// The names between the brackets: rows and columns, or only what `each` leaves open.
fn of_cells(table: &str, inside: &[(Token<'_>, Range<usize>)], each: Option<&str>) -> Vec<Mention> {
    let parts: Vec<_> = inside
        .split(|(token, _)| *token == Token::Sign(","))
        .collect();
    let table = || table.to_owned();
    let open = match each.and_then(|each| each.split_once(" of ")) {
        Some((axis, _)) if axis.trim() == "column" => Subject::Row(table()),
        Some((axis, _)) if axis.trim() == "row" => Subject::Column(table()),
        _ => Subject::Either(table()),
    };
    let subjects = match parts.len() {
        1 => vec![open],
        _ => vec![Subject::Row(table()), Subject::Column(table())],
    };
    let mut found = Vec::new();
    for (part, subject) in parts.into_iter().zip(subjects) {
        for (token, span) in part {
            if let Token::Name(name) = token {
                found.push(mention(subject.clone(), name, span.clone()));
            }
        }
    }
    found
}

/// The tables that `column of TABLE` is about, and the rows or columns of them that it takes.
pub(super) fn tables_of(each: &str) -> Vec<Mention> {
    let Some((axis, places)) = each.split_once(" of ") else {
        return Vec::new();
    };
    let offset = each.len() - places.len();
    let mut found = Vec::new();
    let mut table: Option<&str> = None;
    for (token, span) in tokens(places).unwrap_or_default() {
        let range = span.start + offset..span.end + offset;
        match (token, table) {
            (Token::Name(name), None) => {
                found.push(mention(Subject::Table, name, range));
                table = Some(name);
            }
            (Token::Name(name), Some(table)) => {
                let subject = match axis.trim() {
                    "column" => Subject::Column(table.to_owned()),
                    _ => Subject::Row(table.to_owned()),
                };
                found.push(mention(subject, name, range));
            }
            (Token::Sign("]"), _) => table = None,
            // Without brackets behind it, the next name is another table.
            (Token::Sign("+"), Some(_)) if !inside(places, span.start) => table = None,
            _ => {}
        }
    }
    found
}

/// Whether a place stands between brackets.
fn inside(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('[') > before.rfind(']')
}

/// A name as written, with `.*` behind it or not.
fn mention(subject: Subject, written: &str, range: Range<usize>) -> Mention {
    let family = written.strip_suffix(".*");
    let name = family.unwrap_or(written);
    Mention {
        subject,
        name: name.to_owned(),
        range: range.start..range.start + name.len(),
        role: family.map_or(Role::Use, |_| Role::Family),
    }
}

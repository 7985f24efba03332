//! The names in formulas, placed by what the formula says.

use std::ops::Range;

use super::mention::{Mention, Role, Subject};
use crate::formula::{Token, tokens};

/// Last year's tables have this before their names.
const PRIOR: &str = "prior.";

/// The names in a formula that stands once for `each`; none in what is no formula.
pub(super) fn names(text: &str, each: Option<&str>) -> Vec<Mention> {
    let Ok(tokens) = tokens(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let [(token, span), after @ ..] = rest {
        rest = after;
        let (Token::Name(name), [(Token::Sign("["), _), inside @ ..]) = (token, after) else {
            continue;
        };
        let table = name.strip_prefix(PRIOR).unwrap_or(name);
        let start = span.end - table.len();
        found.push(mention(Subject::Table, table, start..span.end));
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

/// The table that `column of TABLE` is about.
pub(super) fn table_of(each: &str) -> Option<Mention> {
    let (_, table) = each.split_once(" of ")?;
    let start = each.len() - table.trim_start().len();
    let name = table.trim();
    Some(mention(Subject::Table, name, start..start + name.len()))
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

//! JSON: members are elements by their names, and each value of a list is one. Values of an outermost list are
//! elements called `row`.

use std::fmt;

use gouji_format::{Excess, limits};
use gouji_model::{SourceRange, without_power};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::RecordsError;
use crate::captured::Captured;
use crate::plan::Plan;
use crate::walk::{Walk, range_of};

/// How deep values stand in each other: each level is parsed once for those around it.
const DEEPEST: usize = 32;
/// What values of an outermost list are called.
const ROW: &str = "row";

/// Walks through a text of JSON.
pub(crate) fn read(plan: &Plan, text: &str) -> Result<Captured, RecordsError> {
    let begins_value = |byte: &u8| matches!(byte, b',' | b':' | b'[' | b'{');
    if text.bytes().filter(|byte| begins_value(byte)).count() > limits::VALUES {
        return Err(RecordsError::TooMuch(Excess::Values));
    }
    let whole: &RawValue = serde_json::from_str(text).map_err(|error| damaged(&error))?;
    let mut walk = Walk::new(plan, text);
    walk.start("", 0, |_| false)?;
    match parts(whole)? {
        Parts::List(values) => {
            for value in values {
                element(&mut walk, ROW, value, (text, 1))?;
            }
        }
        Parts::Members(members) => {
            for (name, value) in members {
                member(&mut walk, &name, value, (text, 1))?;
            }
        }
        Parts::One => {}
    }
    walk.end(text.len() as u32);
    walk.finish()
}

fn damaged(error: &serde_json::Error) -> RecordsError {
    match error.is_eof() {
        true => RecordsError::Cut,
        false => RecordsError::Damaged(error.to_string()),
    }
}

/// A member: its value, or each value of its list.
fn member(
    walk: &mut Walk<'_, '_>,
    name: &str,
    value: &RawValue,
    (text, depth): (&str, usize),
) -> Result<(), RecordsError> {
    match parts(value)? {
        Parts::List(values) => values
            .into_iter()
            .try_for_each(|value| element(walk, name, value, (text, depth))),
        _ => element(walk, name, value, (text, depth)),
    }
}

fn element(
    walk: &mut Walk<'_, '_>,
    name: &str,
    value: &RawValue,
    (text, depth): (&str, usize),
) -> Result<(), RecordsError> {
    if depth > DEEPEST {
        return Err(RecordsError::TooMuch(Excess::Depth));
    }
    let range = range_of(value.get(), text);
    walk.start(name, range.start, |_| false)?;
    match parts(value)? {
        Parts::Members(members) => {
            for (name, value) in members {
                member(walk, &name, value, (text, depth + 1))?;
            }
        }
        Parts::List(values) => {
            for value in values {
                element(walk, ROW, value, (text, depth + 1))?;
            }
        }
        Parts::One => one(walk, value, range),
    }
    walk.end(range.end);
    Ok(())
}

/// A value with nothing inside: `null` is blank.
fn one(walk: &mut Walk<'_, '_>, value: &RawValue, range: SourceRange) {
    match serde_json::from_str::<Option<String>>(value.get()) {
        Ok(None) => {}
        Ok(Some(text)) => {
            let inside = SourceRange::new(range.start + 1, range.end.saturating_sub(1));
            walk.text(&text, inside);
        }
        Err(_) => match without_power(value.get()) {
            Some(number) => walk.text(&number, range),
            None => walk.text(value.get(), range),
        },
    }
}

/// What a value is made of.
enum Parts<'t> {
    Members(Vec<(String, &'t RawValue)>),
    List(Vec<&'t RawValue>),
    One,
}

fn parts(value: &RawValue) -> Result<Parts<'_>, RecordsError> {
    let text = value.get();
    if !text.starts_with(['{', '[']) {
        return Ok(Parts::One);
    }
    let mut json = serde_json::Deserializer::from_str(text);
    json.deserialize_any(Inside)
        .map_err(|error| damaged(&error))
}

/// Takes an object or a list apart; members that stand twice stay two.
struct Inside;

impl<'t> Visitor<'t> for Inside {
    type Value = Parts<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(entry) = map.next_entry()? {
            members.push(entry);
        }
        Ok(Parts::Members(members))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Parts::List(values))
    }
}

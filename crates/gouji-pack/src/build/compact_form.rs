//! The compact form of files in TOML, as the library reads it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::compact::tags;

/// The compact form of a file in TOML; nothing where it has what no pack file has a place for.
pub(crate) fn compact(text: &str, table: &Spanned<DeTable<'_>>) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    members(&mut bytes, text, table.get_ref())?;
    Some(bytes)
}

fn members(bytes: &mut Vec<u8>, file: &str, table: &DeTable<'_>) -> Option<()> {
    let mut inside = Vec::new();
    number(&mut inside, table.len() as u64);
    for (key, value) in table {
        word(&mut inside, file, key.span(), key.get_ref());
        written(&mut inside, file, value)?;
    }
    measured(bytes, tags::TABLE, &inside);
    Some(())
}

/// A list or table: how many bytes it takes, and what it holds.
fn measured(bytes: &mut Vec<u8>, tag: u8, inside: &[u8]) {
    bytes.push(tag);
    number(bytes, inside.len() as u64);
    bytes.extend_from_slice(inside);
}

fn written(bytes: &mut Vec<u8>, file: &str, value: &Spanned<DeValue<'_>>) -> Option<()> {
    match value.get_ref() {
        DeValue::String(text) => word(bytes, file, value.span(), text),
        DeValue::Boolean(false) => bytes.push(tags::FALSE),
        DeValue::Boolean(true) => bytes.push(tags::TRUE),
        DeValue::Integer(integer) => {
            let digits = integer.as_str();
            let integer = i64::from_str_radix(digits, integer.radix()).ok()?;
            bytes.push(if integer < 0 {
                tags::NEGATIVE
            } else {
                tags::WHOLE
            });
            number(bytes, integer.unsigned_abs());
        }
        DeValue::Array(values) => {
            let mut inside = Vec::new();
            number(&mut inside, values.len() as u64);
            for value in values {
                written(&mut inside, file, value)?;
            }
            measured(bytes, tags::LIST, &inside);
        }
        DeValue::Table(table) => members(bytes, file, table)?,
        // No pack file has a place for them.
        DeValue::Float(_) | DeValue::Datetime(_) => return None,
    }
    Some(())
}

/// A text: by where it stands in the file if it stands there as it is, as all but those with escapes do.
fn word(bytes: &mut Vec<u8>, file: &str, span: std::ops::Range<usize>, text: &str) {
    let start = span.start;
    if let Some(offset) = file.get(span).and_then(|written| written.find(text)) {
        bytes.push(tags::VERBATIM);
        number(bytes, (start + offset) as u64);
        number(bytes, text.len() as u64);
        return;
    }
    bytes.push(tags::TEXT);
    number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

fn number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

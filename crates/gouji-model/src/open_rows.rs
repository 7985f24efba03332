//! Rows that a form leaves open: one for each component, department, statute or product that a
//! document has, known by the key in its first column.
//!
//! A form with open rows is a template. Once the keys of a document are known, it is made concrete
//! ([`Form::with_keys`](crate::Form::with_keys)): a form like any other, in which each key has a row of its own, with the
//! address `table/row[key]/column`. The table of an address ends at its first `/` and the column
//! begins behind its last, so that a key may hold any sign.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::{Label, limits};

/// The rows that a block leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRows {
    /// Their id in addresses, before the key: `component`.
    pub id: String,
    /// What stands above the keys.
    pub label: Label,
    /// How many parts a key has: one, or several where a row is for a pair of things.
    pub parts: usize,
    /// Whether they stand below the block's other rows.
    pub last: bool,
    /// Whether a key of another table may have no row here.
    pub optional: bool,
}

/// What an open row is for, in one part or several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Box<[Box<str>]>);

/// Why a text is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// There is nothing in it.
    Empty,
    /// It is longer than [`limits::KEY_CHARACTERS`].
    TooLong,
    /// It has control characters, or what separates the parts of a key.
    InvalidCharacter,
    /// It has another number of parts than the form says.
    Parts,
    /// There are already [`limits::OPEN_ROWS`] in the block.
    TooMany,
    /// The block has no open rows.
    NotOpen,
}

impl Key {
    /// A key of one part. Space around it is taken off, and runs of space count as one.
    ///
    /// # Errors
    /// Why it is none.
    pub fn new(text: &str) -> Result<Self, KeyFault> {
        Self::of_parts([text])
    }

    /// A key of several parts.
    ///
    /// # Errors
    /// Why it is none.
    pub fn of_parts<'t>(parts: impl IntoIterator<Item = &'t str>) -> Result<Self, KeyFault> {
        let parts = parts.into_iter().map(part);
        let parts: Box<[Box<str>]> = parts.collect::<Result<_, _>>()?;
        if parts.is_empty() {
            return Err(KeyFault::Empty);
        }
        Ok(Self(parts))
    }

    /// Its parts.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(|part| &**part)
    }

    /// Whether its first parts are those of another key, and it has more.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }

    /// The id of its row: `component[OIP]`.
    #[must_use]
    pub fn row_id(&self, rows: &str) -> String {
        let mut id = rows.to_owned();
        for part in self.parts() {
            id.push('[');
            id.push_str(part);
            id.push(']');
        }
        id
    }

    /// The rows' id and the key of a row's id: `component` and `OIP`.
    ///
    /// # Errors
    /// Why what stands in the brackets is no key.
    pub fn of_row_id(id: &str) -> Option<(&str, Result<Self, KeyFault>)> {
        let (rows, rest) = id.split_once('[')?;
        let inside = rest.strip_suffix(']')?;
        Some((rows, Self::of_parts(inside.split("]["))))
    }
}

/// The key as people read it: its parts with a slash between them.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.parts().enumerate() {
            if at > 0 {
                f.write_str(" / ")?;
            }
            f.write_str(part)?;
        }
        Ok(())
    }
}

fn part(text: &str) -> Result<Box<str>, KeyFault> {
    let mut part = String::with_capacity(text.len().min(limits::KEY_CHARACTERS));
    for (count, word) in text.split_whitespace().enumerate() {
        if count > 0 {
            part.push(' ');
        }
        part.push_str(word);
        if part.chars().count() > limits::KEY_CHARACTERS {
            return Err(KeyFault::TooLong);
        }
    }
    if part.is_empty() {
        return Err(KeyFault::Empty);
    }
    if part.contains("][") || part.chars().any(char::is_control) {
        return Err(KeyFault::InvalidCharacter);
    }
    Ok(part.into())
}

/// The keys of a document's open rows, block by block, in the order in which they were met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// By table and block.
    blocks: BTreeMap<(usize, usize), Listed>,
}

/// The keys of one block.
#[derive(Clone, Debug, Default)]
struct Listed {
    keys: Vec<Key>,
    places: HashMap<Key, usize>,
}

impl PartialEq for Listed {
    fn eq(&self, other: &Self) -> bool {
        self.keys == other.keys
    }
}

impl Eq for Listed {}

impl Keys {
    /// Adds a key of a block's open rows, and says the how-manieth it is there and whether it is new.
    ///
    /// # Errors
    /// Why it cannot be added.
    pub(crate) fn add(
        &mut self,
        open: &OpenRows,
        (table, block): (usize, usize),
        key: Key,
    ) -> Result<(usize, bool), KeyFault> {
        if open.parts != key.parts().len() {
            return Err(KeyFault::Parts);
        }
        let listed = self.blocks.entry((table, block)).or_default();
        if let Some(place) = listed.places.get(&key) {
            return Ok((*place, false));
        }
        if listed.keys.len() >= limits::OPEN_ROWS {
            return Err(KeyFault::TooMany);
        }
        listed.places.insert(key.clone(), listed.keys.len());
        listed.keys.push(key);
        Ok((listed.keys.len() - 1, true))
    }

    /// The keys of a block, in order.
    #[must_use]
    pub fn of(&self, table: usize, block: usize) -> &[Key] {
        let listed = self.blocks.get(&(table, block));
        listed.map_or(&[], |listed| &listed.keys)
    }

    /// The place of a key among those of a block.
    #[must_use]
    pub fn place(&self, table: usize, block: usize, key: &Key) -> Option<usize> {
        self.blocks.get(&(table, block))?.places.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_its_text_without_odd_space() {
        let key = Key::new("  Office of\u{a0}\n Information ").unwrap();
        assert_eq!(key.row_id("component"), "component[Office of Information]");
        assert_eq!(key.to_string(), "Office of Information");
    }

    #[test]
    fn brackets_and_slashes_come_back() {
        for text in ["OSD/JS", "a]b", "[x]", "5 U.S.C. § 552(b)(3)"] {
            let key = Key::new(text).unwrap();
            let id = key.row_id("component");
            assert_eq!(Key::of_row_id(&id), Some(("component", Ok(key))), "{text}");
        }
        let pair = Key::of_parts(["10 U.S.C. § 130b", "OSD/JS"]).unwrap();
        let id = pair.row_id("statute");
        assert_eq!(id, "statute[10 U.S.C. § 130b][OSD/JS]");
        assert_eq!(Key::of_row_id(&id), Some(("statute", Ok(pair.clone()))));
        assert!(pair.is_below(&Key::new("10 U.S.C. § 130b").unwrap()));
    }

    #[test]
    fn what_no_document_needs_is_refused() {
        assert_eq!(Key::new(" \t"), Err(KeyFault::Empty));
        assert_eq!(Key::new("a][b"), Err(KeyFault::InvalidCharacter));
        assert_eq!(Key::new("a\u{1b}[2J"), Err(KeyFault::InvalidCharacter));
        let long = "x".repeat(limits::KEY_CHARACTERS + 1);
        assert_eq!(Key::new(&long), Err(KeyFault::TooLong));
    }
}

//! The names in a pack's JSON Schema: keys and required keys on the way to a cell.

use std::ops::Range;

use super::mention::{Mention, Role, Subject};
use crate::json_place::string_end;

/// Where the tables of a report are described.
const TABLES: [&str; 3] = ["properties", "tables", "properties"];
/// Most nesting looked into; deeper text names no cells.
const DEEPEST: usize = 64;

/// The names of tables, rows and columns in a schema; what is no JSON has some or none.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let mut scan = Scan {
        text,
        nesting: Vec::new(),
        found: Vec::new(),
    };
    scan.run();
    scan.found
}

/// An object with its newest key, or an array.
enum Level<'t> {
    Object { key: Option<&'t str>, valued: bool },
    Array,
}

struct Scan<'t> {
    text: &'t str,
    nesting: Vec<Level<'t>>,
    found: Vec<Mention>,
}

impl<'t> Scan<'t> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let end = string_end(bytes, at + 1);
                    self.string(at + 1..end);
                    at = end;
                }
                b'{' | b'[' if self.nesting.len() == DEEPEST => return,
                b'{' => self.nesting.push(Level::Object {
                    key: None,
                    valued: false,
                }),
                b'[' => self.nesting.push(Level::Array),
                b'}' | b']' => _ = self.nesting.pop(),
                b':' | b',' => self.turn(*byte == b':'),
                _ => {}
            }
            at += 1;
        }
    }

    /// After `:` comes a value, after `,` the next key.
    fn turn(&mut self, value: bool) {
        if let Some(Level::Object { valued, .. }) = self.nesting.last_mut() {
            *valued = value;
        }
    }

    fn string(&mut self, range: Range<usize>) {
        let Some(name) = self.text.get(range.clone()) else {
            return;
        };
        let is_key = matches!(
            self.nesting.last(),
            Some(Level::Object { valued: false, .. })
        );
        let is_item = matches!(self.nesting.last(), Some(Level::Array));
        if let Some(Level::Object { key, valued: false }) = self.nesting.last_mut() {
            *key = Some(name);
        }
        let path = self.path(is_key);
        let named = match path.split_last() {
            Some((&"properties", before)) if is_key => subject(before),
            Some((&"required", before)) if is_item => subject(before),
            _ => None,
        };
        self.found.extend(named.map(|subject| Mention {
            subject,
            name: name.to_owned(),
            range,
            role: Role::Use,
        }));
    }

    /// The keys around a string; its own is left out where it is one.
    fn path(&self, is_key: bool) -> Vec<&'t str> {
        let around = self.nesting.len() - usize::from(is_key);
        let levels = self.nesting.iter().take(around);
        levels
            .filter_map(|level| match level {
                Level::Object { key, .. } => *key,
                Level::Array => None,
            })
            .collect()
    }
}

/// What the names listed at a place of the schema are of.
fn subject(path: &[&str]) -> Option<Subject> {
    let [first, second, inside @ ..] = path else {
        return None;
    };
    if [*first, *second] != TABLES[..2] {
        return None;
    }
    match inside {
        [] => Some(Subject::Table),
        ["properties", table] => Some(Subject::Row((*table).to_owned())),
        ["properties", table, "properties", _] => Some(Subject::Column((*table).to_owned())),
        _ => None,
    }
}

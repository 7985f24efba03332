//! Where in the files of a rule set something is reported.

use std::collections::BTreeMap;
use std::ops::Range;

use gouji_pack::File;
use gouji_rule::Rule;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::remark::FilePlace;

/// A key with those above it, and the place of its value.
type Key = (Vec<String>, Range<usize>);

/// The files of a rule set with the places of their keys.
pub(crate) struct FilePlaces<'f> {
    files: BTreeMap<&'f str, (&'f str, Vec<Key>)>,
}

impl<'f> FilePlaces<'f> {
    /// Reads the places of all TOML files; those that are no TOML have none.
    pub(crate) fn new(files: &'f [File]) -> Self {
        let is_toml = |file: &&File| file.path.to_ascii_lowercase().ends_with(".toml");
        let toml = files.iter().filter(is_toml);
        let files = toml
            .filter_map(|file| {
                let table = DeTable::parse(&file.text).ok()?;
                let mut found = Vec::new();
                of_table(table.get_ref(), &[], &mut found);
                Some((&*file.path, (&*file.text, found)))
            })
            .collect();
        Self { files }
    }

    /// The place of a key of a file; of the keys above it where it is not there.
    pub(crate) fn of(&self, file: &str, key: &[&str]) -> FilePlace {
        let known = self.files.get(file).map(|(_, keys)| keys.as_slice());
        let known = known.unwrap_or_default();
        let find = |key: &[&str]| known.iter().find(|(path, _)| path == key);
        let found = (1..=key.len())
            .rev()
            .find_map(|length| find(key.get(..length)?));
        FilePlace {
            file: file.to_owned(),
            range: found.map_or(0..0, |(_, range)| range.clone()),
        }
    }

    /// What is written at the top of a file under a key.
    pub(crate) fn written(&self, file: &str, key: &str) -> Option<&'f str> {
        let (text, keys) = self.files.get(file)?;
        let mut keys = keys.iter();
        let (_, range) = keys.find(|(path, _)| matches!(path.as_slice(), [only] if only == key))?;
        text.get(range.clone())
    }

    /// What is written in a file under a key and those above it.
    pub(crate) fn text(&self, file: &str, way: &[&str]) -> Option<&'f str> {
        let (text, keys) = self.files.get(file)?;
        let (_, range) = keys.iter().find(|(path, _)| path == way)?;
        text.get(range.clone())
    }

    /// The keys right below another one.
    pub(crate) fn keys_below(&self, file: &str, way: &[&str]) -> Vec<&str> {
        let known = self.files.get(file).map(|(_, keys)| keys.as_slice());
        let below = known.unwrap_or_default().iter().filter_map(|(path, _)| {
            let (last, above) = path.split_last()?;
            (above == way).then_some(last.as_str())
        });
        below.collect()
    }

    /// The place of a rule's relation, or of its name.
    pub(crate) fn relation(&self, rule: &Rule) -> FilePlace {
        let spot = self.of(&rule.origin, &["relation", "assert"]);
        let of_table = self.of(&rule.origin, &["relation"]);
        if spot.range.is_empty() || spot == of_table {
            return self.of(&rule.origin, &["name"]);
        }
        spot
    }
}

fn of_table(table: &DeTable<'_>, above: &[String], found: &mut Vec<Key>) {
    for (key, value) in table {
        let path = joined(above, key.get_ref().to_string());
        found.push((path.clone(), value.span()));
        of_value(value, &path, found);
    }
}

fn of_value(value: &Spanned<DeValue<'_>>, path: &[String], found: &mut Vec<Key>) {
    match value.get_ref() {
        DeValue::Table(inner) => of_table(inner, path, found),
        DeValue::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let path = joined(path, index.to_string());
                found.push((path.clone(), item.span()));
                of_value(item, &path, found);
            }
        }
        _ => {}
    }
}

fn joined(above: &[String], last: String) -> Vec<String> {
    above.iter().cloned().chain([last]).collect()
}

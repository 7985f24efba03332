//! What a place of a TOML text is for: a key of which table, or a value of which key.
//!
//! While a file is typed in it is no TOML most of the time, so this reads on past everything: a
//! quoted text ends with its line, and a line that can only begin a table or a key does so.

mod place;
mod scan;

pub(crate) use place::Place;

impl<'t> Place<'t> {
    /// The place at the end of a text.
    pub(crate) fn at_end_of(text: &'t str) -> Self {
        scan::Scan::new(text).place()
    }
}

/// A way to a key as slices.
pub(crate) fn way(key: &[String]) -> Vec<&str> {
    key.iter().map(String::as_str).collect()
}

#[cfg(test)]
#[path = "toml_place/tests.rs"]
mod tests;

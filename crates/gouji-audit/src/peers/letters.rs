//! The letters of texts, as they may be laid down when a report is read: whose names are to be left out of them is
//! known later.

use gouji_rule::{Check, Pack};

use super::laid_chars::{LaidChars, push};
use super::word_table::words_of;
use crate::bytes::{Reader, push_text};

/// The letters of a text: no figures, no punctuation; names and places still among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters(Vec<char>);

impl Letters {
    /// Those of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        // Most characters take three bytes.
        let mut letters = Vec::with_capacity(text.len() / 3);
        letters.extend(words_of(text));
        Self(letters)
    }

    /// The letters.
    pub(super) fn into_chars(self) -> Vec<char> {
        self.0
    }

    /// Those of the sections that rules on copies compare, as bytes: the id of each before it.
    pub fn laid<'t>(pack: &Pack, sections: impl Iterator<Item = (&'t str, &'t str)>) -> Vec<u8> {
        let rules = pack.rules().iter();
        let asked = rules.filter_map(|rule| match &rule.check {
            Check::Copied(test) if test.peers.is_some() => Some(&test.sections),
            _ => None,
        });
        let asked: Vec<&str> = asked.flatten().map(String::as_str).collect();
        let mut bytes = Vec::new();
        for (id, text) in sections.filter(|(id, _)| asked.contains(id)) {
            push_text(&mut bytes, id);
            push(&mut bytes, &Self::of(text).0);
        }
        bytes
    }

    /// Those of a section among such bytes.
    #[must_use]
    pub fn of_section(bytes: &[u8], id: &str) -> Option<Self> {
        let mut rest = bytes;
        loop {
            let mut reader = Reader::new(rest);
            let is_it = reader.text()? == id;
            rest = reader.rest();
            let laid = LaidChars::next(&mut rest)?;
            if is_it {
                return Some(Self(laid.chars()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_sections_come_back_from_bytes() {
        let texts = [
            ("overview", "2023年，公开信息12条。"),
            ("problems", "𠮷林公开"),
            ("other", ""),
        ];
        let mut bytes = Vec::new();
        for (id, text) in texts {
            push_text(&mut bytes, id);
            push(&mut bytes, &Letters::of(text).0);
        }
        for (id, text) in texts {
            assert_eq!(Letters::of_section(&bytes, id), Some(Letters::of(text)));
        }
        assert_eq!(Letters::of_section(&bytes, "fees"), None);
        for cut in 0..bytes.len() {
            let found = Letters::of_section(&bytes[..cut], "other");
            assert_eq!(found, None, "{cut}");
        }
    }
}

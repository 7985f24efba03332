//! Ids for rows and columns, made of their labels.

use std::collections::BTreeSet;

/// Longest id in characters.
const LONGEST: usize = 40;

/// The words of a text in small letters with a sign between them; nothing where it has no Latin letters, or
/// does not begin with one.
pub(super) fn slug(text: &str, joint: char) -> Option<String> {
    let words = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .skip_while(|word| !word.starts_with(|c: char| c.is_ascii_alphabetic()));
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push(joint);
        }
        slug.extend(word.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()));
    }
    let is_plain = !text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    (!slug.is_empty() && is_plain).then_some(slug)
}

/// Ids that are not used twice.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// The id for a label; a letter with its number where the label gives none.
    pub(super) fn of(&mut self, label: &str, letter: char, number: usize) -> String {
        let own = slug(label, '_').unwrap_or_else(|| format!("{letter}{number}"));
        let mut id = own.clone();
        let mut copy = 2;
        while !self.0.insert(id.clone()) {
            id = format!("{own}_{copy}");
            copy += 1;
        }
        id
    }
}

/// A text between quotes as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut quoted = String::from("\"");
    for c in words.join(" ").chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {}
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_of_labels() {
        assert_eq!(
            slug("At the start of the year", '_').unwrap(),
            "at_the_start_of_the_year"
        );
        assert_eq!(slug("1. Stock", '-').unwrap(), "stock");
        assert_eq!(slug("货币资金", '_'), None);
        assert_eq!(slug("Année", '_'), None);
        let mut ids = Ids::default();
        let made = ["Total", "Total", "合计", "合计"].map(|label| ids.of(label, 'r', 3));
        assert_eq!(made, ["total", "total_2", "r3", "r3_2"]);
    }

    #[test]
    fn texts_are_quoted() {
        assert_eq!(quoted("a \"b\"\n c\\"), "\"a \\\"b\\\" c\\\\\"");
    }
}

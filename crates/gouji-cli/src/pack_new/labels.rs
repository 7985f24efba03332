//! Ids for rows and columns, made of their labels.

use std::collections::BTreeSet;

use deunicode::deunicode_char;

/// Longest id in characters.
const LONGEST: usize = 40;

/// The words of a text in small Latin letters with a sign between them, those of other scripts as they sound;
/// nothing where no word begins with a letter. Chinese characters sound differently from language to
/// language, and give none.
pub(super) fn slug(text: &str, joint: char) -> Option<String> {
    if text.chars().any(is_han) {
        return None;
    }
    let latin: String = text.chars().map(in_latin).collect();
    let words = latin
        .split(' ')
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
        slug.extend(word.chars().take(LONGEST));
    }
    (!slug.is_empty()).then_some(slug)
}

/// Whether a character is a Chinese one.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A character in small Latin letters and digits; a space where it parts words, nothing where it is a mark
/// on another one.
fn in_latin(c: char) -> String {
    if c.is_ascii() {
        let kept = if c.is_ascii_alphanumeric() { c } else { ' ' };
        return kept.to_ascii_lowercase().to_string();
    }
    let sound = deunicode_char(c).unwrap_or_default();
    let letters = sound.chars().filter(char::is_ascii_alphanumeric);
    let letters: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    match c.is_alphanumeric() || sound.is_empty() {
        true => letters,
        false => " ".to_owned(),
    }
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
        assert_eq!(slug("歳入の合計", '_'), None);
        let mut ids = Ids::default();
        let made = ["Total", "Total", "合计", "合计"].map(|label| ids.of(label, 'r', 3));
        assert_eq!(made, ["total", "total_2", "r3", "r3_2"]);
    }

    #[test]
    fn ids_of_other_scripts_are_what_labels_sound_like() {
        for (label, id) in [
            ("Société", "societe"),
            ("Recettes de l’année", "recettes_de_l_annee"),
            ("Cafe\u{301}", "cafe"),
            ("Größe (m²)", "grosse_m2"),
            ("Итого за год", "itogo_za_god"),
            ("Σύνολο", "sunolo"),
            ("결산", "gyeolsan"),
        ] {
            assert_eq!(slug(label, '_').as_deref(), Some(id), "{label}");
        }
        for label in ["المجموع", "รวมทั้งสิ้น", "סך הכול"] {
            let id = slug(label, '_').unwrap();
            let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            assert!(id.len() > 2 && id.chars().all(letter), "{label} {id}");
            assert!(id.starts_with(|c: char| c.is_ascii_lowercase()), "{id}");
        }
    }

    #[test]
    fn texts_are_quoted() {
        assert_eq!(quoted("a \"b\"\n c\\"), "\"a \\\"b\\\" c\\\\\"");
    }
}

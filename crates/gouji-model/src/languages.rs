//! Languages by their tags (BCP 47): which of the texts that a pack gives is shown.
//!
//! For a language asked for, in this order: its own tag (`fr-CA`); a tag of the same language (`fr`,
//! `fr-FR`); English; Chinese; the first of the others. The words around a text are Chinese or English,
//! as [`Language`](crate::Language) says.

use std::sync::OnceLock;

/// The language asked for, where it is neither Chinese nor English.
static ASKED: OnceLock<String> = OnceLock::new();

/// Asks for texts in another language than Chinese and English: they then stand where those in English
/// would. Only the first call counts, and only texts that are read later.
pub fn ask(tag: &str) {
    let _ = ASKED.set(tag.to_owned());
}

/// Whether a text may be the tag of a language: letters, and parts of letters and digits behind hyphens.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    if ["zh", "en"].contains(&text) {
        return true;
    }
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let is_language =
        (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    is_language && parts.all(is_part)
}

/// The language of a tag, without its parts.
fn language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Which of the languages that there are stands for the one wanted.
#[must_use]
pub fn fallback<'t>(wanted: &str, there: &[&'t str]) -> Option<&'t str> {
    let same = |tag: &&&str| tag.eq_ignore_ascii_case(wanted);
    let related = |wanted: &str| {
        let mut all = there.iter();
        // A language without its parts comes before those with some.
        let plain = all.find(|tag| tag.eq_ignore_ascii_case(wanted));
        let of = |tag: &&&str| language(tag).eq_ignore_ascii_case(wanted);
        plain.or_else(|| there.iter().find(of))
    };
    let found = there.iter().find(same);
    let found = found.or_else(|| related(language(wanted)));
    let found = found.or_else(|| related("en")).or_else(|| related("zh"));
    found.or_else(|| there.iter().min()).copied()
}

/// What is asked for where texts in English would stand.
pub(crate) fn asked() -> &'static str {
    ASKED.get().map_or("en", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_distinguished_from_other_names() {
        for tag in ["zh", "en", "fr-CA", "zh-Hant-TW", "haw"] {
            assert!(is_tag(tag), "{tag}");
        }
        for other in ["", "e", "text", "fr_CA", "fr-", "en-toolongpart", "1a"] {
            assert!(!is_tag(other), "{other}");
        }
    }

    #[test]
    fn languages_fall_back_in_the_order_stated() {
        let cases: [(&str, &[&str], &str); 9] = [
            ("fr-CA", &["en", "fr", "fr-CA"], "fr-CA"),
            ("fr-CA", &["en", "fr-FR", "fr"], "fr"),
            ("fr-CA", &["en", "fr-FR"], "fr-FR"),
            ("fr", &["de", "en-GB", "zh"], "en-GB"),
            ("fr", &["zh-Hans", "de"], "zh-Hans"),
            ("fr", &["es", "de"], "de"),
            ("zh", &["en", "de"], "en"),
            ("en", &["zh", "de"], "zh"),
            ("EN", &["zh", "en"], "en"),
        ];
        for (wanted, there, expected) in cases {
            assert_eq!(
                fallback(wanted, there),
                Some(expected),
                "{wanted} {there:?}"
            );
        }
        assert_eq!(fallback("fr", &[]), None);
    }
}

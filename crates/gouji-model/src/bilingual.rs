//! Text that exists in both languages of the product.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};

use crate::languages;

/// The language in which findings are worded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

/// The languages in which something is worded: those that will be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Languages {
    /// Both.
    #[default]
    Both,
    /// One; texts are empty in the other.
    One(Language),
}

impl Languages {
    /// Whether a language is among them.
    #[must_use]
    pub fn include(self, language: Language) -> bool {
        self == Self::Both || self == Self::One(language)
    }
}

/// One text in Chinese and in English.
///
/// A file may say it in any languages, by their BCP 47 tags, and in one only: what is not written in Chinese
/// or English is what [`fallback`](crate::languages::fallback) finds among the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl<'de> Deserialize<'de> for Bilingual {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Bilingual", &["zh", "en"], Written)
    }
}

/// A text as files have it: in at least one language.
struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Bilingual;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text in Chinese (zh), English (en) or another language by its tag")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Bilingual, A::Error> {
        let mut texts: Vec<(Tag<'de>, String)> = Vec::with_capacity(2);
        while let Some(tag) = map.next_key::<Tag<'de>>()? {
            if !languages::is_tag(&tag.0) {
                return Err(A::Error::unknown_field(&tag.0, &["zh", "en"]));
            }
            texts.push((tag, map.next_value()?));
        }
        let missing = || A::Error::custom("a text in Chinese (zh) or English (en) is missing");
        Bilingual::in_languages(texts).ok_or_else(missing)
    }
}

/// The tag of a language, taken from the file where it stands there as it is.
struct Tag<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Tag<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(TagVisitor)
    }
}

struct TagVisitor;

impl<'de> Visitor<'de> for TagVisitor {
    type Value = Tag<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the tag of a language")
    }

    fn visit_str<E: serde::de::Error>(self, tag: &str) -> Result<Tag<'de>, E> {
        Ok(Tag(Cow::Owned(tag.to_owned())))
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, tag: &'de str) -> Result<Tag<'de>, E> {
        Ok(Tag(Cow::Borrowed(tag)))
    }
}

impl Bilingual {
    /// A text in Chinese, in English, or in both: one that stands alone stands for both. Nothing where
    /// neither is given.
    #[must_use]
    pub fn in_any(zh: Option<String>, en: Option<String>) -> Option<Self> {
        let texts = [("zh", zh), ("en", en)].into_iter();
        let texts = texts.filter_map(|(tag, text)| Some((Tag(Cow::Borrowed(tag)), text?)));
        Self::in_languages(texts.collect())
    }

    /// A text in the languages there are, each with its tag; nothing where there is none.
    fn in_languages(mut texts: Vec<(Tag<'_>, String)>) -> Option<Self> {
        let at = |wanted: &str| {
            let is_it = |(tag, _): &(Tag<'_>, String)| tag.0 == wanted;
            if let Some(exact) = texts.iter().position(is_it) {
                return Some(exact);
            }
            let tags: Vec<&str> = texts.iter().map(|(tag, _)| &*tag.0).collect();
            let found = languages::fallback(wanted, &tags)?;
            tags.iter().position(|tag| *tag == found)
        };
        let (chinese, english) = (at("zh")?, at(languages::asked())?);
        let mut take = |at: usize| texts.get_mut(at).map(|(_, text)| std::mem::take(text));
        let zh = take(chinese)?;
        let en = match chinese == english {
            true => zh.clone(),
            false => take(english)?,
        };
        Some(Self { zh, en })
    }

    /// One text in both languages.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// A text in each of the languages, worded by `word`.
    pub fn worded(languages: Languages, word: impl Fn(Language) -> String) -> Self {
        let text = |language| match languages.include(language) {
            true => word(language),
            false => String::new(),
        };
        Self {
            zh: text(Language::Chinese),
            en: text(Language::English),
        }
    }

    /// The text in `language`.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// Whether a text may have “ or ”: all other characters that begin with the same byte are rare, too.
#[must_use]
pub fn may_quote(text: &str) -> bool {
    const FIRST: u8 = 0xE2;
    text.as_bytes().contains(&FIRST)
}

/// A text as it stands inside “ ”: its own quotation marks are single ones.
#[must_use]
pub fn within_quotes(text: &str) -> Cow<'_, str> {
    if may_quote(text) && text.contains(['“', '”']) {
        Cow::Owned(text.replace('“', "‘").replace('”', "’"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_for_the_languages_it_is_not_in() {
        let texts = |given: &[(&str, &str)]| {
            let given = given.iter();
            let given = given.map(|(tag, text)| (Tag(Cow::Borrowed(tag)), (*text).to_owned()));
            Bilingual::in_languages(given.collect())
        };
        let both = |zh: &str, en: &str| Some(Bilingual::new(zh, en));
        assert_eq!(texts(&[("en", "b"), ("zh", "a")]), both("a", "b"));
        assert_eq!(texts(&[("en", "b")]), both("b", "b"));
        assert_eq!(texts(&[("zh", "a")]), both("a", "a"));
        assert_eq!(texts(&[("fr", "c"), ("de", "d")]), both("d", "d"));
        assert_eq!(texts(&[("zh-Hans", "a"), ("en-GB", "b")]), both("a", "b"));
        assert_eq!(texts(&[]), None);
    }
}

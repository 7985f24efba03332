//! Text that exists in both languages of the product.

use std::borrow::Cow;

use serde::Deserialize;

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

impl Bilingual {
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

/// A text as it stands inside “ ”: its own quotation marks are single ones.
#[must_use]
pub fn within_quotes(text: &str) -> Cow<'_, str> {
    if text.contains(['“', '”']) {
        Cow::Owned(text.replace('“', "‘").replace('”', "’"))
    } else {
        Cow::Borrowed(text)
    }
}

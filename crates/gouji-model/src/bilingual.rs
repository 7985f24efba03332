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
///
/// A file may say it in one of the two only; that text then stands for the other as well.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Bilingual {
    /// The Chinese text.
    pub zh: String,
    /// The English text.
    pub en: String,
}

/// A text as files have it: in at least one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    zh: Option<String>,
    en: Option<String>,
}

impl TryFrom<Written> for Bilingual {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::in_any(written.zh, written.en)
            .ok_or("a text in Chinese (zh) or English (en) is missing")
    }
}

impl Bilingual {
    /// A text in the languages there are: one that stands alone stands for both. Nothing where
    /// neither is given.
    #[must_use]
    pub fn in_any(zh: Option<String>, en: Option<String>) -> Option<Self> {
        let (zh, en) = match (zh, en) {
            (Some(zh), Some(en)) => (zh, en),
            (Some(only), None) | (None, Some(only)) => (only.clone(), only),
            (None, None) => return None,
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

/// A text as it stands inside “ ”: its own quotation marks are single ones.
#[must_use]
pub fn within_quotes(text: &str) -> Cow<'_, str> {
    if text.contains(['“', '”']) {
        Cow::Owned(text.replace('“', "‘").replace('”', "’"))
    } else {
        Cow::Borrowed(text)
    }
}

//! The language the server speaks: the one asked for, else that of the client's locale.

use gouji_model::Language;
use serde_json::Value;

/// Which language to speak.
#[derive(Clone, Copy, Debug)]
pub enum Locale {
    /// This one, whatever the client's locale.
    Asked(Language),
    /// That of the client's locale.
    OfClient {
        /// The language of a locale.
        of_locale: fn(&str) -> Language,
        /// The language for clients that name no locale, and until then.
        otherwise: Language,
    },
}

impl Locale {
    /// The language before the client has said anything.
    pub(crate) const fn at_first(self) -> Language {
        match self {
            Self::Asked(language) => language,
            Self::OfClient { otherwise, .. } => otherwise,
        }
    }

    /// The language for a client with these parameters of `initialize`.
    pub(crate) fn with(self, params: &Value) -> Language {
        let locale = params.get("locale").and_then(Value::as_str);
        match (self, locale.filter(|locale| !locale.is_empty())) {
            (Self::OfClient { of_locale, .. }, Some(locale)) => of_locale(locale),
            _ => self.at_first(),
        }
    }
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        Self::Asked(language)
    }
}

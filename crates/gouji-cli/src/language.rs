//! Which language to speak.

use std::env;

use gouji_model::{Language, languages};

use crate::arguments::Lang;

/// The language asked for, else the locale's: English for `en…`, Chinese otherwise. Where it is a third
/// one, texts of packs are in it as far as they are given in it, and the words around them are English.
pub(crate) fn choose(asked: Option<&Lang>) -> Language {
    match asked {
        Some(Lang::Zh) => Language::Chinese,
        Some(Lang::En) => Language::English,
        Some(Lang::Other(tag)) => {
            languages::ask(tag);
            Language::English
        }
        None => of_locale(),
    }
}

fn of_locale() -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok())
        .find(|value| !value.is_empty());
    locale.map_or(Language::Chinese, |locale| of_name(&locale))
}

/// The language of a locale by its name: English for `en…`, Chinese otherwise.
pub(crate) fn of_name(locale: &str) -> Language {
    match locale.to_ascii_lowercase().starts_with("en") {
        true => Language::English,
        false => Language::Chinese,
    }
}

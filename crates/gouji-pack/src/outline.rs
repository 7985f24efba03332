//! What a file may say: its keys, what each takes and what it is for.
//!
//! The types that are read define it (`keyed`), so that no key is written down twice.

mod keyed;
mod structure;

use gouji_model::Bilingual;

pub(crate) use keyed::{Keyed, choices, entry, keys};
pub(crate) use structure::mistakes;

/// A text in Chinese and in English.
pub(crate) type Words = [&'static str; 2];

/// What a key takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Takes {
    /// A text.
    #[default]
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Truth,
    /// A whole number.
    Whole,
    /// A text or a whole number.
    TextOrWhole,
    /// A table whose keys are the writer's, with what each takes.
    Map(Box<Outline>),
    /// A table with these keys.
    Table(Vec<Outline>),
}

/// A key of a file, or the whole file, with what it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The key; empty for the whole file.
    pub key: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether it takes a list of that.
    pub many: bool,
    /// Whether the items of that list are lists themselves.
    pub of_lists: bool,
    /// Whether its table needs it.
    pub required: bool,
    /// What it is for, in Chinese and in English; nothing for the whole file.
    pub(crate) meaning: Words,
    /// What the words mean that it takes one of, in their order.
    pub(crate) meanings: &'static [Words],
}

impl Outline {
    /// Of a table with these keys.
    pub(crate) fn of_keys(keys: Vec<Self>) -> Self {
        Self {
            takes: Takes::Table(keys),
            ..Self::default()
        }
    }

    /// Of one of some words, each with what it means.
    pub(crate) fn of_choices(words: &'static [&'static str], meanings: &'static [Words]) -> Self {
        Self {
            takes: Takes::Choice(words),
            meanings,
            ..Self::default()
        }
    }

    /// What it is for.
    #[must_use]
    pub fn meaning(&self) -> Option<Bilingual> {
        let [zh, en] = self.meaning;
        (!zh.is_empty()).then(|| Bilingual::new(zh, en))
    }

    /// What one of the words means that it takes.
    #[must_use]
    pub fn meaning_of(&self, word: &str) -> Option<Bilingual> {
        let Takes::Choice(words) = self.takes else {
            return None;
        };
        let at = words.iter().position(|known| *known == word)?;
        let [zh, en] = self.meanings.get(at)?;
        Some(Bilingual::new(*zh, *en))
    }

    /// The key of this name in it.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&Self> {
        self.keys().iter().find(|outline| outline.key == name)
    }

    /// All keys in it.
    #[must_use]
    pub fn keys(&self) -> &[Self] {
        match &self.takes {
            Takes::Table(keys) => keys,
            _ => &[],
        }
    }

    /// The key at the end of a way; lists count for what is in them.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter()
            .try_fold(self, |outline, name| outline.key(name))
    }

    /// Whether it is a text in both languages.
    #[must_use]
    pub fn is_bilingual(&self) -> bool {
        let keys: Vec<&str> = self.keys().iter().map(|outline| outline.key).collect();
        keys == ["zh", "en"]
    }
}

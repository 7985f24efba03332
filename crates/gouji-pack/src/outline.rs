//! What a file may say: its keys, and what each takes.
//!
//! The keys are learned from the reading itself (`probe`), so that none is written down twice.

mod probe;
mod structure;

pub(crate) use probe::learn;
pub(crate) use structure::mistakes;

/// The name under which a type asks for a text or a whole number.
pub(crate) const TEXT_OR_NUMBER: &str = "a text or a whole number";

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
    /// Whether its table needs it.
    pub required: bool,
}

impl Outline {
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

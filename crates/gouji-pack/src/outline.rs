//! What the files of a pack may say: their keys, what each takes, and what it is for.
//!
//! The keys are learned from the reading itself (`probe`), so that none is written down twice;
//! only what they are for stands in a list of its own (`meanings`), and a test holds the two
//! together.

mod meanings;
mod probe;
mod structure;

use std::sync::LazyLock;

use gouji_model::Bilingual;

pub(crate) use structure::mistakes;

use crate::form_file::FormFile;
use crate::narrative_file::VocabularyFile;
use crate::pack::PackFile;
use crate::rule_file::RuleFile;

/// The name under which a type asks for a text or a whole number.
pub(crate) const TEXT_OR_NUMBER: &str = "a text or a whole number";

/// The kinds of TOML files in a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A rule.
    Rule,
    /// `form.toml`.
    Form,
    /// `pack.toml`.
    Pack,
    /// The words that narrative rules share.
    Vocabulary,
}

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

impl FileKind {
    /// The kind of a file of a pack, told by its name, and by its keys where names are free.
    #[must_use]
    pub fn of(path: &str, text: &str) -> Self {
        match path.rsplit('/').next() {
            Some("form.toml") => return Self::Form,
            Some("pack.toml") => return Self::Pack,
            _ => {}
        }
        let keys = text.lines().filter_map(|line| line.split_once('='));
        let keys: Vec<&str> = keys.map(|(key, _)| key.trim_end()).collect();
        let known = |kind: Self| {
            let outline = kind.outline();
            keys.iter().filter(|key| outline.key(key).is_some()).count()
        };
        if known(Self::Vocabulary) > known(Self::Rule) {
            Self::Vocabulary
        } else {
            Self::Rule
        }
    }

    /// What such a file may say.
    #[must_use]
    pub fn outline(self) -> &'static Outline {
        static OUTLINES: LazyLock<[Outline; 4]> = LazyLock::new(|| {
            [
                probe::learn::<RuleFile>(),
                probe::learn::<FormFile>(),
                probe::learn::<PackFile>(),
                probe::learn::<VocabularyFile>(),
            ]
        });
        let [rule, form, pack, vocabulary] = &*OUTLINES;
        match self {
            Self::Rule => rule,
            Self::Form => form,
            Self::Pack => pack,
            Self::Vocabulary => vocabulary,
        }
    }

    /// What a key is for, by its way from the top of the file.
    #[must_use]
    pub fn meaning(self, path: &[&str]) -> Option<Bilingual> {
        self.outline().at(path)?;
        meanings::of(self, path)
    }

    /// What one of the words means that a key takes.
    #[must_use]
    pub fn meaning_of_choice(self, path: &[&str], word: &str) -> Option<Bilingual> {
        let Takes::Choice(words) = self.outline().at(path)?.takes else {
            return None;
        };
        words
            .contains(&word)
            .then(|| meanings::of_choice(path, word))?
    }
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

#[cfg(test)]
#[path = "outline/tests.rs"]
mod tests;

//! The keys of the files of a pack, and what they are for, as editors and the pages of the docs show
//! them; and what the files name, which editors follow.
//!
//! What keys there are, and what they are for, is stated by the types that are read (`outline/keyed.rs`).

mod json_schema;
mod kind;
mod mentions;

use std::sync::LazyLock;

use gouji_model::Bilingual;

pub use json_schema::schema_of_file;
pub use kind::FileKind;
pub use mentions::{Mention, Role, Subject, mentions};

use crate::form_file::FormFile;
use crate::outline::{Keyed as _, Outline};
use crate::pack_file::PackFile;
use crate::rule_file::RuleFile;
use crate::source_file::SourceFile;
use crate::vocabulary_file::VocabularyFile;
use crate::words_file::WordsFile;

impl FileKind {
    /// The kind of a file of a pack, recognized by its name, and by its keys where names are free.
    #[must_use]
    pub fn of(path: &str, text: &str) -> Self {
        match path.rsplit('/').next() {
            Some("form.toml") => return Self::Form,
            Some("pack.toml") => return Self::Pack,
            Some("source.toml") => return Self::Source,
            Some("words.toml") => return Self::Words,
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
        static OUTLINES: LazyLock<[Outline; 6]> = LazyLock::new(|| {
            [
                RuleFile::outline(),
                FormFile::outline(),
                PackFile::outline(),
                VocabularyFile::outline(),
                SourceFile::outline(),
                WordsFile::outline(),
            ]
        });
        let [rule, form, pack, vocabulary, source, words] = &*OUTLINES;
        match self {
            Self::Rule => rule,
            Self::Form => form,
            Self::Pack => pack,
            Self::Vocabulary => vocabulary,
            Self::Source => source,
            Self::Words => words,
        }
    }

    /// What a key is for, by its way from the top of the file.
    #[must_use]
    pub fn meaning(self, path: &[&str]) -> Option<Bilingual> {
        self.outline().at(path)?.meaning()
    }

    /// What one of the words means that a key takes.
    #[must_use]
    pub fn meaning_of_choice(self, path: &[&str], word: &str) -> Option<Bilingual> {
        self.outline().at(path)?.meaning_of(word)
    }
}

#[cfg(test)]
#[path = "keys/tests.rs"]
mod tests;

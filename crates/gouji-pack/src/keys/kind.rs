//! The kinds of files that have keys.

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
    /// `source.toml`: data files whose records are reports.
    Source,
    /// `words.toml`: the words of a language that is not built in.
    Words,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Rule,
        Self::Form,
        Self::Pack,
        Self::Vocabulary,
        Self::Source,
        Self::Words,
    ];

    /// What such a file is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rule => "rules/*.toml",
            Self::Form => "form.toml",
            Self::Pack => "pack.toml",
            Self::Vocabulary => "vocabulary.toml",
            Self::Source => "source.toml",
            Self::Words => "words.toml",
        }
    }
}

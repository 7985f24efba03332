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
}

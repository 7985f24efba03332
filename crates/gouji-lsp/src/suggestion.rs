//! What can be written at a place of a rule file, and what is around it.

use gouji_lint::Linter;
use gouji_model::Language;
use gouji_pack::{FileKind, Packs};

use crate::document::Document;
use crate::protocol::CompletionItemKind;
use crate::rule_files::RuleFile;

/// Something that can be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Suggestion {
    /// What is shown and looked for.
    pub label: String,
    /// What is written.
    pub insert: String,
    /// What it means.
    pub detail: String,
    /// What it is.
    pub kind: CompletionItemKind,
    /// What of it stands there already, in bytes.
    pub begun: usize,
}

/// What is around a place of a rule file.
pub(crate) struct Around<'d, 'a> {
    /// The text.
    pub document: &'d Document,
    /// What it is as a rule file.
    pub file: &'d RuleFile,
    /// What it may say.
    pub kind: FileKind,
    /// The packs in force elsewhere.
    linter: &'a Linter,
    /// The language of explanations.
    pub language: Language,
}

impl<'d, 'a> Around<'d, 'a> {
    pub(crate) fn new(
        document: &'d Document,
        linter: &'a Linter,
        language: Language,
    ) -> Option<Self> {
        let file = document.rule_file()?;
        Some(Self {
            document,
            file,
            kind: FileKind::of(&file.name(), document.text()),
            linter,
            language,
        })
    }

    /// Asks something of the packs around the file, which may not be in force where it is written.
    pub(crate) fn packs<R>(&self, ask: impl FnOnce(&Packs) -> R) -> R {
        if self.file.root().is_dir() {
            ask(&self.file.survey(self.document).packs)
        } else {
            ask(self.linter.packs())
        }
    }
}

//! An open document: its text as the editor has it, and what was found in it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::PathBuf;

use gouji_lint::Linter;

use crate::address::path_of;
use crate::checked::Checked;
use crate::editor_text::EditorText;
use crate::lines::Encoding;
use crate::project::Project;
use crate::protocol::{TextDocumentContentChangeEvent, TextDocumentItem};
use crate::rule_files::RuleFile;

/// An open document.
#[derive(Debug)]
pub(crate) struct Document {
    editor: EditorText,
    /// Filled when first asked for, emptied by changes.
    checked: OnceCell<Checked>,
    project: Option<Project>,
    rule_file: Option<RuleFile>,
}

impl Document {
    /// A document as the editor opened it.
    pub(crate) fn new(item: TextDocumentItem, encoding: Encoding) -> Self {
        Self {
            rule_file: RuleFile::of(&path_of(&item.uri), &item.text),
            editor: EditorText::new(item, encoding),
            checked: OnceCell::new(),
            project: None,
        }
    }

    /// Settles what it is checked with from now on.
    pub(crate) fn check_with(&mut self, project: Project) {
        self.project = Some(project);
        self.checked = OnceCell::new();
        if let Some(file) = &mut self.rule_file {
            file.forget();
        }
    }

    /// Takes note that its text was saved.
    pub(crate) fn save(&mut self) {
        if let Some(file) = &mut self.rule_file {
            file.settle(true);
        }
    }

    /// Takes note of open rule files that are not saved; whether what is wrong with it may be
    /// something else now.
    pub(crate) fn set_unsaved(&mut self, unsaved: &BTreeMap<PathBuf, String>) -> bool {
        let file = self.rule_file.as_mut();
        file.is_some_and(|file| file.set_unsaved(unsaved))
    }

    /// Whether it is a rule file whose text is not saved.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.rule_file().is_some_and(RuleFile::is_unsaved)
    }

    /// What it is as a rule file, if it is one.
    pub(crate) fn rule_file(&self) -> Option<&RuleFile> {
        self.rule_file.as_ref()
    }

    /// What it is checked with, where that is settled.
    pub(crate) fn project(&self) -> Option<&Project> {
        self.project.as_ref()
    }

    /// Applies changes, each to what the one before left.
    pub(crate) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        self.editor.change(version, changes);
        self.checked = OnceCell::new();
        if self.rule_file.is_none() {
            self.rule_file = RuleFile::become_one(&path_of(&self.uri), self.text());
        }
        if let Some(file) = &mut self.rule_file {
            file.settle(false);
        }
    }

    /// What was found in it.
    pub(crate) fn checked(&self, linter: &Linter) -> &Checked {
        self.checked
            .get_or_init(|| Checked::new(linter, self.text(), self.project()))
    }
}

/// A document can be asked whatever its text can be asked.
impl Deref for Document {
    type Target = EditorText;

    fn deref(&self) -> &EditorText {
        &self.editor
    }
}

#[cfg(test)]
#[path = "document/tests.rs"]
mod tests;

//! An open document: its text as the editor has it, and what was found in it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use gouji_lint::Linter;
use gouji_model::{Place, SourceRange};
use lsp_types::{Position, Range, TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use crate::address::path_of;
use crate::checked::Checked;
use crate::lines::{Encoding, Lines};
use crate::project::Governing;
use crate::rule_files::RuleFile;

/// An open document.
#[derive(Debug)]
pub(crate) struct Document<'p> {
    /// Its address.
    pub uri: Uri,
    /// The version the editor gave it.
    pub version: i32,
    encoding: Encoding,
    text: String,
    lines: Lines,
    /// Filled when first asked for, emptied by changes.
    checked: OnceCell<Checked<'p>>,
    governing: Option<Governing<'p>>,
    rule_file: Option<RuleFile>,
}

impl<'p> Document<'p> {
    /// A document as the editor opened it.
    pub(crate) fn new(item: TextDocumentItem, encoding: Encoding) -> Self {
        Self {
            rule_file: RuleFile::of(&path_of(&item.uri), &item.text),
            uri: item.uri,
            version: item.version,
            encoding,
            lines: Lines::new(&item.text, encoding),
            text: item.text,
            checked: OnceCell::new(),
            governing: None,
        }
    }

    /// Settles what it is checked with from now on.
    pub(crate) fn govern(&mut self, governing: Governing<'p>) {
        self.governing = Some(governing);
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
    pub(crate) fn lay_beside(&mut self, unsaved: &BTreeMap<PathBuf, String>) -> bool {
        let file = self.rule_file.as_mut();
        file.is_some_and(|file| file.lay_beside(unsaved))
    }

    /// Whether it is a rule file whose text is not saved.
    pub(crate) fn is_unsaved(&self) -> bool {
        self.rule_file().is_some_and(RuleFile::is_unsaved)
    }

    /// Takes note that its text was not saved when another server had it.
    pub(crate) fn unsettle(&mut self) {
        if let Some(file) = &mut self.rule_file {
            file.settle(false);
        }
    }

    /// What it is as a rule file, if it is one.
    pub(crate) fn rule_file(&self) -> Option<&RuleFile> {
        self.rule_file.as_ref()
    }

    /// What it is checked with, where that is settled.
    pub(crate) fn governing(&self) -> Option<&Governing<'p>> {
        self.governing.as_ref()
    }

    /// What positions in it count.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Its text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Applies changes, each to what the one before left.
    pub(crate) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        for change in changes {
            match change.range {
                Some(range) => {
                    let (one, other) = (self.byte(range.start), self.byte(range.end));
                    let range = one.min(other)..one.max(other);
                    self.text.replace_range(range, &change.text);
                }
                None => self.text = change.text,
            }
            self.lines = Lines::new(&self.text, self.encoding);
        }
        self.version = version;
        self.checked = OnceCell::new();
        if self.rule_file.is_none() {
            self.rule_file = RuleFile::become_one(&path_of(&self.uri), &self.text);
        }
        if let Some(file) = &mut self.rule_file {
            file.settle(false);
        }
    }

    /// What was found in it.
    pub(crate) fn checked(&self, linter: &Linter<'p>) -> &Checked<'p> {
        self.checked
            .get_or_init(|| Checked::new(linter, &self.text, self.governing()))
    }

    /// The byte of a position.
    pub(crate) fn byte(&self, position: Position) -> usize {
        self.lines.byte(&self.text, position)
    }

    /// The position of a byte.
    pub(crate) fn position(&self, byte: usize) -> Position {
        self.lines.position(&self.text, byte)
    }

    /// The positions of a range of bytes.
    pub(crate) fn range(&self, range: SourceRange) -> Range {
        Range::new(
            self.position(range.start as usize),
            self.position(range.end as usize),
        )
    }

    /// What to show for a place: an empty one, such as a blank cell's, takes the character after
    /// it, or at a line's end the one before it. A place that is not in the text shows nothing.
    pub(crate) fn shown(&self, place: Place) -> Option<SourceRange> {
        let Place::Text(SourceRange { start, end }) = place else {
            return None;
        };
        if start < end {
            return Some(SourceRange::new(start, end));
        }
        let (before, after) = self.text.split_at_checked(start as usize)?;
        let visible = |c: &char| !matches!(c, '\n' | '\r');
        let width = |c: char| c.len_utf8() as u32;
        let next = after.chars().next().filter(visible).map_or(0, width);
        if next > 0 {
            return Some(SourceRange::new(start, start + next));
        }
        let previous = before.chars().next_back().filter(visible).map_or(0, width);
        Some(SourceRange::new(start - previous, start))
    }
}

#[cfg(test)]
#[path = "document/tests.rs"]
mod tests;

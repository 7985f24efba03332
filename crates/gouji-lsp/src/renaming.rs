//! Renaming in rule files: a rule, or a table, row or column of a form that is on disk, with every
//! place that names it.
//!
//! The last part of a dotted name can be changed; the parts before it are the group that formulas
//! such as `results.*` take it from. A group takes the names below it along.

use std::ops::Range;
use std::path::Path;

use gouji_config::Named;
use gouji_model::Bilingual;
use gouji_pack::{Mention, Packs, Role, Subject};

use crate::document::Document;
use crate::naming::{NamedFile, Naming, table_of};
use crate::protocol::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextEdit,
    WorkspaceEdit,
};

/// Words of formulas, which cannot be names.
const WORDS: [&str; 7] = ["sum", "and", "or", "not", "implies", "iff", "prior"];

/// A name that is to be changed.
pub(crate) struct Renaming<'a> {
    naming: &'a Naming,
    /// What it is of, derived from where it is given.
    subject: Subject,
}

impl<'a> Renaming<'a> {
    /// Whether a name can be changed, and what it is of.
    ///
    /// # Errors
    /// Why not, for the user.
    pub(crate) fn of(naming: &'a Naming) -> Result<Self, Bilingual> {
        let name = &naming.mention.name;
        let all = naming.files.iter().flat_map(|file| &file.mentions);
        let given = all.filter(|one| one.role == Role::Definition && one.name == *name);
        let mut subjects: Vec<&Subject> = given
            .map(|one| &one.subject)
            .filter(|subject| naming.mention.subject.may_be(subject))
            .collect();
        subjects.dedup();
        match subjects.as_slice() {
            [first, rest @ ..] if rest.iter().all(|other| other == first) => Ok(Self {
                naming,
                subject: (*first).clone(),
            }),
            [] => Err(Bilingual::new(
                format!("“{name}”是 gouji 自带表格里的名称，不能改"),
                format!("`{name}` is a name of a form that comes with gouji, which is fixed"),
            )),
            _ => Err(Bilingual::new(
                format!("“{name}”既是行又是列的名称，说不清改哪一个；请在 form.toml 里改"),
                format!("`{name}` names a row and a column; rename it in form.toml"),
            )),
        }
    }

    /// The edits that give it another name, here and in the configurations around.
    ///
    /// # Errors
    /// What is wrong with the new name, for the user.
    pub(crate) fn edits(
        &self,
        new: &str,
        configurations: Vec<Configuration>,
        document: &Document,
    ) -> Result<Vec<TextDocumentEdit>, Bilingual> {
        self.allowed(new)?;
        let mut edits = Vec::new();
        for file in &self.naming.files {
            let own = file.mentions.iter().filter(|one| self.is_meant(one));
            let places = own.map(|one| (one.range.clone(), self.renamed(&one.name, new)));
            edits.extend(edit(file, places.collect(), document));
        }
        for Configuration { file, names } in configurations {
            let places = names
                .iter()
                .filter_map(|one| self.in_configuration(one, new));
            edits.extend(edit(&file, places.collect(), document));
        }
        Ok(edits)
    }

    fn allowed(&self, new: &str) -> Result<(), Bilingual> {
        let old = &self.naming.mention.name;
        if self.subject == Subject::Rule {
            let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if new.is_empty() || !new.chars().all(kebab) {
                return Err(Bilingual::new(
                    "规则名只用小写字母、数字和连字符，例如 results-total",
                    "a rule's name is kebab-case, as in `results-total`",
                ));
            }
        } else {
            let group = |name: &str| name.rsplit_once('.').map(|(group, _)| group.to_owned());
            if group(new) != group(old) || !is_id(new) || WORDS.contains(&new) {
                return Err(Bilingual::new(
                    "只能改最后一段：小写字母开头，后面是小写字母、数字和下划线；前面的分组不能改",
                    "only the last part can change, to lower-case letters, digits and `_`; the group \
                     before it stays",
                ));
            }
        }
        if new != old && self.is_taken(new) {
            return Err(Bilingual::new(
                format!("“{new}”已经有了，请换一个名称"),
                format!("there is a `{new}` already; choose another name"),
            ));
        }
        Ok(())
    }

    fn is_taken(&self, new: &str) -> bool {
        let all = self.naming.files.iter().flat_map(|file| &file.mentions);
        let mut given = all.filter(|one| one.role == Role::Definition && one.name == *new);
        let built_in = || {
            let packs = Packs::built_in();
            packs.is_ok_and(|packs| packs.packs().iter().any(|pack| pack.rule(new).is_some()))
        };
        given.any(|one| one.subject == self.subject)
            || (self.subject == Subject::Rule && built_in())
    }

    /// Whether a name in a pack's file is the one to change, or one below it.
    fn is_meant(&self, one: &Mention) -> bool {
        let old = &self.naming.mention.name;
        let below = one.name.strip_prefix(old.as_str());
        self.subject.may_be(&one.subject)
            && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    fn renamed(&self, name: &str, new: &str) -> String {
        let old = &self.naming.mention.name;
        format!(
            "{new}{}",
            name.strip_prefix(old.as_str()).unwrap_or_default()
        )
    }

    /// The place in a configuration and what to write there.
    fn in_configuration(
        &self,
        one: &gouji_config::Mention,
        new: &str,
    ) -> Option<(Range<usize>, String)> {
        let old = &self.naming.mention.name;
        if self.subject == Subject::Rule {
            let same = one.named == Named::Rules && one.name == *old;
            return same.then(|| (one.range.clone(), new.to_owned()));
        }
        let parts: Vec<&str> = one.name.split('/').collect();
        let ([table, _, _], Named::Cell) = (parts.as_slice(), one.named) else {
            return None;
        };
        let which = match &self.subject {
            Subject::Row(_) => 1,
            Subject::Column(_) => 2,
            _ => 0,
        };
        if table_of(&self.subject).is_some_and(|of| of != *table) {
            return None;
        }
        let name = parts.get(which)?;
        let below = name.strip_prefix(old.as_str())?;
        let start = one.range.start
            + parts
                .iter()
                .take(which)
                .map(|part| part.len() + 1)
                .sum::<usize>();
        let is_below = below.is_empty() || below.starts_with('.');
        is_below.then(|| (start..start + name.len(), self.renamed(name, new)))
    }
}

/// A `gouji.toml` with the names in it.
pub(crate) struct Configuration {
    file: NamedFile,
    names: Vec<gouji_config::Mention>,
}

impl Configuration {
    /// A configuration with its text as the editor or the disk has it.
    pub(crate) fn new(path: &Path, text: String, version: Option<i32>) -> Option<Self> {
        Some(Self {
            names: gouji_config::mentions(&text),
            file: NamedFile {
                uri: crate::address::uri_of(path)?,
                version,
                text,
                mentions: Vec::new(),
            },
        })
    }
}

fn edit(
    file: &NamedFile,
    places: Vec<(Range<usize>, String)>,
    document: &Document,
) -> Option<TextDocumentEdit> {
    let range = file.ranges(document);
    let edits = places.into_iter();
    let edits: Vec<_> = edits
        .map(|(bytes, text)| OneOf::Left(TextEdit::new(range(&bytes), text)))
        .collect();
    let text_document = OptionalVersionedTextDocumentIdentifier {
        uri: file.uri.clone(),
        version: file.version,
    };
    (!edits.is_empty()).then_some(TextDocumentEdit {
        text_document,
        edits,
    })
}

/// The edits as the client takes them: with the versions they are for, or by address alone.
pub(crate) fn workspace_edit(edits: Vec<TextDocumentEdit>, versioned: bool) -> WorkspaceEdit {
    if versioned {
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(edits)),
            ..WorkspaceEdit::default()
        };
    }
    let plain = |edit| match edit {
        OneOf::Left(edit) => edit,
        OneOf::Right(annotated) => {
            let crate::protocol::AnnotatedTextEdit { text_edit, .. } = annotated;
            text_edit
        }
    };
    let by_address = edits.into_iter().map(|one| {
        let edits = one.edits.into_iter().map(plain).collect();
        (one.text_document.uri, edits)
    });
    WorkspaceEdit::new(by_address.collect())
}

fn is_id(name: &str) -> bool {
    name.split('.').all(|part| {
        let mut characters = part.chars();
        let first = characters.next().is_some_and(|c| c.is_ascii_lowercase());
        first && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    })
}

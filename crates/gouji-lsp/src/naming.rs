//! A name in a rule file, and the files it may stand in: those of the packs around it, as the
//! editor has them where they are open.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gouji_pack::{Mention, Role, Subject, files_of, mentions};

use crate::address::{path_of, uri_of};
use crate::document::Document;
use crate::lines::Lines;
use crate::protocol::{Location, Position, Range, Uri};

/// The texts of open documents by their paths, each with its version.
pub(crate) type Open<'a> = BTreeMap<PathBuf, (&'a str, i32)>;

/// A file that names stand in.
pub(crate) struct NamedFile {
    /// Its address.
    pub uri: Uri,
    /// Its version, where it is open.
    pub version: Option<i32>,
    /// Its text.
    pub text: String,
    /// The names in it.
    pub mentions: Vec<Mention>,
}

impl NamedFile {
    /// Places in it as the editor counts them.
    pub(crate) fn ranges<'f>(
        &'f self,
        document: &Document,
    ) -> impl Fn(&std::ops::Range<usize>) -> Range + 'f {
        let lines = Lines::new(&self.text, document.encoding());
        move |bytes| {
            let at = |byte| lines.position(&self.text, byte);
            Range::new(at(bytes.start), at(bytes.end))
        }
    }
}

/// A name at a place of a rule file.
pub(crate) struct Naming {
    /// The name.
    pub mention: Mention,
    /// The files it may stand in, its own among them.
    pub files: Vec<NamedFile>,
}

impl Naming {
    /// The name at a position; nothing where none is, or in what is no rule file.
    pub(crate) fn at(document: &Document, position: Position, open: &Open<'_>) -> Option<Self> {
        let root = document.rule_file()?.root();
        let byte = document.byte(position);
        let own = mentions(document.text()).into_iter();
        let mut here = own.filter(|mention| {
            // What is reported of `results.*` is asked at its star too.
            let end = mention.range.end + if mention.role == Role::Family { 2 } else { 0 };
            (mention.range.start..=end).contains(&byte)
        });
        let mention = here.next()?;
        let unsaved = open.iter();
        let unsaved = unsaved.map(|(path, (text, _))| (path.clone(), (*text).to_owned()));
        let found = files_of(root, &unsaved.collect()).into_iter();
        let named = |file: gouji_pack::File| {
            let path = PathBuf::from(&*file.path);
            Some(NamedFile {
                uri: uri_of(&path)?,
                version: open.get(&path).map(|(_, version)| *version),
                mentions: mentions(&file.text),
                text: file.text.into_owned(),
            })
        };
        let files = found.filter_map(named).collect();
        Some(Self { mention, files })
    }

    /// Where the name is given, or for `results.*` the names below it.
    pub(crate) fn definitions(&self) -> impl Iterator<Item = (&NamedFile, &Mention)> {
        let all = self.files.iter();
        let all = all.flat_map(|file| file.mentions.iter().map(move |one| (file, one)));
        all.filter(|(_, one)| one.role == Role::Definition && self.is_meant(one))
    }

    fn is_meant(&self, definition: &Mention) -> bool {
        let named = &self.mention;
        let below = definition.name.strip_prefix(&named.name);
        named.subject.may_be(&definition.subject)
            && match named.role {
                Role::Family => below.is_some_and(|rest| rest.starts_with('.')),
                Role::Definition | Role::Use => definition.name == named.name,
            }
    }

    /// Where the name at a position is given.
    pub(crate) fn locations(&self, document: &Document) -> Vec<Location> {
        let location = |(file, mention): (&NamedFile, &Mention)| {
            Location::new(file.uri.clone(), file.ranges(document)(&mention.range))
        };
        self.definitions().map(location).collect()
    }
}

/// What is open, by the paths of the files.
pub(crate) fn open<'a>(documents: impl Iterator<Item = &'a Document>) -> Open<'a> {
    documents
        .map(|document| {
            let text = document.text();
            (path_of(&document.uri), (text, document.version))
        })
        .collect()
}

/// The table that rows and columns are of.
pub(crate) fn table_of(subject: &Subject) -> Option<&str> {
    match subject {
        Subject::Row(table) | Subject::Column(table) | Subject::Either(table) => Some(table),
        Subject::Rule | Subject::Table => None,
    }
}

//! The parts of a package that is marked: those changed, those added, and how they are related and
//! declared.

use std::collections::BTreeMap;

use gouji_package::{Archive, Element, Span, Tree, spans};

use super::tags::escaped;
use crate::package::{Relation, relations};
use crate::rewrite::error::RewriteError;
use crate::rewrite::package::{Changed, put_parts};

const TYPES: &str = "[Content_Types].xml";
/// What strict packages call their names.
const STRICT: &str = "http://purl.oclc.org/ooxml/";

/// A package with its changes.
pub(super) struct Parts<'b> {
    bytes: &'b [u8],
    /// The package as it was.
    pub archive: Archive<'b>,
    changed: BTreeMap<String, String>,
    added: BTreeMap<String, String>,
}

impl<'b> Parts<'b> {
    /// A package without changes.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, RewriteError> {
        Ok(Self {
            bytes,
            archive: Archive::open(bytes)?,
            changed: BTreeMap::new(),
            added: BTreeMap::new(),
        })
    }

    /// The text of a part as it is now, if it is there.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, RewriteError> {
        let new = self.changed.get(name).or_else(|| self.added.get(name));
        if let Some(text) = new {
            return Ok(Some(text.clone()));
        }
        if !self.archive.has(name) {
            return Ok(None);
        }
        // What is not UTF-8 to the last byte could not be written back as it was.
        let text = self.archive.exact(name)?.ok_or(RewriteError::Cell)?;
        Ok(Some(text))
    }

    /// The text of a part that must be there.
    pub(super) fn required(&mut self, name: &str) -> Result<String, RewriteError> {
        self.text(name)?.ok_or(RewriteError::Cell)
    }

    /// Puts a part in the place of the old one, or adds it.
    pub(super) fn put(&mut self, name: &str, text: String) -> Result<(), RewriteError> {
        let is_there = self.archive.names().any(|own| own == name.as_bytes());
        if !is_there && self.archive.has(name) {
            // It is there by a name that is written otherwise.
            return Err(RewriteError::Cell);
        }
        let parts = match is_there {
            true => &mut self.changed,
            false => &mut self.added,
        };
        parts.insert(name.to_owned(), text);
        Ok(())
    }

    /// A name that no part has: `xl/comments1.xml`, `xl/comments2.xml`, ….
    pub(super) fn free(&self, start: &str, end: &str) -> String {
        let names = (1..u32::MAX).map(|number| format!("{start}{number}{end}"));
        let is_free = |name: &String| !self.archive.has(name) && !self.added.contains_key(name);
        names.into_iter().find(is_free).unwrap_or_default()
    }

    /// The relations of a part as they were.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, RewriteError> {
        Ok(relations(&mut self.archive, part)?)
    }

    /// Relates a part to another; returns the id.
    pub(super) fn relate(
        &mut self,
        part: &str,
        kind: &str,
        target: &str,
        is_strict: bool,
    ) -> Result<String, RewriteError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let name = name.trim_start_matches('/');
        let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                     xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
        let text = self.text(name)?.unwrap_or_else(|| empty.to_owned());
        let mut ids = (1..u32::MAX).map(|number| format!("rIdGouji{number}"));
        let id = ids
            .find(|id| !text.contains(id.as_str()))
            .unwrap_or_default();
        let base = match is_strict {
            true => "http://purl.oclc.org/ooxml/officeDocument/relationships/",
            false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
        };
        let target = escaped(target);
        let own = format!("<Relationship Id=\"{id}\" Type=\"{base}{kind}\" Target=\"/{target}\"/>");
        let text = appended(&text, name, &own)?;
        self.put(name, text)?;
        Ok(id)
    }

    /// Says what a part is.
    pub(super) fn declare(&mut self, part: &str, kind: &str) -> Result<(), RewriteError> {
        let part = escaped(part);
        let own = format!("<Override PartName=\"/{part}\" ContentType=\"{kind}\"/>");
        self.add_type(&format!("PartName=\"/{part}\""), &own)
    }

    /// Says what parts with an extension are.
    pub(super) fn declare_all(&mut self, extension: &str, kind: &str) -> Result<(), RewriteError> {
        let own = format!("<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>");
        let known = format!("Extension=\"{extension}\"");
        self.add_type(&known, &own)
    }

    fn add_type(&mut self, known: &str, own: &str) -> Result<(), RewriteError> {
        let text = self.required(TYPES)?;
        if text.contains(known) {
            return Ok(());
        }
        let text = appended(&text, TYPES, own)?;
        self.put(TYPES, text)
    }

    /// The package with its changes.
    pub(super) fn finish(self) -> Result<Vec<u8>, RewriteError> {
        let changed: Vec<Changed> = self.changed.into_iter().collect();
        let added: Vec<Changed> = self.added.into_iter().collect();
        put_parts(self.bytes, &changed, &added)
    }
}

/// Whether a part speaks of names as strict packages do.
pub(super) fn is_strict(text: &str) -> bool {
    text.contains(STRICT)
}

/// The text of a part with something at the end of its root.
pub(super) fn appended(text: &str, name: &str, own: &str) -> Result<String, RewriteError> {
    let tree = Tree::parse(text, name)?;
    let spans = spans(text, name)?;
    let root = tree.root().ok_or(RewriteError::Cell)?;
    let (range, piece) = at_end(text, &spans, root, own).ok_or(RewriteError::Cell)?;
    crate::rewrite::pieces::spliced(text, vec![(range, piece)]).ok_or(RewriteError::Cell)
}

/// What puts something at the end of an element, also of one that is written without an inside.
pub(super) fn at_end(
    text: &str,
    spans: &[Span],
    element: Element<'_>,
    own: &str,
) -> Option<crate::rewrite::pieces::Piece> {
    let span = spans.get(element.index() as usize)?;
    let source = text.get(span.whole.clone())?;
    match source.strip_suffix("/>") {
        Some(open) if span.inside.is_empty() && span.inside.start == span.whole.end => {
            let name = open.trim_start_matches('<');
            let name = name.split(char::is_whitespace).next()?;
            Some((span.whole.clone(), format!("{open}>{own}</{name}>")))
        }
        _ => Some((span.inside.end..span.inside.end, own.to_owned())),
    }
}

//! Marks in a Word file: the shading of a cell, and a comment at its first paragraph.

use std::collections::HashMap;

use gouji_model::Place;
use gouji_package::{Element, Span, Tree, spans};

use super::note::{COLOUR, CellNote};
use super::parts::{Parts, appended, at_end, is_strict};
use super::tags::escaped;
use crate::docx;
use crate::draft::origins;
use crate::own::AUTHOR;
use crate::rewrite::error::RewriteError;
use crate::rewrite::pieces::{Piece, prefix, spliced};
use crate::rewrite::word::first_paragraph;

const NAMES: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT_NAMES: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
/// What stands after the shading among the properties of a cell.
const AFTER_SHADING: [&str; 11] = [
    "noWrap",
    "tcMar",
    "textDirection",
    "tcFitText",
    "vAlign",
    "hideMark",
    "headers",
    "cellIns",
    "cellDel",
    "cellMerge",
    "tcPrChange",
];

/// Marks cells of tables.
pub(super) fn mark(bytes: &[u8], notes: &[CellNote]) -> Result<Vec<u8>, RewriteError> {
    let mut parts = Parts::open(bytes)?;
    let main = docx::main(&mut parts.archive)?;
    let text = parts.required(&main)?;
    let first = comments(&mut parts, &main, notes, is_strict(&text))?;
    let tree = Tree::parse(&text, &main)?;
    let drafts = docx::parts(&mut parts.archive, &main, &tree)?;
    let origins: HashMap<Place, u32> = origins(&drafts).into_iter().collect();
    let spans = spans(&text, &main)?;
    let part = Part {
        text: &text,
        spans: &spans,
    };
    let mut pieces = Vec::new();
    for (id, note) in (first..).zip(notes) {
        let origin = origins.get(&note.place).ok_or(RewriteError::Cell)?;
        let cell = Element::at(&tree, *origin).ok_or(RewriteError::Cell)?;
        pieces.extend(part.shading(cell).ok_or(RewriteError::Cell)?);
        pieces.extend(part.reference(cell, id).ok_or(RewriteError::Cell)?);
    }
    let new = spliced(&text, pieces).ok_or(RewriteError::Cell)?;
    parts.put(&main, new)?;
    parts.finish()
}

/// Adds the comments, to those that are there; returns the number of the first.
fn comments(
    parts: &mut Parts<'_>,
    main: &str,
    notes: &[CellNote],
    is_strict: bool,
) -> Result<u32, RewriteError> {
    let related = parts.relations(main)?;
    let known = related.into_iter().find(|one| one.kind == "comments");
    let known = known
        .map(|one| one.target)
        .filter(|part| parts.archive.has(part));
    let names = if is_strict { STRICT_NAMES } else { NAMES };
    let (name, text, first) = match known {
        Some(name) => {
            let text = parts.required(&name)?;
            let first = first_free(&text, &name)?;
            (name, text, first)
        }
        None => {
            let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
            let start = format!("{folder}/comments");
            let name = parts.free(start.trim_start_matches('/'), ".xml");
            parts.declare(&name, TYPE)?;
            parts.relate(main, "comments", &name, is_strict)?;
            let empty = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <w:comments xmlns:w=\"{names}\"></w:comments>"
            );
            (name, empty, 0)
        }
    };
    let all: String = (first..)
        .zip(notes)
        .map(|(id, note)| comment(names, id, note))
        .collect();
    let text = appended(&text, &name, &all)?;
    parts.put(&name, text)?;
    Ok(first)
}

/// The first number that no comment of a part has.
fn first_free(text: &str, name: &str) -> Result<u32, RewriteError> {
    let tree = Tree::parse(text, name)?;
    let root = tree.root().ok_or(RewriteError::Cell)?;
    let used = root.children().filter_map(|one| one.number("id")).max();
    Ok(used.map_or(0, |last| last.saturating_add(1)))
}

fn comment(names: &str, id: u32, note: &CellNote) -> String {
    let paragraph = |line: &str| {
        let line = escaped(line);
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>")
    };
    let paragraphs: String = note.text.lines().map(paragraph).collect();
    format!(
        "<w:comment xmlns:w=\"{names}\" w:id=\"{id}\" w:author=\"{AUTHOR}\" w:initials=\"gj\">\
         {paragraphs}</w:comment>"
    )
}

struct Part<'a> {
    text: &'a str,
    spans: &'a [Span],
}

impl Part<'_> {
    fn span(&self, element: Element<'_>) -> Option<&Span> {
        self.spans.get(element.index() as usize)
    }

    fn source(&self, element: Element<'_>) -> Option<&str> {
        self.text.get(self.span(element)?.whole.clone())
    }

    /// What shades a cell.
    fn shading(&self, cell: Element<'_>) -> Option<Vec<Piece>> {
        let p = prefix(self.source(cell)?, "tc")?;
        let shading = format!("<{p}shd {p}val=\"clear\" {p}color=\"auto\" {p}fill=\"{COLOUR}\"/>");
        let Some(properties) = cell.child("tcPr") else {
            let at = self.span(cell)?.inside.start;
            return Some(vec![(at..at, format!("<{p}tcPr>{shading}</{p}tcPr>"))]);
        };
        if let Some(old) = properties.child("shd") {
            return Some(vec![(self.span(old)?.whole.clone(), shading)]);
        }
        let mut children = properties.children();
        let after = children.find(|child| AFTER_SHADING.contains(&child.name()));
        let piece = match after {
            Some(after) => {
                let at = self.span(after)?.whole.start;
                (at..at, shading)
            }
            None => at_end(self.text, self.spans, properties, &shading)?,
        };
        Some(vec![piece])
    }

    /// What ties a comment to the first paragraph of a cell.
    fn reference(&self, cell: Element<'_>, id: u32) -> Option<Vec<Piece>> {
        let paragraph = first_paragraph(cell)?;
        let p = prefix(self.source(paragraph)?, "p")?;
        let start = format!("<{p}commentRangeStart {p}id=\"{id}\"/>");
        let end = format!(
            "<{p}commentRangeEnd {p}id=\"{id}\"/><{p}r><{p}commentReference {p}id=\"{id}\"/></{p}r>"
        );
        let span = self.span(paragraph)?;
        if self.source(paragraph)?.ends_with("/>") && span.inside.start == span.whole.end {
            return Some(vec![at_end(
                self.text,
                self.spans,
                paragraph,
                &(start + &end),
            )?]);
        }
        let from = match paragraph.child("pPr") {
            Some(properties) => self.span(properties)?.whole.end,
            None => span.inside.start,
        };
        Some(vec![
            (from..from, start),
            (span.inside.end..span.inside.end, end),
        ])
    }
}

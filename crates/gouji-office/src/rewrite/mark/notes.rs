//! Comments on cells of a sheet: their part, and the drawing in which Excel shows them.

use gouji_package::{Element, Tree, spans};

use super::parts::{Parts, at_end};
use super::tags::escaped;
use crate::own::AUTHOR;
use crate::package::Relation;
use crate::rewrite::error::RewriteError;
use crate::rewrite::pieces::{prefix, spliced};

const NAMES: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const STRICT_NAMES: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
/// The shape that all comments are.
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
/// The first number that shapes may have.
const FIRST_SHAPE: u32 = 1025;

/// A comment.
pub(super) struct Note<'t> {
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u32,
    /// The cell's name: `D7`.
    pub name: String,
    /// What it says.
    pub text: &'t str,
}

/// The comments of a sheet.
pub(super) struct Notes<'s> {
    sheet: &'s str,
    is_strict: bool,
}

impl<'s> Notes<'s> {
    /// Those of the sheet whose part is named.
    pub(super) const fn new(sheet: &'s str, is_strict: bool) -> Self {
        Self { sheet, is_strict }
    }

    /// Writes comments; returns the id of their drawing, where the sheet has none yet.
    pub(super) fn write(
        &self,
        parts: &mut Parts<'_>,
        sheet: &str,
        notes: &[Note<'_>],
    ) -> Result<Option<String>, RewriteError> {
        let related = parts.relations(self.sheet)?;
        self.comments(parts, &related, notes)?;
        self.drawing(parts, &related, sheet, notes)
    }

    fn comments(
        &self,
        parts: &mut Parts<'_>,
        related: &[Relation],
        notes: &[Note<'_>],
    ) -> Result<(), RewriteError> {
        let known = related.iter().find(|one| one.kind == "comments");
        let (name, text) = match known {
            Some(known) => (known.target.clone(), parts.required(&known.target)?),
            None => {
                let name = parts.free("xl/comments", ".xml");
                parts.declare(&name, TYPE)?;
                parts.relate(self.sheet, "comments", &name, self.is_strict)?;
                let names = if self.is_strict { STRICT_NAMES } else { NAMES };
                let empty = format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                     <comments xmlns=\"{names}\"><authors></authors>\
                     <commentList></commentList></comments>"
                );
                (name, empty)
            }
        };
        let new = added(&text, &name, notes)?;
        parts.put(&name, new)
    }

    fn drawing(
        &self,
        parts: &mut Parts<'_>,
        related: &[Relation],
        sheet: &str,
        notes: &[Note<'_>],
    ) -> Result<Option<String>, RewriteError> {
        let tree = Tree::parse(sheet, self.sheet)?;
        let named = tree.root().and_then(|root| root.child("legacyDrawing"));
        let named = named.and_then(|drawing| drawing.attribute("id"));
        let known = named.and_then(|id| related.iter().find(|one| one.id == id));
        if let Some(known) = known {
            let text = parts.required(&known.target)?;
            let new = drawn(&text, notes).ok_or(RewriteError::Cell)?;
            parts.put(&known.target, new)?;
            return Ok(None);
        }
        if named.is_some() {
            // The sheet names a drawing that is not there.
            return Err(RewriteError::Cell);
        }
        let name = parts.free("xl/drawings/vmlDrawing", ".vml");
        parts.declare_all("vml", DRAWING_TYPE)?;
        let id = parts.relate(self.sheet, "vmlDrawing", &name, self.is_strict)?;
        let empty = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" \
             xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
             xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\
             <o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>";
        let new = drawn(empty, notes).ok_or(RewriteError::Cell)?;
        parts.put(&name, new)?;
        Ok(Some(id))
    }
}

/// The part of comments with more of them; a cell that has one gets more text there.
fn added(text: &str, part: &str, notes: &[Note<'_>]) -> Result<String, RewriteError> {
    let tree = Tree::parse(text, part)?;
    let spans = spans(text, part)?;
    let root = tree.root().ok_or(RewriteError::Cell)?;
    let pieces = || {
        let (authors, list) = (root.child("authors")?, root.child("commentList")?);
        let p = prefix(
            text.get(spans.get(root.index() as usize)?.whole.clone())?,
            "comments",
        )?;
        let author = authors.children().count();
        let own = format!("<{p}author>{AUTHOR}</{p}author>");
        let mut pieces = vec![at_end(text, &spans, authors, &own)?];
        let mut all = String::new();
        for note in notes {
            let run = |start: &str| {
                let escaped_text = escaped(note.text);
                format!("<{p}r><{p}t xml:space=\"preserve\">{start}{escaped_text}</{p}t></{p}r>")
            };
            let is_its = |one: &Element<'_>| one.attribute("ref") == Some(&note.name);
            match list.children().find(is_its).and_then(|one| one.child("text")) {
                Some(known) => pieces.push(at_end(text, &spans, known, &run("\n"))?),
                None => all.push_str(&format!(
                    "<{p}comment ref=\"{}\" authorId=\"{author}\"><{p}text>{}</{p}text></{p}comment>",
                    note.name,
                    run("")
                )),
            }
        }
        pieces.push(at_end(text, &spans, list, &all)?);
        Some(pieces)
    };
    let new = pieces().and_then(|pieces| spliced(text, pieces));
    new.ok_or(RewriteError::Cell)
}

/// A drawing with a shape for each comment.
fn drawn(text: &str, notes: &[Note<'_>]) -> Option<String> {
    let end = text.rfind("</xml>")?;
    let (before, after) = text.split_at(end);
    let mut new = before.to_owned();
    if !text.contains("\"_x0000_t202\"") {
        new.push_str(SHAPE_TYPE);
    }
    let mut number = FIRST_SHAPE;
    for note in notes {
        while new.contains(&format!("\"_x0000_s{number}\"")) {
            number += 1;
        }
        new.push_str(&shape(number, note));
    }
    Some(new + after)
}

fn shape(number: u32, note: &Note<'_>) -> String {
    let (row, column) = (note.row, note.column);
    let lines = u32::try_from(note.text.lines().count())
        .unwrap_or(1)
        .clamp(3, 12);
    let (top, bottom) = (row.saturating_sub(1), row + 1 + lines);
    let (left, right) = (column + 1, column + 5);
    format!(
        "<v:shape id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;\
         width:220pt;height:80pt;z-index:{number};visibility:hidden\" fillcolor=\"#ffffe1\" \
         o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
         <v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
         <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
         <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
         <x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>\
         <x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>\
         </x:ClientData></v:shape>"
    )
}

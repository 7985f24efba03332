//! Marks in a workbook: the look of a cell, and a comment.

use std::collections::BTreeMap;

use gouji_model::Place;
use gouji_package::{Element, Span, Tree, spans};

use super::note::CellNote;
use super::notes::{Note, Notes};
use super::parts::{Parts, is_strict};
use super::styles::Styles;
use super::tags::with_attribute;
use crate::rewrite::error::RewriteError;
use crate::rewrite::excel::letters;
use crate::rewrite::pieces::{Piece, prefix, spliced};
use crate::xlsx::{position, sheet_parts};

/// What stands after a sheet's old drawing.
const AFTER_DRAWING: [&str; 8] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// Marks cells of sheets.
pub(super) fn mark(bytes: &[u8], notes: &[CellNote]) -> Result<Vec<u8>, RewriteError> {
    let mut by_sheet: BTreeMap<u32, Vec<Note<'_>>> = BTreeMap::new();
    for note in notes {
        let Place::Sheet { sheet, row, column } = note.place else {
            return Err(RewriteError::Cell);
        };
        let name = format!("{}{}", letters(column), row + 1);
        by_sheet.entry(sheet).or_default().push(Note {
            row,
            column,
            name,
            text: &note.text,
        });
    }
    let mut parts = Parts::open(bytes)?;
    let (main, sheets) = sheet_parts(&mut parts.archive)?;
    let mut styles = Styles::open(&mut parts, &main)?;
    for (sheet, notes) in by_sheet {
        let named = sheets.iter().find(|(index, _)| *index == sheet);
        let (_, part) = named.ok_or(RewriteError::Cell)?;
        let text = parts.required(part)?;
        let drawing = Notes::new(part, is_strict(&text)).write(&mut parts, &text, &notes)?;
        let text = in_sheet(&text, part, &notes, &mut styles, drawing.as_deref())?;
        parts.put(part, text)?;
    }
    styles.finish(&mut parts)?;
    parts.finish()
}

/// The sheet with its cells marked, and the drawing of its comments named, where that is new.
fn in_sheet(
    text: &str,
    part: &str,
    notes: &[Note<'_>],
    styles: &mut Styles,
    drawing: Option<&str>,
) -> Result<String, RewriteError> {
    let tree = Tree::parse(text, part)?;
    let spans = spans(text, part)?;
    let root = tree.root().ok_or(RewriteError::Cell)?;
    let data = root.child("sheetData").ok_or(RewriteError::Cell)?;
    let sheet = Sheet {
        text,
        spans: &spans,
    };
    let mut pieces = Vec::new();
    for note in notes {
        pieces.push(sheet.cell(data, note, styles).ok_or(RewriteError::Cell)?);
    }
    if let Some(id) = drawing {
        pieces.push(sheet.drawing(root, id).ok_or(RewriteError::Cell)?);
    }
    spliced(text, pieces).ok_or(RewriteError::Cell)
}

struct Sheet<'a> {
    text: &'a str,
    spans: &'a [Span],
}

impl Sheet<'_> {
    fn span(&self, element: Element<'_>) -> Option<&Span> {
        self.spans.get(element.index() as usize)
    }

    fn source(&self, element: Element<'_>) -> Option<&str> {
        self.text.get(self.span(element)?.whole.clone())
    }

    /// What gives a cell another look: its start tag, or a cell where there is none.
    fn cell(&self, data: Element<'_>, note: &Note<'_>, styles: &mut Styles) -> Option<Piece> {
        let mut number = 0;
        let row = data.children().find(|row| {
            number = row.number("r").map_or(number + 1, |named| named.max(1));
            number == note.row + 1
        })?;
        let (mut next, mut before) = (0, None);
        for cell in row.children().filter(|child| child.name() == "c") {
            let named = cell.attribute("r").and_then(position);
            let (_, here) = named.unwrap_or((note.row, next));
            next = here.saturating_add(1);
            if here == note.column {
                return self.restyled(cell, styles);
            }
            if here > note.column {
                break;
            }
            before = Some(cell);
        }
        if self.source(row)?.ends_with("/>") {
            return None;
        }
        let at = match before {
            Some(cell) => self.span(cell)?.whole.end,
            None => self.span(row)?.inside.start,
        };
        let look = before.and_then(|cell| cell.number("s")).unwrap_or(0);
        let (p, twin) = (prefix(self.source(row)?, "row")?, styles.twin(look));
        let new = format!("<{p}c r=\"{}\" s=\"{twin}\"/>", note.name);
        Some((at..at, new))
    }

    fn restyled(&self, cell: Element<'_>, styles: &mut Styles) -> Option<Piece> {
        let span = self.span(cell)?;
        // `<c/>` has its inside behind it.
        let open = span.whole.start..span.inside.start;
        let twin = styles.twin(cell.number("s").unwrap_or(0));
        let tag = with_attribute(self.text.get(open.clone())?, "s", &twin.to_string());
        Some((open, tag))
    }

    /// Names the drawing of the comments.
    fn drawing(&self, root: Element<'_>, id: &str) -> Option<Piece> {
        let p = prefix(self.source(root)?, "worksheet")?;
        let names = match is_strict(self.text) {
            true => "http://purl.oclc.org/ooxml/officeDocument/relationships",
            false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        };
        let own = format!("<{p}legacyDrawing xmlns:r=\"{names}\" r:id=\"{id}\"/>");
        let mut children = root.children();
        let after = children.find(|child| AFTER_DRAWING.contains(&child.name()));
        let at = match after {
            Some(after) => self.span(after)?.whole.start,
            None => self.span(root)?.inside.end,
        };
        Some((at..at, own))
    }
}

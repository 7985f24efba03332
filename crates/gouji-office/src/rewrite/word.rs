//! The text of a cell in a Word file.

use std::collections::HashMap;

use gouji_model::Place;

use crate::archive::Archive;
use crate::docx;
use crate::draft::origins;
use crate::xml::{Element, Span, Tree, spans};

use super::package::replace_parts;
use super::{CellText, Piece, RewriteError, spliced};

/// Writes texts into cells of tables.
pub(super) fn rewrite(bytes: &[u8], cells: &[CellText]) -> Result<Vec<u8>, RewriteError> {
    let mut archive = Archive::open(bytes)?;
    let main = docx::main(&mut archive)?;
    let text = archive.required(&main)?;
    let tree = Tree::parse(&text, &main)?;
    let parts = docx::parts(&mut archive, &main, &tree)?;
    let origins: HashMap<Place, u32> = origins(&parts).into_iter().collect();
    let spans = spans(&text, &main)?;
    let part = Part {
        text: &text,
        spans: &spans,
    };
    let mut pieces = Vec::new();
    for cell in cells {
        let origin = origins.get(&cell.place).ok_or(RewriteError::Cell)?;
        let element = Element::at(&tree, *origin).ok_or(RewriteError::Cell)?;
        pieces.extend(part.pieces(element, &cell.text).ok_or(RewriteError::Cell)?);
    }
    let new = spliced(&text, pieces).ok_or(RewriteError::Cell)?;
    replace_parts(bytes, &[(main, new)])
}

struct Part<'a> {
    text: &'a str,
    spans: &'a [Span],
}

impl Part<'_> {
    /// What changes for a cell: its first text takes the new one, all others are emptied; a cell
    /// without any gets a run in its first paragraph, which looks as the paragraph says.
    fn pieces(&self, cell: Element<'_>, new: &str) -> Option<Vec<Piece>> {
        let mut texts = Vec::new();
        collect_texts(cell, &mut texts);
        let mut pieces = Vec::new();
        let mut new = Some(new);
        for text in texts {
            let inside = self.span(text)?.inside.clone();
            if inside.is_empty() {
                continue;
            }
            pieces.push((inside, new.take().unwrap_or_default().to_owned()));
        }
        if let Some(new) = new {
            pieces.push(self.new_run(cell.child("p")?, new)?);
        }
        Some(pieces)
    }

    fn span(&self, element: Element<'_>) -> Option<&Span> {
        self.spans.get(element.index() as usize)
    }

    /// A run at the end of a paragraph.
    fn new_run(&self, paragraph: Element<'_>, new: &str) -> Option<Piece> {
        let span = self.span(paragraph)?;
        let source = self.text.get(span.whole.clone())?;
        let tag = source.strip_prefix('<')?;
        let name = tag
            .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
            .next()?;
        let prefix = name.strip_suffix('p')?;
        let looks = paragraph.path(&["pPr", "rPr"]).and_then(|looks| {
            let looks = self.span(looks)?;
            self.text.get(looks.whole.clone())
        });
        let looks = looks.unwrap_or_default();
        let run = format!("<{prefix}r>{looks}<{prefix}t>{new}</{prefix}t></{prefix}r>");
        if let Some(open) = source.strip_suffix("/>") {
            // `<w:p/>` has no end tag to stand before.
            return Some((span.whole.clone(), format!("{open}>{run}</{name}>")));
        }
        Some((span.inside.end..span.inside.end, run))
    }
}

/// The texts that a cell shows, in order; none of tables inside it.
fn collect_texts<'t>(parent: Element<'t>, texts: &mut Vec<Element<'t>>) {
    for child in parent.children() {
        match child.name() {
            "t" => texts.push(child),
            "del" | "moveFrom" | "tbl" | "rt" | "drawing" | "pict" | "object" => {}
            _ => collect_texts(child, texts),
        }
    }
}

//! The text of a cell in a Word file.

use std::collections::HashMap;

use gouji_model::Place;

use crate::docx;
use crate::draft::origins;
use gouji_package::Archive;
use gouji_package::{Element, Span, Tree, spans};

use super::cell_text::CellText;
use super::error::RewriteError;
use super::package::replace_parts;
use super::pieces::{Piece, prefix, spliced};

/// Writes texts into cells of tables.
pub(super) fn rewrite(bytes: &[u8], cells: &[CellText]) -> Result<Vec<u8>, RewriteError> {
    let mut archive = Archive::open(bytes)?;
    let main = docx::main(&mut archive)?;
    let text = archive.exact(&main)?.ok_or(RewriteError::Cell)?;
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
        if is_calculated(element) {
            return Err(RewriteError::Formula);
        }
        pieces.extend(part.pieces(element, &cell.text).ok_or(RewriteError::Cell)?);
    }
    let new = spliced(&text, pieces).ok_or(RewriteError::Cell)?;
    replace_parts(bytes, &[(main, new)])
}

/// What the properties of a paragraph's mark say of tracked changes.
const TRACKED: [&str; 5] = ["ins", "del", "moveFrom", "moveTo", "rPrChange"];

/// Whether a cell's text comes from a field, such as `=SUM(LEFT)`; what is typed into a form's
/// field does not.
fn is_calculated(cell: Element<'_>) -> bool {
    let typed = |instruction: &str| instruction.trim_start().starts_with("FORMTEXT");
    cell.children().any(|child| match child.name() {
        "fldSimple" => !child.attribute("instr").is_some_and(typed),
        "instrText" => !typed(&child.text()),
        "tbl" => false,
        _ => is_calculated(child),
    })
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
            pieces.push(self.new_run(first_paragraph(cell)?, new)?);
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
        let prefix = prefix(source, "p")?;
        let looks = self.looks(paragraph).unwrap_or_default();
        let run = format!("<{prefix}r>{looks}<{prefix}t>{new}</{prefix}t></{prefix}r>");
        if let Some(open) = source.strip_suffix("/>") {
            // `<w:p/>` has no end tag to stand before.
            return Some((span.whole.clone(), format!("{open}>{run}</{prefix}p>")));
        }
        Some((span.inside.end..span.inside.end, run))
    }

    /// How a new run of a paragraph should look: as the paragraph's own mark, without what is specified
    /// of tracked changes, which no run may repeat.
    fn looks(&self, paragraph: Element<'_>) -> Option<String> {
        let looks = paragraph.path(&["pPr", "rPr"])?;
        let whole = self.text.get(self.span(looks)?.whole.clone())?;
        let prefix = prefix(whole, "rPr")?;
        let mut inside = String::new();
        for child in looks.children() {
            if !TRACKED.contains(&child.name()) {
                inside.push_str(self.text.get(self.span(child)?.whole.clone())?);
            }
        }
        Some(format!("<{prefix}rPr>{inside}</{prefix}rPr>"))
    }
}

/// The first paragraph of a cell, in a content control or not.
pub(super) fn first_paragraph(cell: Element<'_>) -> Option<Element<'_>> {
    cell.children().find_map(|child| match child.name() {
        "p" => Some(child),
        "sdt" | "sdtContent" | "customXml" => first_paragraph(child),
        _ => None,
    })
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

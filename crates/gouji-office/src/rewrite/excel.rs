//! The value of a cell in a workbook.

use std::collections::BTreeMap;

use gouji_model::Place;

use crate::OfficeError;
use crate::xlsx::{position, sheet_parts};
use gouji_package::Archive;
use gouji_package::{Element, Span, Tree, spans};

use super::cell_text::CellText;
use super::error::RewriteError;
use super::package::{Changed, replace_parts};
use super::pieces::{Piece, prefix, spliced};

/// A figure for a row and column of a sheet.
type Figure<'a> = (u32, u32, &'a str);

/// Writes texts into cells of sheets. Formulas keep their place: where the workbook has any, it is
/// asked to calculate them anew when it is opened.
pub(super) fn rewrite(bytes: &[u8], cells: &[CellText]) -> Result<Vec<u8>, RewriteError> {
    let mut by_sheet: BTreeMap<u32, Vec<Figure<'_>>> = BTreeMap::new();
    for cell in cells {
        let Place::Sheet { sheet, row, column } = cell.place else {
            return Err(RewriteError::Cell);
        };
        by_sheet
            .entry(sheet)
            .or_default()
            .push((row, column, &cell.text));
    }
    let mut archive = Archive::open(bytes)?;
    let (main, sheets) = sheet_parts(&mut archive)?;
    let mut changed: Vec<Changed> = Vec::new();
    for (sheet, figures) in by_sheet {
        let named = sheets.iter().find(|(index, _)| *index == sheet);
        let (_, part) = named.ok_or(RewriteError::Cell)?;
        let text = archive.exact(part)?.ok_or(RewriteError::Cell)?;
        changed.push((part.clone(), in_sheet(&text, part, &figures)?));
    }
    if calculates(&mut archive, &sheets)? {
        let text = archive.exact(&main)?.ok_or(RewriteError::Cell)?;
        changed.push((main, calculated_anew(&text)));
    }
    replace_parts(bytes, &changed)
}

/// Whether any sheet holds formulas: those of other sheets, too, may depend on a changed cell.
fn calculates(archive: &mut Archive<'_>, sheets: &[(u32, String)]) -> Result<bool, RewriteError> {
    for (_, part) in sheets {
        let text = archive.text(part)?.unwrap_or_default();
        let formula = ["<f>", "<f ", ":f>", ":f "];
        if formula.iter().any(|tag| text.contains(tag)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn in_sheet(text: &str, part: &str, figures: &[Figure<'_>]) -> Result<String, RewriteError> {
    let tree = Tree::parse(text, part)?;
    let spans = spans(text, part)?;
    let root = tree.root().ok_or_else(|| OfficeError::damaged(part))?;
    let data = root.child("sheetData").ok_or(RewriteError::Cell)?;
    let sheet = Sheet {
        text,
        spans: &spans,
    };
    let mut pieces = Vec::new();
    for figure in figures {
        pieces.push(sheet.piece(data, *figure)?);
    }
    spliced(text, pieces).ok_or(RewriteError::Cell)
}

struct Sheet<'a> {
    text: &'a str,
    spans: &'a [Span],
}

impl Sheet<'_> {
    fn span(&self, element: Element<'_>) -> Result<&Span, RewriteError> {
        let span = self.spans.get(element.index() as usize);
        span.ok_or(RewriteError::Cell)
    }

    /// What changes for a cell: its whole element, or the place in its row where it should stand.
    fn piece(&self, data: Element<'_>, figure: Figure<'_>) -> Result<Piece, RewriteError> {
        let (row, column, new) = figure;
        let mut number = 0;
        for element in data.children() {
            let named = element.number("r");
            number = named.map_or(number + 1, |named| named.max(1));
            if number == row + 1 {
                return self.in_row(element, row, column, new);
            }
        }
        Err(RewriteError::Cell)
    }

    fn in_row(
        &self,
        row: Element<'_>,
        number: u32,
        column: u32,
        new: &str,
    ) -> Result<Piece, RewriteError> {
        let source = self.source(row)?;
        if source.ends_with("/>") {
            return Err(RewriteError::Cell);
        }
        let (mut next, mut before) = (0, None);
        for cell in row.children().filter(|child| child.name() == "c") {
            let named = cell.attribute("r").and_then(position);
            let (_, here) = named.unwrap_or((number, next));
            next = here.saturating_add(1);
            if here == column {
                return self.in_cell(cell, new);
            }
            if here > column {
                break;
            }
            before = Some(cell);
        }
        let at = match before {
            Some(cell) => self.span(cell)?.whole.end,
            None => self.span(row)?.inside.start,
        };
        let prefix = prefix(source, "row").ok_or(RewriteError::Cell)?;
        let style = before.and_then(|cell| cell.attribute("s"));
        let style = style.map_or_else(String::new, |style| format!(" s=\"{style}\""));
        let name = format!("{}{}", letters(column), number + 1);
        let attributes = format!(" r=\"{name}\"{style}");
        Ok((at..at, element(prefix, &attributes, new)))
    }

    fn source(&self, element: Element<'_>) -> Result<&str, RewriteError> {
        let whole = self.span(element)?.whole.clone();
        self.text.get(whole).ok_or(RewriteError::Cell)
    }

    /// The cell with a number in it: its look stays, its type and old value go.
    fn in_cell(&self, cell: Element<'_>, new: &str) -> Result<Piece, RewriteError> {
        if cell.child("f").is_some() {
            return Err(RewriteError::Formula);
        }
        let mut attributes = String::new();
        for name in ["r", "s"] {
            if let Some(value) = cell.attribute(name) {
                attributes.push_str(&format!(" {name}=\"{value}\""));
            }
        }
        let prefix = prefix(self.source(cell)?, "c").ok_or(RewriteError::Cell)?;
        let whole = self.span(cell)?.whole.clone();
        Ok((whole, element(prefix, &attributes, new)))
    }
}

/// The source of a cell with a number.
fn element(prefix: &str, attributes: &str, new: &str) -> String {
    format!("<{prefix}c{attributes}><{prefix}v>{new}</{prefix}v></{prefix}c>")
}

/// `D` for 3.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// The workbook's part, asked to calculate when it is opened.
fn calculated_anew(workbook: &str) -> String {
    const ON: &str = " fullCalcOnLoad=\"1\"";
    if workbook.contains("fullCalcOnLoad") {
        return workbook.to_owned();
    }
    if let Some(at) = workbook.find("<calcPr") {
        let (before, after) = workbook.split_at(at + "<calcPr".len());
        return format!("{before}{ON}{after}");
    }
    for end in ["</definedNames>", "</sheets>"] {
        if let Some(at) = workbook.find(end) {
            let (before, after) = workbook.split_at(at + end.len());
            return format!("{before}<calcPr{ON}/>{after}");
        }
    }
    workbook.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!(
            [0, 3, 25, 26, 701, 702].map(letters),
            ["A", "D", "Z", "AA", "ZZ", "AAA"]
        );
    }
}

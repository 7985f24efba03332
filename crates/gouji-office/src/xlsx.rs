//! Workbooks of today (.xlsx, .et): sheets, shared texts and number formats.
//!
//! Cells hold what the program calculated last. A formula that was never calculated, as libraries
//! write them, has no value: its cell says so, since to take it for blank would pass a figure
//! unseen.

mod cell;
mod drawings;
mod formats;

use std::collections::{BTreeSet, HashMap};

use gouji_document::Document;

use crate::OfficeError;
use crate::package::{Relation, main_part, relations, target};
use crate::sheet::{Merge, Sheet, Workbook};
use cell::Texts;
pub(crate) use cell::position;
use formats::Formats;
use gouji_package::Archive;
use gouji_package::{Element, Tree};

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    let mut archive = Archive::open(bytes)?;
    let main = main_part(&mut archive, "xl/workbook.xml")?;
    let related = relations(&mut archive, &main)?;
    let mut optional = |kind: &str| match target(&related, kind) {
        Some(part) => archive.text(part),
        None => Ok(None),
    };
    let formats = Formats::parse(optional("styles")?.as_deref())?;
    let texts = Texts::parse(optional("sharedStrings")?.as_deref())?;
    let text = archive.required(&main)?;
    let tree = Tree::parse(&text, &main)?;
    let root = tree.root().ok_or_else(|| OfficeError::damaged(&*main))?;
    let since_1904 = root
        .child("workbookPr")
        .and_then(|properties| properties.attribute("date1904"))
        .is_some_and(|value| matches!(value, "1" | "true"));
    let mut reader = Reader {
        workbook: Workbook::default(),
        texts,
        formats,
        since_1904,
    };
    reader.sheets(&mut archive, root, &related)?;
    reader.workbook.finish()
}

/// The workbook's own part, and of each sheet that is read its index and its part.
pub(crate) fn sheet_parts(
    archive: &mut Archive<'_>,
) -> Result<(String, Vec<(u32, String)>), OfficeError> {
    let main = main_part(archive, "xl/workbook.xml")?;
    let related = relations(archive, &main)?;
    let text = archive.required(&main)?;
    let tree = Tree::parse(&text, &main)?;
    let root = tree.root().ok_or_else(|| OfficeError::damaged(&*main))?;
    let sheets = root.child("sheets").into_iter().flat_map(Element::children);
    let part = |(index, sheet): (usize, Element<'_>)| {
        let id = sheet.attribute("id")?;
        let found = related
            .iter()
            .find(|relation| relation.kind == "worksheet" && relation.id == id)?;
        Some((u32::try_from(index).ok()?, found.target.clone()))
    };
    let parts = sheets.enumerate().filter_map(part).collect();
    Ok((main, parts))
}

/// What of a sheet may put something under letters besides the fills of cells.
const GROUNDS: [&str; 3] = ["conditionalFormatting", "tableParts", "picture"];

struct Reader {
    workbook: Workbook,
    texts: Texts,
    formats: Formats,
    since_1904: bool,
}

impl Reader {
    /// Reads the sheets that are shown.
    fn sheets(
        &mut self,
        archive: &mut Archive<'_>,
        root: Element<'_>,
        related: &[Relation],
    ) -> Result<(), OfficeError> {
        let targets: HashMap<&str, &str> = related
            .iter()
            .filter(|relation| relation.kind == "worksheet")
            .map(|relation| (&*relation.id, &*relation.target))
            .collect();
        let sheets = root.child("sheets").into_iter().flat_map(Element::children);
        for (index, sheet) in sheets.enumerate() {
            let shown = !matches!(sheet.attribute("state"), Some("hidden" | "veryHidden"));
            let part = sheet.attribute("id").and_then(|id| targets.get(id));
            if let Some(part) = part.filter(|_| shown) {
                let text = archive.required(part)?;
                self.workbook.name(index as u32, sheet.attribute("name"));
                let pictures = drawings::pictures(archive, part)?;
                self.sheet(index as u32, &text, part, &pictures)?;
            }
        }
        Ok(())
    }

    fn sheet(
        &mut self,
        index: u32,
        text: &str,
        part: &str,
        pictures: &BTreeSet<(u32, u32)>,
    ) -> Result<(), OfficeError> {
        let tree = Tree::parse(text, part)?;
        let root = tree.root().ok_or_else(|| OfficeError::damaged(part))?;
        let mut sheet = Sheet::default();
        let mut row = 0;
        // Conditions, tables and pictures may put something under letters.
        let on_paper = GROUNDS.iter().all(|name| root.child(name).is_none());
        let rows = root.child("sheetData");
        for element in rows.into_iter().flat_map(Element::children) {
            row = element.number("r").map_or(row, |number| number.max(1) - 1);
            self.row(element, row, on_paper, &mut sheet)?;
            row = row.saturating_add(1);
        }
        let merges = root.child("mergeCells");
        for merge in merges.into_iter().flat_map(Element::children) {
            if let Some(merge) = merge.attribute("ref").and_then(area) {
                sheet.merge(merge)?;
            }
        }
        sheet.pictures(pictures);
        self.workbook.add(index, sheet);
        Ok(())
    }

    fn row(
        &mut self,
        row: Element<'_>,
        number: u32,
        on_paper: bool,
        sheet: &mut Sheet,
    ) -> Result<(), OfficeError> {
        let mut next = 0;
        for element in row.children().filter(|child| child.name() == "c") {
            let named = element.attribute("r").and_then(position);
            let (row, column) = named.unwrap_or((number, next));
            next = column.saturating_add(1);
            if on_paper && self.formats.is_white(element.number("s").unwrap_or(0)) {
                continue;
            }
            let text = cell::text(
                element,
                &self.texts,
                &self.formats,
                self.since_1904,
                on_paper,
            );
            self.workbook.cell(sheet, row, column, text)?;
            if cell::is_number(element) {
                sheet.number(row, column);
            }
        }
        Ok(())
    }
}

/// Merged cells from `A1:C3`.
fn area(reference: &str) -> Option<Merge> {
    let (from, to) = reference.split_once(':')?;
    let ((top, left), (bottom, right)) = (position(from)?, position(to)?);
    Some(Merge {
        row: top,
        column: left,
        rows: bottom.checked_sub(top)? + 1,
        columns: right.checked_sub(left)? + 1,
    })
}

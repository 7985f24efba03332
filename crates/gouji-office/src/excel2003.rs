//! Workbooks of Excel 2003 in XML: one file, cells in order with gaps given by their indices.

use std::collections::HashSet;

use gouji_document::{Document, STROKE};
use gouji_package::{Child, Element, Tree, decode};

use crate::OfficeError;
use crate::decimal;
use crate::manner::Manner;
use crate::sheet::{Merge, NOT_CALCULATED, Sheet, Workbook};

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    let text = decode(bytes);
    let tree = Tree::parse(&text, "XML")?;
    let root = tree.root().into_iter().flat_map(Element::children);
    let sheets = root.filter(|child| child.name() == "Worksheet");
    let mut workbook = Workbook::default();
    let struck = struck_styles(tree.root());
    for (index, worksheet) in sheets.enumerate() {
        if is_hidden(worksheet) {
            continue;
        }
        let mut sheet = Sheet::default();
        for table in worksheet.children().filter(|child| child.name() == "Table") {
            rows(table, &struck, &mut sheet, &mut workbook)?;
        }
        workbook.name(index as u32, worksheet.attribute("Name"));
        workbook.write(index as u32, &sheet)?;
    }
    Ok(workbook.finish())
}

fn is_hidden(worksheet: Element<'_>) -> bool {
    let visible = worksheet.path(&["WorksheetOptions", "Visible"]);
    let state = visible.map(Element::text).unwrap_or_default();
    matches!(state.trim(), "SheetHidden" | "SheetVeryHidden")
}

/// The styles whose text is struck out.
fn struck_styles<'t>(root: Option<Element<'t>>) -> HashSet<&'t str> {
    let styles = root.and_then(|root| root.child("Styles"));
    let strikes = |style: &Element<'t>| {
        let font = style.child("Font");
        let strike = font.and_then(|font| font.attribute("StrikeThrough"));
        strike == Some("1")
    };
    styles
        .into_iter()
        .flat_map(Element::children)
        .filter(strikes)
        .filter_map(|style| style.attribute("ID"))
        .collect()
}

fn rows(
    table: Element<'_>,
    struck: &HashSet<&str>,
    sheet: &mut Sheet,
    workbook: &mut Workbook,
) -> Result<(), OfficeError> {
    let mut row: u32 = 0;
    for element in table.children().filter(|child| child.name() == "Row") {
        row = index(element).unwrap_or(row);
        let mut column: u32 = 0;
        for cell in element.children().filter(|child| child.name() == "Cell") {
            column = index(cell).unwrap_or(column);
            let more = |name: &str| cell.number(name).unwrap_or(0);
            let (across, down) = (more("MergeAcross"), more("MergeDown"));
            if (across, down) != (0, 0) {
                sheet.merge(Merge {
                    row,
                    column,
                    rows: down.saturating_add(1),
                    columns: across.saturating_add(1),
                })?;
            }
            let style = cell.attribute("StyleID").unwrap_or_default();
            workbook.cell(sheet, row, column, text(cell, struck.contains(style)))?;
            column = column.saturating_add(across).saturating_add(1);
        }
        // A row may stand for several that look alike and are empty.
        let more = element.number("Span").unwrap_or(0);
        row = row.saturating_add(more).saturating_add(1);
    }
    Ok(())
}

/// The place that an element names, counted from 0.
fn index(element: Element<'_>) -> Option<u32> {
    Some(element.number("Index")?.max(1) - 1)
}

/// What a cell shows, in a style that strikes out or not.
fn text(cell: Element<'_>, struck: bool) -> String {
    let data = cell.child("Data");
    let mut shown = String::new();
    if let Some(data) = data {
        collect(data, &mut shown);
    }
    let kind = data.and_then(|data| data.attribute("Type"));
    let shown = match (kind, cell.attribute("Formula")) {
        (None, Some(formula)) => format!("{formula}{NOT_CALCULATED}"),
        (Some("Number"), _) => decimal::shown(&shown),
        (Some("Boolean"), _) => if shown.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        (Some("DateTime"), _) => date(&shown).to_owned(),
        _ => shown,
    };
    match struck && !shown.contains(STROKE) {
        true => gouji_document::struck(&shown),
        false => shown,
    }
}

/// `2025-01-10T00:00:00.000` without the time where there is none.
fn date(text: &str) -> &str {
    let midnight = text.split_once("T00:00:00");
    midnight.map_or(text, |(date, _)| date)
}

fn collect(parent: Element<'_>, text: &mut String) {
    for child in parent.contents() {
        match child {
            Child::Text(piece) => text.push_str(piece),
            // Rich text has the elements of web pages.
            Child::Element(element) if element.name() == "S" => {
                let from = text.len();
                collect(element, text);
                Manner::Struck.rewrite(text, from);
            }
            Child::Element(element) => collect(element, text),
        }
    }
}

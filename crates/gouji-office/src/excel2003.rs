//! Workbooks of Excel 2003 in XML: one file, cells in order with gaps given by their indices.

use std::collections::HashMap;
use std::ops::Range;

use gouji_document::{Document, STROKE};
use gouji_package::{Child, Element, Tree, decode};

use crate::OfficeError;
use crate::colours;
use crate::dates::{self, Format};
use crate::decimal;
use crate::manner::Manner;
use crate::sheet::{Merge, Sheet, Workbook};

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    let text = decode(bytes);
    let tree = Tree::parse(&text, "XML")?;
    let root = tree.root().into_iter().flat_map(Element::children);
    let sheets = root.filter(|child| child.name() == "Worksheet");
    let mut workbook = Workbook::default();
    let styles = styles(tree.root());
    for (index, worksheet) in sheets.enumerate() {
        if is_hidden(worksheet) {
            continue;
        }
        let mut sheet = Sheet::default();
        for table in worksheet.children().filter(|child| child.name() == "Table") {
            // What a condition puts under letters is not known.
            let on_paper = worksheet.child("ConditionalFormatting").is_none();
            rows(table, (&styles, on_paper), &mut sheet, &mut workbook)?;
        }
        workbook.name(index as u32, worksheet.attribute("Name"));
        workbook.add(index as u32, sheet);
    }
    workbook.finish()
}

fn is_hidden(worksheet: Element<'_>) -> bool {
    let visible = worksheet.path(&["WorksheetOptions", "Visible"]);
    let state = visible.map(Element::text).unwrap_or_default();
    matches!(state.trim(), "SheetHidden" | "SheetVeryHidden")
}

/// What a style makes of cells.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    is_struck: bool,
    /// Whether its letters are white, and nothing is under them.
    is_white: bool,
    /// Whether its format shows no number.
    shows_nothing: bool,
}

type Styles<'t> = HashMap<&'t str, Style>;

/// The styles of a workbook.
fn styles<'t>(root: Option<Element<'t>>) -> Styles<'t> {
    let styles = root.and_then(|root| root.child("Styles"));
    let named = |style: Element<'t>| {
        let property = |child: &str, name: &str| style.child(child)?.attribute(name);
        let white = |child: &str| property(child, "Color").is_some_and(colours::is_white);
        let ground = property("Interior", "Pattern").is_some_and(|pattern| pattern != "None");
        let code = property("NumberFormat", "Format").unwrap_or_default();
        let own = Style {
            is_struck: property("Font", "StrikeThrough") == Some("1"),
            is_white: white("Font") && (!ground || white("Interior")),
            shows_nothing: dates::of_code(code) == Format::Nothing,
        };
        Some((style.attribute("ID")?, own))
    };
    let styles = styles.into_iter().flat_map(Element::children);
    styles.filter_map(named).collect()
}

fn rows(
    table: Element<'_>,
    (styles, on_paper): (&Styles<'_>, bool),
    sheet: &mut Sheet,
    workbook: &mut Workbook,
) -> Result<(), OfficeError> {
    let mut row: u32 = 0;
    let mut reaching = Reaching::default();
    for element in table.children().filter(|child| child.name() == "Row") {
        row = index(element).unwrap_or(row);
        let mut column: u32 = 0;
        reaching.begin(row);
        for cell in element.children().filter(|child| child.name() == "Cell") {
            column = index(cell).unwrap_or_else(|| reaching.free(column));
            let more = |name: &str| cell.number(name).unwrap_or(0);
            let (across, down) = (more("MergeAcross"), more("MergeDown"));
            if (across, down) != (0, 0) {
                sheet.merge(Merge {
                    row,
                    column,
                    rows: down.saturating_add(1),
                    columns: across.saturating_add(1),
                })?;
                let right = column.saturating_add(across).saturating_add(1);
                reaching.add(row.saturating_add(down), column..right);
            }
            let style = cell.attribute("StyleID").unwrap_or_default();
            let style = styles.get(style).copied().unwrap_or_default();
            if !(style.is_white && on_paper) {
                workbook.cell(sheet, row, column, text(cell, style))?;
                let data = cell.child("Data");
                if data.and_then(|data| data.attribute("Type")) == Some("Number") {
                    sheet.number(row, column);
                }
            }
            column = column.saturating_add(across).saturating_add(1);
        }
        // A row may stand for several that look alike and are empty.
        let more = element.number("Span").unwrap_or(0);
        row = row.saturating_add(more).saturating_add(1);
    }
    Ok(())
}

/// Most merged cells that are followed into the rows below.
const MOST_REACHING: usize = 1_000;

/// Merged cells that reach into the rows below: some programs write the cells beside them there without their
/// places, as if those merged were none.
#[derive(Default)]
struct Reaching(Vec<(u32, Range<u32>)>);

impl Reaching {
    /// Begins a row.
    fn begin(&mut self, row: u32) {
        self.0.retain(|(last, _)| *last >= row);
    }

    /// Adds merged cells with the last row they reach.
    fn add(&mut self, last: u32, columns: Range<u32>) {
        if self.0.len() < MOST_REACHING {
            self.0.push((last, columns));
            self.0.sort_by_key(|(_, columns)| columns.start);
        }
    }

    /// The first column from one on that none of them takes.
    fn free(&self, column: u32) -> u32 {
        let mut free = column;
        for (_, columns) in &self.0 {
            if columns.contains(&free) {
                free = columns.end;
            }
        }
        free
    }
}

/// The place that an element names, counted from 0.
fn index(element: Element<'_>) -> Option<u32> {
    Some(element.number("Index")?.max(1) - 1)
}

/// What a cell shows in its style.
fn text(cell: Element<'_>, style: Style) -> String {
    let data = cell.child("Data");
    let mut shown = String::new();
    if let Some(data) = data {
        collect(data, &mut shown);
    }
    let kind = data.and_then(|data| data.attribute("Type"));
    let shown = match (kind, cell.attribute("Formula")) {
        (None, Some(formula)) => formula.to_owned(),
        (Some("Number"), _) if style.shows_nothing => String::new(),
        (Some("Number"), _) => decimal::shown(&shown),
        (Some("Boolean"), _) => if shown.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
        (Some("DateTime"), _) => date(&shown).to_owned(),
        _ => shown,
    };
    match style.is_struck && !shown.contains(STROKE) {
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

//! The sheets of an OpenDocument spreadsheet.

use std::collections::HashSet;

use gouji_document::{Document, PICTURE, STROKE, struck};

use crate::OfficeError;
use crate::decimal;
use crate::sheet::{Merge, Sheet, Workbook};
use gouji_package::Element;

use super::looks::Looks;
use super::paragraph;
use super::repeated::repeated;

/// Reads the sheets.
pub(super) fn read(
    root: Option<Element<'_>>,
    body: Element<'_>,
    looks: &Looks,
) -> Result<Document, OfficeError> {
    let hidden = hidden_styles(root);
    let mut workbook = Workbook::default();
    let tables = body.children().filter(|child| child.name() == "table");
    for (index, table) in tables.enumerate() {
        let style = table.attribute("style-name").unwrap_or("");
        if hidden.contains(style) {
            continue;
        }
        let mut sheet = Sheet::default();
        let mut row = 0;
        rows(table, looks, &mut row, &mut sheet, &mut workbook)?;
        workbook.name(index as u32, table.attribute("name"));
        workbook.add(index as u32, sheet);
    }
    workbook.finish()
}

/// The styles of sheets that are not shown.
fn hidden_styles(root: Option<Element<'_>>) -> HashSet<&str> {
    let styles = root.and_then(|root| root.child("automatic-styles"));
    let is_hidden = |style: &Element<'_>| {
        let properties = style.child("table-properties");
        properties.and_then(|p| p.attribute("display")) == Some("false")
    };
    let children = styles.into_iter().flat_map(Element::children);
    children
        .filter(is_hidden)
        .filter_map(|style| style.attribute("name"))
        .collect()
}

fn rows(
    parent: Element<'_>,
    looks: &Looks,
    row: &mut u32,
    sheet: &mut Sheet,
    workbook: &mut Workbook,
) -> Result<(), OfficeError> {
    for child in parent.children() {
        match child.name() {
            "table-row" => {
                let times = repeated(child, "number-rows-repeated");
                let cells = filled(child, looks);
                // A file may claim any number of rows; only filled ones cost anything.
                for at in 0..if cells.is_empty() { 0 } else { times } {
                    for cell in &cells {
                        cell.add(row.saturating_add(at), sheet, workbook)?;
                    }
                }
                *row = row.saturating_add(times);
            }
            "table-header-rows" | "table-rows" | "table-row-group" => {
                rows(child, looks, row, sheet, workbook)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Cells of a row that are filled or merged with others.
struct Filled {
    column: u32,
    times: u32,
    text: String,
    is_number: bool,
    spans: (u32, u32),
}

impl Filled {
    fn add(&self, row: u32, sheet: &mut Sheet, workbook: &mut Workbook) -> Result<(), OfficeError> {
        if self.spans != (1, 1) {
            sheet.merge(Merge {
                row,
                column: self.column,
                rows: self.spans.0,
                columns: self.spans.1,
            })?;
        }
        let times = if self.text.is_empty() { 0 } else { self.times };
        for at in 0..times {
            let column = self.column.saturating_add(at);
            workbook.cell(sheet, row, column, self.text.clone())?;
            if self.is_number {
                sheet.number(row, column);
            }
        }
        Ok(())
    }
}

fn filled(row: Element<'_>, looks: &Looks) -> Vec<Filled> {
    let mut column: u32 = 0;
    let mut cells = Vec::new();
    for cell in row.children() {
        let times = repeated(cell, "number-columns-repeated");
        let spans = (
            repeated(cell, "number-rows-spanned"),
            repeated(cell, "number-columns-spanned"),
        );
        if cell.name() == "table-cell" {
            let text = text(cell, looks);
            if !text.is_empty() || spans != (1, 1) {
                cells.push(Filled {
                    column,
                    times,
                    text,
                    is_number: is_number(cell),
                    spans,
                });
            }
        }
        column = column.saturating_add(times);
    }
    cells
}

/// What may lie over a cell and show a figure.
const SHAPES: [&str; 4] = ["frame", "custom-shape", "g", "rect"];

/// What a cell shows, and in what manner; a picture where it shows nothing else.
fn text(cell: Element<'_>, looks: &Looks) -> String {
    let shown = plain_text(cell, looks);
    let lies_over = |child: Element<'_>| SHAPES.contains(&child.name());
    if shown.is_empty() && cell.children().any(lies_over) {
        return PICTURE.to_string();
    }
    match looks.of(cell).struck == Some(true) && !shown.contains(STROKE) {
        true => struck(&shown),
        false => shown,
    }
}

/// What a cell shows; numbers with all their digits, however few are shown.
fn plain_text(cell: Element<'_>, looks: &Looks) -> String {
    let lines = cell.children().filter(|child| child.name() == "p");
    let look = looks.of(cell);
    let lines: Vec<String> = lines
        .map(|line| paragraph::text(line, looks, look))
        .collect();
    let shown = lines.join("\n").trim().to_owned();
    if shown.is_empty() && look.is_unseen(true) {
        return shown;
    }
    let kind = cell.attribute("value-type");
    // Of a percentage the figure is what is shown: the value is a hundredth of it.
    let is_as_shown = matches!(shown.as_str(), "TRUE" | "FALSE")
        || kind == Some("percentage") && shown.ends_with('%')
        || is_error(cell, &shown);
    let is_number = is_number(cell);
    if is_number && shown.is_empty() && !lines.is_empty() {
        // A format without any part shows no number.
        return shown;
    }
    if is_number && !is_as_shown {
        return cell.attribute("value").map_or(shown, decimal::shown);
    }
    match cell.attribute("formula") {
        None if shown.is_empty() => cell.attribute("string-value").unwrap_or("").to_owned(),
        Some(formula) if shown.is_empty() && kind.is_none() => {
            let formula = formula.split_once('=').map_or(formula, |(_, rest)| rest);
            format!("={formula}")
        }
        _ => shown,
    }
}

/// Whether a cell holds a number of the program.
fn is_number(cell: Element<'_>) -> bool {
    let kind = cell.attribute("value-type");
    matches!(kind, Some("float" | "currency" | "percentage"))
}

/// Whether what a cell shows is an error (`#DIV/0!`, `Err:502`): some programs write zero as the value of one.
fn is_error(cell: Element<'_>, shown: &str) -> bool {
    let is_calculated = cell.attribute("formula").is_some();
    let is_zero = cell.attribute("value") == Some("0");
    is_calculated && is_zero && shown.starts_with(|c: char| c == '#' || c.is_alphabetic())
}

//! Tables that a document does not have because it holds only a part of a report: a page of one section,
//! a sheet of a workbook.
//!
//! That something is not there is only reported where nothing speaks against it: no other table with figures,
//! no picture in a cell, no heading of a table that was not read. Else it is missing, and what needs it is
//! blocked.

use std::collections::BTreeSet;

use gouji_document::{Block, Document, PICTURE, Table};
use gouji_model::{Form, Value};

use super::choice::Chosen;
use super::heads::Part;
use crate::key::normal;
use crate::optional::titles;

/// The fewest figures that make a table that was not read one that may be of the form.
const FEWEST_FIGURES: usize = 2;

/// The tables that a document has no trace of, where its form says that reports come in parts; none where
/// something in it may be one of them.
pub(super) fn absent(
    document: &Document,
    form: &Form,
    year: Option<i32>,
    chosen: &Chosen<'_, '_, '_>,
    parts: &[Part<'_, '_>],
) -> Vec<usize> {
    let in_parts = form.known_by.as_ref().is_some_and(|known| known.in_parts);
    let read: BTreeSet<usize> = chosen.tables.iter().map(|(_, at)| at.table).collect();
    let tables = form.tables.iter().enumerate();
    let missing: Vec<usize> = tables
        .filter(|(at, table)| table.is_needed(year) && !read.contains(at))
        .map(|(at, _)| at)
        .collect();
    let all_are_read = chosen.tables.len() == parts.len();
    if !in_parts || missing.is_empty() || read.is_empty() || !all_are_read {
        return Vec::new();
    }
    let blocks: BTreeSet<usize> = parts.iter().map(|part| part.block).collect();
    let titles: Vec<String> = missing.iter().flat_map(|at| titles(form, *at)).collect();
    let mut others = document.blocks.iter().enumerate();
    let speaks = others.any(|(at, block)| {
        let is_read = blocks.contains(&at);
        !is_read && holds_figures(document, form, block) || names_one(document, block, &titles)
    });
    match speaks {
        true => Vec::new(),
        false => missing,
    }
}

/// Whether a table holds figures, or a picture.
fn holds_figures(document: &Document, form: &Form, block: &Block) -> bool {
    let Block::Table(table) = block else {
        return false;
    };
    let texts = || texts(document, table);
    let figure =
        |text: &&str| matches!(Value::read(text).0, Value::Figure(_)) || form.is_number(text);
    texts().any(|text| text.contains(PICTURE)) || texts().filter(figure).count() >= FEWEST_FIGURES
}

/// Whether a text of a block names one of some tables.
fn names_one(document: &Document, block: &Block, titles: &[String]) -> bool {
    let names = |text: &str| {
        let text = normal(text);
        titles.iter().any(|title| text.contains(title.as_str()))
    };
    match block {
        Block::Paragraph(paragraph) => names(document.text(paragraph.text)),
        Block::Table(table) => texts(document, table).any(names),
    }
}

fn texts<'d>(document: &'d Document, table: &'d Table) -> impl Iterator<Item = &'d str> {
    table.cells.iter().map(|cell| document.text(cell.text))
}

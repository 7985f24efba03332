//! The outline of a report: its sections, in them the tables, in them the rows.

use gouji_lint::Linter;
use gouji_model::{CellId, Language, SourceRange};

use crate::checked::{Checked, CheckedReport};
use crate::document::Document;
use crate::protocol::{DocumentSymbol, SymbolKind};

/// A part of a document's outline.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    name: String,
    detail: String,
    kind: SymbolKind,
    /// The whole of it.
    pub range: SourceRange,
    /// What names it.
    chosen: SourceRange,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// The outline of a document as the protocol wants it.
pub(crate) fn symbols(
    document: &Document,
    linter: &Linter,
    language: Language,
) -> Vec<DocumentSymbol> {
    let parts = outline(document, linter, language);
    parts
        .into_iter()
        .map(|part| symbol(document, part))
        .collect()
}

/// The outline of a document. A table that does not stand in its section stands beside it.
pub(crate) fn outline(document: &Document, linter: &Linter, language: Language) -> Vec<Part> {
    let checked = document.checked(linter);
    let mut parts: Vec<Part> = checked
        .reports
        .iter()
        .flat_map(|report| sections(document, checked, report))
        .collect();
    parts.sort_by_key(|part| part.range.start);
    let starts: Vec<u32> = parts.iter().map(|part| part.range.start).collect();
    let ends = starts.into_iter().skip(1).chain([whole(document)]);
    for (part, end) in parts.iter_mut().zip(ends) {
        part.range.end = part.range.end.max(trimmed(document, part.range.start, end));
    }
    let in_order = checked.reports.iter();
    for table in in_order.flat_map(|report| tables(document, checked, report, language)) {
        let holds = |part: &&mut Part| {
            part.kind == SymbolKind::NAMESPACE
                && part.range.start <= table.range.start
                && table.range.end <= part.range.end
        };
        match parts.iter_mut().find(holds) {
            Some(section) => section.parts.push(table),
            None => parts.push(table),
        }
    }
    parts
}

fn sections(document: &Document, checked: &Checked, report: &CheckedReport) -> Vec<Part> {
    let sections = report.report.sections.iter();
    sections
        .filter_map(|section| {
            let range = checked.shown(document, section.place?)?;
            Some(Part {
                name: named(&section.title, &section.id),
                detail: section.id.clone(),
                kind: SymbolKind::NAMESPACE,
                range,
                chosen: range,
                parts: Vec::new(),
            })
        })
        .collect()
}

fn tables(
    document: &Document,
    checked: &Checked,
    report: &CheckedReport,
    language: Language,
) -> Vec<Part> {
    let mut tables: Vec<Part> = Vec::new();
    for row in rows(document, checked, report) {
        let table = report.pack.form.table_of(row.0);
        match tables.last_mut() {
            Some(last) if last.detail == table.id => {
                last.range = union(last.range, row.1.range);
                last.parts.push(row.1);
            }
            _ => tables.push(Part {
                name: named(table.title.get(language), &table.id),
                detail: table.id.clone(),
                kind: SymbolKind::ARRAY,
                range: row.1.range,
                chosen: row.1.range,
                parts: vec![row.1],
            }),
        }
    }
    tables
}

/// The rows of a report that stand in the document, each with its first cell.
fn rows(document: &Document, checked: &Checked, report: &CheckedReport) -> Vec<(CellId, Part)> {
    let form = &report.pack.form;
    let mut rows: Vec<(CellId, Part)> = Vec::new();
    for cell in form.cells() {
        let Some(range) = checked.cell(document, &report.report, cell) else {
            continue;
        };
        let row = form.row_of(cell);
        let same = |known: CellId| {
            form.table_id_of(known) == form.table_id_of(cell) && form.row_of(known).id == row.id
        };
        match rows.last_mut() {
            Some((first, part)) if same(*first) => {
                part.range = union(part.range, range);
                part.chosen = part.range;
            }
            _ => rows.push((
                cell,
                Part {
                    name: named(&row.label.text, &row.id),
                    detail: row.id.clone(),
                    kind: SymbolKind::FIELD,
                    range,
                    chosen: range,
                    parts: Vec::new(),
                },
            )),
        }
    }
    rows
}

fn symbol(document: &Document, part: Part) -> DocumentSymbol {
    let children = part.parts.into_iter();
    let children: Vec<_> = children.map(|part| symbol(document, part)).collect();
    #[allow(deprecated, reason = "the type has the field and no default")]
    DocumentSymbol {
        name: part.name,
        detail: Some(part.detail),
        kind: part.kind,
        tags: None,
        deprecated: None,
        range: document.range(part.range),
        selection_range: document.range(part.chosen),
        children: (!children.is_empty()).then_some(children),
    }
}

/// A name to show: editors refuse empty ones.
fn named(title: &str, id: &str) -> String {
    let title = title.trim();
    if title.is_empty() { id } else { title }.to_owned()
}

fn union(one: SourceRange, other: SourceRange) -> SourceRange {
    SourceRange::new(one.start.min(other.start), one.end.max(other.end))
}

fn whole(document: &Document) -> u32 {
    u32::try_from(document.text().len()).unwrap_or(u32::MAX)
}

/// The end of what stands from `start` to `end`, without the white space at its end.
fn trimmed(document: &Document, start: u32, end: u32) -> u32 {
    let text = document.text().get(start as usize..end as usize);
    text.map_or(end, |text| start + text.trim_end().len() as u32)
}

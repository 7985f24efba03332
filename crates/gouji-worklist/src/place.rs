//! Where a finding stands, by the official labels: of the cell that is certainly wrong, else of what the rule
//! is about.

use std::collections::BTreeSet;
use std::io;

use gouji_audit::result::{Audit, FindingRow, SuspectRow};
use gouji_model::{CellId, Form, Language};

/// What stands between labels.
const BETWEEN: &str = " · ";

/// The labels of table, row and column.
pub(crate) fn labels(
    audit: &Audit,
    finding: &FindingRow,
    language: Language,
) -> io::Result<String> {
    let own = labels_of_suspect(audit, finding, language)?;
    Ok(own.unwrap_or_else(|| finding.labels.clone()).join(BETWEEN))
}

fn labels_of_suspect(
    audit: &Audit,
    finding: &FindingRow,
    language: Language,
) -> io::Result<Option<Vec<String>>> {
    let mut certain = finding.suspects.iter().filter(|one| one.is_certain);
    let only = certain.next().filter(|_| certain.next().is_none());
    let own = |one: &&SuspectRow| one.report.is_none() || one.report == finding.report;
    let Some(only) = only.filter(own) else {
        return Ok(None);
    };
    let report = audit.report(finding.report)?;
    let form = report.and_then(|report| audit.form_of(&report));
    let labels = form.and_then(|form| {
        let cell = form.cell(&only.id)?;
        let table = form.table_of(cell).title.get(language).to_owned();
        let (row, column) = (form.row_name(cell), form.column_name(cell));
        Some(vec![table, row.into_owned(), column.into_owned()])
    });
    Ok(labels)
}

/// What a form calls an instance of a rule: a cell, a column, a row or a table. Rows and columns may have the same
/// name in several tables; where they are called differently there, nobody can say which is meant.
pub(crate) fn of_instance(form: &Form, at: &str, language: Language) -> Option<String> {
    if let Some(cell) = form.cell(at) {
        let (row, column) = (&form.row_of(cell).label, &form.column_of(cell).label);
        return Some([row.text.as_str(), column.text.as_str()].join(BETWEEN));
    }
    let (table, at) = match at.split_once('/') {
        Some((table, rest)) => (Some(table), rest),
        None => (None, at),
    };
    let is_in = |cell: &CellId| table.is_none_or(|table| form.table_of(*cell).id == table);
    let column = |cell: CellId| {
        let column = form.column_of(cell);
        (column.id == at).then(|| column.label.text.clone())
    };
    let row = |cell: CellId| {
        let row = form.row_of(cell);
        (row.id == at).then(|| row.label.text.clone())
    };
    let title = |cell: CellId| {
        let table = form.table_of(cell);
        (table.id == at).then(|| table.title.get(language).to_owned())
    };
    let ways: [&dyn Fn(CellId) -> Option<String>; 3] = [&column, &row, &title];
    ways.iter().find_map(|way| {
        let called: BTreeSet<String> = form.cells().filter(is_in).filter_map(way).collect();
        let mut called = called.into_iter().filter(|label| !label.is_empty());
        called.next().filter(|_| called.next().is_none())
    })
}

/// Whether two places are of the same row and column, whatever language names the table.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let end = |place: &'_ str| -> Vec<String> {
        let labels = place.trim().rsplit(BETWEEN).take(2);
        labels.map(str::to_owned).collect()
    };
    end(one) == end(other)
}

//! The list one can work from: a row for each cause, with what stands there now, what should, and
//! room for what was done about it. As a table of text, or as what a workbook is made of.

mod cause;
mod columns;
mod entry;

use gouji_model::Language;

use crate::csv::row;
use crate::{Checked, Ending, wording};

pub(crate) use columns::{COLUMNS, FILE, Row, SEVERITY, heads};
pub(crate) use entry::{Entry, Totals, Unchecked, entries, last_entries};

use columns::PROBLEM;

/// The mark and the names of the columns.
pub(crate) fn csv_start(language: Language) -> String {
    format!("\u{feff}{}", row(heads(language)))
}

/// A row for each cause, and for what could not be checked.
pub(crate) fn csv_report(checked: &Checked<'_>) -> String {
    let unchecked = entry::unchecked(checked).into_iter();
    let unchecked = unchecked.map(|one| {
        let mut cells = Row::default();
        (cells[0], cells[1], cells[FILE]) = (one.organ, one.year, one.path);
        cells[PROBLEM] = format!(
            "{}{}{}",
            one.what,
            wording::colon(checked.language),
            one.why
        );
        cells[SEVERITY] = not_checked(checked.language).to_owned();
        cells
    });
    cause::rows(checked)
        .into_iter()
        .chain(unchecked)
        .map(row)
        .collect()
}

/// A row for each file that failed and each remark on the configuration.
pub(crate) fn csv_end(ending: &Ending<'_>) -> String {
    let failures = ending.failures.iter().map(|failure| {
        let mut cells = Row::default();
        cells[FILE].clone_from(&failure.path);
        cells[PROBLEM].clone_from(&failure.why);
        cells[SEVERITY] = not_checked(ending.language).to_owned();
        row(cells)
    });
    let remarks = ending.remarks.iter().map(|remark| {
        let mut cells = Row::default();
        cells[FILE] = format!("{}:{}", remark.path, remark.line);
        cells[PROBLEM].clone_from(&remark.message);
        cells[SEVERITY] = wording::severity(remark.severity, ending.language).to_owned();
        row(cells)
    });
    failures.chain(remarks).collect()
}

/// What is reported in place of a severity where nothing could be checked.
pub(crate) const fn not_checked(language: Language) -> &'static str {
    match language {
        Language::Chinese => "未能核对",
        Language::English => "not checked",
    }
}

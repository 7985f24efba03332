//! The report that the test files of fixed layout print, and what a reader got wrong of it.

use gouji_model::{CellId, Form, Report};

use crate::typeset::distinct_figure;
use crate::typeset::paper::Paper;

/// The year it reports on.
pub const YEAR: i32 = 2023;
/// Who publishes it.
pub const ORGANIZATION: &str = "青石县水务局";
/// How many paragraphs its first section has.
const PARAGRAPHS: usize = 5;

/// The report in a form, to be printed with [`crate::typeset::typeset`]; `text_of` is [`distinct_figure`].
#[must_use]
pub fn printed_report<'a>(
    form: &'a Form,
    text_of: &'a dyn Fn(CellId) -> Option<String>,
) -> Paper<'a> {
    Paper {
        form,
        year: YEAR,
        organization: ORGANIZATION,
        text_of,
    }
}

/// How a report differs from the printed one: form, organ, year, every cell, and the paragraphs of
/// the first section. Empty where it was read well.
#[must_use]
pub fn misread(form: &Form, report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    if report.form != form.id {
        found.push(format!("form {}", report.form));
    }
    if report.organization.as_deref() != Some(ORGANIZATION) || report.year != Some(YEAR) {
        found.push(format!("{:?} {:?}", report.organization, report.year));
    }
    let seen = report.observations.iter();
    found.extend(seen.map(|seen| format!("{:?} {:?}", seen.kind, seen.found)));
    let differs = |cell: CellId| {
        let text = report.cell(cell).map(|cell| cell.text().into_owned());
        let expected = distinct_figure(form, cell);
        (text != expected).then(|| format!("{}: {text:?}, not {expected:?}", form.address(cell)))
    };
    found.extend(form.cells().filter_map(differs));
    let overview = report.section("overview");
    let paragraphs = overview.map_or(0, |section| section.text.lines().count());
    if paragraphs != PARAGRAPHS {
        found.push(format!("{paragraphs} paragraphs in the first section"));
    }
    found
}

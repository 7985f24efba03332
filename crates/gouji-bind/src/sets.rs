//! Sets of tables that stand beside a report and are none themselves: a blank form before it or behind it, or
//! its own tables again as an annex.

use std::ops::Range;

use gouji_model::Report;

/// The reports of a part of a document, with its lines.
pub(crate) struct Bound {
    pub lines: Range<usize>,
    pub reports: Vec<Report>,
}

/// Whether a part of a document and the next are of one report: the next has no title and no section that the
/// first has, and the tables of one of them are blank, or those of the first again.
pub(crate) fn are_one(first: &Bound, next: &[Report]) -> bool {
    let ([first], [next]) = (first.reports.as_slice(), next) else {
        return false;
    };
    // The title that a page declares for itself is that of all its parts.
    let is_titled = next.title.is_some() && next.title != first.title;
    // Of two bare sets nothing says that they are of one report.
    let is_bare = first.title.is_none() && first.sections.is_empty();
    if first.form != next.form || is_titled || is_bare {
        return false;
    }
    let has = |report: &Report, id: &str| report.sections.iter().any(|own| own.id == id);
    let shares_sections = next.sections.iter().any(|section| has(first, &section.id));
    !shares_sections && (is_blank(first) || is_blank(next) || repeats(first, next))
}

/// Whether no cell of a report has anything in it.
fn is_blank(report: &Report) -> bool {
    let mut cells = report.cells.iter().flatten();
    cells.all(|cell| cell.text().is_empty())
}

/// Whether every cell of a report says the same in another.
fn repeats(first: &Report, next: &Report) -> bool {
    let mut pairs = first.cells.iter().zip(&next.cells);
    pairs.all(|pair| match pair {
        (Some(one), Some(other)) => one.value == other.value,
        (_, other) => other.is_none(),
    })
}

//! Reports of one unit in the order of their years, and figures put into them.

use gouji_model::{CellId, Figure, Report, Value};

use crate::run_reports::Bound;

/// The report before, if the chain has one that is near enough.
pub(crate) fn before(chain: &[Bound], at: usize) -> Option<&Bound> {
    let before = chain.get(at.checked_sub(1)?)?;
    follows(&before.report, &chain.get(at)?.report)?.then_some(before)
}

/// Whether a report follows another: the year before; of periods that are shorter, the last one there is
/// of this year or the year before. What must hold then is for the rules to say: some hold from month
/// to month, some since the end of last year.
fn follows(before: &Report, report: &Report) -> Option<bool> {
    let (last, year) = (before.year?, report.year?);
    let is_short = |report: &Report| {
        let period = report.period;
        period.is_some_and(|period| period.months() != Some(12))
    };
    Some(match is_short(report) {
        true => last == year || last + 1 == year,
        false => last + 1 == year,
    })
}

/// Whether a cell of a report may hold a figure: a count is whole, and only what has a sign is negative.
pub(crate) fn may_hold(bound: &Bound, cell: CellId, figure: Figure) -> bool {
    let kind = bound.pack.form.kind_of(cell);
    kind.is_number()
        && (figure.is_integer() || !kind.is_whole())
        && (!figure.is_negative() || kind.is_signed())
}

/// Puts figures into cells of a report that has them.
pub(crate) fn set(bound: &mut Bound, change: &[(CellId, Figure)]) {
    for (cell, figure) in change {
        if let Some(Some(cell)) = bound.report.cells.get_mut(cell.index()) {
            cell.value = Value::Figure(*figure);
            cell.raw = None;
        }
    }
}

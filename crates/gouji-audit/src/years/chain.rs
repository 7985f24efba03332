//! Reports of one unit in the order of their years.

use gouji_model::Report;

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
        period.is_some_and(|period| !period.is_year())
    };
    Some(match is_short(report) {
        true => last == year || last + 1 == year,
        false => last + 1 == year,
    })
}

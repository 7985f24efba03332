//! Proof that a repair did what it promised and nothing else.

use std::collections::BTreeSet;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::{Report, Severity, Value};

use crate::Change;

/// A report with what was found in it, before its file is changed.
pub(crate) struct Before {
    /// The report.
    pub report: Report,
    /// What checking it came to.
    pub outcome: Outcome,
}

/// Whether the new bytes read as the reports did before, but for the changes of each, and nothing
/// new is wrong.
pub(crate) fn holds(
    linter: &Linter<'_>,
    bytes: &[u8],
    before: &[Before],
    changes: &[Vec<Change>],
) -> bool {
    let Ok(opened) = linter.open(bytes) else {
        return false;
    };
    opened.reports.len() == before.len()
        && before
            .iter()
            .zip(changes)
            .zip(&opened.reports)
            .all(|((before, changes), after)| {
                reads_as_promised(&before.report, changes, after)
                    && is_no_worse(linter, before, after)
            })
}

fn reads_as_promised(before: &Report, changes: &[Change], after: &Report) -> bool {
    let same = before.form == after.form
        && before.year == after.year
        && before.organization == after.organization
        && before.cells.len() == after.cells.len();
    same && before
        .cells
        .iter()
        .zip(&after.cells)
        .enumerate()
        .all(|(index, (old, new))| {
            match changes.iter().find(|change| change.cell.index() == index) {
                Some(change) => {
                    new.as_ref().map(|new| new.value) == Some(Value::Figure(change.new))
                }
                None => {
                    let shown = |cell: &Option<gouji_model::Cell>| {
                        cell.as_ref()
                            .map(|cell| (cell.value, cell.text().into_owned()))
                    };
                    shown(old) == shown(new)
                }
            }
        })
}

/// Whether no error and no broken relation is there that was not before, and as much could be
/// checked.
fn is_no_worse(linter: &Linter<'_>, before: &Before, after: &Report) -> bool {
    let Some(outcome) = linter.check(after, None) else {
        return false;
    };
    let known = faults(&before.outcome);
    outcome.blocked.len() <= before.outcome.blocked.len()
        && faults(&outcome).iter().all(|fault| known.contains(fault))
}

fn faults(outcome: &Outcome) -> BTreeSet<(&str, Option<&str>)> {
    let matters = outcome
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error || finding.equation.is_some());
    matters
        .map(|f| (f.rule.as_str(), f.at.as_deref()))
        .collect()
}

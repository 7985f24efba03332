//! Proof that a repair did what it promised and nothing else.

use std::collections::BTreeSet;

use gouji_check::Outcome;
use gouji_lint::Linter;
use gouji_model::{Cell, Finding, Report, Value};
use gouji_rule::{Check, Pack};

use crate::{Change, FindingKey, Proposal, Refusal};

/// A report with what was found in it, before its file is changed.
pub(crate) struct Before<'a> {
    /// The report.
    pub report: Report,
    /// Last year's, where it was compared with one.
    pub prior: Option<&'a Report>,
    /// What checking it came to.
    pub outcome: Outcome,
}

/// Proves that the new bytes read as the reports did before, but for what is proposed for each;
/// that what should be repaired is; and that nothing new is wrong.
pub(crate) fn prove(
    linter: &Linter,
    bytes: &[u8],
    before: &[Before<'_>],
    made: &[Vec<&Proposal>],
) -> Result<(), Refusal> {
    let opened = linter.open(bytes).map_err(|_| Refusal::NotAsPromised)?;
    if opened.reports.len() != before.len() {
        return Err(Refusal::NotAsPromised);
    }
    for ((before, made), after) in before.iter().zip(made).zip(&opened.reports) {
        let changes = made.iter().flat_map(|one| one.changes.iter().copied());
        let changes: Vec<Change> = changes.collect();
        if !reads_as_promised(&before.report, &changes, after) {
            return Err(Refusal::NotAsPromised);
        }
        if made.is_empty() && is_noted_alike(&before.report, after) {
            // Nothing that findings come from has changed.
            continue;
        }
        let outcome = linter.judge(after, before.prior);
        let (Some(pack), Some(outcome)) = (linter.pack_of(after), outcome) else {
            return Err(Refusal::NotAsPromised);
        };
        is_better(&pack, &before.outcome, &outcome, made)?;
    }
    Ok(())
}

/// Whether bytes read as the reports did before, figures, findings and all.
pub(crate) fn reads_the_same(linter: &Linter, bytes: &[u8], before: &[Before<'_>]) -> bool {
    let Ok(opened) = linter.open(bytes) else {
        return false;
    };
    opened.reports.len() == before.len()
        && before.iter().zip(&opened.reports).all(|(before, after)| {
            let outcome = linter.check(after, before.prior).unwrap_or_default();
            let identities = |outcome: &Outcome| -> Vec<_> {
                outcome.findings.iter().map(|one| one.identity).collect()
            };
            reads_as_promised(&before.report, &[], after)
                && identities(&before.outcome) == identities(&outcome)
                && before.outcome.blocked.len() == outcome.blocked.len()
        })
}

fn reads_as_promised(before: &Report, changes: &[Change], after: &Report) -> bool {
    before.form == after.form
        && before.year == after.year
        && before.organization == after.organization
        && before.title == after.title
        && before.lost_tables == after.lost_tables
        && before.absent_tables == after.absent_tables
        && before.uncertain_tables == after.uncertain_tables
        && same_text(before, changes.len(), after)
        && before.cells.len() == after.cells.len()
        && same_cells(before, changes, after)
}

/// Whether readers noted the same of two reports, wherever it stands.
fn is_noted_alike(before: &Report, after: &Report) -> bool {
    let (old, new) = (&before.observations, &after.observations);
    let both = old.iter().zip(new);
    old.len() == new.len()
        && both.into_iter().all(|(old, new)| {
            (old.kind, &old.subject, &old.found) == (new.kind, &new.subject, &new.found)
        })
}

/// Whether all but the tables reads as before. A row of which nothing but its label was filled in
/// counts as text, and no longer does with a figure in it: as many lines may go as cells change.
fn same_text(before: &Report, changes: usize, after: &Report) -> bool {
    let (mut left, mut gone) = (after.sections.iter(), 0);
    let same = before.sections.iter().all(|old| {
        let Some(new) = left.next() else { return false };
        let lines = lines_gone(&old.text, &new.text);
        gone += lines.unwrap_or_default();
        old.id == new.id && old.title == new.title && lines.is_some()
    });
    same && left.next().is_none() && gone <= changes
}

/// How many lines of a text are gone from another; nothing where anything else is different.
fn lines_gone(old: &str, new: &str) -> Option<usize> {
    let (mut kept, mut gone) = (new.lines().peekable(), 0);
    for line in old.lines() {
        if kept.next_if_eq(&line).is_none() {
            gone += 1;
        }
    }
    kept.next().is_none().then_some(gone)
}

fn same_cells(before: &Report, changes: &[Change], after: &Report) -> bool {
    let shown = |cell: &Option<Cell>| {
        let cell = cell.as_ref()?;
        Some((cell.value, cell.text().into_owned()))
    };
    let both = before.cells.iter().zip(&after.cells).enumerate();
    both.into_iter().all(|(index, (old, new))| {
        match changes.iter().find(|change| change.cell.index() == index) {
            Some(change) => new.as_ref().map(|new| new.value) == Some(Value::Figure(change.new)),
            None => shown(old) == shown(new),
        }
    })
}

/// Whether what was proposed is repaired, nothing is found that was not before, and as much could be
/// checked.
fn is_better(
    pack: &Pack,
    before: &Outcome,
    after: &Outcome,
    made: &[&Proposal],
) -> Result<(), Refusal> {
    let (known, found) = (faults(pack, before), faults(pack, after));
    if after.blocked.len() > before.blocked.len() || !found.is_subset(&known) {
        return Err(Refusal::NotAsPromised);
    }
    let mut cleared = made.iter().flat_map(|proposal| &proposal.clears);
    if cleared.any(|key| found.contains(key)) {
        return Err(Refusal::NotRepaired);
    }
    Ok(())
}

/// Every finding but those about a table's style as a whole: a zero written into one blank cell
/// makes the blanks left over another way to write zero, and that is no reason against it.
fn faults(pack: &Pack, outcome: &Outcome) -> BTreeSet<FindingKey> {
    let of_style = |rule: &str| {
        let rule = pack.rule(rule);
        rule.is_some_and(|rule| matches!(rule.check, Check::MixedZeroStyles))
    };
    // The same words may be held against other cells once these are filled.
    let of_prose = |rule: &str| {
        let rule = pack.rule(rule);
        rule.is_some_and(|rule| matches!(rule.check, Check::Narrative(_)))
    };
    let findings = outcome.findings.iter();
    let faults = findings.filter(|finding| !of_style(&finding.rule));
    let fault = |finding: &Finding| {
        let mut fault = FindingKey::from(finding);
        if of_prose(&finding.rule) {
            fault.cells.clear();
        }
        fault
    };
    faults.map(fault).collect()
}

#[cfg(test)]
mod tests {
    use super::lines_gone;

    #[test]
    fn lines_may_go_and_none_may_come() {
        assert_eq!(lines_gone("a\nb\nc", "a\nb\nc"), Some(0));
        assert_eq!(lines_gone("a\nb\nc", "a\nc"), Some(1));
        assert_eq!(lines_gone("a\nc", "a\nb\nc"), None);
        assert_eq!(lines_gone("a\nb", "b\na"), None);
        assert_eq!(lines_gone("a", ""), Some(1));
        assert_eq!(lines_gone("", "a"), None);
    }
}

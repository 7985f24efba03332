//! Whether the reports are there that a rule needs beside the one it stands at: without them it says nothing.

use std::collections::BTreeSet;
use std::io;

use gouji_audit::result::{Audit, Needs, ReportRow};
use gouji_audit::units::Unit;

/// Which units have reports of which years.
pub(super) struct Present {
    terms: BTreeSet<(usize, i32)>,
    has_unread: bool,
}

impl Present {
    /// Those of an audit.
    pub(super) fn of(audit: &Audit) -> io::Result<Self> {
        let mut terms = BTreeSet::new();
        for report in &audit.reports {
            let report = report?;
            terms.extend(report.unit.zip(report.year));
        }
        Ok(Self {
            terms,
            has_unread: !audit.unread.is_empty(),
        })
    }

    /// Whether reports lack that a rule needs beside one.
    pub(super) fn lack(&self, audit: &Audit, report: &ReportRow, needs: Needs) -> bool {
        let Some((unit, year)) = report.unit.zip(report.year) else {
            return true;
        };
        match needs {
            // A month may have to do with the month before it, of the same year.
            Needs::YearBefore => report.period.is_none() && !self.has_before(audit, unit, year),
            Needs::UnitsBelow => self.lacks_below(audit, unit, year),
            // Any report may be the one: where one is missing or unread it may be that.
            Needs::Others => self.has_unread || audit.totals.missing > 0,
            Needs::Absence => false,
        }
    }

    /// Whether a unit, or the one it was before it was renamed, has a report of the year before.
    fn has_before(&self, audit: &Audit, unit: usize, year: i32) -> bool {
        let own = audit.units.get(unit);
        let before = audit.units.iter().enumerate().filter(|(number, other)| {
            let was = own.is_some_and(|own| is_before(other, own, year));
            *number == unit || was
        });
        let mut before = before.map(|(number, _)| (number, year - 1));
        before.any(|term| self.terms.contains(&term))
    }

    /// Whether a unit that counts towards one has no report of a year.
    fn lacks_below(&self, audit: &Audit, unit: usize, year: i32) -> bool {
        let below = audit.units.iter().enumerate().filter(|(_, below)| {
            let is_due = below.since.is_none_or(|since| since <= year)
                && below.until.is_none_or(|until| year <= until);
            below.above() == Some(unit) && below.counts && is_due
        });
        let mut below = below.map(|(number, _)| (number, year));
        below.any(|term| !self.terms.contains(&term))
    }
}

/// Whether one unit is what another was until the year before.
fn is_before(one: &Unit, other: &Unit, year: i32) -> bool {
    one.until == Some(year - 1) && other.aliases.contains(&one.name)
}

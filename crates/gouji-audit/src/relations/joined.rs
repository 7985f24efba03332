//! Reports by unit and time.

use std::collections::BTreeMap;

use super::term::{Families, Term};
use crate::run_reports::RunReports;

/// Reports by unit and time.
#[derive(Debug, Default)]
pub struct Joined {
    /// For each unit and time its reports.
    pub by_unit: BTreeMap<usize, BTreeMap<Term, Vec<usize>>>,
    /// The reports that are of no unit, or of no year.
    pub unpaired: Vec<usize>,
}

impl Joined {
    pub(super) fn of(run_reports: &dyn RunReports) -> Self {
        let mut joined = Self::default();
        let families = Families::of(run_reports.packs());
        for (report, entry) in run_reports.entries().iter().enumerate() {
            match (entry.unit, Term::of(&families, entry)) {
                (Some(unit), Some(term)) => {
                    let terms = joined.by_unit.entry(unit).or_default();
                    terms.entry(term).or_default().push(report);
                }
                _ => joined.unpaired.push(report),
            }
        }
        joined
    }

    /// The terms of a unit with the reports of each, the earliest first.
    pub(super) fn terms(&self, unit: usize) -> impl Iterator<Item = (&Term, &[usize])> {
        let terms = self.by_unit.get(&unit).into_iter().flatten();
        terms.map(|(term, reports)| (term, reports.as_slice()))
    }

    /// The reports of a unit and time.
    pub(super) fn reports(&self, unit: usize, term: &Term) -> &[usize] {
        let terms = self.by_unit.get(&unit);
        terms
            .and_then(|terms| terms.get(term))
            .map_or(&[], Vec::as_slice)
    }

    /// The first reports of the same time of the years before and after.
    pub(super) fn around(&self, unit: usize, term: &Term) -> [Option<usize>; 2] {
        let first = |mut found: Box<dyn Iterator<Item = (&Term, &[usize])> + '_>| {
            found
                .next()
                .and_then(|(_, reports)| reports.first().copied())
        };
        let before = self.terms(unit).filter(|(one, _)| one.is_year_before(term));
        let after = self.terms(unit).filter(|(one, _)| term.is_year_before(one));
        [first(Box::new(before)), first(Box::new(after))]
    }
}

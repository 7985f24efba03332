//! Reports by unit and time.

use std::collections::BTreeMap;

use super::term::{Families, Term, is_of_part};
use crate::run_reports::RunReports;

/// Reports by unit and time: a number for each report, in the order of their units. What time each speaks
/// of is looked up unit by unit.
pub(super) struct Joined<'r> {
    run_reports: &'r dyn RunReports,
    families: Families,
    in_order: Vec<u32>,
}

/// The reports of one unit, by time.
#[derive(Debug, Default)]
pub(super) struct OfUnit(BTreeMap<Term, Vec<usize>>);

/// The reports that are of no unit, or of no year.
pub fn unpaired(run_reports: &dyn RunReports) -> Vec<usize> {
    let is_unpaired = |report: &usize| {
        let entry = run_reports.entry(*report);
        entry.is_none_or(|entry| entry.unit.is_none() || entry.year.is_none())
    };
    (0..run_reports.len()).filter(is_unpaired).collect()
}

impl<'r> Joined<'r> {
    pub(super) fn of(run_reports: &'r dyn RunReports) -> Self {
        let mut joined = Self {
            run_reports,
            families: Families::of(run_reports.packs()),
            in_order: Vec::new(),
        };
        let reports = (0..run_reports.len()).filter_map(|report| u32::try_from(report).ok());
        joined.in_order = reports
            .filter(|report| joined.unit_of(*report).is_some())
            .collect();
        let mut in_order = std::mem::take(&mut joined.in_order);
        in_order.sort_by_cached_key(|report| joined.unit_of(*report));
        joined.in_order = in_order;
        joined
    }

    /// The unit of a report that is compared with others: it has a year, too.
    fn unit_of(&self, report: u32) -> Option<usize> {
        let entry = self.run_reports.entry(report as usize)?;
        let is_compared = entry.year.is_some() && !is_of_part(self.run_reports.packs(), &entry);
        entry.unit.filter(|_| is_compared)
    }

    /// The units that have reports, in order.
    pub(super) fn units(&self) -> Vec<u32> {
        let units = self.in_order.iter();
        let units = units.filter_map(|report| u32::try_from(self.unit_of(*report)?).ok());
        let mut units: Vec<u32> = units.collect();
        units.dedup();
        units.shrink_to_fit();
        units
    }

    /// The reports of a unit.
    pub(super) fn of_unit(&self, unit: usize) -> OfUnit {
        let from = self
            .in_order
            .partition_point(|report| self.unit_of(*report) < Some(unit));
        let own = self.in_order.iter().skip(from);
        let own = own.take_while(|report| self.unit_of(**report) == Some(unit));
        let mut of_unit = OfUnit::default();
        for report in own.map(|report| *report as usize) {
            let entry = self.run_reports.entry(report);
            if let Some(term) = entry.and_then(|entry| Term::of(&self.families, &entry)) {
                of_unit.0.entry(term).or_default().push(report);
            }
        }
        of_unit
    }
}

impl OfUnit {
    /// The terms with the reports of each, the earliest first.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&Term, &[usize])> {
        self.0
            .iter()
            .map(|(term, reports)| (term, reports.as_slice()))
    }

    /// The reports of a time.
    pub(super) fn reports(&self, term: &Term) -> &[usize] {
        self.0.get(term).map_or(&[], Vec::as_slice)
    }

    /// The first reports of the same time of the years before and after.
    pub(super) fn around(&self, term: &Term) -> [Option<usize>; 2] {
        let first = |is_it: &dyn Fn(&Term) -> bool| {
            let mut found = self.terms().filter(|(one, _)| is_it(one));
            found
                .next()
                .and_then(|(_, reports)| reports.first().copied())
        };
        [
            first(&|one| one.is_year_before(term)),
            first(&|one| term.is_year_before(one)),
        ]
    }
}

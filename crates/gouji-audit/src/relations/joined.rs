//! Reports by unit and year.

use std::collections::BTreeMap;

use crate::run_reports::RunReports;

/// Reports by unit and year.
#[derive(Debug, Default)]
pub struct Joined {
    /// For each unit and year its reports.
    pub by_unit: BTreeMap<usize, BTreeMap<i32, Vec<usize>>>,
    /// The reports that are of no unit, or of no year.
    pub unpaired: Vec<usize>,
}

impl Joined {
    pub(super) fn of(run_reports: &dyn RunReports) -> Self {
        let mut joined = Self::default();
        for (report, entry) in run_reports.entries().iter().enumerate() {
            match (entry.unit, entry.year) {
                (Some(unit), Some(year)) => {
                    let years = joined.by_unit.entry(unit).or_default();
                    years.entry(year).or_default().push(report);
                }
                _ => joined.unpaired.push(report),
            }
        }
        joined
    }

    /// The reports of a unit and year.
    pub(super) fn reports(&self, unit: usize, year: i32) -> &[usize] {
        let years = self.by_unit.get(&unit);
        years
            .and_then(|years| years.get(&year))
            .map_or(&[], Vec::as_slice)
    }

    /// The first reports of the years before and after one.
    pub(super) fn around(&self, unit: usize, year: i32) -> [Option<usize>; 2] {
        [year - 1, year + 1].map(|year| self.reports(unit, year).first().copied())
    }
}

//! Where the reports of each unit and year lie while mistakes are put in, and whose texts they have.

use std::collections::{BTreeMap, BTreeSet};

use super::super::published::Published;
use super::super::whole::Region;

/// A unit and a year.
pub(super) type Of = (usize, i32);

/// The reports that are still there, by number and by unit and year. Those that are taken away stay in the
/// region until all mistakes are in, so that numbers keep their meaning.
pub(super) struct ReportIndex {
    /// The numbers of the reports that are there, in order.
    there: Vec<usize>,
    by_unit: BTreeMap<Of, Vec<usize>>,
    /// For each text that was copied the reports that have it.
    copies: BTreeMap<Of, Vec<Of>>,
    /// The reports with a mistake.
    with_mistake: BTreeSet<Of>,
}

impl ReportIndex {
    pub(super) fn of(region: &Region<'_>) -> Self {
        let mut index = Self {
            there: Vec::new(),
            by_unit: BTreeMap::new(),
            copies: BTreeMap::new(),
            with_mistake: BTreeSet::new(),
        };
        for (number, published) in region.published.iter().enumerate() {
            index.add(number, published);
        }
        index
    }

    /// Takes note of a further report.
    pub(super) fn add(&mut self, number: usize, published: &Published) {
        self.there.push(number);
        let of = (published.unit, published.year);
        self.by_unit.entry(of).or_default().push(number);
    }

    /// Takes the reports of a unit and year away.
    pub(super) fn take_away(&mut self, of: Of) {
        for number in self.by_unit.remove(&of).unwrap_or_default() {
            if let Ok(at) = self.there.binary_search(&number) {
                self.there.remove(at);
            }
        }
    }

    /// The numbers of the reports that are there, in order.
    pub(super) fn there(&self) -> &[usize] {
        &self.there
    }

    /// The numbers of the reports of a unit and year, in order.
    pub(super) fn numbers(&self, of: Of) -> &[usize] {
        self.by_unit.get(&of).map_or(&[], Vec::as_slice)
    }

    /// Notes that a report has a mistake.
    pub(super) fn note(&mut self, of: Of) {
        self.with_mistake.insert(of);
    }

    /// Whether a report has a mistake.
    pub(super) fn has_mistake(&self, of: Of) -> bool {
        self.with_mistake.contains(&of)
    }

    /// Notes that a report has a text of another.
    pub(super) fn note_copy(&mut self, of: Of, source: Of) {
        self.copies.entry(source).or_default().push(of);
    }

    /// Whether a report that is there has a text of this one.
    pub(super) fn is_copied(&self, source: Of) -> bool {
        let copies = self.copies.get(&source).into_iter().flatten();
        copies
            .into_iter()
            .any(|copy| self.by_unit.contains_key(copy))
    }
}

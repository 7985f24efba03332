//! Where there is room for a mistake, and what is noted of one.

use std::collections::BTreeSet;

use super::super::faults::{Decidable, Fault, FaultKind, Guilty};
use super::super::key::Key;
use super::super::kinship::Kinship;
use super::super::published::Typed;
use super::super::whole::Region;
use super::super::years::LATER;
use super::report_index::ReportIndex;
use crate::specimen::Rng;

pub(super) struct Planner<'p, 'r, 'f> {
    pub(super) region: &'p mut Region<'f>,
    pub(super) kinship: Kinship,
    pub(super) reports: ReportIndex,
    pub(super) rng: &'r mut Rng,
    /// Units with a mistake in their figures, and those they are compared with.
    pub(super) units: BTreeSet<usize>,
    /// Sums in which a mistake shows, with the years around them.
    pub(super) sums: BTreeSet<(usize, i32)>,
    /// Whether mistakes may cover each other.
    pub(super) is_crowded: bool,
}

impl Planner<'_, '_, '_> {
    /// A report by chance: its number, unit and year.
    pub(super) fn any(&mut self) -> Option<(usize, usize, i32)> {
        let there = self.reports.there();
        let number = *there.get(self.rng.below(there.len()))?;
        let published = self.region.published.get(number)?;
        (!published.is_second).then_some((number, published.unit, published.year))
    }

    /// A report by chance of a unit with no other mistake, that shows in no other sum.
    pub(super) fn free(&mut self) -> Option<(usize, usize, i32)> {
        let (number, unit, year) = self.any()?;
        self.is_free(unit, year).then_some((number, unit, year))
    }

    pub(super) fn is_free(&self, unit: usize, year: i32) -> bool {
        if self.is_crowded {
            return true;
        }
        let kin = self.kin(unit);
        let shows = |unit: usize| self.sums.contains(&(unit, year));
        let parent = self.region.units.get(unit).and_then(|unit| unit.parent);
        kin.iter().all(|unit| !self.units.contains(unit))
            && !parent.is_some_and(shows)
            && !(self.is_parent(unit) && shows(unit))
    }

    /// A unit with those it was made of or that were made of it.
    pub(super) fn kin(&self, unit: usize) -> Vec<usize> {
        let mut kin = vec![unit];
        for other in self.kinship.became(unit) {
            kin.push(*other);
            let own = self.region.units.get(*other);
            kin.extend(own.into_iter().flat_map(|own| &own.made_of));
        }
        kin.extend(
            self.region
                .units
                .get(unit)
                .into_iter()
                .flat_map(|own| &own.made_of),
        );
        kin
    }

    pub(super) fn is_parent(&self, unit: usize) -> bool {
        !self.kinship.below(unit).is_empty()
    }

    pub(super) fn counts(&self, unit: usize) -> bool {
        let own = self.region.units.get(unit);
        own.is_some_and(|own| own.counts && own.parent.is_some())
    }

    pub(super) fn parent(&self, unit: usize) -> Option<usize> {
        self.region.units.get(unit)?.parent
    }

    /// The unit has a report of a year that follows from one before, or is followed by one.
    pub(super) fn has(&self, unit: usize, year: i32) -> bool {
        self.region.truth(unit, year).is_some()
    }

    pub(super) fn truth(&self, unit: usize, year: i32, address: &str) -> Option<i64> {
        let layout = &self.region.layouts[usize::from(year >= LATER)];
        let cell = layout.cell(address)?;
        layout.figure(self.region.truth(unit, year)?, cell)
    }

    /// Notes a mistake, and that there is no room for another beside it.
    pub(super) fn note(
        &mut self,
        kind: FaultKind,
        of: (usize, i32),
        decidable: Vec<Decidable>,
    ) -> Option<()> {
        let (unit, year) = of;
        let kin = self.kin(unit);
        self.units.extend(kin);
        let parent = self.parent(unit);
        for year in year - 1..=year + 1 {
            self.sums.extend(parent.map(|parent| (parent, year)));
            if self.is_parent(unit) {
                self.sums.insert((unit, year));
            }
        }
        let decidable = if self.is_crowded {
            Vec::new()
        } else {
            decidable
        };
        self.put_down(kind, (unit, year), decidable);
        Some(())
    }

    /// Puts a mistake down.
    pub(super) fn put_down(
        &mut self,
        kind: FaultKind,
        (unit, year): (usize, i32),
        decidable: Vec<Decidable>,
    ) {
        self.reports.note((unit, year));
        self.region.faults.push(Fault {
            kind,
            unit,
            year,
            decidable,
        });
    }

    /// Another unit below the same as a unit, with a report of a year, that is free and fits.
    pub(super) fn sibling(
        &self,
        unit: usize,
        year: i32,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut others = self.kinship.below(self.parent(unit)?).iter().copied();
        others.find(|other| {
            let may_be = *other != unit && !self.is_parent(*other) && self.has(*other, year);
            may_be && fits(*other) && self.is_free(*other, year)
        })
    }

    /// Takes the reports that are to be missing out of the region.
    pub(super) fn finish(self) {
        let mut number = 0;
        self.region.published.retain(|_| {
            let is_there = self.reports.there().binary_search(&number).is_ok();
            number += 1;
            is_there
        });
    }

    pub(super) fn type_in(&mut self, number: usize, address: &str, typed: Typed) -> Option<()> {
        let published = self.region.published.get_mut(number)?;
        published.typed.insert(address.to_owned(), typed);
        Some(())
    }

    /// A figure that is wrong by enough to be no slip of one, and not below zero.
    pub(super) fn other(&mut self, right: i64) -> i64 {
        right + 11 + self.rng.below(40) as i64
    }

    /// That a finding must name a cell.
    pub(super) fn names(
        rule: &str,
        at: (usize, i32, &str),
        guilty: (usize, i32, &str, i64),
    ) -> Decidable {
        let (unit, year, instance) = at;
        let (guilty, when, cell, right) = guilty;
        let guilty = Guilty {
            unit: guilty,
            year: when,
            cell: cell.to_owned(),
            right,
            is_missing: false,
        };
        Decidable::Cell(key(rule, unit, year, instance), guilty)
    }

    /// One cell of the requests is wrong: its own sums break, so that it is known everywhere.
    pub(super) fn one_cell(
        &mut self,
        kind: FaultKind,
        of: (usize, usize, i32),
        address: &str,
        more: Vec<Key>,
    ) -> Option<()> {
        let (number, unit, year) = of;
        let right = self.truth(unit, year, address)?;
        let wrong = self.other(right);
        self.type_in(number, address, Typed::Figure(wrong))?;
        let mut decidable: Vec<Decidable> = Vec::new();
        for (rule, at_unit, at_year, at) in more {
            decidable.push(Self::names(
                &rule,
                (at_unit, at_year, &at),
                (unit, year, address, right),
            ));
        }
        if self.counts(unit) {
            let parent = self.parent(unit)?;
            decidable.push(Self::names(
                "roll-up",
                (parent, year, address),
                (unit, year, address, right),
            ));
        }
        if self.is_parent(unit) {
            decidable.push(Self::names(
                "roll-up",
                (unit, year, address),
                (unit, year, address, right),
            ));
        }
        self.note(kind, (unit, year), decidable)
    }
}

/// What a finding is about.
pub(super) fn key(rule: &str, unit: usize, year: i32, at: &str) -> Key {
    (rule.to_owned(), unit, year, at.to_owned())
}

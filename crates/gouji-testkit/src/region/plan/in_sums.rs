//! Mistakes that show in the sums over units.

use std::collections::BTreeSet;

use super::super::faults::{Decidable, FaultKind, Guilty};
use super::super::figures::Year;
use super::super::published::Typed;
use super::super::years::LATER;
use super::planner::{Planner, key};

impl Planner<'_, '_, '_> {
    pub(super) fn child_cell(&mut self, kind: FaultKind) -> Option<()> {
        let of = self.free()?;
        if !self.counts(of.1) {
            return None;
        }
        self.one_cell(
            kind,
            of,
            "requests/results.granted/natural_person",
            Vec::new(),
        )
    }

    pub(super) fn child_rows(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        if !self.counts(unit) || self.is_parent(unit) {
            return None;
        }
        let published = self.region.published.get_mut(number)?;
        let own = &mut published.figures.requests[0];
        own.new += 6;
        own.results[1] += 6;
        self.note(kind, (unit, year), Vec::new())
    }

    pub(super) fn parent_cell(&mut self, kind: FaultKind) -> Option<()> {
        let of = self.free()?;
        if !self.is_parent(of.1) {
            return None;
        }
        self.one_cell(kind, of, "requests/new/legal.commercial", Vec::new())
    }

    /// A child that is not in the sums of its parent though it counts, or is though it does not.
    pub(super) fn counted(&mut self, kind: FaultKind, counts: bool) -> Option<()> {
        let (_, unit, year) = self.free()?;
        let parent = self.parent(unit)?;
        if self.is_parent(unit) || self.counts(unit) != counts || !self.is_free(parent, year) {
            return None;
        }
        let own = self.region.truth(unit, year)?.clone();
        let number = *self.reports.numbers((parent, year)).first()?;
        let published = self.region.published.get_mut(number)?;
        let sign = if counts { -1 } else { 1 };
        add(&mut published.figures, &own, sign);
        let mut decidable = Vec::new();
        // Last year's report of the parent says who is wrong; so does what differs, where it can only be the child's.
        let over = own.requests[0].over > 0 && self.has(parent, year - 1);
        let new = own.requests[0].new > 0 && self.is_telling(&own, year);
        let addresses = [
            ("requests/carried_over/natural_person", over),
            ("requests/new/natural_person", new),
        ];
        for (address, is_decidable) in addresses {
            if !is_decidable {
                continue;
            }
            let right = self.truth(parent, year, address)?;
            let at = (parent, year, address);
            decidable.push(Self::names("roll-up", at, (parent, year, address, right)));
        }
        self.note(kind, (parent, year), decidable)?;
        self.units.insert(unit);
        Some(())
    }

    /// Whether the figures of a report that are added up are so many different ones that no other has them by chance.
    fn is_telling(&self, own: &Year, year: i32) -> bool {
        let layout = &self.region.layouts[usize::from(year >= LATER)];
        let added_up = layout.cells().filter(|cell| {
            let address = layout.form.address_of(*cell);
            !address.starts_with("proactive/")
        });
        let figures = added_up.filter_map(|cell| layout.figure(own, cell));
        let distinct: BTreeSet<i64> = figures.filter(|figure| *figure > 0).collect();
        distinct.len() >= 4
    }

    pub(super) fn missing_counted(&mut self, kind: FaultKind) -> Option<()> {
        let (_, unit, year) = self.free()?;
        if !self.counts(unit) || self.is_parent(unit) || !self.has(unit, year - 1) {
            return None;
        }
        let own = self.region.truth(unit, year)?.clone();
        let parent = self.parent(unit)?;
        let mut decidable = Vec::new();
        // What it carried over from last year is in the difference: its year goes on from it alone.
        if own.requests[0].over > 0 {
            let address = "requests/new/natural_person".to_owned();
            let guilty = Guilty {
                unit,
                year,
                cell: address.clone(),
                right: own.requests[0].new,
                is_missing: true,
            };
            let found = key("roll-up", parent, year, &address);
            decidable.push(Decidable::Cell(found, guilty));
        }
        self.reports.take_away((unit, year));
        self.note(kind, (unit, year), decidable)
    }

    pub(super) fn missing_several(&mut self, kind: FaultKind) -> Option<()> {
        let (_, unit, year) = self.free()?;
        let other = self.sibling(unit, year, |other| self.counts(other))?;
        if !self.counts(unit) || self.is_parent(unit) {
            return None;
        }
        self.reports.take_away((unit, year));
        self.reports.take_away((other, year));
        self.note(kind, (unit, year), Vec::new())?;
        let kin = self.kin(other);
        self.units.extend(kin);
        Some(())
    }

    pub(super) fn missing(&mut self, kind: FaultKind) -> Option<()> {
        let (_, unit, year) = self.free()?;
        if self.counts(unit) || self.is_parent(unit) {
            return None;
        }
        self.reports.take_away((unit, year));
        self.note(kind, (unit, year), Vec::new())
    }

    pub(super) fn unreadable(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        if !self.counts(unit) || self.is_parent(unit) {
            return None;
        }
        self.type_in(number, "requests/new/legal.other", Typed::Words("见附件"))?;
        self.note(kind, (unit, year), Vec::new())
    }
}

/// Adds the figures of a child to those of its parent, or takes them away.
fn add(own: &mut Year, its: &Year, sign: i64) {
    for (own, its) in own.requests.iter_mut().zip(&its.requests) {
        own.new += sign * its.new;
        own.over += sign * its.over;
        own.forward += sign * its.forward;
        let results = own.results.iter_mut().zip(its.results);
        results.for_each(|(own, its)| *own += sign * its);
    }
    let review = own.review.iter_mut().flatten();
    review
        .zip(its.review.iter().flatten())
        .for_each(|(own, its)| *own += sign * its);
}

//! Mistakes of whole files: late, copied, doubled, in another form, under another name.

use super::super::faults::FaultKind;
use super::super::published::Typed;
use super::super::years::{LATER, YEARS};
use super::planner::Planner;

impl Planner<'_, '_, '_> {
    pub(super) fn late(&mut self, kind: FaultKind, on_page: bool) -> Option<()> {
        let (number, unit, year) = self.any()?;
        let (month, day) = self.region.units.get(unit)?.deadline()?;
        if self.reports.has_mistake((unit, year)) {
            return None;
        }
        // The first day that is late, or one much later.
        let late = match self.rng.happens(50) {
            true if day == 31 => (year + 1, month + 1, 1),
            _ => (year + 1, month + 2, 15),
        };
        let published = self.region.published.get_mut(number)?;
        match on_page {
            true => published.on_page = Some(late),
            false => {
                published.on_page = None;
                published.signed = late;
            }
        }
        self.put_down(kind, (unit, year), Vec::new());
        Some(())
    }

    pub(super) fn copied(&mut self, kind: FaultKind, percent: usize, is_own: bool) -> Option<()> {
        let (number, unit, year) = self.any()?;
        let (_, other, when) = match is_own {
            true => (0, unit, year - 1),
            false => self.any()?,
        };
        let is_near = when == year || when == year - 1;
        let mut there = self.reports.numbers((other, when)).iter();
        let from = *there.find(|number| {
            let published = self.region.published.get(**number);
            published.is_some_and(|one| !one.is_second)
        })?;
        let is_used = |at: usize| {
            let published = self.region.published.get(at);
            published.is_none_or(|one| {
                one.printed_year != one.year
                    || one.named != Some(one.unit)
                    || one.texts.iter().any(|text| text.copied.is_some())
            })
        };
        let touched = [(unit, year), (other, when)]
            .iter()
            .any(|of| self.reports.has_mistake(*of) || self.reports.is_copied(*of));
        if !is_near || (other == unit) != is_own || touched || is_used(number) || is_used(from) {
            return None;
        }
        let section = self.rng.below(2);
        let published = self.region.published.get_mut(number)?;
        let text = &mut published.texts[section];
        *text = text.copying((other, when), percent);
        self.reports.note_copy((unit, year), (other, when));
        self.put_down(kind, (unit, year), Vec::new());
        Some(())
    }

    pub(super) fn second(&mut self, kind: FaultKind, differs: bool) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let mut second = self.region.published.get(number)?.clone();
        if second.named != Some(unit) || second.printed_year != year {
            return None;
        }
        if second.texts.iter().any(|text| text.copied.is_some()) {
            return None;
        }
        second.is_second = true;
        second.format = self.rng.below(1 << 20);
        if differs {
            let address = "requests/results.granted/natural_person";
            let right = self.truth(unit, year, address)?;
            let wrong = self.other(right);
            second
                .typed
                .insert(address.to_owned(), Typed::Figure(wrong));
        }
        self.reports.add(self.region.published.len(), &second);
        self.region.published.push(second);
        self.note(kind, (unit, year), Vec::new())
    }

    pub(super) fn wrong_edition(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let published = self.region.published.get_mut(number)?;
        published.is_later = !published.is_later;
        self.note(kind, (unit, year), Vec::new())
    }

    pub(super) fn wrong_year(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let printed = year - 1;
        // Within one edition, and its unit reports on both.
        let edition = |year: i32| year >= LATER;
        if !self.has(unit, printed)
            || edition(printed) != edition(year)
            || !YEARS.contains(&printed)
        {
            return None;
        }
        if self.has_second(unit, year) {
            return None;
        }
        let published = self.region.published.get_mut(number)?;
        if published.texts.iter().any(|text| text.copied.is_some()) {
            return None;
        }
        published.printed_year = printed;
        self.note(kind, (unit, year), Vec::new())
    }

    pub(super) fn wrong_organ(&mut self, kind: FaultKind, is_unit: bool) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let published = self.region.published.get(number)?;
        let has_copies = published.texts.iter().any(|text| text.copied.is_some());
        if has_copies || self.is_parent(unit) || self.has_second(unit, year) {
            return None;
        }
        self.parent(unit)?;
        let other = self.sibling(unit, year, |_| true);
        let (organ, named) = match is_unit {
            true => (self.region.units.get(other?)?.name.clone(), other),
            false => ("远山县编外管理局".to_owned(), None),
        };
        let published = self.region.published.get_mut(number)?;
        published.organ = organ;
        published.named = named;
        self.note(kind, (unit, year), Vec::new())?;
        if let Some(other) = other.filter(|_| is_unit) {
            let kin = self.kin(other);
            self.units.extend(kin);
        }
        Some(())
    }

    /// Whether there are two files of a report: one of them under another name would be a copy.
    fn has_second(&self, unit: usize, year: i32) -> bool {
        let reports = self.reports.numbers((unit, year)).iter();
        let mut published = reports.filter_map(|number| self.region.published.get(*number));
        published.any(|one| one.is_second)
    }
}

//! Where mistakes are put: each far enough from others that what is wrong can be told apart.

use std::collections::BTreeSet;

use super::expected::Key;
use super::faults::{Decidable, Fault, FaultKind, Guilty};
use super::figures::{APPLICANTS, Year};
use super::layout::{column, fact_address};
use super::published::Typed;
use super::{LATER, Region, YEARS};
use crate::specimen::Rng;

/// How many mistakes are put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// None.
    None,
    /// Each kind so many times, as far as there is room.
    Each(usize),
}

/// How often a place is looked for.
const TRIES: usize = 60;

/// Puts mistakes in.
pub(super) fn put_in(region: &mut Region<'_>, density: Density, rng: &mut Rng) {
    let Density::Each(times) = density else {
        return;
    };
    let mut planner = Planner {
        region,
        rng,
        units: BTreeSet::new(),
        sums: BTreeSet::new(),
    };
    let mut kinds = planner.kinds(times);
    // In an order by chance, so that all kinds find room alike.
    for at in (1..kinds.len()).rev() {
        let other = planner.rng.below(at + 1);
        kinds.swap(at, other);
    }
    for kind in kinds {
        for _ in 0..TRIES {
            if planner.put(kind).is_some() {
                break;
            }
        }
    }
}

struct Planner<'p, 'r, 'f> {
    region: &'p mut Region<'f>,
    rng: &'r mut Rng,
    /// Units with a mistake in their figures, and those they are compared with.
    units: BTreeSet<usize>,
    /// Sums in which a mistake shows, with the years around them.
    sums: BTreeSet<(usize, i32)>,
}

impl Planner<'_, '_, '_> {
    fn kinds(&mut self, times: usize) -> Vec<FaultKind> {
        let mut kinds = Vec::new();
        for round in 0..times {
            kinds.extend((0..=APPLICANTS).map(FaultKind::CarriedOver));
            kinds.extend((0..=APPLICANTS).map(FaultKind::CarriedForward));
            kinds.extend([
                FaultKind::YearShifted,
                FaultKind::InForce,
                FaultKind::InForce,
                FaultKind::Issued,
                FaultKind::Items,
                FaultKind::Falling,
                FaultKind::Fees,
                FaultKind::ChildCell,
                FaultKind::ChildRows,
                FaultKind::ParentCell,
                FaultKind::LeftOut,
                FaultKind::CountedToo,
                FaultKind::MissingCounted,
                FaultKind::MissingSeveral,
                FaultKind::Missing,
                FaultKind::Unreadable,
                FaultKind::LatePage,
                FaultKind::LateSignature,
                FaultKind::DifferingFiles,
                FaultKind::SecondFile,
                FaultKind::WrongEdition,
                FaultKind::WrongYear,
                FaultKind::WrongOrgan,
                FaultKind::UnknownOrgan,
            ]);
            let same = [100, 97, 94, 86, 80, 70, 60];
            for at in 0..3 {
                kinds.push(FaultKind::CopiedFromOther(
                    same[(round * 3 + at) % same.len()],
                ));
            }
            let percent = same[(round * 2) % same.len()];
            kinds.push(FaultKind::CopiedFromLastYear(percent));
        }
        kinds
    }

    fn put(&mut self, kind: FaultKind) -> Option<()> {
        match kind {
            FaultKind::CarriedOver(number) => self.carried("carried_over", number, kind),
            FaultKind::CarriedForward(number) => self.carried("carried_forward", number, kind),
            FaultKind::YearShifted => self.year_shifted(kind),
            FaultKind::InForce => self.in_force(kind),
            FaultKind::Issued => self.issued(kind),
            FaultKind::Items => self.fact(kind, 2020, "licensing/previous", 31),
            FaultKind::Falling => self.fact(kind, 2020, "normative_documents/total_public", -8),
            FaultKind::Fees => self.fees(kind),
            FaultKind::ChildCell => self.child_cell(kind),
            FaultKind::ChildRows => self.child_rows(kind),
            FaultKind::ParentCell => self.parent_cell(kind),
            FaultKind::LeftOut => self.counted(kind, true),
            FaultKind::CountedToo => self.counted(kind, false),
            FaultKind::MissingCounted => self.missing_counted(kind),
            FaultKind::MissingSeveral => self.missing_several(kind),
            FaultKind::Missing => self.missing(kind),
            FaultKind::Unreadable => self.unreadable(kind),
            FaultKind::CopiedFromOther(percent) => self.copied(kind, percent, false),
            FaultKind::CopiedFromLastYear(percent) => self.copied(kind, percent, true),
            FaultKind::LatePage => self.late(kind, true),
            FaultKind::LateSignature => self.late(kind, false),
            FaultKind::DifferingFiles => self.second(kind, true),
            FaultKind::SecondFile => self.second(kind, false),
            FaultKind::WrongEdition => self.wrong_edition(kind),
            FaultKind::WrongYear => self.wrong_year(kind),
            FaultKind::WrongOrgan => self.wrong_organ(kind, true),
            FaultKind::UnknownOrgan => self.wrong_organ(kind, false),
        }
    }

    // Places.

    /// A report by chance: its number, unit and year.
    fn any(&mut self) -> Option<(usize, usize, i32)> {
        let number = self.rng.below(self.region.published.len());
        let published = self.region.published.get(number)?;
        (!published.is_second).then_some((number, published.unit, published.year))
    }

    /// A report by chance of a unit with no other mistake, that shows in no other sum.
    fn free(&mut self) -> Option<(usize, usize, i32)> {
        let (number, unit, year) = self.any()?;
        self.is_free(unit, year).then_some((number, unit, year))
    }

    fn is_free(&self, unit: usize, year: i32) -> bool {
        let kin = self.kin(unit);
        let shows = |unit: usize| self.sums.contains(&(unit, year));
        let parent = self.region.units.get(unit).and_then(|unit| unit.parent);
        kin.iter().all(|unit| !self.units.contains(unit))
            && !parent.is_some_and(shows)
            && !(self.is_parent(unit) && shows(unit))
    }

    /// A unit with those it was made of or that were made of it.
    fn kin(&self, unit: usize) -> Vec<usize> {
        let mut kin = vec![unit];
        for (number, other) in self.region.units.iter().enumerate() {
            if other.made_of.contains(&unit) {
                kin.push(number);
                kin.extend(&other.made_of);
            }
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

    fn is_parent(&self, unit: usize) -> bool {
        let mut units = self.region.units.iter();
        units.any(|one| one.parent == Some(unit))
    }

    fn counts(&self, unit: usize) -> bool {
        let own = self.region.units.get(unit);
        own.is_some_and(|own| own.counts && own.parent.is_some())
    }

    fn parent(&self, unit: usize) -> Option<usize> {
        self.region.units.get(unit)?.parent
    }

    /// The unit has a report of a year that follows from one before, or is followed by one.
    fn has(&self, unit: usize, year: i32) -> bool {
        self.region.truth(unit, year).is_some()
    }

    fn truth(&self, unit: usize, year: i32, address: &str) -> Option<i64> {
        let layout = &self.region.layouts[usize::from(year >= LATER)];
        let cell = layout.form.cell(address)?;
        layout.figure(self.region.truth(unit, year)?, cell)
    }

    /// Notes a mistake, and that there is no room for another beside it.
    fn note(&mut self, kind: FaultKind, of: (usize, i32), decidable: Vec<Decidable>) -> Option<()> {
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
        self.region.faults.push(Fault {
            kind,
            unit,
            year,
            decidable,
        });
        Some(())
    }

    fn type_in(&mut self, number: usize, address: &str, typed: Typed) -> Option<()> {
        let published = self.region.published.get_mut(number)?;
        published.typed.insert(address.to_owned(), typed);
        Some(())
    }

    /// A figure that is wrong by enough to be no slip of one, and not below zero.
    fn other(&mut self, right: i64) -> i64 {
        right + 11 + self.rng.below(40) as i64
    }

    /// That a finding must name a cell.
    fn names(rule: &str, at: (usize, i32, &str), guilty: (usize, i32, &str, i64)) -> Decidable {
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
    fn one_cell(
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

    // Mistakes in figures.

    fn carried(&mut self, row: &str, number: usize, kind: FaultKind) -> Option<()> {
        let (report, unit, year) = self.free()?;
        let (later, other) = match row {
            "carried_over" => (year, year - 1),
            _ => (year + 1, year + 1),
        };
        if !self.has(unit, other) {
            return None;
        }
        let column = column(number);
        let address = format!("requests/{row}/{column}");
        let found = key("carried-over-from-last-year", unit, later, column);
        self.one_cell(kind, (report, unit, year), &address, vec![found])
    }

    fn year_shifted(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        if self.is_parent(unit) || !self.has(unit, year - 1) {
            return None;
        }
        let published = self.region.published.get_mut(number)?;
        let own = &mut published.figures.requests[0];
        if own.new < 4 {
            return None;
        }
        own.new -= 3;
        own.over += 3;
        self.note(kind, (unit, year), Vec::new())
    }

    fn in_force(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let row = "normative_documents";
        let address = fact_address("normative_documents/in_force");
        // Both editions have no such cell.
        if year < LATER || !self.region.published.get(number)?.is_later {
            return None;
        }
        let right = self.truth(unit, year, &address)?;
        let wrong = self.other(right) + 60;
        let is_bound = |year: i32| year > LATER && self.has(unit, year) && self.has(unit, year - 1);
        let (before, after) = (is_bound(year), is_bound(year + 1));
        if !before && !after {
            return None;
        }
        let rule = "in-force-from-last-year";
        let mut decidable = Vec::new();
        if before && after {
            for at in [year, year + 1] {
                decidable.push(Self::names(
                    rule,
                    (unit, at, row),
                    (unit, year, &address, right),
                ));
            }
        } else if before && is_bound(year - 1) {
            decidable.push(Decidable::Year(key(rule, unit, year, row), year));
        }
        self.type_in(number, &address, Typed::Figure(wrong))?;
        self.note(kind, (unit, year), decidable)
    }

    fn issued(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let more = 1 + self.rng.below(5) as i64;
        let is_bound = |year: i32| year > LATER && self.has(unit, year) && self.has(unit, year - 1);
        if !is_bound(year) {
            return None;
        }
        let address = fact_address("normative_documents/issued");
        let right = self.truth(unit, year, &address)?;
        // No more than are in force, or its own report would contradict it.
        let room = self.truth(unit, year, &fact_address("normative_documents/in_force"))?;
        let wrong = right + more;
        if wrong > room {
            return None;
        }
        let mut decidable = Vec::new();
        if is_bound(year - 1) {
            let found = key("in-force-from-last-year", unit, year, "normative_documents");
            decidable.push(Decidable::Year(found, year));
        }
        self.type_in(number, &address, Typed::Figure(wrong))?;
        self.note(kind, (unit, year), decidable)
    }

    fn fact(&mut self, kind: FaultKind, year: i32, name: &str, by: i64) -> Option<()> {
        let (number, unit, own) = self.free()?;
        if own != year || !self.has(unit, year - 1) {
            return None;
        }
        let right = self.truth(unit, year, &fact_address(name))?;
        if right + by < 0 {
            return None;
        }
        // Fewer are public than were made: the report itself would be wrong.
        if by < 0 && right + by < 6 {
            return None;
        }
        self.type_in(number, &fact_address(name), Typed::Figure(right + by))?;
        self.note(kind, (unit, year), Vec::new())
    }

    fn fees(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let address = fact_address("fees/amount");
        if year < LATER || !self.region.published.get(number)?.is_later {
            return None;
        }
        let right = self.truth(unit, year, &address)?;
        if !self.has(unit, year - 1) || year == LATER || right == 0 {
            return None;
        }
        self.type_in(number, &address, Typed::Figure(right * 10_000))?;
        self.note(kind, (unit, year), Vec::new())
    }

    // Mistakes in sums.

    fn child_cell(&mut self, kind: FaultKind) -> Option<()> {
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

    fn child_rows(&mut self, kind: FaultKind) -> Option<()> {
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

    fn parent_cell(&mut self, kind: FaultKind) -> Option<()> {
        let of = self.free()?;
        if !self.is_parent(of.1) {
            return None;
        }
        self.one_cell(kind, of, "requests/new/legal.commercial", Vec::new())
    }

    /// A child that is not in the sums of its parent though it counts, or is though it does not.
    fn counted(&mut self, kind: FaultKind, counts: bool) -> Option<()> {
        let (_, unit, year) = self.free()?;
        let parent = self.parent(unit)?;
        if self.is_parent(unit) || self.counts(unit) != counts || !self.is_free(parent, year) {
            return None;
        }
        let own = self.region.truth(unit, year)?.clone();
        let mut published = self.region.published.iter();
        let number = published.position(|one| (one.unit, one.year) == (parent, year))?;
        let published = self.region.published.get_mut(number)?;
        let sign = if counts { -1 } else { 1 };
        add(&mut published.figures, &own, sign);
        let mut decidable = Vec::new();
        let over = own.requests[0].over;
        // Last year's report of the parent says who is wrong.
        if over > 0 && self.has(parent, year - 1) {
            let address = "requests/carried_over/natural_person";
            let right = self.truth(parent, year, address)?;
            let at = (parent, year, address);
            decidable.push(Self::names("roll-up", at, (parent, year, address, right)));
        }
        self.note(kind, (parent, year), decidable)?;
        self.units.insert(unit);
        Some(())
    }

    fn take_away(&mut self, unit: usize, year: i32) {
        self.region
            .published
            .retain(|one| (one.unit, one.year) != (unit, year));
    }

    fn missing_counted(&mut self, kind: FaultKind) -> Option<()> {
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
        self.take_away(unit, year);
        self.note(kind, (unit, year), decidable)
    }

    fn missing_several(&mut self, kind: FaultKind) -> Option<()> {
        let (_, unit, year) = self.free()?;
        let parent = self.parent(unit)?;
        let mut others = (0..self.region.units.len()).filter(|other| {
            let fits = *other != unit && self.parent(*other) == Some(parent);
            fits && self.counts(*other) && !self.is_parent(*other) && self.has(*other, year)
        });
        let other = others.find(|other| self.is_free(*other, year))?;
        if !self.counts(unit) || self.is_parent(unit) {
            return None;
        }
        self.take_away(unit, year);
        self.take_away(other, year);
        self.note(kind, (unit, year), Vec::new())?;
        let kin = self.kin(other);
        self.units.extend(kin);
        Some(())
    }

    fn missing(&mut self, kind: FaultKind) -> Option<()> {
        let (_, unit, year) = self.free()?;
        if self.counts(unit) || self.is_parent(unit) {
            return None;
        }
        self.take_away(unit, year);
        self.note(kind, (unit, year), Vec::new())
    }

    fn unreadable(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        if !self.counts(unit) || self.is_parent(unit) {
            return None;
        }
        self.type_in(number, "requests/new/legal.other", Typed::Words("见附件"))?;
        self.note(kind, (unit, year), Vec::new())
    }

    // Mistakes of files.

    fn late(&mut self, kind: FaultKind, on_page: bool) -> Option<()> {
        let (number, unit, year) = self.any()?;
        let (month, day) = self.region.units.get(unit)?.deadline()?;
        let published = self.region.published.get_mut(number)?;
        if self
            .region
            .faults
            .iter()
            .any(|fault| (fault.unit, fault.year) == (unit, year))
        {
            return None;
        }
        // The first day that is late, or one much later.
        let late = match self.rng.happens(50) {
            true if day == 31 => (year + 1, month + 1, 1),
            _ => (year + 1, month + 2, 15),
        };
        match on_page {
            true => published.on_page = Some(late),
            false => {
                published.on_page = None;
                published.signed = late;
            }
        }
        self.region.faults.push(Fault {
            kind,
            unit,
            year,
            decidable: Vec::new(),
        });
        Some(())
    }

    fn copied(&mut self, kind: FaultKind, percent: usize, is_own: bool) -> Option<()> {
        let (number, unit, year) = self.any()?;
        let (_, other, when) = match is_own {
            true => (0, unit, year - 1),
            false => self.any()?,
        };
        let is_near = when == year || when == year - 1;
        let there = |unit: usize, year: i32| {
            let mut published = self.region.published.iter();
            published.position(|one| (one.unit, one.year) == (unit, year) && !one.is_second)
        };
        let from = there(other, when)?;
        let is_used = |at: usize| {
            let published = self.region.published.get(at);
            published.is_none_or(|one| {
                one.printed_year != one.year
                    || one.named != Some(one.unit)
                    || one.texts.iter().any(|text| text.copied.is_some())
            })
        };
        let touched = self.region.faults.iter().any(|fault| {
            let near = [(unit, year), (other, when)].contains(&(fault.unit, fault.year));
            near || self.copied_from(fault) == Some((other, when))
                || self.copied_from(fault) == Some((unit, year))
        });
        if !is_near || (other == unit) != is_own || touched || is_used(number) || is_used(from) {
            return None;
        }
        let section = self.rng.below(2);
        let published = self.region.published.get_mut(number)?;
        let text = &mut published.texts[section];
        *text = text.copying((other, when), percent);
        self.region.faults.push(Fault {
            kind,
            unit,
            year,
            decidable: Vec::new(),
        });
        Some(())
    }

    /// Whose text the report of a fault has.
    fn copied_from(&self, fault: &Fault) -> Option<(usize, i32)> {
        let mut published = self.region.published.iter();
        let own = published.find(|one| (one.unit, one.year) == (fault.unit, fault.year))?;
        let copied = own.texts.iter().find_map(|text| text.copied)?;
        Some(copied.0)
    }

    fn second(&mut self, kind: FaultKind, differs: bool) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let mut second = self.region.published.get(number)?.clone();
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
        self.region.published.push(second);
        self.note(kind, (unit, year), Vec::new())
    }

    fn wrong_edition(&mut self, kind: FaultKind) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let published = self.region.published.get_mut(number)?;
        published.is_later = !published.is_later;
        self.note(kind, (unit, year), Vec::new())
    }

    fn wrong_year(&mut self, kind: FaultKind) -> Option<()> {
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
        let published = self.region.published.get_mut(number)?;
        if published.texts.iter().any(|text| text.copied.is_some()) {
            return None;
        }
        published.printed_year = printed;
        self.note(kind, (unit, year), Vec::new())
    }

    fn wrong_organ(&mut self, kind: FaultKind, is_unit: bool) -> Option<()> {
        let (number, unit, year) = self.free()?;
        let published = self.region.published.get(number)?;
        if published.texts.iter().any(|text| text.copied.is_some()) || self.is_parent(unit) {
            return None;
        }
        let parent = self.parent(unit)?;
        let other = (0..self.region.units.len()).find(|other| {
            let fits = *other != unit && self.parent(*other) == Some(parent);
            fits && !self.is_parent(*other) && self.has(*other, year) && self.is_free(*other, year)
        });
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
}

fn key(rule: &str, unit: usize, year: i32, at: &str) -> Key {
    (rule.to_owned(), unit, year, at.to_owned())
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

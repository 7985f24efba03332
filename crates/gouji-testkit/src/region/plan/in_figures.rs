//! Mistakes in figures that show between the years.

use super::super::faults::{Decidable, FaultKind};
use super::super::layout::{column, fact_address};
use super::super::published::Typed;
use super::super::years::LATER;
use super::planner::{Planner, key};

impl Planner<'_, '_, '_> {
    pub(super) fn carried(&mut self, row: &str, number: usize, kind: FaultKind) -> Option<()> {
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

    pub(super) fn year_shifted(&mut self, kind: FaultKind) -> Option<()> {
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

    pub(super) fn in_force(&mut self, kind: FaultKind) -> Option<()> {
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

    pub(super) fn issued(&mut self, kind: FaultKind) -> Option<()> {
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

    pub(super) fn fact(&mut self, kind: FaultKind, year: i32, name: &str, by: i64) -> Option<()> {
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

    pub(super) fn fees(&mut self, kind: FaultKind) -> Option<()> {
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
}

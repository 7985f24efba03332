//! What was published: a file for each unit and year.

use std::collections::BTreeMap;

use gouji_model::{CellId, Form, Report, Section};

use super::figures::{Flows, Year};
use super::layout::Layout;
use super::texts::Narrative;
use super::units::RegionUnit;
use super::years::{LATER, YEARS};
use crate::specimen::{Rng, put, set};

/// A day: year, month, day.
pub type Day = (i32, u8, u8);

/// What was typed into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A figure.
    Figure(i64),
    /// Words that stand for no figure.
    Words(&'static str),
}

/// The report of a file.
#[derive(Clone, Debug)]
pub struct Published {
    /// Whose it is; its own, whatever it says.
    pub unit: usize,
    /// The year it is about; its own, whatever it says.
    pub year: i32,
    /// The organ it names.
    pub organ: String,
    /// The unit that this name is of.
    pub named: Option<usize>,
    /// The year it names.
    pub printed_year: i32,
    /// Whether it is in the later edition.
    pub is_later: bool,
    /// Its figures.
    pub figures: Box<Year>,
    /// Cells in which something else was typed, by address.
    pub typed: BTreeMap<String, Typed>,
    /// Its texts: `overview` and `problems`.
    pub texts: [Narrative; 2],
    /// The day it was published, as the page says.
    pub on_page: Option<Day>,
    /// The day it was signed.
    pub signed: Day,
    /// Which of the formats it is in, by a number that is anything.
    pub format: usize,
    /// Whether it is a second file.
    pub is_second: bool,
}

impl Published {
    /// What stands in a cell.
    #[must_use]
    pub fn cell(&self, layout: &Layout<'_>, cell: CellId) -> Option<Typed> {
        let typed = match self.typed.is_empty() {
            true => None,
            false => self.typed.get(layout.form.address_of(cell)).copied(),
        };
        typed.or_else(|| Some(Typed::Figure(layout.figure(&self.figures, cell)?)))
    }

    /// The report as reading its file gives it.
    #[must_use]
    pub fn report(&self, layout: &Layout<'_>, seed: u64, names: &[RegionUnit]) -> Report {
        let form: &Form = layout.form;
        let mut report = Report::empty(form.id.clone(), form.cell_count());
        report.year = Some(self.printed_year);
        report.organization = Some(self.organ.clone());
        for cell in layout.cells() {
            match self.cell(layout, cell) {
                Some(Typed::Figure(figure)) => set(&mut report, cell, figure.into()),
                Some(Typed::Words(_)) => put(&mut report, cell, gouji_model::Value::Text),
                None => {}
            }
        }
        let [overview, problems] = &self.texts;
        let own_text = [("overview", overview), ("problems", problems)];
        let sections = form.sections.iter().map(|section| {
            let own = own_text.iter().find(|(id, _)| *id == section.id);
            Section {
                id: section.id.clone(),
                title: section.title.text.clone(),
                place: None,
                text: own.map_or_else(String::new, |(_, text)| text.text(seed, names)),
                passages: Vec::new(),
            }
        });
        report.sections = sections.collect();
        report
    }
}

/// A report of each unit and year, all right.
pub(super) fn all(units: &[RegionUnit], flows: &Flows, rng: &mut Rng) -> Vec<Published> {
    let mut all = Vec::new();
    for year in YEARS {
        for (number, unit) in units.iter().enumerate() {
            if let Some(figures) = flows.year(number, year) {
                all.push(one((number, unit), year, figures, rng));
            }
        }
    }
    all
}

fn one(
    (number, unit): (usize, &RegionUnit),
    year: i32,
    figures: &Year,
    rng: &mut Rng,
) -> Published {
    // Aliases of what it was made of are names of other units.
    let alias = unit.aliases.first().filter(|_| unit.made_of.is_empty());
    let organ = alias.filter(|_| rng.happens(40)).unwrap_or(&unit.name);
    let day = in_time(unit, year, rng);
    Published {
        unit: number,
        year,
        organ: organ.clone(),
        named: Some(number),
        printed_year: year,
        is_later: year >= LATER,
        figures: Box::new(figures.clone()),
        typed: BTreeMap::new(),
        texts: [0, 1].map(|section| Narrative::own(number, year, section)),
        on_page: rng.happens(60).then_some(day),
        signed: day,
        format: rng.below(1 << 20),
        is_second: false,
    }
}

/// A day on which a unit may publish; where there is no deadline, one that would be late elsewhere.
fn in_time(unit: &RegionUnit, year: i32, rng: &mut Rng) -> Day {
    match unit.deadline() {
        None => (year + 1, 4 + rng.below(4) as u8, 1 + rng.below(28) as u8),
        // The last day is in time.
        Some((month, day)) if rng.happens(20) => (year + 1, month, day),
        Some((month, _)) => {
            let month = 1 + rng.below(usize::from(month)) as u8;
            (year + 1, month, 2 + rng.below(26) as u8)
        }
    }
}

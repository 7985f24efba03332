//! Units of money that reports print: figures of one unit made comparable with those of another.
//!
//! A report keeps its figures as it prints them. Only where a relation needs those of a report in another
//! unit are they converted, exactly, by powers of ten; what is printed in ten thousands to four decimals
//! is mostly rounded, so that a converted figure stands for all that round to it.

use std::borrow::Cow;

use crate::{
    Cell, CellId, Column, Figure, Form, Observation, ObservationKind, Place, PrintedUnit, Report,
    Value,
};

/// What remarks about units are about.
const UNIT: &str = "unit";

impl Report {
    /// The unit of a column's amounts as a power of ten: what the report prints, else the form's.
    fn power(&self, form: &Form, column: &Column) -> Option<u8> {
        let own = form.money_unit(column.unit.as_deref()?)?;
        Some(self.unit.as_ref().map_or(own, |unit| unit.power))
    }

    /// The unit that nobody can tell.
    fn unknown_unit(&self) -> Option<&str> {
        let unit = self.unit.as_ref();
        let unknown = unit.filter(|unit| unit.known_power().is_none());
        unknown.map(|unit| unit.word.as_str())
    }

    /// How many powers of ten the amounts of a column are of those of another report in its column; nothing where
    /// nobody can tell.
    fn shift(&self, form: &Form, column: &Column, to: (&Form, &Self, &Column)) -> Option<i32> {
        let (other_form, other, other_column) = to;
        let own = self.power(form, column);
        let its = other.power(other_form, other_column);
        let Some((own, its)) = own.zip(its) else {
            return Some(0);
        };
        match (self.unknown_unit(), other.unknown_unit()) {
            (None, None) => Some(i32::from(own) - i32::from(its)),
            (one, two) => (one == two).then_some(0),
        }
    }

    /// A cell as it is in the unit of another report, and how far what it stands for may be from it.
    #[must_use]
    pub fn converted_cell(
        &self,
        (form, id): (&Form, CellId),
        to: (&Form, &Self, CellId),
    ) -> Option<(Cell, Option<Figure>)> {
        let cell = self.cell(id)?;
        let text = |figure: Figure| {
            let raw = cell.raw.clone();
            raw.unwrap_or_else(|| figure.to_string().into())
        };
        let (other_form, other, other_id) = to;
        let column = form.column_of(id);
        let shift = self.shift(
            form,
            column,
            (other_form, other, other_form.column_of(other_id)),
        );
        // A figure with a unit of its own was read in that of the form.
        let has_own = cell.raw.as_deref().is_some_and(Value::has_unit);
        match (cell.value, shift) {
            // What cannot be compared is no figure there.
            (Value::Figure(figure), None) if !has_own => {
                let (value, raw, place) = (Value::Text, Some(text(figure)), cell.place);
                Some((Cell { value, raw, place }, None))
            }
            (Value::Figure(figure), Some(shift)) if shift != 0 && !has_own => {
                let half = Figure::new(5, figure.scale().saturating_add(1)).shifted(shift);
                let value = figure.shifted(shift).map_or(Value::Text, Value::Figure);
                let raw = Some(text(figure));
                let place = cell.place;
                Some((Cell { value, raw, place }, half))
            }
            _ => Some((cell.clone(), None)),
        }
    }

    /// The report with its amounts in the unit of another one; the report itself where they are.
    #[must_use]
    pub fn in_unit_of<'r>(&'r self, form: &Form, other: (&Form, &Self)) -> Cow<'r, Self> {
        let (other_form, other_report) = other;
        let power = |unit: &Option<PrintedUnit>| unit.as_ref().map(|unit| unit.power);
        let same = power(&self.unit) == power(&other_report.unit);
        if same && self.unknown_unit() == other_report.unknown_unit() {
            return Cow::Borrowed(self);
        }
        let mut converted = self.clone();
        converted.unit.clone_from(&other_report.unit);
        for id in form.cells() {
            // Columns are the same in both, but for forms of which one is newer.
            let same = other_form.cell(&form.address(id)).unwrap_or(id);
            let known = same.index() < other_report.cells.len();
            let to = match known {
                true => (other_form, other_report, same),
                false => (form, other_report, id),
            };
            if let Some((cell, half)) = self.converted_cell((form, id), to) {
                converted.cells[id.index()] = Some(cell);
                converted.converted.extend(half.map(|half| (id, half)));
            }
        }
        converted.converted.sort_by_key(|(id, _)| id.index());
        Cow::Owned(converted)
    }

    /// The report with its amounts in the unit of its form.
    #[must_use]
    pub fn in_unit_of_form<'r>(&'r self, form: &Form) -> Cow<'r, Self> {
        match self.unit {
            Some(_) => self.in_unit_of(
                form,
                (form, &Self::empty(self.form.clone(), self.cells.len())),
            ),
            None => Cow::Borrowed(self),
        }
    }

    /// Notes the unit that the report prints, where it is another than the form's.
    pub fn note_unit(&mut self, form: &Form, word: String, place: Option<Place>) {
        let own = form.unit().and_then(|own| form.money_unit(own));
        let Some(usual) = own else {
            return;
        };
        let power = form.money_unit(&word).unwrap_or(PrintedUnit::UNKNOWN);
        if power != usual {
            self.note_other_unit(form, word, power, place);
        }
    }

    /// Notes that the amounts are in another unit than the form's, or in one that nobody can tell.
    fn note_other_unit(&mut self, form: &Form, word: String, power: u8, place: Option<Place>) {
        let kind = match power {
            PrintedUnit::UNKNOWN => ObservationKind::UnknownUnit,
            _ => ObservationKind::OtherUnit,
        };
        let Some((column, own)) = form.unit_column() else {
            return;
        };
        self.observations.push(Observation {
            expected: own.to_owned(),
            found: word.clone(),
            place,
            ..Observation::of(kind, &column.id)
        });
        self.unit = Some(PrintedUnit { word, power, place });
    }

    /// The unit of its amounts.
    #[must_use]
    pub fn unit_word<'r>(&'r self, form: &'r Form) -> Option<&'r str> {
        let own = self.unit.as_ref().map(|unit| unit.word.as_str());
        own.or_else(|| form.unit())
    }

    /// That figures of a report in another unit were converted to be compared.
    #[must_use]
    pub fn conversion(&self, form: &Form, other: &str) -> Option<Observation> {
        Some(Observation {
            expected: self.unit_word(form)?.to_owned(),
            found: other.to_owned(),
            place: self.unit.as_ref().and_then(|unit| unit.place),
            ..Observation::of(ObservationKind::ConvertedUnit, UNIT)
        })
    }

    /// How far what a converted figure stands for may be from it.
    #[must_use]
    pub fn half_of(&self, cell: CellId) -> Option<Figure> {
        let at = self
            .converted
            .binary_search_by_key(&cell.index(), |(id, _)| id.index());
        self.converted.get(at.ok()?).map(|(_, half)| *half)
    }
}

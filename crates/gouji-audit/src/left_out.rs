//! What [`PackedReport`] leaves out of a report: where everything stands, and what was seen on the way. With
//! both, and the texts of its sections, the report is there again without its file being read as one.

use gouji_model::{
    CellId, Dated, Form, Observation, Passage, Period, PrintedUnit, Report, Section, TableId,
};

use crate::bytes::{Reader, push_number, push_text};
use crate::packed_report::PackedReport;
use crate::places::{Places, PlacesRead};
use crate::run_reports::SectionText;

/// What is kept of a report beside [`PackedReport`] and the texts of its sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(Vec<u8>);

impl LeftOut {
    /// What `kept` leaves out of a report; nothing where both would not give the same report again.
    #[must_use]
    pub fn of(report: &Report, kept: &PackedReport) -> Option<Self> {
        let has_name = report.organization.as_deref() != Some("");
        let has_unit = report
            .unit
            .as_ref()
            .is_none_or(|unit| !unit.word.is_empty());
        let is_as_the_form = report.concrete.is_none() && kept.open_rows.is_empty();
        let is_plain = has_name && has_unit && is_as_the_form && report.converted.is_empty();
        is_plain.then(|| {
            let mut writing = Writing {
                // Most cells take less.
                bytes: Vec::with_capacity(report.cells.len() * 4),
                places: Places::default(),
            };
            writing.report(report);
            Self(writing.bytes)
        })
    }

    /// What was kept before.
    #[must_use]
    pub const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The report again; nothing where these are not its own bytes.
    pub fn report(
        &self,
        kept: &PackedReport,
        form: &Form,
        sections: impl IntoIterator<Item = (String, SectionText)>,
    ) -> Option<Report> {
        let mut report = Report::empty(form.id.clone(), form.cell_count());
        kept.cells.unpack_into(&mut report);
        report.organization.clone_from(&kept.organization);
        report.lost_tables.clone_from(&kept.lost_tables);
        report.uncertain_tables.clone_from(&kept.uncertain_tables);
        report.absent_tables.clone_from(&kept.absent_tables);
        report.strays.clone_from(&kept.strays);
        let unit = kept.unit.clone();
        report.unit = unit.map(|(word, power)| PrintedUnit {
            word,
            power,
            place: None,
        });
        let mut reading = Reading {
            bytes: Reader::new(&self.0),
            places: PlacesRead::default(),
        };
        reading.report(&mut report, sections.into_iter())?;
        reading.bytes.rest().is_empty().then_some(report)
    }
}

struct Writing {
    bytes: Vec<u8>,
    places: Places,
}

impl Writing {
    fn report(&mut self, report: &Report) {
        // A field more is to be kept, too.
        let Report {
            form: _,
            cells,
            lost_tables: _,
            absent_tables: _,
            uncertain_tables: _,
            strays: _,
            unit,
            converted: _,
            preamble,
            sections,
            shares_text,
            title,
            title_place,
            organization: _,
            year,
            period,
            title_year,
            period_year,
            signature_year,
            observations,
            concrete: _,
        } = report;
        for cell in cells.iter().flatten() {
            self.places.push(&mut self.bytes, Some(cell.place));
        }
        self.places
            .push(&mut self.bytes, unit.as_ref().and_then(|unit| unit.place));
        self.flag(*shares_text);
        self.option(title.as_deref(), Self::text);
        self.places.push(&mut self.bytes, *title_place);
        self.option(*year, Self::year);
        self.option(*period, |own, period| own.text(&period.to_string()));
        for dated in [title_year, period_year, signature_year] {
            self.option(*dated, |own, Dated { year, place }| {
                own.year(year);
                own.places.push(&mut own.bytes, Some(place));
            });
        }
        self.option(preamble.as_ref(), |own, preamble| {
            own.text(&preamble.id);
            own.text(&preamble.title);
            own.text(&preamble.text);
            own.section(preamble);
        });
        self.number(sections.len());
        for section in sections {
            self.section(section);
        }
        self.number(observations.len());
        for observation in observations {
            self.observation(observation);
        }
    }

    fn section(&mut self, section: &Section) {
        self.places.push(&mut self.bytes, section.place);
        self.number(section.passages.len());
        for Passage { start, end, place } in &section.passages {
            self.number(*start as usize);
            self.number(*end as usize);
            self.places.push(&mut self.bytes, Some(*place));
        }
    }

    fn observation(&mut self, observation: &Observation) {
        let Observation {
            kind,
            subject,
            expected,
            found,
            table,
            cells,
            place,
            there,
            looked,
        } = observation;
        self.bytes.push(*kind as u8);
        self.text(subject);
        self.text(expected);
        self.text(found);
        self.option(*table, |own, table| own.number(usize::from(table.0)));
        self.number(cells.len());
        for cell in cells {
            self.number(cell.index());
        }
        self.places.push(&mut self.bytes, *place);
        self.flag(*there);
        self.option(*looked, |own, (from, to)| {
            own.places.push(&mut own.bytes, Some(from));
            own.places.push(&mut own.bytes, Some(to));
        });
    }

    fn number(&mut self, number: usize) {
        push_number(&mut self.bytes, number as u128);
    }

    fn year(&mut self, year: i32) {
        self.bytes.extend_from_slice(&year.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        push_text(&mut self.bytes, text);
    }

    fn flag(&mut self, flag: bool) {
        self.bytes.push(u8::from(flag));
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }
}

struct Reading<'b> {
    bytes: Reader<'b>,
    places: PlacesRead,
}

impl Reading<'_> {
    fn report(
        &mut self,
        report: &mut Report,
        mut texts: impl Iterator<Item = (String, SectionText)>,
    ) -> Option<()> {
        for cell in report.cells.iter_mut().flatten() {
            cell.place = self.places.read(&mut self.bytes)??;
        }
        let unit_place = self.places.read(&mut self.bytes)?;
        if let Some(unit) = &mut report.unit {
            unit.place = unit_place;
        }
        report.shares_text = self.flag()?;
        report.title = self.option(Self::text)?;
        report.title_place = self.places.read(&mut self.bytes)?;
        report.year = self.option(Self::year)?;
        report.period = self.option(|own| own.text()?.parse::<Period>().ok())?;
        report.title_year = self.option(Self::dated)?;
        report.period_year = self.option(Self::dated)?;
        report.signature_year = self.option(Self::dated)?;
        report.preamble = self.option(|own| {
            let id = own.text()?;
            let title = own.text()?;
            let text = own.text()?;
            own.section(id, SectionText { title, text })
        })?;
        for _ in 0..self.bytes.small()? {
            let (id, text) = texts.next()?;
            report.sections.push(self.section(id, text)?);
        }
        for _ in 0..self.bytes.small()? {
            report.observations.push(self.observation()?);
        }
        texts.next().is_none().then_some(())
    }

    fn section(&mut self, id: String, SectionText { title, text }: SectionText) -> Option<Section> {
        let place = self.places.read(&mut self.bytes)?;
        let mut passages = Vec::new();
        for _ in 0..self.bytes.small()? {
            passages.push(Passage {
                start: u32::try_from(self.bytes.small()?).ok()?,
                end: u32::try_from(self.bytes.small()?).ok()?,
                place: self.places.read(&mut self.bytes)??,
            });
        }
        Some(Section {
            id,
            title,
            place,
            text,
            passages,
        })
    }

    fn observation(&mut self) -> Option<Observation> {
        let kind = self.bytes.byte()?;
        let kinds = gouji_model::ObservationKind::NAMES.iter();
        let mut kinds = kinds.map(|(_, kind)| *kind);
        let kind = kinds.find(|own| *own as u8 == kind)?;
        let subject = self.text()?;
        let expected = self.text()?;
        let found = self.text()?;
        let table = self.option(|own| Some(TableId(u16::try_from(own.bytes.small()?).ok()?)))?;
        let mut cells = Vec::new();
        for _ in 0..self.bytes.small()? {
            cells.push(CellId(u16::try_from(self.bytes.small()?).ok()?));
        }
        Some(Observation {
            kind,
            subject,
            expected,
            found,
            table,
            cells,
            place: self.places.read(&mut self.bytes)?,
            there: self.flag()?,
            looked: self.option(|own| {
                let from = own.places.read(&mut own.bytes)??;
                Some((from, own.places.read(&mut own.bytes)??))
            })?,
        })
    }

    fn dated(&mut self) -> Option<Dated> {
        Some(Dated {
            year: self.year()?,
            place: self.places.read(&mut self.bytes)??,
        })
    }

    fn year(&mut self) -> Option<i32> {
        self.bytes.array().map(i32::from_le_bytes)
    }

    fn text(&mut self) -> Option<String> {
        self.bytes.text().map(str::to_owned)
    }

    fn flag(&mut self) -> Option<bool> {
        Some(self.bytes.byte()? == 1)
    }

    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.flag()? {
            true => Some(Some(read(self)?)),
            false => Some(None),
        }
    }
}

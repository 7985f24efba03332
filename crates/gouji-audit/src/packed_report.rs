//! What is kept of a report that was read: all that relations between reports need, in a few bytes.

use std::sync::Arc;

use gouji_model::{Axis, CellId, Figure, Form, FormId, PrintedUnit, Report, Stray, TableId};

use crate::bytes::{Reader, push_number, push_text};
use crate::packed::Packed;

/// What is kept of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackedReport {
    /// The organ as the report names it.
    pub organization: Option<String>,
    /// The address of a cell in each of its open rows, where its form leaves rows open.
    pub open_rows: Vec<String>,
    /// Its cells.
    pub cells: Packed,
    /// Tables that could not be read.
    pub lost_tables: Vec<TableId>,
    /// Tables with rows that could not be matched.
    pub uncertain_tables: Vec<TableId>,
    /// Tables that it does not have because it is a part of a report.
    pub absent_tables: Vec<TableId>,
    /// The unit of its amounts, where it is not the form's: as printed, and as a power of ten.
    pub unit: Option<(String, u8)>,
    /// Figures in rows and columns of no form.
    pub strays: Vec<Stray>,
    /// Whether its title names another year than its period: a mistyped year says nothing of other reports.
    pub is_year_disputed: bool,
}

impl PackedReport {
    /// What is kept of a report.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        Self {
            organization: report.organization.clone(),
            open_rows: report
                .concrete
                .as_deref()
                .map(open_rows)
                .unwrap_or_default(),
            cells: Packed::of(report),
            lost_tables: report.lost_tables.clone(),
            uncertain_tables: report.uncertain_tables.clone(),
            absent_tables: report.absent_tables.clone(),
            unit: report
                .unit
                .as_ref()
                .map(|unit| (unit.word.clone(), unit.power)),
            strays: report.strays.clone(),
            is_year_disputed: is_year_disputed(report),
        }
    }

    /// The report again, as far as it was kept: its cells stand nowhere, and its amounts are in the unit of
    /// its form, so that they can be compared and added up.
    #[must_use]
    pub fn report(&self, form: &Form, year: Option<i32>) -> Report {
        let addresses = self.open_rows.iter().map(String::as_str);
        let concrete = match self.open_rows.is_empty() {
            true => None,
            false => form.with_keys(form.keys_of(addresses)).ok().map(Arc::new),
        };
        let form = concrete.as_deref().unwrap_or(form);
        let mut report = Report::empty(FormId(form.id.0.clone()), form.cell_count());
        self.cells.unpack_into(&mut report);
        report.organization.clone_from(&self.organization);
        report.lost_tables.clone_from(&self.lost_tables);
        report.uncertain_tables.clone_from(&self.uncertain_tables);
        report.absent_tables.clone_from(&self.absent_tables);
        report.strays.clone_from(&self.strays);
        report.year = year;
        if let Some((word, power)) = self.unit.clone() {
            let place = None;
            report.unit = Some(PrintedUnit { word, power, place });
            report = report.in_unit_of_form(form).into_owned();
        }
        report.concrete = concrete;
        report
    }

    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let name = self.organization.as_ref().map_or(0, String::len);
        // Most have little beside these.
        let mut bytes = Vec::with_capacity(self.cells.as_bytes().len() + name + 64);
        push_text(&mut bytes, self.organization.as_deref().unwrap_or_default());
        let tables = [
            &self.lost_tables,
            &self.uncertain_tables,
            &self.absent_tables,
        ];
        for tables in tables {
            push_number(&mut bytes, tables.len() as u128);
            for table in tables {
                push_number(&mut bytes, u128::from(table.0));
            }
        }
        let (unit, power) = self.unit.clone().unwrap_or_default();
        push_text(&mut bytes, &unit);
        bytes.push(power);
        push_number(&mut bytes, self.open_rows.len() as u128);
        for address in &self.open_rows {
            push_text(&mut bytes, address);
        }
        push_number(&mut bytes, self.strays.len() as u128);
        for stray in &self.strays {
            push_number(&mut bytes, u128::from(stray.neighbour.0));
            bytes.push(u8::from(stray.axis == Axis::Row));
            push_text(&mut bytes, &stray.figure.to_string());
            push_text(&mut bytes, &stray.label);
        }
        bytes.push(u8::from(self.is_year_disputed));
        bytes.extend_from_slice(self.cells.as_bytes());
        bytes
    }

    /// From those bytes; nothing where they are none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let organization = reader.text()?.to_owned();
        let lost_tables = tables(&mut reader)?;
        let uncertain_tables = tables(&mut reader)?;
        let absent_tables = tables(&mut reader)?;
        let unit = (reader.text()?.to_owned(), reader.byte()?);
        let mut open_rows = Vec::new();
        for _ in 0..reader.small()? {
            open_rows.push(reader.text()?.to_owned());
        }
        let mut strays = Vec::new();
        for _ in 0..reader.small()? {
            strays.push(stray(&mut reader)?);
        }
        let is_year_disputed = reader.byte()? == 1;
        Some(Self {
            organization: Some(organization).filter(|name| !name.is_empty()),
            lost_tables,
            uncertain_tables,
            absent_tables,
            unit: Some(unit).filter(|(word, _)| !word.is_empty()),
            open_rows,
            strays,
            is_year_disputed,
            cells: Packed::from_bytes(reader.rest().to_vec()),
        })
    }
}

fn is_year_disputed(report: &Report) -> bool {
    let years = report.title_year.zip(report.period_year);
    years.is_some_and(|(title, period)| title.year != period.year)
}

/// The address of the first cell of each open row.
fn open_rows(form: &Form) -> Vec<String> {
    let mut last = None;
    let mut addresses = Vec::new();
    for cell in form.cells() {
        let row = &form.row_of(cell).id;
        if row.contains('[') && last.is_none_or(|last| !form.in_one_row(last, cell)) {
            addresses.push(form.address(cell));
        }
        last = Some(cell);
    }
    addresses
}

fn tables(reader: &mut Reader<'_>) -> Option<Vec<TableId>> {
    let count = reader.small()?;
    let mut one = || Some(TableId(u16::try_from(reader.small()?).ok()?));
    (0..count).map(|_| one()).collect()
}

fn stray(reader: &mut Reader<'_>) -> Option<Stray> {
    let neighbour = CellId(u16::try_from(reader.small()?).ok()?);
    let axis = match reader.byte()? {
        0 => Axis::Column,
        _ => Axis::Row,
    };
    let figure = Figure::parse(reader.text()?).ok()?;
    Some(Stray {
        neighbour,
        axis,
        figure,
        label: reader.text()?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let kept = PackedReport {
            organization: Some("青石县水务局".to_owned()),
            open_rows: vec!["pending/component[OIP]/start".to_owned()],
            cells: Packed::from_bytes(vec![1, 9]),
            lost_tables: vec![TableId(2)],
            uncertain_tables: vec![TableId(0), TableId(300)],
            absent_tables: vec![TableId(7)],
            unit: Some(("万元".to_owned(), 4)),
            strays: vec![Stray {
                neighbour: CellId(400),
                axis: Axis::Row,
                figure: Figure::new(-125, 1),
                label: "其他".to_owned(),
            }],
            is_year_disputed: true,
        };
        assert_eq!(PackedReport::from_bytes(&kept.to_bytes()), Some(kept));
        assert_eq!(PackedReport::from_bytes(&[9]), None);
    }
}

//! What of a data file is not as its form has it, reported as what binding a document sees.

use gouji_model::records::{DataSource, RecordSource};
use gouji_model::{
    Axis, CellId, Column, Figure, Form, Observation, ObservationKind, Place, Report, SourceRange,
    Stray, TableId, Value,
};

use crate::records::{Records, Remark, Seen};

/// Most remarks of a kind that are reported; a file with more is as uncertain as one without.
const MOST: usize = 500;

/// Notes everything; `beyond` are figures for which the form has no column, `row_id` says what the rows are called.
pub(crate) fn note(
    report: &mut Report,
    form: &Form,
    source: &DataSource,
    records: &Records<'_>,
    beyond: &[usize],
    row_id: &dyn Fn(usize) -> Option<String>,
) {
    let mut noting = Noting {
        report,
        form,
        source,
    };
    for remark in records.remarks.iter().take(MOST) {
        noting.remark(remark, row_id);
    }
    let cells = beyond.iter().filter_map(|at| records.cells.get(*at));
    let cells = cells.filter(|cell| !cell.content.text.is_empty());
    if records.remarks.len() > MOST || cells.clone().nth(MOST).is_some() {
        noting.uncertain(None);
    }
    for cell in cells.take(MOST) {
        let record = source.records.get(cell.record);
        let name = record.map_or_else(Default::default, |record| cell.column.name(record));
        let unknown = Remark {
            seen: Seen::Unknown,
            name: name.into_owned(),
            text: cell.content.text.to_string(),
            place: cell.content.place,
            record: Some(cell.record),
            row: Some(cell.row),
        };
        noting.remark(&unknown, row_id);
    }
    noting.missing(records);
}

struct Noting<'a> {
    report: &'a mut Report,
    form: &'a Form,
    source: &'a DataSource,
}

impl Noting<'_> {
    fn remark(&mut self, remark: &Remark, row_id: &dyn Fn(usize) -> Option<String>) {
        if remark.seen == Seen::Misaligned {
            return self.misaligned(remark);
        }
        let table = remark.record.and_then(|record| self.table(record));
        let kind = match (remark.seen, remark.record) {
            (Seen::Unknown, Some(_)) => ObservationKind::UnknownColumn,
            (Seen::Unknown, None) | (Seen::Reference | Seen::Unlinked, _) => {
                ObservationKind::UnknownRow
            }
            (Seen::SameId, _) => ObservationKind::RepeatedRow,
            (Seen::Misaligned, _) => ObservationKind::MisalignedRow,
        };
        if remark.seen != Seen::Unknown {
            self.uncertain(table);
        }
        let row = remark.row.and_then(row_id);
        if let (Some(table), Some(row), Seen::Unknown) = (table, row, remark.seen) {
            self.stray(table, &row, remark);
        }
        let subject = match (remark.name.as_str(), remark.text.as_str()) {
            (name, "") => name.to_owned(),
            ("", text) => text.to_owned(),
            (name, text) => format!("{name} = {text}"),
        };
        self.observe(
            kind,
            subject,
            String::new(),
            table,
            Some(Place::Text(remark.place)),
        );
    }

    /// A line that was not read: it may be a row of any table.
    fn misaligned(&mut self, remark: &Remark) {
        self.uncertain(None);
        self.report.observations.push(Observation {
            expected: remark.name.clone(),
            found: remark.text.clone(),
            place: Some(Place::Text(remark.place)),
            ..Observation::of(ObservationKind::MisalignedRow, &remark.name)
        });
    }

    /// Notes that rows of a table could not be matched; of all tables where it is not known of which.
    fn uncertain(&mut self, table: Option<TableId>) {
        let tables = match table {
            Some(table) => vec![table],
            None => (0..self.form.tables.len()).map(TableId::at).collect(),
        };
        for table in tables {
            if !self.report.uncertain_tables.contains(&table) {
                self.report.uncertain_tables.push(table);
            }
        }
    }

    fn table(&self, record: usize) -> Option<TableId> {
        let wanted = &self.source.records.get(record)?.table;
        let at = self
            .form
            .tables
            .iter()
            .position(|table| table.id == *wanted)?;
        Some(TableId::at(at))
    }

    /// A figure in a row that the form has no column for.
    fn stray(&mut self, table: TableId, row: &str, remark: &Remark) {
        let (Value::Figure(figure), _) = Value::read(&remark.text) else {
            return;
        };
        if let Some(neighbour) = self
            .first_cell(table, row)
            .filter(|_| figure != Figure::ZERO)
        {
            self.report.strays.push(Stray {
                neighbour,
                axis: Axis::Row,
                figure,
                label: remark.name.clone(),
            });
        }
    }

    fn first_cell(&self, table: TableId, row: &str) -> Option<CellId> {
        let own = |cell: &CellId| {
            self.form.table_id_of(*cell) == table && self.form.row_of(*cell).id == row
        };
        self.form.cells().find(own)
    }

    /// Notes tables, rows and columns that are not there and should be.
    fn missing(&mut self, records: &Records<'_>) {
        for (t, table) in self.form.tables.iter().enumerate() {
            let of = |(number, record): (usize, &RecordSource)| {
                fills(record, &table.id)
                    .then(|| records.sections.get(number).copied().unwrap_or_default())
            };
            let sections: Vec<bool> = self
                .source
                .records
                .iter()
                .enumerate()
                .filter_map(of)
                .collect();
            let is_needed = table.is_needed(self.report.year);
            if sections.is_empty() || !is_needed && !sections.contains(&true) {
                continue;
            }
            let id = TableId::at(t);
            if !sections.contains(&true) {
                self.report.lost_tables.push(id);
                let title = table.title.en.clone();
                self.observe(
                    ObservationKind::MissingTable,
                    table.id.clone(),
                    title,
                    Some(id),
                    None,
                );
                continue;
            }
            let missing = self.missing_rows(t);
            // A section without any record of its own lacks what is needed: its sums are not zero.
            if missing && self.is_empty(id) {
                self.report.lost_tables.push(id);
            } else {
                self.missing_columns(t);
            }
        }
    }

    /// Whether no cell of a table is there.
    fn is_empty(&self, table: TableId) -> bool {
        let mut own = self.form.cells();
        !own.any(|cell| self.form.table_id_of(cell) == table && self.report.cell(cell).is_some())
    }

    /// Notes rows that are not there and should be; whether there are some.
    fn missing_rows(&mut self, table: usize) -> bool {
        let form = self.form;
        let mut missing = Vec::new();
        for block in 0..form.tables[table].blocks.len() {
            missing.extend(self.report.missing_rows(form, table, block));
        }
        for row in &missing {
            let (subject, label) = (row.id.clone(), row.label.text.clone());
            let id = Some(TableId::at(table));
            self.observe(ObservationKind::MissingRow, subject, label, id, None);
        }
        !missing.is_empty()
    }

    /// Notes columns of which no row has a cell, in blocks that have rows.
    fn missing_columns(&mut self, table: usize) {
        let form = self.form;
        for block in 0..form.tables[table].blocks.len() {
            let missing: Vec<&Column> = self.report.missing_columns(form, table, block).collect();
            for column in missing {
                let (subject, label) = (column.id.clone(), column.label.text.clone());
                let id = Some(TableId::at(table));
                self.observe(ObservationKind::MissingColumn, subject, label, id, None);
            }
        }
    }

    fn observe(
        &mut self,
        kind: ObservationKind,
        subject: String,
        expected: String,
        table: Option<TableId>,
        place: Option<Place>,
    ) {
        self.report.observations.push(Observation {
            found: match place {
                Some(_) => subject.clone(),
                None => String::new(),
            },
            expected,
            table,
            place: place.or(Some(Place::Text(SourceRange::new(0, 0)))),
            ..Observation::of(kind, &subject)
        });
    }
}

/// Whether records fill a table, or a part of one of them does.
fn fills(record: &RecordSource, table: &str) -> bool {
    let totals = record.row.total_table.iter();
    let mut parts = record
        .lists
        .iter()
        .filter_map(|list| list.table.as_ref())
        .chain(totals);
    record.table == table || parts.any(|part| part == table)
}

//! The rows of a part of a table, put into a report.

use std::collections::BTreeMap;

use gouji_model::{
    Cell, Draft, DraftRow, Key, Observation, ObservationKind, Place, Report, TableId, Value,
};

use super::choice::{columns_of, key_column};
use super::grid::GridCell;
use super::heads::Part;
use super::names::{BlockNames, Names};
use crate::at::BlockAt;
use crate::key::normal;

/// A report while its tables are filled in.
pub(super) struct Filling<'f> {
    draft: Draft<'f>,
    observations: Vec<Observation>,
    /// Tables with rows or figures that could not be matched.
    uncertain: Vec<TableId>,
}

impl<'f> Filling<'f> {
    pub(super) const fn new(draft: Draft<'f>) -> Self {
        Self {
            draft,
            observations: Vec::new(),
            uncertain: Vec::new(),
        }
    }

    /// The report; nothing where it has more rows than cells can be numbered for.
    pub(super) fn finish(self) -> Option<Report> {
        let mut report = self.draft.finish().ok()?;
        report.observations.extend(self.observations);
        report.uncertain_tables = self.uncertain;
        report.uncertain_tables.sort_by_key(|table| table.0);
        report.uncertain_tables.dedup();
        Some(report)
    }

    /// Fills in a part that is a block of the form.
    pub(super) fn fill(&mut self, names: &Names, part: &Part<'_, '_>, at: BlockAt) {
        let block = names.blocks.iter().find(|block| block.at == at);
        let Some((block, key)) =
            block.and_then(|block| Some((block, key_column(self.draft.form(), block, part)?)))
        else {
            return;
        };
        let columns = columns_of(self.draft.form(), block, part);
        self.headings(part, at, key, &columns);
        for row in part.rows {
            self.row(block, row, key, &columns);
        }
    }

    /// Tells the columns that the form has and the part has not, and the other way round.
    fn headings(
        &mut self,
        part: &Part<'_, '_>,
        at: BlockAt,
        key: u32,
        columns: &BTreeMap<u32, usize>,
    ) {
        let form = self.draft.form();
        let own = form.tables[at.table].blocks[at.block]
            .columns
            .iter()
            .enumerate();
        for (index, column) in own.filter(|(_, column)| !column.group && !column.optional) {
            if !columns.values().any(|known| *known == index) {
                let label = &column.label.text;
                self.observe(ObservationKind::MissingColumn, at, label, "", None);
            }
        }
        let holds_figures = |column: u32| {
            let cells = part.rows.iter().flatten();
            let mut cells = cells.filter(|cell| cell.column == column);
            cells.any(|cell| {
                matches!(Value::read(cell.text).0, Value::Figure(_)) || form.is_number(cell.text)
            })
        };
        for own in &part.columns {
            let (column, head) = (own.column, own.head);
            if column != key && !columns.contains_key(&column) && holds_figures(column) {
                let label = head.map_or("", |head| head.text.trim());
                let place = head.map(|head| head.place);
                self.observe(ObservationKind::UnknownColumn, at, "", label, place);
            }
        }
    }

    fn row(
        &mut self,
        block: &BlockNames,
        row: &[GridCell<'_>],
        key: u32,
        columns: &BTreeMap<u32, usize>,
    ) {
        let Some(label) = row.iter().find(|cell| cell.covers(key)) else {
            return self.unlabelled(block, row);
        };
        let mut values = row.iter().filter(|cell| columns.contains_key(&cell.column));
        // A text over the whole width belongs to no row, and headings that come again to none either.
        if values.clone().next().is_none() || is_repeated_head(block, label) {
            return;
        }
        let name = normal(label.text);
        let own = block.rows.iter().find(|(_, labels)| labels.contains(&name));
        if let Some((index, _)) = own {
            return self.cells(block, DraftRow::Own(*index), row, columns);
        }
        if block.parts == 0 || label.is_blank() {
            if values.any(|cell| !cell.is_blank()) {
                self.unlabelled(block, row);
            }
            return;
        }
        let parts = key..key + block.parts as u32;
        let texts = parts.filter_map(|column| row.iter().find(|cell| cell.covers(column)));
        match Key::of_parts(texts.map(|cell| cell.text)) {
            Ok(key) => self.cells(block, DraftRow::Open(&key), row, columns),
            Err(_) => self.unlabelled(block, row),
        }
    }

    fn cells(
        &mut self,
        block: &BlockNames,
        to: DraftRow<'_>,
        row: &[GridCell<'_>],
        columns: &BTreeMap<u32, usize>,
    ) {
        let form = self.draft.form();
        let own = &form.tables[block.at.table].blocks[block.at.block].columns;
        for cell in row {
            let Some(index) = columns.get(&cell.column) else {
                continue;
            };
            let (value, raw) = form.read(cell.text, &own[*index], cell.place);
            let cell = Cell {
                value,
                raw,
                place: cell.place,
            };
            let at = (block.at.table, block.at.block);
            if self.draft.set(at, to, *index, cell).is_err() {
                return self.unlabelled(block, row);
            }
        }
    }

    /// A row of figures that is none that can be named: what its table sums is then not known.
    fn unlabelled(&mut self, block: &BlockNames, row: &[GridCell<'_>]) {
        let first = row.iter().find(|cell| !cell.is_blank());
        let text = first.map_or("", |cell| cell.text.trim());
        let place = first.map(|cell| cell.place);
        self.uncertain.push(TableId::at(block.at.table));
        self.observe(ObservationKind::UnknownRow, block.at, "", text, place);
    }

    fn observe(
        &mut self,
        kind: ObservationKind,
        at: BlockAt,
        expected: &str,
        found: &str,
        place: Option<Place>,
    ) {
        let subject = if expected.is_empty() { found } else { expected };
        self.observations.push(Observation {
            expected: expected.to_owned(),
            found: found.to_owned(),
            table: Some(TableId::at(at.table)),
            place,
            ..Observation::of(kind, subject)
        });
    }
}

/// Whether the heading of the keys stands in a row again, as on a new page.
fn is_repeated_head(block: &BlockNames, label: &GridCell<'_>) -> bool {
    block.key.contains(&normal(label.text))
}

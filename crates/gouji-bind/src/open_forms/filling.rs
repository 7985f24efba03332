//! The rows of a part of a table, put into a report.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{
    Cell, Draft, DraftRow, Observation, ObservationKind, Place, Report, TableId, Value,
};

use super::choice::{columns_of, key_column};
use super::crossed::Crossed;
use super::grid::GridCell;
use super::heads::Part;
use super::key_columns::KeyColumns;
use super::missing::missing_rows;
use super::names::{BlockNames, Names};
use super::strays::Strays;
use crate::at::BlockAt;
use crate::key::normal;

/// The columns of the grid that a part has.
struct Columns {
    /// Where the keys stand.
    keys: KeyColumns,
    /// The column of the block for each that is one.
    known: BTreeMap<u32, usize>,
    /// Columns of no form that hold figures, with their headings.
    unknown: BTreeMap<u32, String>,
    /// Where rows say half of what their columns are.
    crossed: Option<Crossed>,
}

impl Columns {
    /// The column of the block for each of a row.
    fn of_row(&self, row: &[GridCell<'_>]) -> Option<&BTreeMap<u32, usize>> {
        match &self.crossed {
            Some(crossed) => crossed.of_row(row),
            None => Some(&self.known),
        }
    }
}

/// A report while its tables are filled in.
pub(super) struct Filling<'f> {
    draft: Draft<'f>,
    observations: Vec<Observation>,
    /// Tables with rows or figures that could not be matched.
    uncertain: Vec<TableId>,
    /// The blocks that were filled.
    filled: BTreeSet<BlockAt>,
    strays: Strays,
}

impl<'f> Filling<'f> {
    pub(super) fn new(draft: Draft<'f>) -> Self {
        Self {
            draft,
            observations: Vec::new(),
            uncertain: Vec::new(),
            filled: BTreeSet::new(),
            strays: Strays::default(),
        }
    }

    /// The report; nothing where it has more rows than cells can be numbered for.
    pub(super) fn finish(self) -> Option<Report> {
        let form = self.draft.form();
        let mut report = self.draft.finish().ok()?;
        report.observations.extend(self.observations);
        for at in &self.filled {
            let missing = missing_rows(form, *at, &report);
            report.observations.extend(missing);
        }
        self.strays.add_to(form, &mut report);
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
        let mut columns = columns_of(self.draft.form(), block, part);
        let crossed = match columns.is_empty() {
            true => Crossed::of(block, part, key),
            false => None,
        };
        columns.extend(crossed.iter().flat_map(Crossed::all));
        let keys = KeyColumns::new(part, key, block.parts, &columns);
        let unknown = self.headings(part, at, &keys, (&columns, crossed.is_some()));
        self.filled.insert(at);
        let columns = Columns {
            keys,
            known: columns,
            unknown,
            crossed,
        };
        for row in part.rows {
            self.row(block, row, &columns);
        }
    }

    /// Reports the columns that the form has and the part has not, and the other way round; returns
    /// those of no form.
    fn headings(
        &mut self,
        part: &Part<'_, '_>,
        at: BlockAt,
        keys: &KeyColumns,
        (columns, is_crossed): (&BTreeMap<u32, usize>, bool),
    ) -> BTreeMap<u32, String> {
        let form = self.draft.form();
        let own = form.tables[at.table].blocks[at.block]
            .columns
            .iter()
            .enumerate();
        // Where rows say half of it, a column of the grid stands for several.
        let own = own.filter(|_| !is_crossed);
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
        let mut unknown = BTreeMap::new();
        for own in &part.columns {
            let (column, head) = (own.column, own.head);
            let is_key = keys.contains(column);
            if !is_key && !columns.contains_key(&column) && holds_figures(column) {
                let label = head.map_or("", |head| head.text.trim());
                let place = head.map(|head| head.place);
                self.observe(ObservationKind::UnknownColumn, at, "", label, place);
                unknown.insert(column, label.to_owned());
            }
        }
        unknown
    }

    fn row(&mut self, block: &BlockNames, row: &[GridCell<'_>], columns: &Columns) {
        let Some(label) = row.iter().find(|cell| cell.covers(columns.keys.first())) else {
            return self.unlabelled(block, row, columns);
        };
        let is_known = |cell: &&GridCell<'_>| columns.known.contains_key(&cell.column);
        let mut values = row.iter().filter(is_known);
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
                self.unlabelled(block, row, columns);
            }
            return;
        }
        match columns.keys.key(row) {
            Some(key) => self.cells(block, DraftRow::Open(&key), row, columns),
            None => self.unlabelled(block, row, columns),
        }
    }

    fn cells(
        &mut self,
        block: &BlockNames,
        to: DraftRow<'_>,
        row: &[GridCell<'_>],
        columns: &Columns,
    ) {
        let form = self.draft.form();
        let own = &form.tables[block.at.table].blocks[block.at.block].columns;
        for cell in row {
            let known = columns
                .of_row(row)
                .and_then(|known| known.get(&cell.column));
            let Some(index) = known else {
                if let Some(label) = columns.unknown.get(&cell.column) {
                    self.strays.in_row(block.at, to, cell.text, label);
                }
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
                return self.unlabelled(block, row, columns);
            }
        }
    }

    /// A row of figures that is none that can be named: what its table sums is then not known.
    fn unlabelled(&mut self, block: &BlockNames, row: &[GridCell<'_>], columns: &Columns) {
        let first = row.iter().find(|cell| !cell.is_blank());
        let text = first.map_or("", |cell| cell.text.trim());
        for cell in row {
            if let Some(column) = columns.known.get(&cell.column) {
                self.strays.in_column(block.at, *column, cell.text, text);
            }
        }
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

//! A report while it is read: cells by row and column, before the keys of all its open rows are
//! known.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::{
    Cell, CellId, Form, Key, KeyFault, Keys, Observation, ObservationKind, Place, Report, TableId,
    TooManyCells, Value,
};

/// The row of a cell that is drafted.
#[derive(Clone, Copy, Debug)]
pub enum DraftRow<'k> {
    /// One of the form's own rows, by its index in its block.
    Own(usize),
    /// An open row.
    Open(&'k Key),
    /// An open row by its place, which [`Draft::place`] has returned.
    Placed(usize),
}

/// A report while it is read.
///
/// A cell that is given twice with different contents is no value: nobody can tell which of them
/// counts. The relations that need it are blocked, and the row is reported.
#[derive(Debug)]
pub struct Draft<'f> {
    form: &'f Arc<Form>,
    keys: Keys,
    /// The cells of each table, block and row; own rows first.
    blocks: Vec<Vec<DraftBlock>>,
    /// Rows of which cells were given twice with different contents, and the columns of these.
    differing: BTreeMap<RowPlace, BTreeSet<usize>>,
}

#[derive(Debug, Default)]
struct DraftBlock {
    width: usize,
    own: Vec<Option<Cell>>,
    open: Vec<Option<Cell>>,
}

impl<'f> Draft<'f> {
    /// An empty draft of a report in a form.
    #[must_use]
    pub fn new(form: &'f Arc<Form>) -> Self {
        let block = |block: &crate::Block| DraftBlock {
            width: block.columns.len(),
            own: vec![None; block.columns.len() * block.rows.len()],
            open: Vec::new(),
        };
        let tables = form.tables.iter();
        Self {
            form,
            keys: Keys::default(),
            blocks: tables
                .map(|table| table.blocks.iter().map(block).collect())
                .collect(),
            differing: BTreeMap::new(),
        }
    }

    /// The form of the report, which may have open rows.
    #[must_use]
    pub const fn form(&self) -> &'f Arc<Form> {
        self.form
    }

    /// Gives an open row, with or without cells.
    ///
    /// # Errors
    /// Why the key cannot be one.
    pub fn open(&mut self, at: (usize, usize), key: &Key) -> Result<bool, KeyFault> {
        self.add(at, key).map(|(_, new)| new)
    }

    /// Gives an open row, with or without cells, and says the how-manieth of its block it is.
    ///
    /// # Errors
    /// Why the key cannot be one.
    pub fn place(&mut self, at: (usize, usize), key: &Key) -> Result<usize, KeyFault> {
        self.add(at, key).map(|(place, _)| place)
    }

    fn add(&mut self, at: (usize, usize), key: &Key) -> Result<(usize, bool), KeyFault> {
        let (place, new) = self.form.add_key(&mut self.keys, at, key.clone())?;
        if let (true, Some(block)) = (new, self.block(at)) {
            block.open.resize(block.open.len() + block.width, None);
        }
        Ok((place, new))
    }

    fn block(&mut self, (table, block): (usize, usize)) -> Option<&mut DraftBlock> {
        self.blocks.get_mut(table)?.get_mut(block)
    }

    /// Gives a cell of a table and block by its row and column. A cell the form does not have is
    /// nothing to the draft.
    ///
    /// # Errors
    /// Why the key of an open row cannot be one.
    pub fn set(
        &mut self,
        at: (usize, usize),
        row: DraftRow<'_>,
        column: usize,
        cell: Cell,
    ) -> Result<(), KeyFault> {
        let (is_open, row) = match row {
            DraftRow::Own(row) => (false, row),
            DraftRow::Open(key) => (true, self.place(at, key)?),
            DraftRow::Placed(place) => (true, place),
        };
        let Some(block) = self.block(at).filter(|block| column < block.width) else {
            return Ok(());
        };
        let index = row * block.width + column;
        let cells = if is_open {
            &mut block.open
        } else {
            &mut block.own
        };
        let Some(slot) = cells.get_mut(index) else {
            return Ok(());
        };
        let differs = slot.as_ref().is_some_and(|known| differ(known, &cell));
        *slot = Some(match slot.take() {
            Some(known) if differs => of_both(&known, cell),
            Some(known) => known,
            None => cell,
        });
        if differs {
            let place = (at.0, at.1, is_open, row);
            self.differing.entry(place).or_default().insert(column);
        }
        Ok(())
    }

    /// The report with these cells, in the form made concrete for its keys; what it is about beside
    /// its cells is still to be filled in.
    ///
    /// # Errors
    /// When there are more open rows than cells can be numbered for.
    pub fn finish(self) -> Result<Report, TooManyCells> {
        let concrete = match self.form.has_open_rows() {
            true => Some(Arc::new(self.form.with_keys(self.keys)?)),
            false => None,
        };
        let form = concrete.as_ref().unwrap_or(self.form);
        let mut report = Report::empty(form.id.clone(), form.cell_count());
        for (t, blocks) in self.blocks.into_iter().enumerate() {
            for (b, block) in blocks.into_iter().enumerate() {
                fill(form, (t, b), block, &mut report);
            }
        }
        for (place, columns) in self.differing {
            note_repeated(form, place, &columns, &mut report);
        }
        report.concrete = concrete;
        Ok(report)
    }
}

/// Gives a report the cells of a block.
fn fill(form: &Form, (t, b): (usize, usize), block: DraftBlock, report: &mut Report) {
    let (mut own, mut open) = (block.own.into_iter(), block.open.into_iter());
    let rows = form.tables[t].blocks[b].rows.iter();
    for (r, row) in rows.enumerate() {
        let cells = if row.key.is_some() {
            &mut open
        } else {
            &mut own
        };
        for (c, cell) in cells.take(block.width).enumerate() {
            if let (Some(id), Some(cell)) = (form.cell_in(t, b, r, c), cell) {
                report.cells[id.index()] = Some(cell);
            }
        }
    }
}

/// A row: of which table and block, whether it is one of the open rows there or of the others, and the
/// how-manieth of them.
type RowPlace = (usize, usize, bool, usize);

/// Tells a row that is there twice with different values in some columns.
fn note_repeated(
    form: &Form,
    (t, b, is_open, number): RowPlace,
    columns: &BTreeSet<usize>,
    report: &mut Report,
) {
    let block = &form.tables[t].blocks[b];
    let rows = block.rows.iter().enumerate();
    let mut rows = rows.filter(|(_, row)| row.key.is_some() == is_open);
    let Some((r, row)) = rows.nth(number) else {
        return;
    };
    let cells = columns.iter().filter_map(|c| form.cell_in(t, b, r, *c));
    let cells: Vec<CellId> = cells.filter(|cell| report.cell(*cell).is_some()).collect();
    let there = || cells.iter().filter_map(|id| Some((*id, report.cell(*id)?)));
    let found: Vec<String> = there()
        .map(|(id, cell)| format!("{}: {}", form.column_of(id).label.text, cell.text()))
        .collect();
    report.observations.push(Observation {
        expected: row.label.text.clone(),
        found: found.join("; "),
        table: Some(TableId::at(t)),
        place: there().map(|(_, cell)| cell.place).next(),
        there: true,
        cells: cells.clone(),
        ..Observation::of(ObservationKind::DifferingCopies, &row.id)
    });
}

fn differ(one: &Cell, other: &Cell) -> bool {
    one.value != other.value || one.value == Value::Text && one.raw != other.raw
}

/// Most bytes of a text that others are joined to.
const LONGEST: usize = 200;

/// A cell that is given twice.
fn of_both(first: &Cell, second: Cell) -> Cell {
    let raw = match first.text().len() > LONGEST {
        true => first.text().into_owned(),
        false => format!("{} | {}", first.text(), second.text()),
    };
    Cell {
        value: Value::Text,
        raw: Some(raw.into()),
        place: Place::clone(&second.place),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Bilingual, Block, CellKind, Column, Figure, FormId, Label, OpenRows, Row, RowAxis,
    };
    use crate::{SourceRange, Table};

    fn form() -> Arc<Form> {
        let columns = ["received", "processed"].map(|id| Column {
            id: id.to_owned(),
            ..Column::of_kind(CellKind::Count)
        });
        let block = Block {
            caption: None,
            rows_run: RowAxis::Down,
            columns: columns.to_vec(),
            rows: vec![Row::named("overall", "ALL")],
            open_rows: Some(OpenRows {
                id: "component".to_owned(),
                label: Label::default(),
                parts: 1,
                last: true,
                optional: false,
            }),
        };
        let table = Table {
            id: "requests".to_owned(),
            title: Bilingual::new("", "requests"),
            section: String::new(),
            furniture: Vec::new(),
            skip: Vec::new(),
            from: None,
            years: (None, None),
            blocks: vec![block],
            optional: false,
        };
        let id = FormId("sample/1".to_owned());
        let title = Bilingual::new("", "");
        Arc::new(Form::new(id, title, (None, None), vec![], vec![table]))
    }

    fn cell(text: &str) -> Cell {
        let (value, raw) = Value::read(text);
        let place = Place::Text(SourceRange::default());
        Cell { value, raw, place }
    }

    #[test]
    fn cells_find_their_rows_once_all_keys_are_known() {
        let form = form();
        let mut draft = Draft::new(&form);
        let keys = ["OIP", "CRT"].map(|key| Key::new(key).unwrap());
        for (number, key) in keys.iter().enumerate() {
            let row = DraftRow::Open(key);
            draft
                .set((0, 0), row, 1, cell(&number.to_string()))
                .unwrap();
        }
        draft.set((0, 0), DraftRow::Own(0), 0, cell("7")).unwrap();
        draft.set((0, 0), DraftRow::Own(9), 0, cell("8")).unwrap();
        let report = draft.finish().unwrap();
        let concrete = report.concrete.clone().unwrap();
        let at = |address| {
            let cell = report.cell(concrete.cell(address).unwrap())?;
            cell.figure()
        };
        assert_eq!(at("requests/overall/received"), Some(Figure::from(7)));
        assert_eq!(at("requests/component[OIP]/processed"), Some(Figure::ZERO));
        assert_eq!(
            at("requests/component[CRT]/processed"),
            Some(Figure::from(1))
        );
        assert_eq!(at("requests/component[CRT]/received"), None);
        assert_eq!(report.observations, []);
    }

    #[test]
    fn what_is_given_twice_is_no_value() {
        let form = form();
        let key = Key::new("OIP").unwrap();
        let rows = [
            (DraftRow::Open(&key), "requests/component[OIP]/received"),
            (DraftRow::Own(0), "requests/overall/received"),
        ];
        for (row, address) in rows {
            let mut draft = Draft::new(&form);
            draft.open((0, 0), &key).unwrap();
            for text in ["3", "3", "4"] {
                draft.set((0, 0), row, 0, cell(text)).unwrap();
            }
            let report = draft.finish().unwrap();
            let concrete = report.concrete.clone().unwrap();
            let id = concrete.cell(address).unwrap();
            let twice = report.cell(id).unwrap();
            assert_eq!((twice.value, &*twice.text()), (Value::Text, "3 | 4"));
            let [seen] = report.observations.as_slice() else {
                panic!("{:?}", report.observations);
            };
            assert_eq!(seen.kind, ObservationKind::DifferingCopies);
            assert!(seen.found.ends_with(": 3 | 4"), "{}", seen.found);
            assert_eq!(seen.cells, [id]);
        }
    }
}

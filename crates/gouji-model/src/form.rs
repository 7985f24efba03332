//! The official form as data: its sections, tables, rows and columns, with the labels they are
//! known by, and a dense index over its cells.
//!
//! A form comes from a rule pack; nothing here is specific to one country's report.

use std::fmt;
use std::ops::Deref;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, LazyLock, OnceLock};

use crate::{Bilingual, CellKind, Column, Key, Keys, Label, OpenRows, Recognition, ValueWords};

/// Identifies a form across packs, such as `cn-disclosure/2021`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId(pub String);

impl FormId {
    /// What it is a form of: `cn-disclosure`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }
}

impl fmt::Display for FormId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A cell of one form: an index into [`Form::cells`] and into a report's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub u16);

impl CellId {
    /// The index as a `usize`.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A table of one form: an index into [`crate::FormContents::tables`]. A form has at most
/// [`limits::FORM_TABLES`](crate::limits::FORM_TABLES), so that the number holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u16);

impl TableId {
    /// The table at an index.
    #[must_use]
    pub const fn at(index: usize) -> Self {
        Self(index as u16)
    }
}

/// A row of a block.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Dotted id as in addresses: `results.denied.state_secret`.
    pub id: String,
    /// Its label.
    pub label: Label,
    /// Heads the rows whose ids extend its own. A group has cells too, but the form leaves them
    /// empty; only local variants fill them.
    pub group: bool,
    /// Whether a report may leave it out.
    pub optional: bool,
    /// What it is for where it is one of the open rows of a form made concrete.
    pub key: Option<Key>,
}

impl Row {
    /// A row with an id and a label.
    #[must_use]
    pub fn named(id: &str, label: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: Label {
                text: label.to_owned(),
                ..Label::default()
            },
            ..Self::default()
        }
    }
}

/// How the rows of a block are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAxis {
    /// One printed row for each row.
    Down,
    /// All rows side by side in one printed row: each row's label stands above its own group of
    /// columns, as in the table of reconsiderations and lawsuits.
    Across,
}

/// A part of a table with columns of its own.
#[derive(Clone, Debug)]
pub struct Block {
    /// The caption printed above it, if any: `第二十条第（一）项`.
    pub caption: Option<Label>,
    /// How its rows are printed.
    pub rows_run: RowAxis,
    /// Its columns, groups included, in printed order.
    pub columns: Vec<Column>,
    /// Its rows, groups included, in printed order; those of a document among them where the form
    /// is made concrete.
    pub rows: Vec<Row>,
    /// The rows it leaves open, if any.
    pub open_rows: Option<OpenRows>,
}

/// A table of a form.
#[derive(Clone, Debug)]
pub struct Table {
    /// Id as in addresses: `requests`.
    pub id: String,
    /// What to call it in messages.
    pub title: Bilingual,
    /// Id of the section it stands in.
    pub section: String,
    /// Texts printed in it that are neither row nor column labels: `信息内容`, `申请人情况`.
    pub furniture: Vec<Label>,
    /// Headings of columns that carry nothing, such as line numbers: `行次`.
    pub skip: Vec<Label>,
    /// Its parts, in printed order.
    pub blocks: Vec<Block>,
    /// Whether a report may leave it out; of some years, if it says which others have it.
    pub optional: bool,
    /// The first and the last year whose reports have it, where it says so.
    pub years: (Option<i32>, Option<i32>),
    /// The table of another form that it repeats, where it is not printed in this one: its cells are those
    /// of a report beside it in the same document, of the same organ and period.
    pub from: Option<(FormId, String)>,
}

impl Table {
    /// Whether a report of a year must have it. Where that depends on the year, and none is known, it need not.
    #[must_use]
    pub fn is_needed(&self, year: Option<i32>) -> bool {
        match self.years {
            (None, None) => !self.optional,
            (since, until) => year.is_some_and(|year| {
                since.is_none_or(|since| since <= year) && until.is_none_or(|until| year <= until)
            }),
        }
    }
}

/// A section of the report.
#[derive(Clone, Debug)]
pub struct SectionForm {
    /// Id as in the canonical JSON: `overview`.
    pub id: String,
    /// Its heading.
    pub title: Label,
}

/// Which of a cell's two names is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// The row.
    Row,
    /// The column.
    Column,
}

/// Where a cell stands in its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    table: TableId,
    block: u16,
    row: u16,
    column: u16,
    kind: CellKind,
    /// Whether the row is a group's.
    group: bool,
}

/// What gives the contents of a form when they are first asked for.
type Reader = Box<dyn FnOnce() -> FormContents + Send + UnwindSafe + RefUnwindSafe>;

/// A form: what a report must contain. Its sections and tables are read when one is first asked for:
/// most runs see documents in one form of many.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its id.
    pub id: FormId,
    /// What to call it.
    pub title: Bilingual,
    /// First report year it applies to.
    pub since: Option<i32>,
    /// Last report year it applies to.
    pub until: Option<i32>,
    /// What its rules call what they rest on, by its name, where that is not what every form calls it.
    pub authorities: Vec<(String, Bilingual)>,
    /// What is known of its contents before they are read.
    pub traits: FormTraits,
    /// The keys it is made concrete for.
    pub(crate) keys: Option<Keys>,
    contents: Arc<LazyLock<FormContents, Reader>>,
}

/// What decides how documents are compared with a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormTraits {
    /// Whether it says how its reports are known.
    pub is_declared: bool,
    /// Whether rows of it are left open.
    pub has_open_rows: bool,
}

/// What a form holds.
#[derive(Debug)]
pub struct FormContents {
    /// Its sections in order.
    pub sections: Vec<SectionForm>,
    /// Its tables in order.
    pub tables: Vec<Table>,
    /// How a report in it is known, where its pack says so.
    pub known_by: Option<Recognition>,
    /// The words that stand for values in its cells.
    pub values: ValueWords,
    /// Whether figures of some column are rounded.
    rounds: bool,
    slots: Vec<Slot>,
    /// For each table and block the cells, row by row; none for groups that have no cells.
    grids: Vec<Vec<Vec<Option<CellId>>>>,
    /// The address of each cell, put together when one is first asked for.
    addresses: OnceLock<Vec<Box<str>>>,
    /// The rows of each table by their ids, sorted when one is first asked for in a long table.
    rows_by_id: OnceLock<Vec<RowsById>>,
}

/// Block and row of each id of a table, sorted by id; a row may stand in several blocks.
type RowsById = Vec<(Box<str>, (u16, u16))>;

/// Rows of a table that are looked through one by one; of more there is a sorted list.
const FEW_ROWS: usize = 64;

impl FormContents {
    /// Numbers the cells of tables: table by table, block by block, row by row.
    #[must_use]
    pub fn new(sections: Vec<SectionForm>, tables: Vec<Table>) -> Self {
        let mut blocks = tables.iter().flat_map(|table| &table.blocks);
        let rounds = blocks.any(|block| block.columns.iter().any(|c| c.rounded.is_some()));
        let mut contents = Self {
            sections,
            tables,
            known_by: None,
            values: ValueWords::default(),
            rounds,
            slots: Vec::new(),
            grids: Vec::new(),
            addresses: OnceLock::new(),
            rows_by_id: OnceLock::new(),
        };
        contents.number_cells();
        contents
    }

    /// The same contents, with how reports are known.
    #[must_use]
    pub fn known_by(mut self, recognition: Option<Recognition>) -> Self {
        self.known_by = recognition;
        self
    }

    /// The same contents, with words that stand for values in the cells.
    #[must_use]
    pub fn with_values(mut self, values: ValueWords) -> Self {
        self.values = values;
        self
    }

    /// What decides how documents are compared with the form.
    #[must_use]
    pub fn traits(&self) -> FormTraits {
        let mut blocks = self.tables.iter().flat_map(|table| &table.blocks);
        FormTraits {
            is_declared: self.known_by.is_some(),
            has_open_rows: blocks.any(|block| block.open_rows.is_some()),
        }
    }

    fn number_cells(&mut self) {
        for (t, table) in self.tables.iter().enumerate() {
            let mut grids = Vec::with_capacity(table.blocks.len());
            for (b, block) in table.blocks.iter().enumerate() {
                let mut grid = Vec::with_capacity(block.rows.len() * block.columns.len());
                for (r, row) in block.rows.iter().enumerate() {
                    let heads = row.group && block.rows_run == RowAxis::Across;
                    for (c, column) in block.columns.iter().enumerate() {
                        if heads || column.group {
                            grid.push(None);
                            continue;
                        }
                        grid.push(Some(CellId(self.slots.len() as u16)));
                        self.slots.push(Slot {
                            table: TableId::at(t),
                            block: b as u16,
                            row: r as u16,
                            column: c as u16,
                            kind: column.kind,
                            group: row.group,
                        });
                    }
                }
                grids.push(grid);
            }
            self.grids.push(grids);
        }
    }
}

impl Deref for Form {
    type Target = FormContents;

    fn deref(&self) -> &FormContents {
        &self.contents
    }
}

impl Form {
    /// A form with these sections and tables.
    #[must_use]
    pub fn new(
        id: FormId,
        title: Bilingual,
        years: (Option<i32>, Option<i32>),
        sections: Vec<SectionForm>,
        tables: Vec<Table>,
    ) -> Self {
        Self::holding(id, title, years, FormContents::new(sections, tables))
    }

    /// A form that holds what is given.
    #[must_use]
    pub fn holding(
        id: FormId,
        title: Bilingual,
        years: (Option<i32>, Option<i32>),
        contents: FormContents,
    ) -> Self {
        let form = Self::later(id, title, years, contents.traits(), move || contents);
        LazyLock::force(&form.contents);
        form
    }

    /// A form with these traits of which the contents are read when they are first asked for.
    #[must_use]
    pub fn later(
        id: FormId,
        title: Bilingual,
        (since, until): (Option<i32>, Option<i32>),
        traits: FormTraits,
        read: impl FnOnce() -> FormContents + Send + UnwindSafe + RefUnwindSafe + 'static,
    ) -> Self {
        Self {
            id,
            title,
            since,
            until,
            authorities: Vec::new(),
            traits,
            keys: None,
            contents: Arc::new(LazyLock::new(Box::new(read))),
        }
    }

    /// How many cells the form has, group cells included.
    #[must_use]
    pub fn cell_count(&self) -> usize {
        self.slots.len()
    }

    /// All cells in the form's order.
    pub fn cells(&self) -> impl Iterator<Item = CellId> + use<> {
        (0..self.slots.len() as u16).map(CellId)
    }

    /// The cell at `table/row/column`.
    #[must_use]
    pub fn cell(&self, address: &str) -> Option<CellId> {
        // The key of an open row may hold a slash.
        let (table, rest) = address.split_once('/')?;
        let (row, column) = rest.rsplit_once('/')?;
        self.cell_at(table, row, column)
    }

    /// The cell at a table, row and column given by their ids.
    #[must_use]
    pub fn cell_at(&self, table: &str, row: &str, column: &str) -> Option<CellId> {
        let t = self.tables.iter().position(|known| known.id == table)?;
        self.rows_at(t, row).find_map(|(b, r)| {
            let block = self.tables.get(t)?.blocks.get(b)?;
            let c = block.columns.iter().position(|known| known.id == column)?;
            self.cell_in(t, b, r, c)
        })
    }

    /// Block and index of the rows of a table that have an id, in the form's order.
    pub fn rows_at<'f>(
        &'f self,
        table: usize,
        row: &'f str,
    ) -> impl Iterator<Item = (usize, usize)> + 'f {
        let blocks = self.tables.get(table).map(|table| table.blocks.as_slice());
        let blocks = blocks.unwrap_or_default();
        let few = blocks.iter().map(|block| block.rows.len()).sum::<usize>() <= FEW_ROWS;
        let looked = few.then(|| {
            let blocks = blocks.iter().enumerate();
            blocks.filter_map(move |(b, block)| {
                let r = block.rows.iter().position(|known| known.id == row)?;
                Some((b, r))
            })
        });
        let sorted = (!few).then(|| {
            let rows = self.rows_by_id().get(table).map(Vec::as_slice);
            let rows = rows.unwrap_or_default();
            let from = rows.partition_point(|(id, _)| **id < *row);
            let rows = rows.get(from..).unwrap_or_default().iter();
            let same = rows.take_while(move |(id, _)| **id == *row);
            same.map(|(_, (b, r))| (usize::from(*b), usize::from(*r)))
        });
        looked
            .into_iter()
            .flatten()
            .chain(sorted.into_iter().flatten())
    }

    fn rows_by_id(&self) -> &[RowsById] {
        self.rows_by_id.get_or_init(|| {
            let tables = self.tables.iter().map(|table| {
                let mut rows: RowsById = Vec::new();
                for (b, block) in table.blocks.iter().enumerate() {
                    let named = block.rows.iter().enumerate();
                    rows.extend(
                        named.map(|(r, row)| (row.id.as_str().into(), (b as u16, r as u16))),
                    );
                }
                rows.sort_unstable();
                rows
            });
            tables.collect()
        })
    }

    /// The cell at a table, block, row and column given by their indices.
    #[must_use]
    pub fn cell_in(&self, table: usize, block: usize, row: usize, column: usize) -> Option<CellId> {
        let width = self.tables.get(table)?.blocks.get(block)?.columns.len();
        let grid = self.grids.get(table)?.get(block)?;
        (column < width)
            .then(|| grid.get(row * width + column).copied().flatten())
            .flatten()
    }

    /// The address of a cell, `table/row/column`.
    #[must_use]
    pub fn address(&self, cell: CellId) -> String {
        self.address_of(cell).to_owned()
    }

    /// The same address, as the form keeps it.
    #[must_use]
    pub fn address_of(&self, cell: CellId) -> &str {
        let addresses = self.addresses.get_or_init(|| {
            let cells = self.cells();
            cells.map(|cell| self.put_together(cell)).collect()
        });
        &addresses[cell.index()]
    }

    fn put_together(&self, cell: CellId) -> Box<str> {
        let (table, row) = (&self.table_of(cell).id, &self.row_of(cell).id);
        [table, "/", row, "/", &self.column_of(cell).id]
            .concat()
            .into()
    }

    /// The index of the table a cell stands in.
    #[must_use]
    pub fn table_id_of(&self, cell: CellId) -> TableId {
        self.slots[cell.index()].table
    }

    /// The table a cell stands in.
    #[must_use]
    pub fn table_of(&self, cell: CellId) -> &Table {
        &self.tables[self.slots[cell.index()].table.0 as usize]
    }

    /// The block a cell stands in.
    #[must_use]
    pub fn block_of(&self, cell: CellId) -> &Block {
        &self.table_of(cell).blocks[self.slots[cell.index()].block as usize]
    }

    /// The row of a cell.
    #[must_use]
    pub fn row_of(&self, cell: CellId) -> &Row {
        &self.block_of(cell).rows[self.slots[cell.index()].row as usize]
    }

    /// The column of a cell.
    #[must_use]
    pub fn column_of(&self, cell: CellId) -> &Column {
        &self.block_of(cell).columns[self.slots[cell.index()].column as usize]
    }

    /// What a cell holds.
    #[must_use]
    pub fn kind_of(&self, cell: CellId) -> CellKind {
        self.slots[cell.index()].kind
    }

    /// Whether a cell stands in a group's own row, which the form leaves empty.
    #[must_use]
    pub fn is_group_cell(&self, cell: CellId) -> bool {
        self.slots[cell.index()].group
    }

    /// The cells of one row, in the order of the columns.
    #[must_use]
    pub fn cells_of_row(&self, cell: CellId) -> Vec<CellId> {
        let slot = self.slots[cell.index()];
        let width = self.block_of(cell).columns.len();
        let grid = &self.grids[slot.table.0 as usize][slot.block as usize];
        let row = grid.iter().skip(slot.row as usize * width).take(width);
        row.filter_map(|cell| *cell).collect()
    }

    /// Whether figures of it may be known only roughly: rounded ones, and such as `<1`.
    #[must_use]
    pub fn may_be_inexact(&self) -> bool {
        self.rounds_figures() || !self.values.less_than.is_empty()
    }

    /// Whether figures of some of its columns are rounded.
    #[must_use]
    pub fn rounds_figures(&self) -> bool {
        self.rounds
    }

    /// The unit that its columns of money are in; that of the first, where they differ.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        self.unit_column().map(|(_, unit)| unit)
    }

    /// The first column with a unit, and the unit.
    pub(crate) fn unit_column(&self) -> Option<(&crate::Column, &str)> {
        let blocks = self.tables.iter().flat_map(|table| &table.blocks);
        let mut columns = blocks.flat_map(|block| &block.columns);
        columns.find_map(|column| Some((column, column.unit.as_deref()?)))
    }

    /// Whether a report may leave a cell out: its column, its row or its table.
    #[must_use]
    pub fn is_optional(&self, cell: CellId) -> bool {
        self.column_of(cell).optional || self.row_of(cell).optional || self.table_of(cell).optional
    }

    /// Whether two cells stand in the same row, or the same column, of the same block.
    #[must_use]
    pub fn in_one(&self, axis: Axis, one: CellId, other: CellId) -> bool {
        match axis {
            Axis::Row => self.in_one_row(one, other),
            Axis::Column => self.in_one_column(one, other),
        }
    }

    /// Whether two cells stand in the same row of the same block.
    #[must_use]
    pub fn in_one_row(&self, one: CellId, other: CellId) -> bool {
        let [one, other] = [one, other].map(|cell| self.slots[cell.index()]);
        (one.table, one.block, one.row) == (other.table, other.block, other.row)
    }

    /// Whether two cells stand in the same column of the same block.
    #[must_use]
    pub fn in_one_column(&self, one: CellId, other: CellId) -> bool {
        let [one, other] = [one, other].map(|cell| self.slots[cell.index()]);
        (one.table, one.block, one.column) == (other.table, other.block, other.column)
    }
}

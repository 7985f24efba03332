//! Which cells the names of a set stand for in a form.

use gouji_model::{CellId, Form, Key, Table, TableId};

use crate::formula::Selection;
use crate::pattern::Pattern;

/// Names of an axis, each taken (`true`) or left out.
pub type Names<'t> = [(bool, &'t str)];

/// All rows and all columns of a table, in the form's order.
#[derive(Clone, Debug)]
pub struct Axes<'f> {
    /// Its rows.
    pub rows: Vec<Named<'f>>,
    /// Its columns.
    pub columns: Vec<Named<'f>>,
    /// The first row of each block among all.
    firsts: Vec<usize>,
}

/// A row or column of a table, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Named<'f> {
    /// Its block.
    pub block: usize,
    /// Its place in the block.
    pub index: usize,
    /// Its id.
    pub id: &'f str,
    /// Whether it heads others.
    pub group: bool,
    /// What it is for, of an open row, and the id of the open rows.
    pub key: Option<(&'f Key, &'f str)>,
}

/// Why names stand for no cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoMembers<'t> {
    /// No row has this name.
    Row(&'t str),
    /// No column has this name.
    Column(&'t str),
    /// There is no cell in this row and column.
    Cell(String, String),
    /// There is none.
    Empty,
}

impl<'f> Axes<'f> {
    /// The axes of a table.
    #[must_use]
    pub fn new(table: &'f Table) -> Self {
        let blocks = table.blocks.iter();
        let (every_row, every_column) = blocks.fold((0, 0), |(rows, columns), block| {
            (rows + block.rows.len(), columns + block.columns.len())
        });
        let mut rows = Vec::with_capacity(every_row);
        let mut columns = Vec::with_capacity(every_column);
        let mut firsts = Vec::with_capacity(table.blocks.len());
        for (block, printed) in table.blocks.iter().enumerate() {
            firsts.push(rows.len());
            let open = printed.open_rows.as_ref().map(|open| open.id.as_str());
            for (index, row) in printed.rows.iter().enumerate() {
                rows.push(Named {
                    block,
                    index,
                    id: &row.id,
                    group: row.group,
                    key: row.key.as_ref().zip(open),
                });
            }
            for (index, column) in printed.columns.iter().enumerate() {
                columns.push(Named {
                    block,
                    index,
                    id: &column.id,
                    group: column.group,
                    key: None,
                });
            }
        }
        Self {
            rows,
            columns,
            firsts,
        }
    }

    /// The row of a block by its place there.
    fn row(&self, (block, index): (usize, usize)) -> Option<Named<'f>> {
        let first = self.firsts.get(block)?;
        self.rows.get(first + index).copied()
    }
}

/// The names of an axis that a set takes, in the form's order.
pub fn chosen<'n, 'a>(
    names: &'a Names<'_>,
    all: &'a [Named<'n>],
) -> impl Iterator<Item = Named<'n>> + 'a {
    let is_listed = move |taken: bool, named: &Named<'_>| {
        let mut names = names.iter();
        names.any(|(sign, pattern)| *sign == taken && matches(pattern, named))
    };
    let takes = move |named: &&Named<'n>| is_listed(true, named) && !is_listed(false, named);
    all.iter().filter(takes).copied()
}

/// Whether a name stands for a row or column: `*` for every open row and every column that is no
/// group, `b.*` for the children of `b` and for the open rows `b`.
fn matches(pattern: &str, named: &Named<'_>) -> bool {
    if pattern == "*" {
        return named.key.is_some();
    }
    match pattern.strip_suffix(".*") {
        Some(parent) => match named.key {
            Some((_, open)) => open == parent || begins(named.id, parent),
            None => below(named.id, parent).is_some_and(|rest| !rest.contains('.')),
        },
        None => pattern == named.id,
    }
}

/// Whether the key of an open row begins with that of another one: `statute[a]` and `statute[a][b]`.
fn begins(id: &str, parent: &str) -> bool {
    parent.ends_with(']')
        && id
            .strip_prefix(parent)
            .is_some_and(|rest| rest.starts_with('['))
}

/// What of an id stands below another one: `denied.secret` of `results.denied.secret`.
fn below<'i>(id: &'i str, parent: &str) -> Option<&'i str> {
    id.strip_prefix(parent)?.strip_prefix('.')
}

/// A name that is none of an axis. `*`, and the children of an open row, may be none.
fn unknown_name<'t>(names: &Names<'t>, all: &[Named<'_>]) -> Option<&'t str> {
    let may_be_none = |name: &str| name == "*" || name.ends_with("].*") || name.ends_with(']');
    let mut names = names.iter();
    let found =
        names.find(|(_, name)| !may_be_none(name) && chosen(&[(true, name)], all).next().is_none());
    found.map(|(_, name)| *name)
}

/// The cells of a table that names stand for. A group is its items where `expand` says so.
///
/// # Errors
/// Why they stand for none.
pub fn members<'t>(
    form: &Form,
    axes: &Axes<'_>,
    table: usize,
    rows: &Names<'t>,
    columns: &Names<'t>,
    expand: bool,
) -> Result<Vec<Selection>, NoMembers<'t>> {
    // A name that nothing has would leave a cell out, or in, without a word.
    let rows = chosen_rows(form, axes, table, rows)?;
    let columns = chosen_columns(columns, &axes.columns)?;
    cells_of(form, axes, table, &rows, &columns, expand)
}

/// The rows that names stand for.
#[derive(Debug)]
pub struct ChosenRows<'f> {
    rows: Vec<Named<'f>>,
    /// Whether they are all open rows of some name, however many there are.
    many: bool,
}

/// The rows of a table that names stand for.
///
/// # Errors
/// When a row of a name is not there.
pub fn chosen_rows<'f, 't>(
    form: &Form,
    axes: &Axes<'f>,
    table: usize,
    names: &Names<'t>,
) -> Result<ChosenRows<'f>, NoMembers<'t>> {
    let is_open = |name: &str| open_name(form, table, name);
    let asks_for_many = |(taken, name): &(bool, &str)| *taken && is_many(name, &is_open);
    let many = has_open_rows(form, table) && names.iter().any(asks_for_many);
    // Mostly it is one, and tables may have thousands.
    if let ([(true, name)], false) = (names, many)
        && !name.ends_with('*')
    {
        let found = form.rows_at(table, name).filter_map(|at| axes.row(at));
        let rows: Vec<Named<'f>> = found.collect();
        if !rows.is_empty() {
            return Ok(ChosenRows { rows, many });
        }
    }
    if let Some(name) = unknown_name(names, &axes.rows).filter(|name| !is_open(name)) {
        return Err(NoMembers::Row(name));
    }
    let rows = chosen(names, &axes.rows).collect();
    Ok(ChosenRows { rows, many })
}

/// The cells of some rows and columns of a table. A group is its items where `expand` says so.
///
/// # Errors
/// When there are none, or a cell is not there.
pub fn cells_of<'t>(
    form: &Form,
    axes: &Axes<'_>,
    table: usize,
    rows: &ChosenRows<'_>,
    columns: &[Named<'_>],
    expand: bool,
) -> Result<Vec<Selection>, NoMembers<'t>> {
    let mut collected = Collected {
        form,
        axes,
        table,
        columns,
        expand,
        members: Vec::with_capacity(rows.rows.len() * columns.len() + usize::from(rows.many)),
    };
    for row in &rows.rows {
        collected.add_row(*row)?;
    }
    let mut members = collected.members;
    // What a document has of them is known where its table could be read.
    if rows.many {
        members.push(Selection::Absent(TableId::at(table)));
    }
    match members.is_empty() {
        true => Err(NoMembers::Empty),
        false => Ok(members),
    }
}

/// The columns that names stand for, in the form's order: `*` is every one of them, and a group, which has no
/// cell of its own, those below it.
///
/// # Errors
/// When no column has a name.
pub fn chosen_columns<'n, 't>(
    names: &Names<'t>,
    all: &[Named<'n>],
) -> Result<Vec<Named<'n>>, NoMembers<'t>> {
    if let Some(name) = unknown_name(names, all) {
        return Err(NoMembers::Column(name));
    }
    let is_every = names.iter().any(|(taken, name)| *taken && *name == "*");
    let groups = |column: &Named<'n>| {
        let above = all.iter().filter(|group| group.group);
        let (id, block) = (column.id, column.block);
        above.filter(move |group| group.block == block && below(id, group.id).is_some())
    };
    let is_listed = |taken: bool, column: &Named<'n>| {
        let mut names = names.iter().filter(|(sign, _)| *sign == taken);
        names.any(|(_, name)| {
            matches(name, column) || groups(column).any(|group| matches(name, group))
        })
    };
    let columns = all.iter().filter(|column| {
        !column.group && (is_every || is_listed(true, column)) && !is_listed(false, column)
    });
    Ok(columns.copied().collect())
}

/// Whether a table has open rows.
fn has_open_rows(form: &Form, table: usize) -> bool {
    let blocks = form.tables.get(table).map(|table| table.blocks.as_slice());
    let mut blocks = blocks.unwrap_or_default().iter();
    blocks.any(|block| block.open_rows.is_some())
}

/// Whether a name stands for open rows, however many there are.
fn is_many(name: &str, is_open: &impl Fn(&str) -> bool) -> bool {
    name == "*" || name.ends_with("].*") || is_open(name)
}

/// Whether a name is that of open rows, of which a document may have none.
fn open_name(form: &Form, table: usize, name: &str) -> bool {
    let rows = name.strip_suffix(".*").unwrap_or(name);
    let blocks = form.tables.get(table).map(|table| table.blocks.as_slice());
    let mut open = blocks.unwrap_or_default().iter();
    open.any(|block| block.open_rows.as_ref().is_some_and(|open| open.id == rows))
}

/// The cells of some columns, row by row.
struct Collected<'a> {
    form: &'a Form,
    axes: &'a Axes<'a>,
    table: usize,
    columns: &'a [Named<'a>],
    /// Whether a group is its items.
    expand: bool,
    members: Vec<Selection>,
}

impl Collected<'_> {
    fn add_row<'t>(&mut self, row: Named<'_>) -> Result<(), NoMembers<'t>> {
        // A column that several blocks have stands for the one of the row's own block.
        let is_of_other_block = |column: &Named<'_>| {
            let mut same = self.columns.iter().filter(|other| other.id == column.id);
            column.block != row.block && same.any(|other| other.block == row.block)
        };
        let columns = self.columns.iter();
        for column in columns.filter(|column| !is_of_other_block(column)) {
            let Some(own) = self.cell(&row, column) else {
                return Err(NoMembers::Cell(row.id.to_owned(), column.id.to_owned()));
            };
            let items: Vec<CellId> = match self.expand && row.group {
                true => self.items(&row, column),
                false => Vec::new(),
            };
            self.members.push(match items.is_empty() {
                true => Selection::Cell(own),
                false => Selection::Group { own, items },
            });
        }
        Ok(())
    }

    /// The cells of a group's items in a column.
    fn items(&self, group: &Named<'_>, column: &Named<'_>) -> Vec<CellId> {
        let rows = self.axes.rows.iter();
        let items = rows.filter(|row| !row.group && below(row.id, group.id).is_some());
        items.filter_map(|row| self.cell(row, column)).collect()
    }

    fn cell(&self, row: &Named<'_>, column: &Named<'_>) -> Option<CellId> {
        let same_block = row.block == column.block;
        let cell = || {
            self.form
                .cell_in(self.table, row.block, row.index, column.index)
        };
        same_block.then(cell).flatten()
    }
}

impl Pattern {
    /// The cells it stands for in a form, if the form has what it names.
    #[must_use]
    pub fn members(&self, form: &Form) -> Option<Vec<Selection>> {
        let table = form
            .tables
            .iter()
            .position(|table| table.id == self.table)?;
        let axes = Axes::new(form.tables.get(table)?);
        let rows: Vec<(bool, &str)> = borrowed(&self.rows);
        let columns: Vec<(bool, &str)> = borrowed(&self.columns);
        members(form, &axes, table, &rows, &columns, true).ok()
    }
}

fn borrowed(names: &[(bool, String)]) -> Vec<(bool, &str)> {
    let names = names.iter();
    names.map(|(sign, name)| (*sign, name.as_str())).collect()
}

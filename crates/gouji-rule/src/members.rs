//! Which cells the names of a set stand for in a form.

use gouji_model::{Form, Key, Table, TableId};

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
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        for (block, printed) in table.blocks.iter().enumerate() {
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
        Self { rows, columns }
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
    (rows, columns): (&Names<'t>, &Names<'t>),
    expand: bool,
) -> Result<Vec<Selection>, NoMembers<'t>> {
    // A name that nothing has would leave a cell out, or in, without a word.
    let open = form.tables.get(table).is_some_and(|table| {
        let mut blocks = table.blocks.iter();
        blocks.any(|block| block.open_rows.is_some())
    });
    let is_open = |name: &str| open_name(form, table, name);
    if let Some(name) = unknown_name(rows, &axes.rows).filter(|name| !is_open(name)) {
        return Err(NoMembers::Row(name));
    }
    let every: Vec<(bool, &str)>;
    let columns = if columns.iter().any(|(taken, name)| *taken && *name == "*") {
        let all = axes.columns.iter().filter(|column| !column.group);
        let left_out = columns.iter().copied().filter(|(taken, _)| !taken);
        every = all
            .map(|column| (true, column.id))
            .chain(left_out)
            .collect();
        &every[..]
    } else {
        if let Some(name) = unknown_name(columns, &axes.columns) {
            return Err(NoMembers::Column(name));
        }
        columns
    };
    let columns: Vec<Named<'_>> = chosen(columns, &axes.columns)
        .filter(|column| !column.group)
        .collect();
    let mut members = Vec::new();
    for row in chosen(rows, &axes.rows) {
        add_row(form, (table, axes), row, (&columns, expand), &mut members)?;
    }
    // What a document has of them is known where its table could be read.
    if open
        && rows
            .iter()
            .any(|(taken, name)| *taken && is_many(name, &is_open))
    {
        members.push(Selection::Absent(TableId::at(table)));
    }
    if members.is_empty() {
        return Err(NoMembers::Empty);
    }
    Ok(members)
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

fn add_row(
    form: &Form,
    (table, axes): (usize, &Axes<'_>),
    row: Named<'_>,
    (columns, expand): (&[Named<'_>], bool),
    members: &mut Vec<Selection>,
) -> Result<(), NoMembers<'static>> {
    let items = || {
        let rows = axes.rows.iter();
        rows.filter(|r| !r.group && below(r.id, row.id).is_some())
    };
    // A column that several blocks have stands for the one of the row's own block.
    let elsewhere = |column: &Named<'_>| {
        let mut same = columns.iter().filter(|other| other.id == column.id);
        column.block != row.block && same.any(|other| other.block == row.block)
    };
    for column in columns.iter().filter(|column| !elsewhere(column)) {
        let cell = |row: &Named<'_>| {
            (row.block == column.block)
                .then(|| form.cell_in(table, row.block, row.index, column.index))
        };
        let Some(own) = cell(&row).flatten() else {
            return Err(NoMembers::Cell(row.id.to_owned(), column.id.to_owned()));
        };
        let items: Vec<_> = match expand && row.group {
            true => items().filter_map(|row| cell(row).flatten()).collect(),
            false => Vec::new(),
        };
        members.push(if items.is_empty() {
            Selection::Cell(own)
        } else {
            Selection::Group { own, items }
        });
    }
    Ok(())
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
        members(form, &axes, table, (&rows, &columns), true).ok()
    }
}

fn borrowed(names: &[(bool, String)]) -> Vec<(bool, &str)> {
    let names = names.iter();
    names.map(|(sign, name)| (*sign, name.as_str())).collect()
}

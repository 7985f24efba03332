//! Syntax to instances: names become cells of one form.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use gouji_model::{Form, Key, TableId};
use gouji_rule::{
    Argument, Axes, Call, Fact, Formula, Instance, Logic, Named, NoMembers, Operand, Pattern,
    Selection, Sum, Term, cells_of, chosen_columns, chosen_rows,
};
use toml::Spanned;

use super::FormulaError;
use super::days;
use super::each::places;
use super::here::{CHILDREN, HERE, Here, Line};
use super::parser::{Function, Joint, Node, Part, Written, parse};
use super::unknown;
use crate::mistake::{self, Mistake};

/// A relation as written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Source<'r> {
    /// For which rows or columns it stands.
    pub each: Option<&'r str>,
    /// Only checked where this holds.
    pub when: Option<&'r str>,
    /// What must hold.
    pub assert: &'r str,
    /// Names for tables, each with the tables it stands for in turn, as `each` names its own.
    pub tables: Option<&'r BTreeMap<String, Vec<Spanned<String>>>>,
}

/// Compiles a relation for a form.
///
/// Rows or columns for which a named cell does not exist are left out; a formula that fits none
/// is an error, but for open rows, of which a document may have none.
pub(crate) fn compile(form: &Form, source: Source<'_>) -> Result<Formula, FormulaError> {
    let assert = parse(source.assert)?;
    let when = source.when.map(parse).transpose();
    let when = when.map_err(|error| FormulaError {
        in_when: true,
        ..error
    })?;
    let scope = &Scope::new(form, source.tables);
    let places = places(form, source.each)?;
    let mut instances = Vec::with_capacity(places.len());
    let mut first_error = None;
    for (at, here) in places {
        match instance(scope, (when.as_ref(), &assert), at, here) {
            Ok(instance) => instances.push(instance),
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    match first_error {
        Some(error) if instances.is_empty() => Err(error),
        _ => Ok(Formula {
            instances: instances.into(),
        }),
    }
}

fn instance(
    scope: &Scope<'_>,
    (when, assert): (Option<&Node<'_>>, &Node<'_>),
    at: Option<String>,
    here: Here<'_>,
) -> Result<Instance, FormulaError> {
    let when = when.map(|when| logic(scope, when, here)).transpose();
    let when = when.map_err(|error| FormulaError {
        in_when: true,
        ..error
    })?;
    Ok(Instance {
        at,
        when,
        assert: logic(scope, assert, here)?,
    })
}

fn logic(scope: &Scope<'_>, node: &Node<'_>, here: Here<'_>) -> Result<Logic, FormulaError> {
    let compile = |node: &Node<'_>| logic(scope, node, here).map(Box::new);
    Ok(match node {
        Node::Compare(left, comparison, right) => {
            let (mut left, mut right) = (sum(scope, left, here)?, sum(scope, right, here)?);
            let scale = left.scale.max(right.scale);
            let too_large = |()| FormulaError::wrong(0..0, mistake::number_too_large());
            rescale(&mut left, scale).map_err(too_large)?;
            rescale(&mut right, scale).map_err(too_large)?;
            days::must_agree(scope.form, &left, &right)
                .map_err(|_| FormulaError::wrong(span_of(node), days::day_and_number()))?;
            Logic::Compare(left, *comparison, right)
        }
        Node::Present(part) => Logic::Present(operand(scope, part, here)?),
        Node::Ordered(order, part) => {
            let members = list(scope, part, here)?;
            days::must_be_alike(scope.form, &members)
                .map_err(|_| wrong(part, days::day_and_number()))?;
            Logic::Ordered(*order, members)
        }
        Node::Not(inner) => Logic::Not(compile(inner)?),
        Node::Binary(Joint::And, left, right) => Logic::And(compile(left)?, compile(right)?),
        Node::Binary(Joint::Or, left, right) => Logic::Or(compile(left)?, compile(right)?),
        Node::Binary(Joint::Implies, left, right) => {
            Logic::Implies(compile(left)?, compile(right)?)
        }
        Node::Binary(Joint::Iff, left, right) => Logic::Iff(compile(left)?, compile(right)?),
    })
}

/// Where a comparison stands in its formula.
fn span_of(node: &Node<'_>) -> Range<usize> {
    let Node::Compare(left, _, right) = node else {
        return 0..0;
    };
    let spans = || left.iter().chain(right).map(|part| &part.span);
    let start = spans().map(|span| span.start).min().unwrap_or(0);
    start..spans().map(|span| span.end).max().unwrap_or(start)
}

fn sum(scope: &Scope<'_>, parts: &[Part<'_>], here: Here<'_>) -> Result<Sum, FormulaError> {
    let scale = parts.iter().map(|part| part.scale).max().unwrap_or(0);
    let mut sum = Sum {
        terms: Vec::with_capacity(parts.len()),
        scale,
        constant: 0,
    };
    for part in parts {
        let too_large = || wrong(part, mistake::number_too_large());
        let coefficient = scaled(part.coefficient, scale - part.scale).ok_or_else(too_large)?;
        if matches!(part.operand, Written::Number) {
            let constant = sum.constant.checked_add(coefficient);
            sum.constant = constant.ok_or_else(too_large)?;
            continue;
        }
        sum.terms.push(Term {
            coefficient,
            operand: operand(scope, part, here)?,
        });
    }
    Ok(sum)
}

fn scaled(number: i64, places: u8) -> Option<i64> {
    number.checked_mul(10_i64.checked_pow(u32::from(places))?)
}

/// The same sum with more decimals.
fn rescale(sum: &mut Sum, scale: u8) -> Result<(), ()> {
    let places = scale - sum.scale;
    if places == 0 {
        return Ok(());
    }
    sum.constant = scaled(sum.constant, places).ok_or(())?;
    for term in &mut sum.terms {
        term.coefficient = scaled(term.coefficient, places).ok_or(())?;
    }
    sum.scale = scale;
    Ok(())
}

fn operand(scope: &Scope<'_>, part: &Part<'_>, here: Here<'_>) -> Result<Operand, FormulaError> {
    match &part.operand {
        Written::Number => Err(wrong(part, mistake::cells_expected())),
        Written::Fact(name) => {
            let fact = Fact::named(name);
            let known = Fact::NAMES.map(|(known, _)| known);
            let fact = fact.ok_or_else(|| wrong(part, mistake::no_fact(name, &known)))?;
            Ok(Operand::Fact(fact))
        }
        Written::Cells { summed, .. } => cells(scope, part, here, *summed),
        Written::Call(function) => call(scope, function, here).map(Operand::Call),
    }
}

fn call(
    scope: &Scope<'_>,
    function: &Function<'_>,
    here: Here<'_>,
) -> Result<Box<Call>, FormulaError> {
    Ok(Box::new(match function {
        Function::Abs(parts) => Call::Abs(sum(scope, parts, here)?),
        Function::Least(all) => Call::Least(arguments(scope, all, here)?),
        Function::Greatest(all) => Call::Greatest(arguments(scope, all, here)?),
        Function::Count(part) => Call::Count(list(scope, part, here)?),
        Function::Nth(place, part) => Call::Nth(*place, list(scope, part, here)?),
        Function::Quotient {
            dividend,
            divisor,
            places,
            rounding,
        } => Call::Quotient {
            dividend: sum(scope, dividend, here)?,
            divisor: sum(scope, divisor, here)?,
            places: *places,
            rounding: *rounding,
        },
    }))
}

/// A cell or a set alone is the cells of it one by one.
fn arguments(
    scope: &Scope<'_>,
    all: &[Vec<Part<'_>>],
    here: Here<'_>,
) -> Result<Vec<Argument>, FormulaError> {
    let each = all.iter().map(|parts| match parts.as_slice() {
        [part] if part.is_plain_cells() => list(scope, part, here).map(Argument::Cells),
        parts => sum(scope, parts, here).map(Argument::Sum),
    });
    each.collect()
}

/// The cells of a set.
fn list(
    scope: &Scope<'_>,
    part: &Part<'_>,
    here: Here<'_>,
) -> Result<Vec<Selection>, FormulaError> {
    match cells(scope, part, here, true)? {
        Operand::Set(members) => Ok(members),
        _ => Err(wrong(part, mistake::prior_in_list())),
    }
}

/// Names of an axis, each taken (`true`) or left out.
type Names<'t> = [(bool, &'t str)];

/// The same, as written or with what stands for them where a formula is compiled.
type Meant<'p> = Cow<'p, Names<'p>>;

/// A table and the names of the rows and columns of it that are meant.
struct Place<'p> {
    /// As written: a table of the form, or a name for one.
    table: &'p str,
    rows: Meant<'p>,
    columns: Meant<'p>,
    /// They are those of last year's report.
    prior: bool,
}

/// What cells as written are: one, or a set of them where they are summed.
fn cells(
    scope: &Scope<'_>,
    part: &Part<'_>,
    here: Here<'_>,
    summed: bool,
) -> Result<Operand, FormulaError> {
    let Written::Cells { indices, .. } = &part.operand else {
        return Err(wrong(part, mistake::cells_expected()));
    };
    let mut names = indices.iter().flatten();
    let named = names.any(|(_, name)| *name == CHILDREN);
    let line = here.line().filter(|_| named);
    let children = line.map(|line| format!("{}.*", line.id));
    let place = place(scope, part, here, children.as_deref())?;
    rows_may_be(scope, &place, part)?;
    if place.prior {
        return prior(&place, summed, part);
    }
    let form = scope.form;
    let found = scope.table(place.table, here);
    let table = found.ok_or_else(|| absent(part, unknown::table(form, place.table)))?;
    if summed {
        return set(scope, table, &place, here, part).map(Operand::Set);
    }
    let (row, column) = one_cell(&place, part)?;
    if let Some(cell) = scope.cell(table, row, column, here) {
        return Ok(Operand::Cell(cell));
    }
    match scope.is_absent_row(table, row) {
        true => Ok(Operand::Absent(TableId::at(table))),
        false => {
            let mistake = unknown::cell(form, place.table, row, column, here);
            Err(absent(part, mistake))
        }
    }
}

/// The one row and the one column of a cell.
fn one_cell<'p>(place: &Place<'p>, part: &Part<'_>) -> Result<(&'p str, &'p str), FormulaError> {
    match (&*place.rows, &*place.columns) {
        ([(true, row)], [(true, column)]) if !row.ends_with('*') && !column.ends_with('*') => {
            Ok((row, column))
        }
        _ => Err(wrong(part, mistake::one_cell())),
    }
}

/// What is meant by the names between brackets in a row or column that a formula is compiled for.
fn place<'p>(
    scope: &'p Scope<'_>,
    part: &'p Part<'_>,
    here: Here<'p>,
    children: Option<&'p str>,
) -> Result<Place<'p>, FormulaError> {
    let Written::Cells { table, indices, .. } = &part.operand else {
        return Err(wrong(part, mistake::cells_expected()));
    };
    let (prior, table) = match table.strip_prefix("prior.") {
        Some(table) => (true, table),
        None => (false, *table),
    };
    let own = |line: Line<'p>| Cow::Owned(vec![(true, line.id)]);
    let written = |names: &'p Vec<(bool, &'p str)>| Cow::Borrowed(names.as_slice());
    let (rows, columns) = match (indices.as_slice(), here) {
        ([rows, columns], _) => (written(rows), written(columns)),
        ([columns], Here::Row(line)) => (own(line), written(columns)),
        ([rows], Here::Column(line)) => (written(rows), own(line)),
        _ => return Err(wrong(part, mistake::cell_form())),
    };
    let named = |names: Meant<'p>, is_axis: bool| -> Meant<'p> {
        let stands = |(_, name): &(bool, &str)| [HERE, CHILDREN].contains(name);
        let (true, Some(line)) = (is_axis && names.iter().any(stands), here.line()) else {
            return names;
        };
        let each = names.iter().map(|(sign, name)| match *name {
            HERE => (*sign, line.id),
            CHILDREN => (*sign, children.unwrap_or(name)),
            name => (*sign, name),
        });
        Cow::Owned(each.collect())
    };
    Ok(Place {
        table: scope.table_called(table, here.line(), part)?,
        rows: named(rows, matches!(here, Here::Row(_))),
        columns: named(columns, matches!(here, Here::Column(_))),
        prior,
    })
}

/// That rows named as those below an open row may be there; else a set of them would be zero without a word.
fn rows_may_be(scope: &Scope<'_>, place: &Place<'_>, part: &Part<'_>) -> Result<(), FormulaError> {
    let tables = &scope.form.tables;
    let Some(table) = tables.iter().position(|table| table.id == place.table) else {
        return Ok(());
    };
    let mut names = place.rows.iter().map(|(_, name)| *name);
    match names.find(|name| !scope.may_be_above(table, name)) {
        Some(name) => Err(absent(part, unknown::rows_below(place.table, name))),
        None => Ok(()),
    }
}

fn prior(place: &Place<'_>, summed: bool, part: &Part<'_>) -> Result<Operand, FormulaError> {
    let owned = |names: &Names<'_>| {
        let names = names.iter();
        names
            .map(|(sign, name)| (*sign, (*name).to_owned()))
            .collect()
    };
    if summed {
        return Ok(Operand::PriorSet(Pattern {
            table: place.table.to_owned(),
            rows: owned(&place.rows),
            columns: owned(&place.columns),
        }));
    }
    let (row, column) = one_cell(place, part)?;
    Ok(Operand::Prior(
        [place.table, "/", row, "/", column].concat(),
    ))
}

fn wrong(part: &Part<'_>, mistake: Mistake) -> FormulaError {
    FormulaError::wrong(part.span.clone(), mistake)
}

/// Something that another form may have.
fn absent(part: &Part<'_>, mistake: Mistake) -> FormulaError {
    FormulaError {
        absent: true,
        ..wrong(part, mistake)
    }
}

fn set(
    scope: &Scope<'_>,
    table: usize,
    place: &Place<'_>,
    here: Here<'_>,
    part: &Part<'_>,
) -> Result<Vec<Selection>, FormulaError> {
    let form = scope.form;
    // An open row of another table that this one does not have.
    if let [(true, row)] = &*place.rows
        && scope.is_absent_row(table, row)
    {
        return Ok(vec![Selection::Absent(TableId::at(table))]);
    }
    let axes = scope.axes(table);
    // The row a formula is compiled for is that printed row, not what its group stands for.
    let expand = !matches!(here, Here::Row(_));
    let found = chosen_rows(form, axes, table, &place.rows).and_then(|rows| {
        let columns = scope.columns(table, &place.columns)?;
        cells_of(form, axes, table, &rows, &columns, expand)
    });
    found.map_err(|why| {
        let id = &form.tables[table].id;
        let ids = |all: &[gouji_rule::Named<'_>]| -> Vec<String> {
            all.iter().map(|named| named.id.to_owned()).collect()
        };
        let (rows, columns) = (ids(&axes.rows), ids(&axes.columns));
        let named = |name: &str, own: &[String], other: &[String]| {
            let (own, other) = (own.iter(), other.iter());
            unknown::name(id, name, own.map(String::as_str), other.map(String::as_str))
        };
        match why {
            NoMembers::Row(name) => absent(part, named(name, &rows, &columns)),
            NoMembers::Column(name) => absent(part, named(name, &columns, &rows)),
            NoMembers::Cell(row, column) => {
                absent(part, mistake::no_cell(&format!("{id}/{row}/{column}")))
            }
            NoMembers::Empty => wrong(part, mistake::empty_set()),
        }
    })
}

/// Names of columns of a table, and the columns that they stand for.
struct ChosenColumns<'f> {
    table: usize,
    names: Vec<(bool, String)>,
    columns: Rc<[Named<'f>]>,
}

impl ChosenColumns<'_> {
    fn are_of(&self, table: usize, names: &Names<'_>) -> bool {
        let own = self.names.iter().map(|(sign, name)| (*sign, name.as_str()));
        self.table == table && own.eq(names.iter().copied())
    }
}

/// A form with the axes of its tables, laid out once for all instances of a formula.
struct Scope<'f> {
    form: &'f Form,
    axes: Vec<OnceCell<Axes<'f>>>,
    /// The columns that names stand for in a table, which are the same for each row.
    columns: RefCell<Vec<ChosenColumns<'f>>>,
    /// Names for tables.
    tables: Option<&'f BTreeMap<String, Vec<Spanned<String>>>>,
}

impl<'f> Scope<'f> {
    fn new(form: &'f Form, tables: Option<&'f BTreeMap<String, Vec<Spanned<String>>>>) -> Self {
        Self {
            form,
            axes: form.tables.iter().map(|_| OnceCell::new()).collect(),
            columns: RefCell::default(),
            tables,
        }
    }

    fn axes(&self, table: usize) -> &Axes<'f> {
        self.axes[table].get_or_init(|| Axes::new(&self.form.tables[table]))
    }

    /// The columns of a table that names stand for.
    fn columns<'t>(
        &self,
        table: usize,
        names: &Names<'t>,
    ) -> Result<Rc<[Named<'f>]>, NoMembers<'t>> {
        let known = self.columns.borrow();
        if let Some(known) = known.iter().find(|known| known.are_of(table, names)) {
            return Ok(Rc::clone(&known.columns));
        }
        drop(known);
        let columns: Rc<[Named<'f>]> = chosen_columns(names, &self.axes(table).columns)?.into();
        let names = names.iter();
        self.columns.borrow_mut().push(ChosenColumns {
            table,
            names: names
                .map(|(sign, name)| (*sign, (*name).to_owned()))
                .collect(),
            columns: Rc::clone(&columns),
        });
        Ok(columns)
    }

    /// A table by its id, mostly that of the row or column that a formula is compiled for.
    fn table(&self, id: &str, here: Here<'_>) -> Option<usize> {
        let tables = &self.form.tables;
        let own = here.line().map(|line| line.table);
        let is_own = |at: &usize| tables.get(*at).is_some_and(|table| table.id == id);
        own.filter(is_own)
            .or_else(|| tables.iter().position(|known| known.id == id))
    }

    /// The table that a name stands for.
    fn table_called<'s>(
        &'s self,
        name: &'s str,
        line: Option<Line<'_>>,
        part: &Part<'_>,
    ) -> Result<&'s str, FormulaError> {
        match (self.tables.and_then(|tables| tables.get(name)), line) {
            (Some(tables), line) => {
                let turn = line.map_or(0, |line| line.turn);
                let table = tables.get(turn).map(|table| table.get_ref().as_str());
                table.ok_or_else(|| wrong(part, mistake::table_in_turn(name)))
            }
            (None, Some(line)) if name == HERE => Ok(&self.form.tables[line.table].id),
            (None, None) if name == HERE => Err(wrong(part, mistake::no_here())),
            _ => Ok(name),
        }
    }

    /// A cell by the ids of its row and column; the row a formula is compiled for is where it is, and
    /// mostly there in other tables too.
    fn cell(
        &self,
        table: usize,
        row: &str,
        column: &str,
        here: Here<'_>,
    ) -> Option<gouji_model::CellId> {
        let blocks = &self.form.tables.get(table)?.blocks;
        let at = |(block, index): (usize, usize)| {
            let columns = &blocks.get(block)?.columns;
            let column = columns.iter().position(|known| known.id == column)?;
            self.form.cell_in(table, block, index, column)
        };
        if let Here::Row(line) = here {
            let same = blocks.get(line.block).and_then(|b| b.rows.get(line.index));
            if same.is_some_and(|same| same.id == row)
                && let Some(cell) = at((line.block, line.index))
            {
                return Some(cell);
            }
        }
        self.form.rows_at(table, row).find_map(at)
    }

    /// Whether open rows of a table may stand below the one that a name with `.*` behind it names: they are
    /// called the same, and their keys have more parts. Of any other name it says nothing.
    fn may_be_above(&self, table: usize, name: &str) -> bool {
        let Some(row) = name.strip_suffix(".*").filter(|row| row.ends_with(']')) else {
            return true;
        };
        let Some((rows, Ok(key))) = Key::of_row_id(row) else {
            return true;
        };
        let blocks = self.form.tables.get(table).map(|table| table.blocks.iter());
        let mut open = blocks
            .into_iter()
            .flatten()
            .filter_map(|block| block.open_rows.as_ref());
        open.any(|open| open.id == rows && open.parts > key.parts().len())
    }

    /// Whether a row is an open one that a table could have and this document's has not.
    fn is_absent_row(&self, table: usize, row: &str) -> bool {
        let Some((open, _)) = row.split_once('[').filter(|_| row.ends_with(']')) else {
            return false;
        };
        let blocks = self.form.tables.get(table).map(|table| table.blocks.iter());
        let mut blocks = blocks.into_iter().flatten();
        let has = blocks.any(|block| block.open_rows.as_ref().is_some_and(|rows| rows.id == open));
        has && self.form.rows_at(table, row).next().is_none()
    }
}

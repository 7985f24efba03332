//! Syntax to instances: names become cells of one form.

use std::cell::OnceCell;

use gouji_model::{Form, Table};
use gouji_rule::{Fact, Formula, Instance, Logic, Operand, Selection, Sum, Term};

use super::FormulaError;
use super::here::Here;
use super::parser::{Joint, Node, Part, Written, parse};
use super::unknown;
use crate::mistake::{self, Mistake};

/// Compiles a relation for a form. `each` is `column of TABLE` or `row of TABLE`.
///
/// Rows or columns for which a named cell does not exist are left out; a formula that fits none
/// is an error.
pub(crate) fn compile(
    form: &Form,
    each: Option<&str>,
    when: Option<&str>,
    assert: &str,
) -> Result<Formula, FormulaError> {
    let assert = parse(assert)?;
    let when = when.map(parse).transpose()?;
    let scope = &Scope::new(form);
    let mut instances = Vec::new();
    let mut first_error = None;
    for (at, here) in places(form, each)? {
        let compiled = || -> Result<Instance, FormulaError> {
            let when = when
                .as_ref()
                .map(|when| logic(scope, when, here))
                .transpose()?;
            Ok(Instance {
                at,
                when,
                assert: logic(scope, &assert, here)?,
            })
        };
        match compiled() {
            Ok(instance) => instances.push(instance),
            Err(error) => {
                first_error.get_or_insert(error);
            }
        }
    }
    match first_error {
        Some(error) if instances.is_empty() => Err(error),
        _ => Ok(Formula { instances }),
    }
}

/// The rows or columns a formula stands for.
fn places<'f>(
    form: &'f Form,
    each: Option<&str>,
) -> Result<Vec<(Option<String>, Here<'f>)>, FormulaError> {
    let Some(each) = each else {
        return Ok(vec![(None, Here::Nowhere)]);
    };
    let (axis, name) = each.split_once(" of ").unwrap_or((each, ""));
    let unfit = |mistake: Mistake, absent| FormulaError {
        mistake,
        span: 0..each.len(),
        absent,
        in_each: true,
    };
    if !["column", "row"].contains(&axis.trim()) {
        return Err(unfit(mistake::each(each), false));
    }
    let table = form.tables.iter().find(|table| table.id == name.trim());
    let Some(table) = table else {
        return Err(unfit(mistake::each_table(each, name.trim()), true));
    };
    let mut places: Vec<(Option<String>, Here<'f>)> = Vec::new();
    for block in &table.blocks {
        let ids: Vec<&'f str> = match axis.trim() {
            "column" => block
                .columns
                .iter()
                .filter(|c| !c.group)
                .map(|c| c.id.as_str())
                .collect(),
            _ => block.rows.iter().map(|r| r.id.as_str()).collect(),
        };
        for id in ids {
            let here = if axis.trim() == "column" {
                Here::Column(id)
            } else {
                Here::Row(id)
            };
            if !places.iter().any(|(at, _)| at.as_deref() == Some(id)) {
                places.push((Some(id.to_owned()), here));
            }
        }
    }
    Ok(places)
}

fn logic(scope: &Scope<'_>, node: &Node<'_>, here: Here<'_>) -> Result<Logic, FormulaError> {
    let compile = |node: &Node<'_>| logic(scope, node, here).map(Box::new);
    Ok(match node {
        Node::Compare(left, comparison, right) => Logic::Compare(
            sum(scope, left, here)?,
            *comparison,
            sum(scope, right, here)?,
        ),
        Node::Not(inner) => Logic::Not(compile(inner)?),
        Node::Binary(Joint::And, left, right) => Logic::And(compile(left)?, compile(right)?),
        Node::Binary(Joint::Or, left, right) => Logic::Or(compile(left)?, compile(right)?),
        Node::Binary(Joint::Implies, left, right) => {
            Logic::Implies(compile(left)?, compile(right)?)
        }
        Node::Binary(Joint::Iff, left, right) => Logic::Iff(compile(left)?, compile(right)?),
    })
}

fn sum(scope: &Scope<'_>, parts: &[Part<'_>], here: Here<'_>) -> Result<Sum, FormulaError> {
    let mut sum = Sum::default();
    for part in parts {
        let operand = match &part.operand {
            Written::Number => {
                let constant = sum.constant.checked_add(part.coefficient);
                sum.constant = constant.ok_or_else(|| wrong(part, mistake::number_too_large()))?;
                continue;
            }
            Written::Fact(name) => {
                Operand::Fact(fact(name).ok_or_else(|| wrong(part, mistake::no_fact(name)))?)
            }
            Written::Cells { .. } => cells(scope, part, here)?,
        };
        sum.terms.push(Term {
            coefficient: part.coefficient,
            operand,
        });
    }
    Ok(sum)
}

fn fact(name: &str) -> Option<Fact> {
    Some(match name {
        "year" => Fact::Year,
        "title.year" => Fact::TitleYear,
        "period.year" => Fact::PeriodYear,
        "signature.year" => Fact::SignatureYear,
        "form.since" => Fact::FormSince,
        "form.until" => Fact::FormUntil,
        "prior.year" => Fact::PriorYear,
        _ => return None,
    })
}

/// Names of an axis, each taken (`true`) or left out.
type Names<'t> = [(bool, &'t str)];

fn cells(scope: &Scope<'_>, part: &Part<'_>, here: Here<'_>) -> Result<Operand, FormulaError> {
    let form = scope.form;
    let Written::Cells {
        table,
        summed,
        indices,
    } = &part.operand
    else {
        return Err(wrong(part, mistake::cells_expected()));
    };
    let here_name = match here {
        Here::Nowhere => None,
        Here::Row(name) | Here::Column(name) => Some([(true, name)]),
    };
    let (rows, columns): (&Names<'_>, &Names<'_>) = match (indices.as_slice(), here, &here_name) {
        ([rows, columns], _, _) => (rows, columns),
        ([columns], Here::Row(_), Some(row)) => (row, columns),
        ([rows], Here::Column(_), Some(column)) => (rows, column),
        _ => return Err(wrong(part, mistake::cell_form())),
    };
    if let Some(table) = table.strip_prefix("prior.") {
        if *summed {
            return Err(wrong(part, mistake::prior_in_sum()));
        }
        return Ok(Operand::Prior(format!(
            "{table}/{}/{}",
            rows[0].1, columns[0].1
        )));
    }
    if *summed {
        let found = form.tables.iter().position(|known| known.id == *table);
        let found = found.ok_or_else(|| absent(part, unknown::table(form, table)))?;
        // The row a formula is compiled for is that printed row, not what its group stands for.
        let expand = !matches!(here, Here::Row(_));
        return set(scope, found, (rows, columns), expand, part).map(Operand::Set);
    }
    let (row, column) = (&rows[0].1, &columns[0].1);
    form.cell_at(table, row, column)
        .map(Operand::Cell)
        .ok_or_else(|| absent(part, unknown::cell(form, table, row, column, here)))
}

fn wrong(part: &Part<'_>, mistake: Mistake) -> FormulaError {
    FormulaError {
        mistake,
        span: part.span.clone(),
        absent: false,
        in_each: false,
    }
}

/// Something that another form may have.
fn absent(part: &Part<'_>, mistake: Mistake) -> FormulaError {
    FormulaError {
        mistake,
        span: part.span.clone(),
        absent: true,
        in_each: false,
    }
}

fn set(
    scope: &Scope<'_>,
    table: usize,
    (rows, columns): (&Names<'_>, &Names<'_>),
    expand: bool,
    part: &Part<'_>,
) -> Result<Vec<Selection>, FormulaError> {
    let form = scope.form;
    let (all_rows, all_columns) = scope.axes(table);
    // A name that nothing has would leave a cell out, or in, without a word.
    for (names, all, other) in [
        (rows, all_rows, all_columns),
        (columns, all_columns, all_rows),
    ] {
        if let Some(name) = strange(names, all) {
            let id = &form.tables[table].id;
            return Err(absent(part, unknown::name(id, name, ids(all), ids(other))));
        }
    }
    let columns: Vec<Named<'_>> = chosen(columns, all_columns)
        .filter(|column| !column.group)
        .collect();
    let mut members = Vec::new();
    for row in chosen(rows, all_rows) {
        let items = || {
            all_rows
                .iter()
                .filter(|r| !r.group && below(r.id, row.id).is_some())
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
                let id = &form.tables[table].id;
                let address = format!("{id}/{}/{}", row.id, column.id);
                return Err(absent(part, mistake::no_cell(&address)));
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
    }
    if members.is_empty() {
        return Err(wrong(part, mistake::empty_set()));
    }
    Ok(members)
}

/// A form with the axes of its tables, laid out once for all instances of a formula.
struct Scope<'f> {
    form: &'f Form,
    axes: Vec<OnceCell<Axes<'f>>>,
}

/// All rows and all columns of a table, in the form's order.
type Axes<'f> = (Vec<Named<'f>>, Vec<Named<'f>>);

impl<'f> Scope<'f> {
    fn new(form: &'f Form) -> Self {
        Self {
            form,
            axes: form.tables.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    fn axes(&self, table: usize) -> &Axes<'f> {
        self.axes[table].get_or_init(|| axes(&self.form.tables[table]))
    }
}

/// A row or column of a table, and where it stands.
#[derive(Clone, Copy)]
struct Named<'f> {
    block: usize,
    index: usize,
    id: &'f str,
    group: bool,
}

fn axes(table: &Table) -> Axes<'_> {
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for (block, printed) in table.blocks.iter().enumerate() {
        let named = |(index, id, group)| Named {
            block,
            index,
            id,
            group,
        };
        let printed_rows = printed.rows.iter().enumerate();
        rows.extend(printed_rows.map(|(i, row)| named((i, row.id.as_str(), row.group))));
        let printed_columns = printed.columns.iter().enumerate();
        columns.extend(printed_columns.map(|(i, c)| named((i, c.id.as_str(), c.group))));
    }
    (rows, columns)
}

fn ids<'n>(all: &[Named<'n>]) -> impl Iterator<Item = &'n str> {
    all.iter().map(|named| named.id)
}

/// A name that is none of an axis.
fn strange<'t>(names: &Names<'t>, all: &[Named<'_>]) -> Option<&'t str> {
    let mut names = names.iter();
    let found = names.find(|(_, name)| chosen(&[(true, name)], all).next().is_none());
    found.map(|(_, name)| *name)
}

/// The names of an axis that a set takes, in the form's order.
fn chosen<'n>(names: &Names<'_>, all: &[Named<'n>]) -> impl Iterator<Item = Named<'n>> {
    let matches = |pattern: &str, id: &str| match pattern.strip_suffix(".*") {
        Some(parent) => below(id, parent).is_some_and(|rest| !rest.contains('.')),
        None => pattern == id,
    };
    let says = move |taken: bool, id: &str| {
        let mut names = names.iter();
        names.any(|(sign, pattern)| *sign == taken && matches(pattern, id))
    };
    let takes = move |named: &&Named<'n>| says(true, named.id) && !says(false, named.id);
    all.iter().filter(takes).copied()
}

/// What of an id stands below another one: `denied.secret` of `results.denied.secret`.
fn below<'i>(id: &'i str, parent: &str) -> Option<&'i str> {
    id.strip_prefix(parent)?.strip_prefix('.')
}

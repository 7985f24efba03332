//! What the equations of a pack can and cannot catch, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use gouji_model::{Bilingual, CellId, Form};
use gouji_rule::Check;

use crate::audit::Audit;
use crate::linear::{Linear, Unknown};
use crate::ratio::{Ratio, TooLarge, gcd};
use crate::remark::Code;
use crate::span::Span;

/// A pack in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// The form's id.
    pub form: String,
    /// Rules of any kind.
    pub rules: usize,
    /// Relations, counted by rows and columns.
    pub relations: usize,
    /// Cells that the form prints to be filled in: those of rows that are no groups.
    pub cells: usize,
    /// The relations of one report alone that are equations without a condition.
    pub alone: System,
    /// Those, and the equations with last year's report, whose figures are given.
    pub with_prior: System,
    /// Cells in some equation of the report alone: any change of one of them is caught.
    pub caught: usize,
    /// Addresses of cells of which only some changes are caught, or only with last year's report.
    pub partly: Vec<String>,
    /// Addresses of cells that no relation names.
    pub unwatched: Vec<String>,
    /// Cells that the equations cannot distinguish: of two of them, changed together in the right
    /// proportion, nothing is seen.
    pub alike: Vec<Vec<String>>,
}

/// A system of equations in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// How many equations there are.
    pub equations: usize,
    /// How many of them say something of their own.
    pub rank: usize,
    /// In how many independent ways a report can change and still satisfy them all.
    pub freedom: usize,
}

impl Numbers {
    /// In how many pairs of cells two changes escape the equations.
    #[must_use]
    pub fn escaping_pairs(&self) -> usize {
        let pairs = |class: &Vec<String>| class.len() * class.len().saturating_sub(1) / 2;
        self.alike.iter().map(pairs).sum()
    }
}

/// Counts, and remarks on the equations that follow from others.
pub(crate) fn numbers(audit: &mut Audit<'_>) -> Result<Numbers, TooLarge> {
    let form = audit.form();
    let cells: Vec<CellId> = form
        .cells()
        .filter(|cell| !form.is_group_cell(*cell))
        .collect();
    let alone = equations(audit, false);
    let with_prior = equations(audit, true);
    let mut dependent = Vec::new();
    let mut numbers = Numbers {
        form: form.id.to_string(),
        rules: audit.pack.rules().len(),
        relations: audit.statements.len(),
        cells: cells.len(),
        alone: system(&alone, cells.len(), &mut dependent)?,
        with_prior: system(&with_prior, cells.len(), &mut Vec::new())?,
        ..Numbers::default()
    };
    let columns = columns(&alone);
    let named = named(audit);
    for cell in cells {
        if columns.contains_key(&cell) {
            numbers.caught += 1;
        } else if named.contains(&cell) {
            numbers.partly.push(form.address(cell));
        } else {
            numbers.unwatched.push(form.address(cell));
        }
    }
    numbers.alike = alike(form, columns);
    for (equation, from) in dependent {
        remark_dependent(audit, equation, &from);
    }
    Ok(numbers)
}

/// An equation over the report's cells by the index of its statement.
type Equation = (usize, BTreeMap<CellId, i128>);

/// The equations that are checked in every report, over the cells that a form prints to be filled
/// in. Last year's figures are given where they count.
fn equations(audit: &Audit<'_>, with_prior: bool) -> Vec<Equation> {
    let form = audit.form();
    let statements = audit.statements.iter().enumerate();
    let unconditional = statements.filter_map(|(index, statement)| {
        let usable = statement.rule.organs.are_all()
            && statement
                .needs
                .iter()
                .all(|need| with_prior && need.is_none());
        let sum = statement.equation.as_ref().filter(|_| usable)?;
        let terms = cells_of(form, sum);
        (!terms.is_empty()).then_some((index, terms))
    });
    unconditional.collect()
}

fn cells_of(form: &Form, sum: &Linear) -> BTreeMap<CellId, i128> {
    let terms = sum
        .terms
        .iter()
        .filter_map(|(unknown, factor)| match unknown {
            Unknown::Cell(cell) if !form.is_group_cell(*cell) => Some((*cell, *factor)),
            _ => None,
        });
    terms.collect()
}

fn system(
    equations: &[Equation],
    cells: usize,
    dependent: &mut Vec<(usize, Vec<usize>)>,
) -> Result<System, TooLarge> {
    let mut span = Span::default();
    for (number, terms) in equations {
        let terms = terms.iter();
        let sum = terms
            .map(|(cell, factor)| (cell.index(), Ratio::from(*factor)))
            .collect();
        if let Some(from) = span.push(*number, sum)? {
            dependent.push((*number, from));
        }
    }
    Ok(System {
        equations: equations.len(),
        rank: span.rank(),
        freedom: cells.saturating_sub(span.rank()),
    })
}

/// For each cell its factors in the equations.
fn columns(equations: &[Equation]) -> BTreeMap<CellId, BTreeMap<usize, i128>> {
    let mut columns: BTreeMap<CellId, BTreeMap<usize, i128>> = BTreeMap::new();
    for (number, terms) in equations {
        for (cell, factor) in terms {
            columns.entry(*cell).or_default().insert(*number, *factor);
        }
    }
    columns
}

/// Every cell some relation names, inside functions and lists too.
fn named(audit: &Audit<'_>) -> BTreeSet<CellId> {
    let mut named = BTreeSet::new();
    for rule in audit.pack.rules() {
        let Check::Relation(relation) = &rule.check else {
            continue;
        };
        for instance in relation.formula.instances.iter() {
            instance
                .assert
                .each_cell(&mut |cell| _ = named.insert(cell));
        }
    }
    named
}

/// Groups of cells with proportional factors.
fn alike(form: &Form, columns: BTreeMap<CellId, BTreeMap<usize, i128>>) -> Vec<Vec<String>> {
    let mut classes: BTreeMap<Vec<(usize, i128)>, Vec<CellId>> = BTreeMap::new();
    for (cell, column) in columns {
        let divisor = column
            .values()
            .fold(0, |divisor, factor| gcd(divisor, *factor))
            .max(1);
        let first = column.values().next().copied().unwrap_or(1).signum();
        let scaled = column
            .iter()
            .map(|(number, factor)| (*number, factor / divisor * first));
        classes.entry(scaled.collect()).or_default().push(cell);
    }
    let mut classes: Vec<Vec<CellId>> = classes.into_values().filter(|c| c.len() > 1).collect();
    classes.sort();
    let addresses = |class: &Vec<CellId>| class.iter().map(|cell| form.address(*cell)).collect();
    classes.iter().map(addresses).collect()
}

fn remark_dependent(audit: &mut Audit<'_>, equation: usize, from: &[usize]) {
    let (name, names) = (audit.names(&[equation]), audit.names(from));
    let message = Bilingual::new(
        format!("{name} 可由其他等式推出：{names}"),
        format!("`{name}` follows from other equations: {names}"),
    );
    let help = Bilingual::new(
        "表中横竖两个方向都有合计时本来如此，不必处理：同一处错误会违反几条等式，正好有助于定位",
        "where a form has totals both ways this is as it should be: one mistake then breaks several equations, which tells which cell is wrong",
    );
    let about: Vec<usize> = std::iter::once(equation)
        .chain(from.iter().copied())
        .collect();
    audit.remark(&about, Code::Redundant, message, help);
}

//! The equalities that apply to one report, as sparse rows of whole numbers.

use gouji_model::{CellKind, Evidence, Figure, Value};
use gouji_rule::{Comparison, Logic, Reading};

use crate::linear::Linear;
use crate::relation::Relation;

/// A cell that may be wrong.
#[derive(Debug)]
pub(crate) struct Variable {
    pub cell: Evidence,
    /// What stands there.
    pub old: Value,
    /// Its figure in units of the live system's scale.
    pub amount: i128,
    pub kind: CellKind,
    /// Whether its own text was a plain figure in a table without doubts.
    pub clean: bool,
    /// The rows it stands in, with its factor there.
    pub rows: Vec<(usize, i64)>,
}

/// An equality: the sum of its terms and `constant` should be zero.
#[derive(Debug)]
pub(crate) struct Row {
    /// Index of the relation.
    pub relation: usize,
    /// Variables with their factors.
    pub terms: Vec<(usize, i64)>,
    /// What the sum comes to.
    pub residual: i128,
}

/// The rows and variables of one report.
#[derive(Debug, Default)]
pub(crate) struct Live {
    pub variables: Vec<Variable>,
    pub rows: Vec<Row>,
    /// Decimal places of all amounts.
    pub scale: u8,
    index: Index,
    /// For each relation whether it is broken, where setting up the rows has shown it.
    broken: Vec<Option<bool>>,
}

/// The variables of cells, by the numbers of the cells; those of last year's report apart.
#[derive(Debug, Default)]
struct Index {
    own: Vec<Option<u32>>,
    prior: Vec<Option<u32>>,
}

impl Index {
    fn get(&self, cell: Evidence) -> Option<usize> {
        let cells = if cell.prior { &self.prior } else { &self.own };
        let found = cells.get(cell.cell.index()).copied().flatten();
        found.map(|variable| variable as usize)
    }

    fn insert(&mut self, cell: Evidence, variable: usize) {
        let cells = if cell.prior {
            &mut self.prior
        } else {
            &mut self.own
        };
        let at = cell.cell.index();
        if cells.len() <= at {
            cells.resize(at + 1, None);
        }
        cells[at] = u32::try_from(variable).ok();
    }
}

/// How many terms few relations have more of.
const USUAL_TERMS: usize = 12;

/// Most decimal places worked with; rows with finer figures are left alone.
const FINEST: u8 = 6;

/// Rows with greater amounts or factors are left alone, so that no sum here can overflow.
const GREATEST: i128 = 10i128.pow(24);
const GREATEST_FACTOR: i64 = 1000;

impl Live {
    /// No rows yet, for amounts with some decimal places.
    pub(crate) fn sized(scale: u8) -> Self {
        Self {
            scale,
            ..Self::default()
        }
    }

    /// Adds a variable that is none yet; its number.
    pub(crate) fn add(&mut self, variable: Variable) -> usize {
        let number = self.variables.len();
        self.index.insert(variable.cell, number);
        self.variables.push(variable);
        number
    }

    /// Sets up the rows of a report.
    pub(crate) fn new(reading: &Reading<'_>, relations: &[Relation]) -> Self {
        let mut live = Self {
            scale: scale(reading),
            broken: Vec::with_capacity(relations.len()),
            rows: Vec::with_capacity(relations.len()),
            ..Self::default()
        };
        for relation in relations {
            let broken = live.set_up(reading, relation);
            live.broken.push(broken);
        }
        live
    }

    /// Sets up the row of the next relation, if it has one; whether the relation is broken, where that
    /// was asked.
    fn set_up(&mut self, reading: &Reading<'_>, relation: &Relation) -> Option<bool> {
        let Logic::Compare(left, Comparison::Equal, right) = relation.assert() else {
            return None;
        };
        // What functions give is no factor of a cell.
        if !left.is_linear() || !right.is_linear() {
            return None;
        }
        if relation
            .when()
            .is_some_and(|when| reading.holds(when) != Ok(true))
        {
            return Some(false);
        }
        // Where nobody can tell whether it holds, it says nothing of which cell is wrong.
        let Ok(holds) = reading.holds(relation.assert()) else {
            return Some(false);
        };
        let mut linear = Linear::with_room(USUAL_TERMS);
        let added = linear
            .add(reading, left, 1)
            .and_then(|()| linear.add(reading, right, -1));
        if added.is_some() && !linear.terms.is_empty() {
            self.push(reading, self.broken.len(), &linear);
        }
        Some(!holds)
    }

    /// Whether a relation is broken.
    pub(crate) fn is_broken(
        &self,
        index: usize,
        relation: &Relation,
        reading: &Reading<'_>,
    ) -> bool {
        let known = self.broken.get(index).copied().flatten();
        known.unwrap_or_else(|| relation.is_broken(reading))
    }

    fn push(&mut self, reading: &Reading<'_>, relation: usize, linear: &Linear) -> Option<()> {
        let factors = added_up(linear);
        let unit = 10i128.checked_pow(u32::from(self.scale))?;
        let mut residual = i128::from(linear.constant).checked_mul(unit)?;
        let mut terms = Vec::with_capacity(factors.len());
        for (cell, factor) in factors {
            let variable = self.variable(reading, cell)?;
            let amount = self.variables.get(variable)?.amount;
            residual = residual.checked_add(amount.checked_mul(i128::from(factor))?)?;
            if factor.saturating_abs() > GREATEST_FACTOR {
                return None;
            }
            if factor != 0 {
                terms.push((variable, factor));
            }
        }
        let row = self.rows.len();
        for (variable, factor) in &terms {
            self.variables.get_mut(*variable)?.rows.push((row, *factor));
        }
        self.rows.push(Row {
            relation,
            terms,
            residual,
        });
        Some(())
    }

    /// In how many rows a cell stands at most.
    pub(crate) fn widest(&self) -> usize {
        let rows = self.variables.iter().map(|variable| variable.rows.len());
        rows.max().unwrap_or(0)
    }

    /// The variable of a cell, if it stands in some row.
    pub(crate) fn find(&self, cell: Evidence) -> Option<usize> {
        self.index.get(cell)
    }

    fn variable(&mut self, reading: &Reading<'_>, cell: Evidence) -> Option<usize> {
        if let Some(known) = self.find(cell) {
            return Some(known);
        }
        let amount = reading.figure(cell)?.at_scale(self.scale)?;
        if amount.abs() > GREATEST {
            return None;
        }
        let (form, report) = match (cell.prior, reading.prior) {
            (true, prior) => prior?,
            _ => (reading.form, reading.report),
        };
        let found = report.cell(cell.cell)?;
        // Read from other files, the same figure has no text of its own.
        let is_plain = |raw: &str| form.is_plain_number(raw);
        let doubtful = report
            .uncertain_tables
            .contains(&form.table_id_of(cell.cell));
        Some(self.add(Variable {
            cell,
            old: found.value,
            amount,
            kind: form.kind_of(cell.cell),
            clean: found.raw.as_deref().is_none_or(is_plain) && !doubtful,
            rows: Vec::new(),
        }))
    }

    /// Whether a cell could hold an amount by its kind.
    pub(crate) fn admits(&self, variable: &Variable, amount: i128) -> bool {
        let unit = 10i128.pow(u32::from(self.scale));
        // Dividing is dear, and most reports have no decimals.
        let is_whole = self.scale == 0 || amount % unit == 0;
        (amount >= 0 || variable.kind.is_signed()) && (is_whole || !variable.kind.is_whole())
    }

    /// An amount as a figure.
    pub(crate) fn figure(&self, amount: i128) -> Figure {
        Figure::new(amount, self.scale)
    }
}

/// The factors of a sum, those of each cell added up, in the order of the cells.
fn added_up(linear: &Linear) -> Vec<(Evidence, i64)> {
    let of_cells = linear.terms.iter();
    let mut factors: Vec<(Evidence, i64)> =
        of_cells.map(|(factor, cell)| (*cell, *factor)).collect();
    factors.sort_by_key(|(cell, _)| (cell.prior, cell.cell));
    factors.dedup_by(|next, own| {
        let is_same = next.0 == own.0;
        own.1 += if is_same { next.1 } else { 0 };
        is_same
    });
    factors
}

/// The decimal places needed to write all figures.
fn scale(reading: &Reading<'_>) -> u8 {
    let prior = reading.prior.map(|(_, report)| report);
    let reports = std::iter::once(reading.report).chain(prior);
    reports
        .flat_map(|report| report.cells.iter().flatten())
        .filter_map(|cell| Some(cell.figure()?.scale()))
        .max()
        .unwrap_or(0)
        .min(FINEST)
}

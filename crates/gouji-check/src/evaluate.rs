//! Whether a condition holds for a report, in exact arithmetic.

use gouji_model::{Cell, CellId, Evidence, Figure, Form, Report, Terms};
use gouji_pack::{Fact, Logic, Operand, Selection, Sum};

use crate::Prior;

/// Why a condition has no truth value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Undecided {
    /// It does not apply to this report.
    NotApplicable,
    /// A cell it needs could not be read.
    Blocked(Vec<CellId>),
}

/// The report at hand with its form and last year's report.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The form.
    pub form: &'a Form,
    /// The report.
    pub report: &'a Report,
    /// Last year's.
    pub prior: Prior<'a>,
}

type Decided<T> = Result<T, Undecided>;

impl Context<'_> {
    /// Whether a condition holds.
    pub(crate) fn holds(&self, logic: &Logic) -> Decided<bool> {
        Ok(match logic {
            Logic::Compare(left, comparison, right) => {
                comparison.holds(&self.sum(left)?, &self.sum(right)?)
            }
            Logic::And(left, right) => self.holds(left)? && self.holds(right)?,
            Logic::Or(left, right) => self.holds(left)? || self.holds(right)?,
            Logic::Not(inner) => !self.holds(inner)?,
            Logic::Implies(left, right) => !self.holds(left)? || self.holds(right)?,
            Logic::Iff(left, right) => self.holds(left)? == self.holds(right)?,
        })
    }

    /// The value of a sum.
    pub(crate) fn sum(&self, sum: &Sum) -> Decided<Figure> {
        let mut total = Figure::from(sum.constant);
        for term in &sum.terms {
            self.each_figure(&term.operand, &mut |_, figure| {
                let product = figure.checked_mul(term.coefficient);
                let next = product.and_then(|product| total.checked_add(product));
                // Figures have at most 30 digits; a sum that still overflows is no report's.
                total = next.ok_or(Undecided::NotApplicable)?;
                Ok(())
            })?;
        }
        Ok(total)
    }

    /// The terms of a sum with their figures, for showing.
    pub(crate) fn terms(&self, sum: &Sum) -> Decided<Terms> {
        let mut terms = Vec::new();
        for term in &sum.terms {
            self.each_figure(&term.operand, &mut |evidence, figure| {
                if let Some(evidence) = evidence {
                    terms.push((term.coefficient, evidence, figure));
                }
                Ok(())
            })?;
        }
        Ok(terms)
    }

    fn each_figure(
        &self,
        operand: &Operand,
        take: &mut dyn FnMut(Option<Evidence>, Figure) -> Decided<()>,
    ) -> Decided<()> {
        match operand {
            Operand::Cell(cell) => take(Some(own(*cell)), self.needed(*cell)?),
            Operand::Set(members) => members
                .iter()
                .try_for_each(|member| self.each_member(member, take)),
            Operand::Prior(address) => {
                let (form, report) = self.prior.ok_or(Undecided::NotApplicable)?;
                let cell = form.cell(address).ok_or(Undecided::NotApplicable)?;
                let figure = report.cell(cell).and_then(Cell::figure);
                let evidence = Evidence { cell, prior: true };
                take(Some(evidence), figure.ok_or(Undecided::NotApplicable)?)
            }
            Operand::Fact(fact) => take(None, Figure::from(i64::from(self.fact(*fact)?))),
        }
    }

    fn each_member(
        &self,
        member: &Selection,
        take: &mut dyn FnMut(Option<Evidence>, Figure) -> Decided<()>,
    ) -> Decided<()> {
        let mut one = |cell: CellId| match self.optional(cell)? {
            Some(figure) => take(Some(own(cell)), figure),
            None => Ok(()),
        };
        match member {
            Selection::Cell(cell) => one(*cell),
            Selection::Group { own, items } => {
                let holds = |cell: &CellId| {
                    self.report
                        .cell(*cell)
                        .is_some_and(|cell| cell.figure() != Some(Figure::ZERO))
                };
                if holds(own) && !items.iter().any(holds) {
                    return one(*own);
                }
                items.iter().try_for_each(|cell| one(*cell))
            }
        }
    }

    /// Whether the cells of its table cannot be told apart.
    fn is_lost(&self, cell: CellId) -> bool {
        let table = self.form.table_id_of(cell);
        self.report.lost_tables.contains(&table)
    }

    /// The figure of a cell that must be there.
    fn needed(&self, cell: CellId) -> Decided<Figure> {
        self.report
            .cell(cell)
            .filter(|_| !self.is_lost(cell))
            .and_then(Cell::figure)
            .ok_or_else(|| Undecided::Blocked(vec![cell]))
    }

    /// The figure of a cell in a set: absent cells are left out, unless the table has rows that
    /// could not be matched, one of which might be it.
    fn optional(&self, cell: CellId) -> Decided<Option<Figure>> {
        let table = self.form.table_id_of(cell);
        match self.report.cell(cell) {
            Some(_) if self.is_lost(cell) => Err(Undecided::Blocked(vec![cell])),
            Some(found) => found
                .figure()
                .map(Some)
                .ok_or_else(|| Undecided::Blocked(vec![cell])),
            None if self.report.lost_tables.contains(&table)
                || self.report.uncertain_tables.contains(&table) =>
            {
                Err(Undecided::Blocked(vec![cell]))
            }
            None => Ok(None),
        }
    }

    fn fact(&self, fact: Fact) -> Decided<i32> {
        let report = self.report;
        let year = match fact {
            Fact::Year => report.year,
            Fact::TitleYear => report.title_year.map(|dated| dated.year),
            Fact::PeriodYear => report.period_year.map(|dated| dated.year),
            Fact::SignatureYear => report.signature_year.map(|dated| dated.year),
            Fact::FormSince => Some(self.form.since.unwrap_or(0)),
            Fact::FormUntil => Some(self.form.until.unwrap_or(0)),
            Fact::PriorYear => self.prior.and_then(|(_, prior)| prior.year),
        };
        year.ok_or(Undecided::NotApplicable)
    }
}

const fn own(cell: CellId) -> Evidence {
    Evidence { cell, prior: false }
}

/// Every cell of the report itself that a condition names.
pub(crate) fn cells_of(logic: &Logic, found: &mut Vec<CellId>) {
    match logic {
        Logic::Compare(left, _, right) => {
            for term in left.terms.iter().chain(&right.terms) {
                match &term.operand {
                    Operand::Cell(cell) => found.push(*cell),
                    Operand::Set(members) => {
                        for member in members {
                            match member {
                                Selection::Cell(cell) => found.push(*cell),
                                Selection::Group { items, .. } => found.extend(items),
                            }
                        }
                    }
                    Operand::Prior(_) | Operand::Fact(_) => {}
                }
            }
        }
        Logic::Not(inner) => cells_of(inner, found),
        Logic::And(left, right)
        | Logic::Or(left, right)
        | Logic::Implies(left, right)
        | Logic::Iff(left, right) => {
            cells_of(left, found);
            cells_of(right, found);
        }
    }
}

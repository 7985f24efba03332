//! A report's figures with some of them changed: what holds, and what a sum is made of.
//!
//! Undecided conditions (a cell that cannot be read, a year nobody named) are `None`.

use gouji_model::{CellId, Evidence, Figure, Form, Report};
use gouji_pack::{Fact, Logic, Operand, Selection, Sum};

use crate::Prior;
use crate::relation::Relation;

/// A report with changes laid over it.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub form: &'a Form,
    pub report: &'a Report,
    pub prior: Prior<'a>,
    /// Figures that stand in place of the report's.
    pub changed: &'a [(Evidence, Figure)],
}

/// A linear expression over cells of this year's and last year's report.
#[derive(Debug, Default)]
pub(crate) struct Linear {
    pub terms: Vec<(i64, Evidence)>,
    pub constant: i64,
}

impl Reading<'_> {
    /// Whether a relation applies and is broken.
    pub(crate) fn broken(&self, relation: &Relation) -> bool {
        let applies = relation
            .when
            .as_ref()
            .map_or(Some(true), |when| self.holds(when));
        applies == Some(true) && self.holds(&relation.assert) == Some(false)
    }

    /// Whether a condition holds.
    pub(crate) fn holds(&self, logic: &Logic) -> Option<bool> {
        Some(match logic {
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

    fn sum(&self, sum: &Sum) -> Option<Figure> {
        let mut linear = Linear::default();
        self.add(&mut linear, sum, 1)?;
        linear
            .terms
            .iter()
            .try_fold(Figure::from(linear.constant), |total, (factor, cell)| {
                total.checked_add(self.figure(*cell)?.checked_mul(*factor)?)
            })
    }

    /// Adds a side of a comparison, `sign` times.
    pub(crate) fn add(&self, linear: &mut Linear, sum: &Sum, sign: i64) -> Option<()> {
        linear.constant = linear
            .constant
            .checked_add(sign.checked_mul(sum.constant)?)?;
        for term in &sum.terms {
            let factor = sign.checked_mul(term.coefficient)?;
            match &term.operand {
                Operand::Cell(cell) => {
                    self.figure(own(*cell))?;
                    linear.terms.push((factor, own(*cell)));
                }
                Operand::Set(members) => {
                    for member in members {
                        self.add_member(linear, member, factor)?;
                    }
                }
                Operand::Prior(address) => {
                    let cell = self.prior?.0.cell(address)?;
                    let evidence = Evidence { cell, prior: true };
                    self.figure(evidence)?;
                    linear.terms.push((factor, evidence));
                }
                Operand::Fact(fact) => {
                    let year = i64::from(self.fact(*fact)?);
                    linear.constant = linear.constant.checked_add(factor.checked_mul(year)?)?;
                }
            }
        }
        Some(())
    }

    fn add_member(&self, linear: &mut Linear, member: &Selection, factor: i64) -> Option<()> {
        let mut one = |cell: CellId| {
            let table = self.form.table_id_of(cell);
            if self.report.cell(cell).is_none() {
                return (!self.report.uncertain_tables.contains(&table)
                    && !self.report.lost_tables.contains(&table))
                .then_some(());
            }
            self.figure(own(cell))?;
            linear.terms.push((factor, own(cell)));
            Some(())
        };
        match member {
            Selection::Cell(cell) => one(*cell),
            Selection::Group { own: head, items } => {
                let filled = |cell: &CellId| {
                    self.report.cell(*cell).is_some()
                        && self.figure(own(*cell)) != Some(Figure::ZERO)
                };
                if filled(head) && !items.iter().any(filled) {
                    return one(*head);
                }
                items.iter().try_for_each(|cell| one(*cell))
            }
        }
    }

    /// The figure of a cell, if it has one that can be used.
    pub(crate) fn figure(&self, evidence: Evidence) -> Option<Figure> {
        if let Some((_, figure)) = self.changed.iter().find(|(cell, _)| *cell == evidence) {
            return Some(*figure);
        }
        let report = if evidence.prior {
            self.prior?.1
        } else {
            let table = self.form.table_id_of(evidence.cell);
            if self.report.lost_tables.contains(&table) {
                return None;
            }
            self.report
        };
        report.cell(evidence.cell)?.figure()
    }

    fn fact(&self, fact: Fact) -> Option<i32> {
        let report = self.report;
        match fact {
            Fact::Year => report.year,
            Fact::TitleYear => report.title_year.map(|dated| dated.year),
            Fact::PeriodYear => report.period_year.map(|dated| dated.year),
            Fact::SignatureYear => report.signature_year.map(|dated| dated.year),
            Fact::FormSince => Some(self.form.since.unwrap_or(0)),
            Fact::FormUntil => Some(self.form.until.unwrap_or(0)),
            Fact::PriorYear => self.prior.and_then(|(_, prior)| prior.year),
        }
    }
}

const fn own(cell: CellId) -> Evidence {
    Evidence { cell, prior: false }
}

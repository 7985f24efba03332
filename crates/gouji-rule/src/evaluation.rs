//! What formulas say of a report, in exact arithmetic.
//!
//! This is the one place where a formula meets figures: checking asks it whether a relation
//! holds, localization asks again with some figures changed. A condition that needs a cell which
//! cannot be read is undecided, unless what can be read decides it alone; so is a comparison that
//! fails while rows it sums are not there, or while figures beside the form could make it hold.

use gouji_model::{Cell, CellId, Evidence, Figure, Form, Report, Stray};

use crate::formula::{Fact, Logic, Operand, Selection, Sum};

/// Why a condition has no truth value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// It does not apply to this report.
    NotApplicable,
    /// A cell it needs could not be read.
    Blocked(Vec<CellId>),
    /// It fails, and would hold with figures in a row or column of no form; its label.
    Beside(String),
}

/// A report with its form and last year's report, and with changes laid over them.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The form.
    pub form: &'a Form,
    /// The report.
    pub report: &'a Report,
    /// Last year's report with its form.
    pub prior: Option<(&'a Form, &'a Report)>,
    /// Figures that stand in place of the reports'.
    pub changed: &'a [(Evidence, Figure)],
}

/// A value, or why there is none.
type Decided<T> = Result<T, Undecided>;

impl<'a> Reading<'a> {
    /// A report as it stands.
    #[must_use]
    pub const fn new(
        form: &'a Form,
        report: &'a Report,
        prior: Option<(&'a Form, &'a Report)>,
    ) -> Self {
        Self {
            form,
            report,
            prior,
            changed: &[],
        }
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    /// When it cannot be told.
    pub fn holds(&self, logic: &Logic) -> Result<bool, Undecided> {
        Ok(match logic {
            Logic::Compare(left, comparison, right) => {
                let (sums, sides) = ([self.sum(left)?, self.sum(right)?], [left, right]);
                let holds = comparison.holds(&sums[0], &sums[1]);
                if !holds {
                    self.must_be_whole(sides)?;
                    self.must_be_alone(&sums, sides)?;
                }
                holds
            }
            Logic::And(left, right) => !self.either(left, right, false)?,
            Logic::Or(left, right) => self.either(left, right, true)?,
            Logic::Not(inner) => !self.holds(inner)?,
            Logic::Implies(left, right) => match self.holds(left) {
                Ok(false) => true,
                Ok(true) => self.holds(right)?,
                Err(undecided) => self.holds(right) == Ok(true) || Err(undecided)?,
            },
            Logic::Iff(left, right) => self.holds(left)? == self.holds(right)?,
        })
    }

    /// Whether one of two conditions comes to `truth`: then the other need not be known.
    fn either(&self, left: &Logic, right: &Logic, truth: bool) -> Decided<bool> {
        match self.holds(left) {
            Ok(left) => Ok(left == truth || self.holds(right)? == truth),
            Err(_) if self.holds(right) == Ok(truth) => Ok(true),
            Err(undecided) => Err(undecided),
        }
    }

    /// The value of a sum.
    ///
    /// # Errors
    /// When a figure of it is not there.
    pub fn sum(&self, sum: &Sum) -> Result<Figure, Undecided> {
        let mut total = Figure::from(sum.constant);
        self.each(sum, &mut |coefficient, _, figure| {
            let product = figure.checked_mul(coefficient);
            let next = product.and_then(|product| total.checked_add(product));
            // Figures have at most 30 digits; a sum that still overflows is no report's.
            total = next.ok_or(Undecided::NotApplicable)?;
            Ok(())
        })?;
        Ok(total)
    }

    /// Goes through the figures of a sum: factor, cell (none for a year), figure. Groups come as
    /// what they stand for, and absent cells of a set not at all.
    ///
    /// # Errors
    /// When a figure is not there, or `take` says so.
    pub fn each(
        &self,
        sum: &Sum,
        take: &mut impl FnMut(i64, Option<Evidence>, Figure) -> Result<(), Undecided>,
    ) -> Result<(), Undecided> {
        for term in &sum.terms {
            let factor = term.coefficient;
            match &term.operand {
                Operand::Cell(cell) => take(factor, Some(own(*cell)), self.needed(*cell)?)?,
                Operand::Set(members) => {
                    for member in members {
                        self.each_member(factor, member, take)?;
                    }
                }
                Operand::Prior(address) => {
                    let (form, _) = self.prior.ok_or(Undecided::NotApplicable)?;
                    let cell = form.cell(address).ok_or(Undecided::NotApplicable)?;
                    let evidence = Evidence { cell, prior: true };
                    let figure = self.figure(evidence).ok_or(Undecided::NotApplicable)?;
                    take(factor, Some(evidence), figure)?;
                }
                Operand::Fact(fact) => {
                    take(factor, None, Figure::from(i64::from(self.fact(*fact)?)))?;
                }
            }
        }
        Ok(())
    }

    fn each_member(
        &self,
        factor: i64,
        member: &Selection,
        take: &mut impl FnMut(i64, Option<Evidence>, Figure) -> Decided<()>,
    ) -> Decided<()> {
        let mut one = |cell: CellId| match self.figure(own(cell)) {
            Some(figure) => take(factor, Some(own(cell)), figure),
            None => self.may_be_absent(cell),
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
    #[must_use]
    pub fn figure(&self, evidence: Evidence) -> Option<Figure> {
        // Most readings have no changes, and this is asked for every cell of every relation.
        if !self.changed.is_empty() {
            let mut changed = self.changed.iter();
            if let Some((_, figure)) = changed.find(|(cell, _)| *cell == evidence) {
                return Some(*figure);
            }
        }
        if evidence.prior {
            return self.prior?.1.cell(evidence.cell).and_then(Cell::figure);
        }
        if self.is_lost(evidence.cell) {
            return None;
        }
        self.report.cell(evidence.cell).and_then(Cell::figure)
    }

    /// Whether the cells of its table cannot be told apart.
    fn is_lost(&self, cell: CellId) -> bool {
        !self.report.lost_tables.is_empty()
            && (self.report.lost_tables).contains(&self.form.table_id_of(cell))
    }

    /// The figure of a cell that must be there.
    fn needed(&self, cell: CellId) -> Decided<Figure> {
        self.figure(own(cell))
            .ok_or_else(|| Undecided::Blocked(vec![cell]))
    }

    /// Whether a cell of a set without a figure is left out: its row is absent, and its table has
    /// no rows that could not be matched, one of which might be it. Where its row is there, its
    /// column is what is missing, and with it figures that the sum would lack.
    fn may_be_absent(&self, cell: CellId) -> Decided<()> {
        let table = self.form.table_id_of(cell);
        let absent = !self.report.uncertain_tables.contains(&table)
            && !self.is_lost(cell)
            && self.row_is_absent(cell);
        if absent {
            return Ok(());
        }
        Err(Undecided::Blocked(vec![cell]))
    }

    /// That a failed comparison lacks no row: one that is not there may hold what is missing.
    fn must_be_whole(&self, sides: [&Sum; 2]) -> Decided<()> {
        let mut absent = Vec::new();
        for term in sides.iter().flat_map(|side| &side.terms) {
            if let Operand::Set(members) = &term.operand {
                members
                    .iter()
                    .for_each(|member| self.add_absent(member, &mut absent));
            }
        }
        if absent.is_empty() {
            return Ok(());
        }
        Err(Undecided::Blocked(absent))
    }

    /// Adds the cells a member lacks. A group's own row, where it is printed, stands for items
    /// that are all absent.
    fn add_absent(&self, member: &Selection, absent: &mut Vec<CellId>) {
        let there = |cell: &CellId| self.report.cell(*cell).is_some();
        match member {
            Selection::Cell(cell) => absent.extend((!there(cell)).then_some(*cell)),
            Selection::Group { own, items } => {
                if there(own) && !items.iter().any(there) {
                    return;
                }
                absent.extend(items.iter().filter(|cell| !there(cell)));
            }
        }
    }

    /// That no figures beside the form could make a failed comparison hold: they stand in a row
    /// or column of no form, in line with all the cells compared.
    fn must_be_alone(&self, sums: &[Figure; 2], sides: [&Sum; 2]) -> Decided<()> {
        if self.report.strays.is_empty() {
            return Ok(());
        }
        let Some(gap) = sums[0].checked_sub(sums[1]) else {
            return Ok(());
        };
        let mut cells = Vec::new();
        let mut of_this_year = true;
        for side in sides {
            self.each(side, &mut |_, evidence, _| {
                of_this_year &= evidence.is_some_and(|evidence| !evidence.prior);
                cells.extend(evidence.map(|evidence| evidence.cell));
                Ok(())
            })?;
        }
        if !of_this_year {
            return Ok(());
        }
        let fills = |figure: Figure| figure == gap || figure.negated() == gap;
        let in_line = |stray: &&Stray| cells.iter().all(|cell| stray.is_in_line(self.form, *cell));
        let beside = self.report.strays.iter().filter(in_line);
        let total = beside
            .clone()
            .try_fold(Figure::ZERO, |total, stray| total.checked_add(stray.figure));
        let one = beside.clone().find(|stray| fills(stray.figure));
        match one.or_else(|| beside.clone().next().filter(|_| total.is_some_and(fills))) {
            Some(stray) => Err(Undecided::Beside(stray.label.clone())),
            None => Ok(()),
        }
    }

    fn row_is_absent(&self, cell: CellId) -> bool {
        let there = |other: CellId| self.report.cell(other).is_some();
        !there(cell)
            && !(self.form.cells()).any(|other| there(other) && self.form.in_one_row(cell, other))
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

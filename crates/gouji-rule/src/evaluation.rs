//! What formulas say of a report, in exact arithmetic.
//!
//! This is the one place where a formula meets figures: checking asks it whether a relation
//! holds, localization asks again with some figures changed. A condition that needs a cell which
//! cannot be read is undecided, unless what can be read decides it alone; so is a comparison that
//! fails while rows it sums are not there, or while figures beside the form could make it hold.

use gouji_model::{Axis, Cell, CellId, Evidence, Figure, Form, Report, Stray, TableId, Value};

use crate::formula::{Comparison, Fact, Logic, Operand, Selection, Sum, Term};

mod calls;
mod counting;
mod ranges;

/// Why a condition has no truth value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undecided {
    /// It does not apply to this report.
    NotApplicable,
    /// A cell it needs could not be read.
    Blocked(Vec<CellId>),
    /// It fails, and would hold with figures in a row or column of no form; its label.
    StrayInLine(String),
    /// A year it needs is not known.
    Unknown(Fact),
    /// It needs rows of a table of which not all could be read.
    Rows(TableId),
    /// Cells of last year's report that it needs could not be read there, as that report's form numbers them.
    LastYear(Vec<CellId>),
    /// It needs rows of a table of last year's report of which not all could be read, as that report's form
    /// numbers it.
    LastYearRows(TableId),
    /// It may hold or not: a figure it needs is rounded, or only known to be less than another.
    Inexact,
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
    /// Whether a cell whose question does not arise (`N/A`) counts as zero; else what names it does not
    /// apply, and a set leaves it out.
    pub not_applicable_is_zero: bool,
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
            not_applicable_is_zero: false,
        }
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    /// When it cannot be determined.
    pub fn holds(&self, logic: &Logic) -> Result<bool, Undecided> {
        Ok(match logic {
            Logic::Compare(left, comparison, right) => self.compare(left, *comparison, right)?,
            Logic::Present(operand) => self.is_present(operand)?,
            Logic::Ordered(order, members) => self.is_ordered(*order, members)?,
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

    fn compare(&self, left: &Sum, comparison: Comparison, right: &Sum) -> Decided<bool> {
        match self.compare_sums(left, comparison, right) {
            Err(undecided @ (Undecided::Blocked(_) | Undecided::Rows(_))) => {
                let anyway = self.holds_anyway(comparison, [left, right]);
                anyway.ok_or(undecided)
            }
            decided => decided,
        }
    }

    fn compare_sums(&self, left: &Sum, comparison: Comparison, right: &Sum) -> Decided<bool> {
        let mut exact = true;
        let sums = match self.may_be_inexact() {
            true => [
                self.sum_decided(left, &mut exact)?,
                self.sum_decided(right, &mut exact)?,
            ],
            false => [self.sum(left)?, self.sum(right)?],
        };
        let sides = [left, right];
        let holds = comparison.holds(&sums[0], &sums[1]);
        if !exact {
            self.must_be_certain(comparison, sides, sums)?;
        }
        if !holds {
            self.must_be_whole(sides)?;
            self.must_be_alone(&sums, sides)?;
        }
        Ok(holds)
    }

    /// Whether figures may be known only roughly.
    fn may_be_inexact(&self) -> bool {
        let prior = self.prior.map(|(_, report)| report);
        let mut reports = prior.into_iter().chain([self.report]);
        self.form.may_be_inexact() || reports.any(|report| !report.converted.is_empty())
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
            add(&mut total, coefficient, figure)
        })?;
        scaled(total, sum.scale)
    }

    /// The value of a sum; `exact` is taken back where a figure of it may be another one.
    fn sum_decided(&self, sum: &Sum, exact: &mut bool) -> Decided<Figure> {
        let calls = |term: &Term| matches!(term.operand, Operand::Call(_));
        if sum.terms.iter().any(calls) {
            *exact = false;
            return self.sum(sum);
        }
        let mut total = Figure::from(sum.constant);
        self.each(sum, &mut |coefficient, evidence, figure| {
            *exact = *exact && evidence.is_none_or(|cell| self.is_exact(cell));
            add(&mut total, coefficient, figure)
        })?;
        scaled(total, sum.scale)
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
            self.each_term(term.coefficient, &term.operand, take)?;
        }
        Ok(())
    }

    fn each_term(
        &self,
        factor: i64,
        operand: &Operand,
        take: &mut impl FnMut(i64, Option<Evidence>, Figure) -> Decided<()>,
    ) -> Decided<()> {
        match operand {
            Operand::Cell(cell) => take(factor, Some(own(*cell)), self.needed(own(*cell))?),
            Operand::Set(members) => self.each_of(members, factor, false, take),
            Operand::Prior(address) => {
                let evidence = self.last_year(address)?;
                take(factor, Some(evidence), self.needed(evidence)?)
            }
            Operand::PriorSet(pattern) => {
                let (form, _) = self.prior.ok_or(Undecided::NotApplicable)?;
                let members = pattern.members(form).ok_or(Undecided::NotApplicable)?;
                self.each_of(&members, factor, true, take)
            }
            Operand::Fact(fact) => take(factor, None, Figure::from(i64::from(self.fact(*fact)?))),
            Operand::Call(call) => take(factor, None, self.call(call)?),
            Operand::Absent(table) => Err(self.absent_row(*table)),
        }
    }

    /// Goes through the figures of a set. Where every question it asks does not arise, neither does the
    /// set's.
    fn each_of(
        &self,
        members: &[Selection],
        factor: i64,
        prior: bool,
        take: &mut impl FnMut(i64, Option<Evidence>, Figure) -> Decided<()>,
    ) -> Decided<()> {
        let (mut taken, mut left_out) = (false, false);
        for member in members {
            let mut one = |factor, evidence, figure| {
                taken = true;
                take(factor, evidence, figure)
            };
            left_out |= self.each_member(factor, member, prior, &mut one)?;
        }
        match !taken && (left_out || self.table_is_left_out(members, prior)) {
            true => Err(Undecided::NotApplicable),
            false => Ok(()),
        }
    }

    /// Whether the table of a set's cells is not there, and need not be: its sum is then unknown, and not zero.
    fn table_is_left_out(&self, members: &[Selection], prior: bool) -> bool {
        let cell = members.iter().find_map(|member| match member {
            Selection::Cell(cell) => Some(*cell),
            Selection::Group { own, .. } => Some(*own),
            Selection::Absent(_) => None,
        });
        let (form, _) = self.side(prior);
        cell.is_some_and(|cell| {
            let evidence = Evidence { cell, prior };
            self.is_elsewhere(evidence)
                || form.table_of(cell).optional && self.table_is_absent(form, evidence)
        })
    }

    /// Goes through the figures of a member of a set; whether it leaves out a cell whose question does
    /// not arise.
    fn each_member(
        &self,
        factor: i64,
        member: &Selection,
        prior: bool,
        take: &mut impl FnMut(i64, Option<Evidence>, Figure) -> Decided<()>,
    ) -> Decided<bool> {
        let mut left_out = false;
        let mut one = |cell: CellId| {
            let evidence = Evidence { cell, prior };
            match self.figure(evidence) {
                Some(figure) => take(factor, Some(evidence), figure),
                None if self.does_not_arise(evidence) => {
                    left_out = true;
                    Ok(())
                }
                None => self.may_be_absent(evidence),
            }
        };
        match member {
            Selection::Cell(cell) => one(*cell)?,
            Selection::Group { own: head, items } => {
                let filled = |cell: &CellId| {
                    let evidence = Evidence { cell: *cell, prior };
                    self.cell(evidence).is_some() && self.figure(evidence) != Some(Figure::ZERO)
                };
                if filled(head) && !items.iter().any(filled) {
                    one(*head)?;
                } else {
                    items.iter().try_for_each(|cell| one(*cell))?;
                }
            }
            Selection::Absent(table) => self.rows_are_known(*table, prior)?,
        }
        Ok(left_out)
    }

    /// The cell as it stands in its report.
    fn cell(&self, evidence: Evidence) -> Option<&'a Cell> {
        let report = match evidence.prior {
            true => self.prior?.1,
            false => self.report,
        };
        report.cell(evidence.cell)
    }

    /// The value of a cell that can be read.
    fn value(&self, evidence: Evidence) -> Option<Value> {
        if self.is_lost(evidence) {
            return None;
        }
        self.cell(evidence).map(|cell| cell.value)
    }

    /// Whether the question of a cell does not arise.
    fn does_not_arise(&self, evidence: Evidence) -> bool {
        self.value(evidence) == Some(Value::NotApplicable)
    }

    /// That all open rows of a table are known.
    fn rows_are_known(&self, table: TableId, prior: bool) -> Decided<()> {
        let (_, report) = self.side(prior);
        if !report.lost_tables.contains(&table) && !report.uncertain_tables.contains(&table) {
            return Ok(());
        }
        Err(match prior {
            true => Undecided::LastYearRows(table),
            false => Undecided::Rows(table),
        })
    }

    /// The cell of last year's report with an address. There is none where there is no such report, where its
    /// form has no such cell, or no such open row; of a table that was not read nobody can say which rows it has.
    fn last_year(&self, address: &str) -> Decided<Evidence> {
        let (form, _) = self.prior.ok_or(Undecided::NotApplicable)?;
        if let Some(cell) = form.cell(address) {
            return Ok(Evidence { cell, prior: true });
        }
        let own = address.split_once('/').map(|(table, _)| table);
        let mut tables = form.tables.iter();
        let named = tables.position(|table| Some(table.id.as_str()) == own);
        let is_open = |table: &usize| {
            let mut blocks = form.tables[*table].blocks.iter();
            blocks.any(|block| block.open_rows.is_some())
        };
        if let Some(table) = named.filter(is_open) {
            self.rows_are_known(TableId::at(table), true)?;
        }
        Err(Undecided::NotApplicable)
    }

    /// Why there is no cell in an open row that a table does not have.
    fn absent_row(&self, table: TableId) -> Undecided {
        let known = self.rows_are_known(table, false);
        known.err().unwrap_or(Undecided::NotApplicable)
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
        match self.value(evidence)? {
            Value::NotApplicable if self.not_applicable_is_zero => Some(Figure::ZERO),
            Value::LessThan(bound) => Some(bound),
            value => value.figure(),
        }
    }

    /// Whether the cells of its table cannot be distinguished.
    fn is_lost(&self, evidence: Evidence) -> bool {
        let (form, report) = self.side(evidence.prior);
        !report.lost_tables.is_empty()
            && (report.lost_tables).contains(&form.table_id_of(evidence.cell))
    }

    /// The report a cell is of, with its form.
    fn side(&self, prior: bool) -> (&'a Form, &'a Report) {
        match self.prior {
            Some(last) if prior => last,
            _ => (self.form, self.report),
        }
    }

    /// What keeps a comparison from being decided where cells of one of the reports could not be read.
    const fn unread(cells: Vec<CellId>, prior: bool) -> Undecided {
        match prior {
            true => Undecided::LastYear(cells),
            false => Undecided::Blocked(cells),
        }
    }

    /// Whether a report does not have a cell's table because it is only a part of one.
    fn is_elsewhere(&self, evidence: Evidence) -> bool {
        let (form, report) = self.side(evidence.prior);
        !report.absent_tables.is_empty()
            && (report.absent_tables).contains(&form.table_id_of(evidence.cell))
    }

    /// The figure of a cell that must be there, unless the form lets a report leave it out.
    fn needed(&self, evidence: Evidence) -> Decided<Figure> {
        if let Some(figure) = self.figure(evidence) {
            return Ok(figure);
        }
        Err(
            match self.is_left_out(evidence) || self.does_not_arise(evidence) {
                true => Undecided::NotApplicable,
                false => Self::unread(vec![evidence.cell], evidence.prior),
            },
        )
    }

    /// Whether a cell is not there, and need not be.
    fn is_left_out(&self, evidence: Evidence) -> bool {
        // Most that is named is there.
        if self.cell(evidence).is_some() || self.is_lost(evidence) {
            return false;
        }
        let (form, _) = self.side(evidence.prior);
        let cell = evidence.cell;
        // Last year's report may be a part of one; of this year's, nothing is asked about such tables.
        evidence.prior && self.is_elsewhere(evidence)
            || form.column_of(cell).optional
            || form.row_of(cell).optional && self.row_is_absent(evidence)
            || form.table_of(cell).optional && self.table_is_absent(form, evidence)
    }

    /// Whether no cell of a cell's table is there.
    fn table_is_absent(&self, form: &Form, evidence: Evidence) -> bool {
        let table = form.table_id_of(evidence.cell);
        let prior = evidence.prior;
        let mut own = form.cells().filter(|cell| form.table_id_of(*cell) == table);
        own.all(|cell| self.cell(Evidence { cell, prior }).is_none())
    }

    /// Whether a cell of a set without a figure is left out: its row is absent, and its table has
    /// no rows that could not be matched, one of which might be it. Where its row is there, its
    /// column is what is missing, and with it figures that the sum would lack.
    fn may_be_absent(&self, evidence: Evidence) -> Decided<()> {
        if self.is_left_out(evidence) {
            return Ok(());
        }
        let (form, report) = self.side(evidence.prior);
        let table = form.table_id_of(evidence.cell);
        let absent = !report.uncertain_tables.contains(&table)
            && !self.is_lost(evidence)
            && self.row_is_absent(evidence);
        if absent {
            return Ok(());
        }
        Err(Self::unread(vec![evidence.cell], evidence.prior))
    }

    /// That a failed comparison lacks no row: one that is not there may hold what is missing.
    fn must_be_whole(&self, sides: [&Sum; 2]) -> Decided<()> {
        let (mut absent, mut last_year) = (Vec::new(), Vec::new());
        for term in sides.iter().flat_map(|side| &side.terms) {
            match &term.operand {
                Operand::Set(members) => self.add_absent(members, false, &mut absent),
                Operand::PriorSet(pattern) => {
                    let members = self.prior.and_then(|(form, _)| pattern.members(form));
                    self.add_absent(&members.unwrap_or_default(), true, &mut last_year);
                }
                _ => {}
            }
        }
        match (absent.is_empty(), last_year.is_empty()) {
            (true, true) => Ok(()),
            (false, _) => Err(Undecided::Blocked(absent)),
            (true, false) => Err(Undecided::LastYear(last_year)),
        }
    }

    fn add_absent(&self, members: &[Selection], prior: bool, absent: &mut Vec<CellId>) {
        for member in members {
            self.add_absent_of(member, prior, absent);
        }
    }

    /// Adds the cells a member lacks. A group's own row, where it is printed, stands for items
    /// that are all absent.
    fn add_absent_of(&self, member: &Selection, prior: bool, absent: &mut Vec<CellId>) {
        // What a report may leave out holds nothing that is missing.
        let there = |cell: &CellId| {
            let evidence = Evidence { cell: *cell, prior };
            self.cell(evidence).is_some() || self.is_left_out(evidence)
        };
        match member {
            Selection::Absent(_) => {}
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
        let Some(cells) = self.cells_of_this_year(sides)? else {
            return Ok(());
        };
        let fills = |figure: Figure| figure == gap || figure.negated() == gap;
        // It may be the figure of a cell in its row that is left out.
        let left_out = |stray: &&Stray| {
            let in_row = |cell: CellId| self.form.in_one_row(stray.neighbour, cell);
            stray.axis == Axis::Row && fills(stray.figure) && self.leaves_out(sides, &in_row)
        };
        if let Some(stray) = self.report.strays.iter().find(left_out) {
            return Err(Undecided::StrayInLine(stray.label.clone()));
        }
        let in_line = |stray: &&Stray| cells.iter().all(|cell| stray.is_in_line(self.form, *cell));
        let in_line: Vec<&Stray> = self.report.strays.iter().filter(in_line).collect();
        let mut figures = in_line.iter().map(|stray| stray.figure);
        let total = figures.try_fold(Figure::ZERO, Figure::checked_add);
        let one = in_line.iter().find(|stray| fills(stray.figure));
        let all = || in_line.first().filter(|_| total.is_some_and(fills));
        match one.or_else(all) {
            Some(stray) => Err(Undecided::StrayInLine(stray.label.clone())),
            None => Ok(()),
        }
    }

    /// The cells of two sums; none where any of what they take is last year's, or no cell.
    fn cells_of_this_year(&self, sides: [&Sum; 2]) -> Decided<Option<Vec<CellId>>> {
        let mut cells = Vec::new();
        let mut of_this_year = true;
        for side in sides {
            self.each(side, &mut |_, evidence, _| {
                of_this_year &= evidence.is_some_and(|evidence| !evidence.prior);
                cells.extend(evidence.map(|evidence| evidence.cell));
                Ok(())
            })?;
        }
        Ok(of_this_year.then_some(cells))
    }

    /// Whether sets of two sums name a cell of some kind that is not there.
    fn leaves_out(&self, sides: [&Sum; 2], wanted: &dyn Fn(CellId) -> bool) -> bool {
        let is_one = |cell: &CellId| self.report.cell(*cell).is_none() && wanted(*cell);
        let mut terms = sides.into_iter().flat_map(|side| &side.terms);
        terms.any(|term| match &term.operand {
            Operand::Set(members) => members.iter().any(|member| match member {
                Selection::Cell(cell) => is_one(cell),
                Selection::Group { items, .. } => items.iter().any(is_one),
                Selection::Absent(_) => false,
            }),
            _ => false,
        })
    }

    fn row_is_absent(&self, evidence: Evidence) -> bool {
        let Evidence { cell, prior } = evidence;
        let (form, _) = self.side(prior);
        let there = |other: CellId| self.cell(Evidence { cell: other, prior }).is_some();
        !there(cell) && !form.cells_of_row(cell).into_iter().any(there)
    }

    fn fact(&self, fact: Fact) -> Decided<i32> {
        let report = self.report;
        let year = match fact {
            Fact::Year => report.year,
            Fact::TitleYear => report.title_year.map(|dated| dated.year),
            Fact::PeriodYear => report.period_year.map(|dated| dated.year),
            Fact::SignatureYear => report.signature_year.map(|dated| dated.year),
            // A form without a first or last year, and a report without one before it, ask nothing.
            Fact::FormSince => Some(self.form.since.ok_or(Undecided::NotApplicable)?),
            Fact::FormUntil => Some(self.form.until.ok_or(Undecided::NotApplicable)?),
            Fact::PriorYear => self.prior.ok_or(Undecided::NotApplicable)?.1.year,
            Fact::PeriodMonth => report.period.map(|period| period.last_month().into()),
            // The state of a day has no length.
            Fact::PeriodMonths => match report.period {
                Some(period) => Some(period.months().ok_or(Undecided::NotApplicable)?.into()),
                None => None,
            },
            Fact::PriorMonth => {
                let (_, prior) = self.prior.ok_or(Undecided::NotApplicable)?;
                prior.period.map(|period| period.last_month().into())
            }
        };
        year.ok_or(Undecided::Unknown(fact))
    }
}

/// Adds a multiple of a figure. Figures have at most 30 digits; a sum that still overflows is no report's.
fn add(total: &mut Figure, coefficient: i64, figure: Figure) -> Decided<()> {
    let product = match coefficient {
        1 => Some(figure),
        coefficient => figure.checked_mul(coefficient),
    };
    let next = product.and_then(|product| total.checked_add(product));
    *total = next.ok_or(Undecided::NotApplicable)?;
    Ok(())
}

/// A number of units of `10^-scale`.
fn scaled(units: Figure, scale: u8) -> Decided<Figure> {
    match scale {
        0 => Ok(units),
        scale => units
            .shifted(-i32::from(scale))
            .ok_or(Undecided::NotApplicable),
    }
}

const fn own(cell: CellId) -> Evidence {
    Evidence { cell, prior: false }
}

//! Which relations a change of figures rests on without anybody knowing whether they hold.

use gouji_check::Prior;
use gouji_model::{CellId, Evidence, Form, Report, Value};
use gouji_rule::{Check, Instance, Logic, Operand, Pack, Reading, Relation, Rule, Undecided};

/// Whose cells are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// The report's own.
    Own,
    /// Those of the report before it.
    Prior,
}

/// Cells that are changed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Changed<'c> {
    /// Whose cells.
    pub side: Side,
    /// Which.
    pub cells: &'c [CellId],
}

/// How many relations of a report that name some cells could not be checked: whether a change of these
/// cells breaks or repairs them nobody can say.
pub(crate) fn unchecked(
    pack: &Pack,
    report: &Report,
    prior: Prior<'_>,
    Changed { side, cells }: Changed<'_>,
) -> usize {
    let asked = Asked {
        form: &pack.form,
        report,
        prior,
        side,
        cells,
    };
    let organ = report.organization.as_deref();
    let rules = pack.rules().iter();
    let rules = rules.filter(|rule| rule.organs.include(organ) && is_of_year(rule, report));
    let relations = rules.filter_map(|rule| match &rule.check {
        Check::Relation(relation) => Some(relation),
        _ => None,
    });
    relations.map(|relation| asked.unchecked(relation)).sum()
}

fn is_of_year(rule: &Rule, report: &Report) -> bool {
    report.year.is_none_or(|year| {
        rule.since.is_none_or(|since| since <= year) && rule.until.is_none_or(|until| year <= until)
    })
}

/// What is asked.
struct Asked<'a> {
    form: &'a Form,
    report: &'a Report,
    prior: Prior<'a>,
    side: Side,
    cells: &'a [CellId],
}

impl Asked<'_> {
    fn unchecked(&self, relation: &Relation) -> usize {
        let reading = Reading {
            not_applicable_is_zero: relation.not_applicable_is_zero,
            ..Reading::new(self.form, self.report, self.prior)
        };
        let instances = relation.formula.instances.iter();
        let named = instances.filter(|instance| self.is_named(instance));
        let open = named.filter(|instance| {
            let is_skipped = relation.skips_blanks && self.has_blank(instance);
            !is_skipped && self.is_open(&reading, instance)
        });
        open.count()
    }

    /// Whether an instance names one of the cells, and no table that the report does not have.
    fn is_named(&self, instance: &Instance) -> bool {
        let mut is_named = false;
        let mut is_elsewhere = false;
        for condition in conditions(instance) {
            condition.each_cell(&mut |cell| {
                is_named |= self.side == Side::Own && self.cells.contains(&cell);
                let table = self.form.table_id_of(cell);
                is_elsewhere |= self.report.absent_tables.contains(&table);
            });
            self.each_prior(condition, &mut |cell| {
                is_named |= self.side == Side::Prior && self.cells.contains(&cell);
            });
        }
        is_named && !is_elsewhere
    }

    /// Whether a cell that an instance names is there and blank.
    fn has_blank(&self, instance: &Instance) -> bool {
        let mut has_blank = false;
        instance.assert.each_cell(&mut |cell| {
            let cell = self.report.cell(cell);
            has_blank |= cell.is_some_and(|cell| cell.value == Value::Blank);
        });
        has_blank
    }

    /// The cells of the report before it that a condition names.
    fn each_prior(&self, condition: &Logic, take: &mut dyn FnMut(CellId)) {
        let Some((form, _)) = self.prior else {
            return;
        };
        condition.each_operand(&mut |operand| {
            if let Operand::Prior(address) = operand
                && let Some(cell) = form.cell(address)
            {
                take(cell);
            }
        });
    }

    /// Whether nobody can say that an instance holds or not.
    fn is_open(&self, reading: &Reading<'_>, instance: &Instance) -> bool {
        let applies = instance.when.as_ref();
        let applies = applies.map_or(Ok(true), |when| reading.holds(when));
        let holds = match applies {
            Ok(true) => reading.holds(&instance.assert),
            Ok(false) => return false,
            // Whether it applies rests on cells that the document does not have: then it does not.
            Err(Undecided::Blocked(cells)) => return cells.iter().any(|cell| self.stands(*cell)),
            Err(undecided) => Err(undecided),
        };
        match holds {
            Ok(_) | Err(Undecided::Inexact) => false,
            Err(Undecided::NotApplicable) => {
                let mut is_open = false;
                for condition in conditions(instance) {
                    self.each_prior(condition, &mut |cell| {
                        is_open |= self.is_unread(reading, cell);
                    });
                }
                is_open
            }
            Err(_) => true,
        }
    }

    /// Whether the document has a cell, or may have it in a table that cannot be read.
    fn stands(&self, cell: CellId) -> bool {
        let is_lost = self
            .report
            .lost_tables
            .contains(&self.form.table_id_of(cell));
        self.report.cell(cell).is_some() || (is_lost && !self.form.is_group_cell(cell))
    }

    /// Whether a cell of the report before it is there and no figure.
    fn is_unread(&self, reading: &Reading<'_>, cell: CellId) -> bool {
        let Some((form, prior)) = self.prior else {
            return false;
        };
        let is_text = prior
            .cell(cell)
            .is_some_and(|cell| cell.value == Value::Text);
        let is_lost = prior.lost_tables.contains(&form.table_id_of(cell));
        let evidence = Evidence { cell, prior: true };
        (is_text || is_lost) && reading.figure(evidence).is_none()
    }
}

fn conditions(instance: &Instance) -> impl Iterator<Item = &Logic> {
    instance.when.iter().chain([&instance.assert])
}

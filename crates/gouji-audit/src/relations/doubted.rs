//! Relations between two years that rest on cells of which files say different things.

use std::collections::BTreeSet;

use gouji_model::{CellId, Evidence, Value};
use gouji_rule::{Check, Instance, Logic, Operand, Reading, Undecided};

use crate::run_reports::Bound;

/// A relation by its rule and instance.
pub(super) type Name = (String, Option<String>);

/// What several files of one year say together, with what the first of them says.
#[derive(Clone, Copy)]
pub(super) struct Several<'b> {
    pub held: &'b Bound,
    pub first: &'b Bound,
}

impl Several<'_> {
    /// Whether files say different things of a cell.
    fn is_doubted(&self, cell: CellId) -> bool {
        let value = |bound: &Bound| bound.report.cell(cell).map(|cell| cell.value);
        value(self.held) == Some(Value::Text) && value(self.first) != Some(Value::Text)
    }
}

/// The relations to the year before that nobody can decide, since they name cells of which the files of
/// either year say different things.
pub(super) fn doubted(own: Several<'_>, prior: Several<'_>) -> BTreeSet<Name> {
    let pack = &own.held.pack;
    let last = Some((&*prior.held.pack.form, &prior.held.report));
    let organ = own.held.report.organization.as_deref();
    let mut names = BTreeSet::new();
    for rule in pack
        .rules_between()
        .filter(|rule| rule.organs.include(organ))
    {
        let Check::Relation(relation) = &rule.check else {
            continue;
        };
        let reading = Reading {
            not_applicable_is_zero: relation.not_applicable_is_zero,
            ..Reading::new(&pack.form, &own.held.report, last)
        };
        let instances = relation.formula.instances.iter();
        let open = instances.filter(|instance| {
            rests_on(instance, &reading, own, prior) && is_open(&reading, instance)
        });
        names.extend(open.map(|instance| (rule.name.clone(), instance.at.clone())));
    }
    names
}

fn rests_on(
    instance: &Instance,
    reading: &Reading<'_>,
    own: Several<'_>,
    prior: Several<'_>,
) -> bool {
    let mut found = false;
    for condition in instance.when.iter().chain([&instance.assert]) {
        condition.each_cell(&mut |cell| found |= own.is_doubted(cell));
        each_prior(condition, reading, &mut |cell| {
            found |= prior.is_doubted(cell)
        });
    }
    found
}

/// The cells of the year before that a condition names.
fn each_prior(condition: &Logic, reading: &Reading<'_>, take: &mut dyn FnMut(CellId)) {
    let Some((form, _)) = reading.prior else {
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

/// Whether a relation cannot be decided for want of a cell.
fn is_open(reading: &Reading<'_>, instance: &Instance) -> bool {
    let applies = instance.when.as_ref();
    let holds = match applies.map_or(Ok(true), |when| reading.holds(when)) {
        Ok(true) => reading.holds(&instance.assert),
        Ok(false) => return false,
        Err(undecided) => Err(undecided),
    };
    let has_own = {
        let mut all = true;
        instance.assert.each_cell(&mut |cell| {
            all &= reading.figure(Evidence { cell, prior: false }).is_some();
        });
        all
    };
    match holds {
        Err(Undecided::Blocked(_)) => true,
        Err(Undecided::LastYear(_) | Undecided::NotApplicable) => has_own,
        _ => false,
    }
}

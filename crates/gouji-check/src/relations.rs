//! Relations: one finding for each row or column in which one does not hold.

use gouji_model::{
    CellId, CellKind, Equation, Evidence, Figure, Finding, Languages, Report, Terms, Value,
};
use gouji_rule::{Instance, Logic, Mentioned, Pack, Reading, Relation, Rule, Sum, Undecided};

use crate::concern::{lacks_last_year, stands};
use crate::finding::own;
use crate::named::{cells_of, names_cells};
use crate::spelled;
use crate::undecided::{blocked, undecided};
use crate::wording::{self, Sides};
use crate::words::Words;
use crate::{Outcome, Prior};
use crate::{blanks, identity};

/// Checks every instance of a relation.
pub(crate) fn check(
    pack: &Pack,
    rule: &Rule,
    relation: &Relation,
    report: &Report,
    prior: Prior<'_>,
    outcome: &mut Outcome,
) {
    let reading = reading(pack, relation, report, prior);
    let before = outcome.evaluated;
    for instance in relation.formula.instances.iter() {
        if is_passed_over(&reading, relation, instance) {
            continue;
        }
        let Some(verdict) = verdict(&reading, rule, instance, outcome) else {
            continue;
        };
        outcome.evaluated += match verdict {
            Ok(_) => usize::from(names_cells(&instance.assert)),
            // What may hold is no error, and it was looked at.
            Err(Undecided::Inexact) => 1,
            Err(_) => 0,
        };
        match verdict {
            Ok(true) => {}
            Ok(false) => {
                let found = finding(&reading, (rule, relation), instance, outcome.languages);
                outcome.findings.push(found);
            }
            Err(why) => {
                let blocked = undecided(&reading, rule, instance, why);
                outcome.blocked.extend(blocked);
            }
        }
    }
    let own = outcome.evaluated - before;
    if own > 0 {
        outcome.evaluated_of.push((rule.name.clone(), own));
    }
}

/// The instances of a relation that apply and do not hold.
pub(crate) fn broken<'r>(
    pack: &'r Pack,
    relation: &'r Relation,
    report: &'r Report,
    prior: Prior<'r>,
) -> impl Iterator<Item = &'r Instance> {
    let reading = reading(pack, relation, report, prior);
    relation.formula.instances.iter().filter(move |instance| {
        let when = instance.when.as_ref();
        !is_passed_over(&reading, relation, instance)
            && when.is_none_or(|when| reading.holds(when) == Ok(true))
            && reading.holds(&instance.assert) == Ok(false)
    })
}

/// What a relation reads a report with.
fn reading<'r>(
    pack: &'r Pack,
    relation: &Relation,
    report: &'r Report,
    prior: Prior<'r>,
) -> Reading<'r> {
    Reading {
        not_applicable_is_zero: relation.not_applicable_is_zero,
        ..Reading::new(&pack.form, report, prior)
    }
}

/// Whether an instance is nothing to be asked of a report.
fn is_passed_over(reading: &Reading<'_>, relation: &Relation, instance: &Instance) -> bool {
    is_elsewhere(reading, instance) || relation.skips_blanks && has_blank(reading.report, instance)
}

/// Whether an instance holds. Nothing where it does not apply, or where nobody can say whether it does,
/// which is noted.
fn verdict(
    reading: &Reading<'_>,
    rule: &Rule,
    instance: &Instance,
    outcome: &mut Outcome,
) -> Option<Result<bool, Undecided>> {
    let when = instance.when.as_ref();
    match when.map_or(Ok(true), |when| reading.holds(when)) {
        Ok(true) => Some(reading.holds(&instance.assert)),
        Ok(false) | Err(Undecided::StrayInLine(_) | Undecided::Inexact) => None,
        Err(Undecided::Blocked(cells)) => {
            // Nobody can say whether the rule applies: that is no reason for silence, unless
            // what it asks for is not in the document at all.
            let stands = cells.iter().any(|cell| stands(reading, *cell));
            if stands && !lacks_last_year(reading, instance) {
                let blocked = blocked(reading, rule, instance, cells);
                outcome.blocked.push(blocked);
            }
            None
        }
        Err(undecided) => Some(Err(undecided)),
    }
}

/// Whether an instance needs a table that a document with only a part of a report does not have.
fn is_elsewhere(reading: &Reading<'_>, instance: &Instance) -> bool {
    let absent = &reading.report.absent_tables;
    if absent.is_empty() {
        return false;
    }
    let mut found = false;
    for condition in instance.when.iter().chain([&instance.assert]) {
        condition.each_mentioned(&mut |named| {
            let table = match named {
                Mentioned::Cell(cell) => reading.form.table_id_of(cell),
                Mentioned::Absent(table) => table,
            };
            found |= absent.contains(&table);
        });
    }
    found
}

/// Whether a cell that an instance names is there and blank.
pub(crate) fn has_blank(report: &Report, instance: &Instance) -> bool {
    let mut cells = Vec::new();
    cells_of(&instance.assert, &mut cells);
    let mut cells = cells.iter().filter_map(|cell| report.cell(*cell));
    cells.any(|cell| cell.value == Value::Blank)
}

fn finding(
    reading: &Reading<'_>,
    (rule, relation): (&Rule, &Relation),
    instance: &Instance,
    languages: Languages,
) -> Finding {
    let equation = equation(reading, &instance.assert);
    let mut cells: Vec<Evidence> = equation
        .iter()
        .flat_map(|equation| equation.left.iter().chain(&equation.right))
        .map(|(_, evidence, _)| *evidence)
        .collect();
    if cells.is_empty() {
        let mut named = Vec::new();
        cells_of(&instance.assert, &mut named);
        cells = named
            .into_iter()
            .filter(|cell| reading.report.cell(*cell).is_some())
            .map(own)
            .collect();
    }
    let mut words = Words::default();
    wording::relation(
        &mut words,
        reading,
        equation.as_ref(),
        &cells,
        sides(reading, &instance.assert),
    );
    let message = equation
        .as_ref()
        .and_then(|equation| blanks::wording(&relation.blank, reading, equation, &mut words));
    let message = words.fill(message.unwrap_or(&rule.message), languages);
    let identity = identity::of_relation(reading, rule, instance.at.as_deref(), &cells);
    Finding {
        at: instance.at.clone(),
        place: reading.report.title_place.filter(|_| cells.is_empty()),
        cells,
        equation,
        ..rule.finding(identity, message)
    }
}

/// The two sides of a plain comparison, as figures.
fn sides(reading: &Reading<'_>, logic: &Logic) -> Option<Sides> {
    match logic {
        Logic::Compare(left, comparison, right) => {
            let (left_sum, right_sum) = (reading.sum(left).ok()?, reading.sum(right).ok()?);
            let day = day_named(reading, logic);
            let shown = |figure: Figure| match day {
                Some(cell) => spelled::figure_of(reading.form, own(cell), figure),
                None => figure.to_string(),
            };
            Some(Sides {
                left: shown(left_sum),
                right: shown(right_sum),
                relation: comparison.sign(),
                difference: left_sum.checked_sub(right_sum),
            })
        }
        _ => None,
    }
}

/// A cell of days, where a comparison names nothing else.
fn day_named(reading: &Reading<'_>, logic: &Logic) -> Option<CellId> {
    let mut cells = Vec::new();
    cells_of(logic, &mut cells);
    let is_day = |cell: &CellId| reading.form.kind_of(*cell) == CellKind::Date;
    let first = cells.first().copied()?;
    cells.iter().all(is_day).then_some(first)
}

/// The cells of a sum with their factors and figures, for showing.
fn terms(reading: &Reading<'_>, sum: &Sum) -> Result<Terms, Undecided> {
    let mut terms = Vec::new();
    reading.each(sum, &mut |factor, evidence, figure| {
        terms.extend(evidence.map(|evidence| (factor, evidence, figure)));
        Ok(())
    })?;
    Ok(terms)
}

/// The relation spelled out, if it is a comparison of sums over cells.
pub(crate) fn equation(reading: &Reading<'_>, logic: &Logic) -> Option<Equation> {
    let Logic::Compare(left, comparison, right) = logic else {
        return None;
    };
    if !left.is_linear() || !right.is_linear() {
        return None;
    }
    let terms = |sum: &Sum| terms(reading, sum).ok();
    let equation = Equation {
        left: terms(left)?,
        relation: comparison.sign(),
        right: terms(right)?,
        left_sum: reading.sum(left).ok()?,
        right_sum: reading.sum(right).ok()?,
        decimals: left.scale,
    };
    let of_cells = !equation.left.is_empty() || !equation.right.is_empty();
    of_cells.then_some(equation)
}

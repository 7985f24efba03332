//! Relations: one finding for each row or column in which one does not hold.

use gouji_model::{Bilingual, Blocked, CellId, Equation, Evidence, Finding, Report};
use gouji_pack::{Instance, Logic, Operand, Pack, Relation, Rule, Sum};

use crate::evaluate::{Context, Undecided, cells_of};
use crate::identity;
use crate::wording::{self, Words};
use crate::{Outcome, Prior};

/// Checks every instance of a relation.
pub(crate) fn check(
    pack: &Pack,
    rule: &Rule,
    relation: &Relation,
    report: &Report,
    prior: Prior<'_>,
    outcome: &mut Outcome,
) {
    let context = Context {
        form: &pack.form,
        report,
        prior,
    };
    for instance in &relation.formula.instances {
        let applies = instance
            .when
            .as_ref()
            .map_or(Ok(true), |when| context.holds(when));
        let verdict = match applies {
            Ok(true) => context.holds(&instance.assert),
            Ok(false) => continue,
            Err(undecided) => Err(undecided),
        };
        match verdict {
            Ok(holds) => {
                outcome.evaluated += usize::from(names_cells(&instance.assert));
                if !holds {
                    outcome.findings.push(finding(&context, rule, instance));
                }
            }
            Err(Undecided::NotApplicable) => {}
            Err(Undecided::Blocked(cells)) => {
                if concerns(&context, instance) {
                    outcome
                        .blocked
                        .push(blocked(&context, rule, instance, cells));
                }
            }
        }
    }
}

/// Whether a condition is about figures of the report, and not about years alone.
fn names_cells(logic: &Logic) -> bool {
    let of_cells = |sum: &Sum| {
        let about = |operand: &Operand| matches!(operand, Operand::Cell(_) | Operand::Set(_));
        sum.terms.iter().any(|term| about(&term.operand))
    };
    match logic {
        Logic::Compare(left, _, right) => of_cells(left) || of_cells(right),
        Logic::Not(inner) => names_cells(inner),
        Logic::And(left, right)
        | Logic::Or(left, right)
        | Logic::Implies(left, right)
        | Logic::Iff(left, right) => names_cells(left) || names_cells(right),
    }
}

/// Whether a blocked instance is about something the document has: a row that is altogether
/// absent is a finding of its own, and a row of another kind of form is nobody's concern.
fn concerns(context: &Context<'_>, instance: &Instance) -> bool {
    if instance.when.is_some() {
        return false;
    }
    let mut cells = Vec::new();
    cells_of(&instance.assert, &mut cells);
    cells.iter().any(|cell| {
        let table = context.form.table_id_of(*cell);
        context.report.cell(*cell).is_some()
            || (context.report.lost_tables.contains(&table) && !context.form.row_of(*cell).group)
    })
}

fn blocked(context: &Context<'_>, rule: &Rule, instance: &Instance, cells: Vec<CellId>) -> Blocked {
    Blocked {
        rule: rule.name.clone(),
        at: instance.at.clone(),
        reason: lost_table(context, &cells).unwrap_or_else(|| unreadable(context, &cells)),
        cells,
    }
}

/// The reason where the whole table of a cell could not be read.
fn lost_table(context: &Context<'_>, cells: &[CellId]) -> Option<Bilingual> {
    let lost = |cell: &&CellId| {
        let table = context.form.table_id_of(**cell);
        context.report.lost_tables.contains(&table)
    };
    let title = &context.form.table_of(*cells.iter().find(lost)?).title;
    Some(Bilingual::new(
        format!("表“{}”无法辨认，未核对", title.zh),
        format!("not checked: the table “{}” could not be read", title.en),
    ))
}

/// The reason where single cells are no figures.
fn unreadable(context: &Context<'_>, cells: &[CellId]) -> Bilingual {
    let addresses: Vec<String> = cells
        .iter()
        .map(|cell| context.form.address(*cell))
        .collect();
    Bilingual::new(
        format!("{} 无法读作数字，未核对", addresses.join("、")),
        format!(
            "not checked: no figure could be read from {}",
            addresses.join(", ")
        ),
    )
}

fn finding(context: &Context<'_>, rule: &Rule, instance: &Instance) -> Finding {
    let equation = equation(context, &instance.assert);
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
            .filter(|cell| context.report.cell(*cell).is_some())
            .map(|cell| Evidence { cell, prior: false })
            .collect();
    }
    let mut words = Words::default();
    wording::relation(
        &mut words,
        context,
        equation.as_ref(),
        &cells,
        sides(context, &instance.assert),
    );
    Finding {
        identity: identity::of_relation(context, rule, instance.at.as_deref(), &cells),
        rule: rule.name.clone(),
        at: instance.at.clone(),
        severity: rule.severity,
        message: words.fill(&rule.message),
        place: if cells.is_empty() {
            context.report.title_place
        } else {
            None
        },
        cells,
        equation,
        suspects: Vec::new(),
        cause: None,
    }
}

/// The two sides of a plain comparison, as figures.
fn sides(context: &Context<'_>, logic: &Logic) -> Option<(String, String)> {
    match logic {
        Logic::Compare(left, _, right) => Some((
            context.sum(left).ok()?.to_string(),
            context.sum(right).ok()?.to_string(),
        )),
        _ => None,
    }
}

/// The relation spelled out, if it is a comparison of sums over cells.
pub(crate) fn equation(context: &Context<'_>, logic: &Logic) -> Option<Equation> {
    let Logic::Compare(left, comparison, right) = logic else {
        return None;
    };
    let terms = |sum: &Sum| context.terms(sum).ok();
    let equation = Equation {
        left: terms(left)?,
        relation: comparison.sign(),
        right: terms(right)?,
        left_sum: context.sum(left).ok()?,
        right_sum: context.sum(right).ok()?,
    };
    let of_cells = !equation.left.is_empty() || !equation.right.is_empty();
    of_cells.then_some(equation)
}

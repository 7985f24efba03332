//! Which rules compare years, and so say nothing where last year's report was not given; and a report
//! against those that look at figures alone.

use gouji_model::Report;
use gouji_rule::{Check, Fact, Instance, Logic, Operand, Pack, Rule, Sum};

use crate::{Outcome, Prior, check_rule};

/// Whether a rule looks at last year's report.
#[must_use]
pub fn needs_prior(rule: &Rule) -> bool {
    match &rule.check {
        Check::Relation(relation) => relation.formula.instances.iter().any(instance),
        Check::Copied(_) | Check::Unchanged(_) => true,
        _ => false,
    }
}

/// Checks a report against the rules that compare its figures with last year's, and no others.
#[must_use]
pub fn check_between(pack: &Pack, report: &Report, prior: Prior<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let organ = report.organization.as_deref();
    let rules = pack.rules().iter();
    let rules = rules.filter(|rule| rule.organs.include(organ) && needs_prior(rule));
    for rule in rules.filter(|rule| !matches!(rule.check, Check::Copied(_))) {
        check_rule(pack, rule, report, prior, &mut outcome);
    }
    outcome
}

fn instance(instance: &Instance) -> bool {
    instance.when.as_ref().is_some_and(logic) || logic(&instance.assert)
}

fn logic(condition: &Logic) -> bool {
    match condition {
        Logic::Compare(left, _, right) => sum(left) || sum(right),
        Logic::And(a, b) | Logic::Or(a, b) | Logic::Implies(a, b) | Logic::Iff(a, b) => {
            logic(a) || logic(b)
        }
        Logic::Not(inner) => logic(inner),
    }
}

fn sum(sum: &Sum) -> bool {
    let mut operands = sum.terms.iter().map(|term| &term.operand);
    operands.any(|operand| matches!(operand, Operand::Prior(_) | Operand::Fact(Fact::PriorYear)))
}

//! Which rules compare years, and so say nothing where last year's report was not given.

use gouji_rule::{Check, Fact, Instance, Logic, Operand, Rule, Sum};

/// Whether a rule looks at last year's report.
pub(crate) fn needs_prior(rule: &Rule) -> bool {
    match &rule.check {
        Check::Relation(relation) => relation.formula.instances.iter().any(instance),
        Check::Copied(_) | Check::Unchanged(_) => true,
        _ => false,
    }
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

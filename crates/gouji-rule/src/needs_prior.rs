//! Which rules look at last year's report.

use crate::formula::{Instance, Logic, Operand};
use crate::rule::{Check, Rule};

/// Whether a rule looks at last year's report.
#[must_use]
pub fn needs_prior(rule: &Rule) -> bool {
    match &rule.check {
        // A form with open rows has no instances before its rows are known.
        Check::Relation(relation) => {
            relation.text.contains("prior.") || relation.formula.instances.iter().any(instance)
        }
        Check::Copied(_) | Check::Unchanged(_) => true,
        check if check.needs_others() => true,
        _ => false,
    }
}

fn instance(instance: &Instance) -> bool {
    instance.when.as_ref().is_some_and(logic) || logic(&instance.assert)
}

fn logic(condition: &Logic) -> bool {
    let mut found = false;
    condition.each_operand(&mut |operand| {
        found |= matches!(operand, Operand::Prior(_) | Operand::PriorSet(_))
            || matches!(operand, Operand::Fact(fact) if fact.is_prior());
    });
    found
}

//! Which rules compare years, and so say nothing where last year's report was not given; and a report
//! against those that look at figures alone.

use gouji_model::Report;
use gouji_rule::{Check, Instance, Logic, Operand, Pack, Rule};

use crate::{Outcome, Prior, check_rule};

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
    let mut found = false;
    condition.each_operand(&mut |operand| {
        found |= matches!(operand, Operand::Prior(_) | Operand::PriorSet(_))
            || matches!(operand, Operand::Fact(fact) if fact.is_prior());
    });
    found
}

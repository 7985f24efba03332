//! A report against the rules that compare its figures with last year's.

use gouji_model::Report;
use gouji_rule::{Check, Pack};

use crate::{Outcome, Prior, check_rule};

/// Checks a report against the rules that compare its figures with last year's, and no others.
#[must_use]
pub fn check_between(pack: &Pack, report: &Report, prior: Prior<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let organ = report.organization.as_deref();
    let rules = pack.rules_between();
    let rules = rules.filter(|rule| rule.organs.include(organ));
    for rule in rules.filter(|rule| !matches!(rule.check, Check::Copied(_))) {
        check_rule(pack, rule, report, prior, &mut outcome);
    }
    outcome
}

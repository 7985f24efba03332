//! Checking: from a report and a pack's rules to findings.
//!
//! The checker knows the report model and the rules, nothing of documents. Detecting and wording
//! are separate: [`evaluate`] says whether a relation holds and with what numbers, [`wording`]
//! fills the rule's message with them. A relation that needs a cell which could not be read is
//! blocked: neither passed nor failed.

mod cells;
mod evaluate;
mod examples;
mod observations;
mod relations;
mod texts;
mod wording;

use gouji_model::{Blocked, Finding, Form, Report};
use gouji_pack::{Check, Pack, Rule};

pub use examples::run_example;

/// Last year's report with its form.
pub type Prior<'a> = Option<(&'a Form, &'a Report)>;

/// What checking a report came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What is wrong, in the order of the rules.
    pub findings: Vec<Finding>,
    /// What could not be checked.
    pub blocked: Vec<Blocked>,
    /// How many instances of relations were evaluated.
    pub evaluated: usize,
}

/// Checks a report against every rule of its pack.
#[must_use]
pub fn check(pack: &Pack, report: &Report, prior: Prior<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for rule in &pack.rules {
        check_rule(pack, rule, report, prior, &mut outcome);
    }
    tell_apart(&mut outcome.findings);
    outcome
}

/// Checks a report against one rule.
fn check_rule(pack: &Pack, rule: &Rule, report: &Report, prior: Prior<'_>, outcome: &mut Outcome) {
    match &rule.check {
        Check::Relation(relation) => {
            relations::check(pack, rule, relation, report, prior, outcome);
        }
        Check::Cell(test) => cells::check(&pack.form, rule, *test, report, outcome),
        Check::MixedZeroStyles => cells::mixed_zero_styles(&pack.form, rule, report, outcome),
        Check::Observation(kind) => {
            observations::check(&pack.form, rule, *kind, report, outcome);
        }
        Check::Text(test) => texts::check(rule, test, report, outcome),
    }
}

/// Numbers the findings that would otherwise share rule, instance and cells.
fn tell_apart(findings: &mut [Finding]) {
    for index in 1..findings.len() {
        let (before, rest) = findings.split_at_mut(index);
        let finding = &mut rest[0];
        let alike = before
            .iter()
            .rev()
            .take_while(|other| other.rule == finding.rule)
            .filter(|other| {
                let base = |at: &Option<String>| {
                    at.as_deref()
                        .map(|at| at.split('#').next().unwrap_or(at).to_owned())
                };
                base(&other.at) == base(&finding.at) && other.cells == finding.cells
            })
            .count();
        if alike > 0 {
            let at = finding.at.get_or_insert_with(String::new);
            at.push_str(&format!("#{}", alike + 1));
        }
    }
}

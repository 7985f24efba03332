//! Checking: from a report and a pack's rules to findings.
//!
//! The checker knows the report model and the rules, nothing of documents. Detecting and wording
//! are separate: [`gouji_rule::Reading`] says whether a relation holds and with what numbers,
//! `wording` fills the rule's message with them. A relation that needs a cell which could not be read is
//! blocked: neither passed nor failed.

mod between;
mod blanks;
mod cell_relation;
mod cells;
mod concern;
mod copied;
mod examples;
mod finding;
mod identity;
mod named;
mod narratives;
mod observations;
mod others;
mod outcome;
mod prepared;
mod relations;
mod spelled;
mod texts;
mod unchanged;
mod undecided;
mod unfilled;
mod unnamed;
mod wording;
mod words;
mod years;

use std::collections::BTreeSet;

use gouji_model::{Finding, Identity, Languages, Report};
use gouji_narrative::Prose;
use gouji_rule::{Check, Pack, Rule};
use rustc_hash::{FxBuildHasher, FxHashMap};

pub use between::check_between;
pub use cell_relation::{CellRelation, Verdict, cell_relations};
pub use examples::{finds_expected, outcome_of, run_example};
pub use gouji_rule::needs_prior;
pub use outcome::{Outcome, Prior};
pub use wording::{placeholder_meaning, placeholders};
pub use words::{Text, Words};

use crate::prepared::Prepared;

/// Room made at once for findings about cells: few reports have more.
const USUAL_FINDINGS: usize = 256;

/// Checks a report against every rule of its pack.
#[must_use]
pub fn check(pack: &Pack, report: &Report, prior: Prior<'_>) -> Outcome {
    check_in(pack, report, prior, Languages::Both)
}

/// As [`check`], with findings in the languages that will be shown.
#[must_use]
pub fn check_in(pack: &Pack, report: &Report, prior: Prior<'_>, languages: Languages) -> Outcome {
    check_read(pack, report, prior, &Prose::read(pack, report), languages)
}

/// As [`check_in`], with the report's prose, which others ask too.
#[must_use]
pub fn check_read(
    pack: &Pack,
    report: &Report,
    prior: Prior<'_>,
    prose: &Prose<'_, '_>,
    languages: Languages,
) -> Outcome {
    let mut outcome = Outcome::worded_in(languages);
    let organ = report.organization.as_deref();
    let prepared = Prepared::new(report);
    // Where cells are left blank, most findings are about them.
    let odd = prepared.odd(&pack.form).len();
    outcome
        .findings
        .reserve((odd + odd / 2).min(USUAL_FINDINGS));
    for rule in pack
        .rules()
        .iter()
        .filter(|rule| rule.organs.include(organ))
    {
        check_among(pack, rule, &prepared, prior, &mut outcome);
    }
    narratives::check(pack, report, prose, &mut outcome);
    unfilled::silence(pack, &mut outcome);
    tell_apart(&mut outcome.findings);
    outcome
}

/// Checks a report against the relations of its pack alone, as a solver asks again and again.
#[must_use]
pub fn check_relations(pack: &Pack, report: &Report, prior: Prior<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let organ = report.organization.as_deref();
    for rule in pack
        .rules()
        .iter()
        .filter(|rule| rule.organs.include(organ))
    {
        if let Check::Relation(relation) = &rule.check
            && years::include(rule, report, &mut outcome)
        {
            relations::check(pack, rule, relation, report, prior, &mut outcome);
        }
    }
    outcome
}

/// The relations of a report that do not hold, by rule and instance, without a word about any.
#[must_use]
pub fn broken_relations(
    pack: &Pack,
    report: &Report,
    prior: Prior<'_>,
) -> BTreeSet<(String, Option<String>)> {
    let mut broken = BTreeSet::new();
    let organ = report.organization.as_deref();
    let rules = pack.rules().iter();
    for rule in rules.filter(|rule| rule.organs.include(organ)) {
        if let Check::Relation(relation) = &rule.check
            && years::include(rule, report, &mut Outcome::default())
        {
            let own = relations::broken(pack, relation, report, prior);
            broken.extend(own.map(|instance| (rule.name.clone(), instance.at.clone())));
        }
    }
    broken
}

/// Checks a report against one rule alone.
#[must_use]
pub fn check_one(pack: &Pack, rule: &Rule, report: &Report, prior: Prior<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    check_rule(pack, rule, report, prior, &mut outcome);
    outcome
}

/// Checks a report against one rule.
fn check_rule(pack: &Pack, rule: &Rule, report: &Report, prior: Prior<'_>, outcome: &mut Outcome) {
    check_among(pack, rule, &Prepared::new(report), prior, outcome);
}

/// Checks a report, of which is kept what others ask too, against one rule.
fn check_among(
    pack: &Pack,
    rule: &Rule,
    prepared: &Prepared<'_>,
    prior: Prior<'_>,
    outcome: &mut Outcome,
) {
    let report = prepared.report;
    if !years::include(rule, report, outcome) {
        return;
    }
    match &rule.check {
        Check::Relation(relation) => {
            relations::check(pack, rule, relation, report, prior, outcome);
        }
        Check::Cell(test) => {
            let odd = prepared.odd(&pack.form);
            cells::check(&pack.form, rule, test, (report, odd), outcome);
        }
        Check::MixedZeroStyles => cells::mixed_zero_styles(&pack.form, rule, report, outcome),
        Check::Unfilled => unfilled::check(&pack.form, rule, report, outcome),
        Check::Unnamed => unnamed::check(pack, rule, report, outcome),
        Check::Observation(kind) => {
            observations::check(&pack.form, rule, *kind, report, outcome);
        }
        Check::Text(test) => texts::check(&pack.form, rule, test, prepared, outcome),
        Check::Copied(test) => {
            if let Some((_, prior)) = prior {
                copied::check(&pack.form, rule, test, report, prior, outcome);
            }
        }
        Check::Unchanged(test) => {
            if let Some(prior) = prior {
                unchanged::check(&pack.form, rule, test, report, prior, outcome);
            }
        }
        // One reading of the text serves all of these: see `narratives`.
        Check::Narrative(_) => {}
        // Only who has the other reports can check these.
        Check::RollUp(_) | Check::Missing | Check::DifferingFiles | Check::Published(_) => {}
    }
}

/// Numbers the findings that would otherwise share rule, instance and cells, or their identity.
fn tell_apart(findings: &mut [Finding]) {
    let mut seen: FxHashMap<_, u32> =
        FxHashMap::with_capacity_and_hasher(findings.len(), FxBuildHasher);
    let mut numbers = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let key = (&finding.rule, &finding.at, &finding.cells);
        let count = seen.entry(key).or_default();
        *count += 1;
        if *count > 1 {
            numbers.push((index, *count));
        }
    }
    let mut identities: FxHashMap<Identity, u32> =
        FxHashMap::with_capacity_and_hasher(findings.len(), FxBuildHasher);
    for finding in findings.iter_mut() {
        let count = identities.entry(finding.identity).or_default();
        *count += 1;
        if *count > 1 {
            finding.identity = finding.identity.numbered(*count);
        }
    }
    for (index, count) in numbers {
        if let Some(finding) = findings.get_mut(index) {
            let at = finding.at.get_or_insert_default();
            at.push_str(&format!("#{count}"));
        }
    }
}

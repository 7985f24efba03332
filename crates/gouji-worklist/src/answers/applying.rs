//! What becomes of answers in an audit.

use std::collections::{BTreeMap, BTreeSet};

use gouji_audit::result::{Audit, Change, FindingRow};
use gouji_model::Language;

use crate::place;

use super::answer::{Answer, Outcome, Verdict};
use super::meaning::Meaning;

/// What became of each answer in an audit from which what was accepted is taken out already, in their
/// order. `was_met` says whether what an answer accepts was there to be taken out.
#[must_use]
pub fn judge(audit: &Audit, claims: &[Claim<'_>], was_met: &dyn Fn(usize) -> bool) -> Vec<Verdict> {
    let known = Known::of(audit);
    let claims = claims.iter().enumerate();
    claims
        .map(|(number, claim)| Verdict {
            answer: claim.answer.clone(),
            outcome: match claim.is_disputed {
                true => Outcome::Conflict,
                false => known.outcome(audit, claim.answer, was_met(number)),
            },
        })
        .collect()
}

/// An answer, and whether another says something else of the same finding.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The answer.
    pub answer: &'a Answer,
    /// Whether it is not to be taken, because another contradicts it.
    pub is_disputed: bool,
}

/// Whose finding an answer is about.
type Of<'a> = (&'a str, &'a str, &'a str);

/// Answers without those that say the same again, as sheets of kinds and of regions both have them.
#[must_use]
pub fn claims(answers: &[Answer]) -> Vec<Claim<'_>> {
    let mut stated: BTreeMap<Of<'_>, BTreeSet<u8>> = BTreeMap::new();
    for answer in answers {
        for identity in &answer.identities {
            let of = (
                answer.unit.as_str(),
                answer.year.as_str(),
                identity.as_str(),
            );
            stated.entry(of).or_default().insert(answer.meaning as u8);
        }
    }
    let mut taken: BTreeSet<(Of<'_>, &str)> = BTreeSet::new();
    let mut distinct = Vec::new();
    for answer in answers {
        let Some(identity) = answer.identities.first() else {
            continue;
        };
        let of = (
            answer.unit.as_str(),
            answer.year.as_str(),
            identity.as_str(),
        );
        if taken.insert((of, &answer.text)) {
            distinct.push(Claim {
                answer,
                is_disputed: stated.get(&of).is_some_and(|stated| stated.len() > 1),
            });
        }
    }
    distinct
}

/// An audit's findings, by what answers name them.
struct Known {
    /// By identity, the findings.
    by_identity: BTreeMap<String, Vec<usize>>,
    /// For each finding the names of its unit.
    names: Vec<Vec<String>>,
    years: Vec<String>,
}

impl Known {
    fn of(audit: &Audit) -> Self {
        let mut by_identity: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let shown = audit.findings.iter().enumerate();
        for (at, finding) in shown.filter(|(_, one)| one.change != Some(Change::Fixed)) {
            let own = by_identity.entry(finding.identity.clone()).or_default();
            own.push(at);
        }
        let findings = audit.findings.iter();
        Self {
            by_identity,
            names: findings.clone().map(|one| names(audit, one)).collect(),
            years: findings.map(|one| year(audit, one)).collect(),
        }
    }

    /// The findings that an answer is about.
    fn findings(&self, answer: &Answer) -> Vec<usize> {
        let all = answer.identities.iter();
        let all = all.filter_map(|identity| self.by_identity.get(identity));
        let own = |at: &&usize| {
            let names = self.names.get(**at);
            let is_unit = names.is_some_and(|names| names.contains(&answer.unit));
            is_unit && self.years.get(**at) == Some(&answer.year)
        };
        all.flatten().filter(own).copied().collect()
    }

    fn outcome(&self, audit: &Audit, answer: &Answer, was_met: bool) -> Outcome {
        let there = !self.findings(answer).is_empty();
        match (answer.meaning, there) {
            (Meaning::Unclear, _) => Outcome::Unclear,
            (Meaning::Accepted, _) if was_met => Outcome::Accepted,
            (Meaning::Accepted, true) => Outcome::Apart,
            (Meaning::Accepted, false) => Outcome::Stale,
            (Meaning::Repaired, true) => Outcome::Refuted,
            (Meaning::Repaired, false) => self.repaired(audit, answer),
        }
    }

    /// Whether what is said to be mended is: nothing of the same rule is left at its place, the report is
    /// in the audit, and the rule could be checked.
    fn repaired(&self, audit: &Audit, answer: &Answer) -> Outcome {
        let rules: BTreeSet<&str> = answer.rule.lines().map(str::trim).collect();
        let is_own =
            |names: &[String], year: &str| names.contains(&answer.unit) && year == answer.year;
        let mut findings = audit.findings.iter().enumerate();
        let is_left = findings.any(|(at, finding)| {
            finding.change != Some(Change::Fixed)
                && rules.contains(finding.rule.as_str())
                && {
                    let place = place::labels(audit, finding, Language::Chinese);
                    answer.labels.lines().any(|own| place::is_same(&place, own))
                        || (answer.labels.trim().is_empty() && place.is_empty())
                }
                && self.names.get(at).is_some_and(|names| {
                    is_own(names, self.years.get(at).map_or("", String::as_str))
                })
        });
        if is_left {
            return Outcome::Otherwise;
        }
        let reports: BTreeSet<usize> = (0..audit.reports.len())
            .filter(|number| {
                let year = audit.reports.get(*number).and_then(|report| report.year);
                let year = year.map_or_else(String::new, |year| year.to_string());
                is_own(&names_of(audit, Some(*number), None), &year)
            })
            .collect();
        let mut blocked = audit.blocked.iter();
        let is_blocked = blocked.any(|one| {
            rules.contains(one.rule.as_str())
                && one.report.is_some_and(|report| reports.contains(&report))
        });
        match reports.is_empty() || is_blocked {
            true => Outcome::Unchecked,
            false => Outcome::Confirmed,
        }
    }
}

/// The names by which an answer may call the unit of a finding.
fn names(audit: &Audit, finding: &FindingRow) -> Vec<String> {
    names_of(audit, finding.report, finding.unit)
}

fn names_of(audit: &Audit, report: Option<usize>, unit: Option<usize>) -> Vec<String> {
    let report = report.and_then(|report| audit.reports.get(report));
    let unit = unit.or_else(|| report.and_then(|report| report.unit));
    let mut names = Vec::new();
    if let Some(unit) = unit.and_then(|unit| audit.units.get(unit)) {
        names.push(unit.name.clone());
        names.extend(unit.aliases.iter().cloned());
    }
    if let Some(report) = report {
        names.push(report.organization.clone().unwrap_or_default());
    }
    // What cells cannot show is shown otherwise in the list.
    let shown = names.iter().map(|name| gouji_render::printable_lines(name));
    let shown: Vec<String> = shown.collect();
    names.extend(shown);
    names
}

fn year(audit: &Audit, finding: &FindingRow) -> String {
    let report = finding.report.and_then(|report| audit.reports.get(report));
    let year = finding
        .year
        .or_else(|| report.and_then(|report| report.year));
    year.map_or_else(String::new, |year| year.to_string())
}

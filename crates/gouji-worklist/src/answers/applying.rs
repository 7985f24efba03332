//! What becomes of answers in an audit.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use gouji_audit::result::{Audit, BlockedRow, FindingRow, Needs, ReportRow};
use gouji_model::Language;

use crate::place;

use super::answer::{Answer, Outcome, Verdict};
use super::meaning::Meaning;
use super::present::Present;

/// How many digits an identity has.
const IDENTITY_DIGITS: usize = 32;

/// What became of each answer in an audit from which what was accepted is taken out already, in their
/// order. `was_met` says whether what an answer accepts was there to be taken out.
///
/// # Errors
/// Where rows cannot be read.
pub fn judge(
    audit: &Audit,
    claims: &[Claim<'_>],
    was_met: &dyn Fn(usize) -> bool,
) -> io::Result<Vec<Verdict>> {
    let mut known = Known::of(claims);
    if !claims.is_empty() {
        known.read(audit)?;
    }
    let claims = claims.iter().zip(&known.states).enumerate();
    let verdicts = claims.map(|(number, (claim, state))| Verdict {
        answer: claim.answer.clone(),
        outcome: match (claim.is_disputed, claim.answer.identities.is_empty()) {
            (true, _) => Outcome::Conflict,
            (false, true) => Outcome::Nameless,
            (false, false) => state.outcome(claim.answer.meaning, was_met(number)),
        },
    });
    Ok(verdicts.collect())
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
            distinct.push(Claim {
                answer,
                is_disputed: false,
            });
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

/// What of an audit has to do with answers.
struct Known<'a> {
    claims: &'a [Claim<'a>],
    /// The numbers of the claims of each unit and year.
    by_whose: BTreeMap<(&'a str, &'a str), Vec<usize>>,
    /// The numbers of the claims that name a finding.
    by_identity: BTreeMap<&'a str, Vec<usize>>,
    states: Vec<State>,
}

/// What of an audit has to do with an answer.
#[derive(Clone, Debug, Default)]
struct State {
    /// Whether a finding that it is about is there.
    is_there: bool,
    /// Whether a finding of the same rules is left at its place.
    is_left: bool,
    /// Whether its identity is that of no finding that the row can be about.
    is_of_another: bool,
    /// Whether one of another unit or year has its identity, as two that are wrong alike have.
    is_alike: bool,
    /// The reports of its unit and year.
    reports: BTreeSet<usize>,
    /// Whether one of its rules could not be checked in them, or not with all reports that it needs.
    is_blocked: bool,
}

impl State {
    fn outcome(&self, meaning: Meaning, was_met: bool) -> Outcome {
        match (meaning, self.is_there) {
            (Meaning::Unclear, _) => Outcome::Unclear,
            (Meaning::Accepted, _) if was_met => Outcome::Accepted,
            (_, false) if self.is_of_another || (self.is_alike && self.is_left) => {
                Outcome::Mismatched
            }
            (Meaning::Accepted, true) => Outcome::Apart,
            (Meaning::Accepted, false) => Outcome::Stale,
            (Meaning::Repaired, true) => Outcome::Refuted,
            (Meaning::Repaired, false) => self.repaired(),
        }
    }

    /// Whether what is reported to be repaired is: nothing of the same rule is left at its place, the report is
    /// in the audit, and the rule could be checked.
    fn repaired(&self) -> Outcome {
        match (self.is_left, self.reports.is_empty() || self.is_blocked) {
            (true, _) => Outcome::Otherwise,
            (false, true) => Outcome::Unchecked,
            (false, false) => Outcome::Confirmed,
        }
    }
}

impl<'a> Known<'a> {
    /// Nothing yet.
    fn of(claims: &'a [Claim<'a>]) -> Self {
        let mut by_whose: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut by_identity: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, claim) in claims.iter().enumerate() {
            let whose = (claim.answer.unit.as_str(), claim.answer.year.as_str());
            by_whose.entry(whose).or_default().push(number);
            for identity in &claim.answer.identities {
                by_identity
                    .entry(identity.as_str())
                    .or_default()
                    .push(number);
            }
        }
        let states = claims.iter().map(|claim| State {
            is_of_another: !claim.answer.identities.iter().all(|one| is_whole(one)),
            ..State::default()
        });
        Self {
            claims,
            by_whose,
            by_identity,
            states: states.collect(),
        }
    }

    /// The claims of a unit, under any of its names, and a year.
    fn claims_of(&self, names: &[String], year: &str) -> BTreeSet<usize> {
        let names = names.iter();
        let all = names.filter_map(|name| self.by_whose.get(&(name.as_str(), year)));
        all.flatten().copied().collect()
    }

    /// Reads the audit once.
    fn read(&mut self, audit: &Audit) -> io::Result<()> {
        for (number, report) in audit.reports.iter().enumerate() {
            let report = report?;
            let year = shown_year(report.year);
            let names = names_of(audit, report.unit, Some(&report));
            for claim in self.claims_of(&names, &year) {
                if let Some(state) = self.states.get_mut(claim) {
                    state.reports.insert(number);
                }
            }
        }
        for row in audit.current() {
            self.finding(audit, &row?.1)?;
        }
        for row in &audit.blocked {
            self.blocked(audit, &row?)?;
        }
        self.unasked(audit)
    }

    /// Looks for claims of repair of which the rule was not asked, or lacked other reports that it needs.
    fn unasked(&mut self, audit: &Audit) -> io::Result<()> {
        let mut present: Option<Present> = None;
        for (claim, state) in self.claims.iter().zip(&mut self.states) {
            let answer = claim.answer;
            if answer.meaning != Meaning::Repaired || state.is_blocked {
                continue;
            }
            let mut reports = Vec::new();
            for number in &state.reports {
                reports.extend(audit.report(Some(*number))?);
            }
            let off = reports.iter().any(|report| {
                let mut rules = named_rules(answer);
                report.is_partial || rules.any(|rule| !audit.is_in_force(report, rule))
            });
            let needs = named_rules(answer).filter_map(|rule| audit.needs.get(rule));
            let needs: BTreeSet<Needs> = needs.copied().collect();
            state.is_blocked |= off;
            if off || needs.is_empty() {
                continue;
            }
            let present = match &mut present {
                Some(present) => present,
                None => present.insert(Present::of(audit)?),
            };
            let lacks = |report: &ReportRow| {
                let mut needs = needs.iter();
                needs.any(|needs| present.lack(audit, report, *needs))
            };
            state.is_blocked |= reports.iter().any(lacks);
        }
        Ok(())
    }

    fn finding(&mut self, audit: &Audit, finding: &FindingRow) -> io::Result<()> {
        let report = audit.report(finding.report)?;
        let of_report = report.as_ref().and_then(|report| report.year);
        let year = shown_year(finding.year.or(of_report));
        let unit = report.as_ref().and_then(|report| report.unit);
        let names = names_of(audit, finding.unit.or(unit), report.as_ref());
        let own = self.claims_of(&names, &year);
        for claim in &own {
            let (Some(claim), Some(state)) = (self.claims.get(*claim), self.states.get_mut(*claim))
            else {
                continue;
            };
            let is_it = claim.answer.identities.contains(&finding.identity);
            state.is_there |= is_it;
            if (!state.is_left || !is_it) && names_rule(claim.answer, &finding.rule) {
                let place = place::labels(audit, finding, Language::Chinese)?;
                let is_here = is_at(claim.answer, &place);
                state.is_left |= is_here;
                // The very problem, figures and all, has another identity than the row.
                state.is_of_another |= is_here && !is_it && words_it(claim.answer, finding);
            }
        }
        let named = self.by_identity.get(finding.identity.as_str());
        for claim in named.into_iter().flatten().filter(|one| !own.contains(one)) {
            let (Some(claim), Some(state)) = (self.claims.get(*claim), self.states.get_mut(*claim))
            else {
                continue;
            };
            let answer = claim.answer;
            let is_of_file = |report: &ReportRow| report.path == answer.path;
            let is_of_rule = answer.rule.trim().is_empty() || names_rule(answer, &finding.rule);
            let place = place::labels(audit, finding, Language::Chinese)?;
            let is_of_place = answer.labels.trim().is_empty() || is_at(answer, &place);
            state.is_alike = true;
            // An identity holds the rule, the place and the figures, and neither the unit nor the year.
            state.is_of_another |=
                report.as_ref().is_some_and(is_of_file) || !is_of_rule || !is_of_place;
        }
        Ok(())
    }

    fn blocked(&mut self, audit: &Audit, blocked: &BlockedRow) -> io::Result<()> {
        let (Some(number), Some(report)) = (blocked.report, audit.report(blocked.report)?) else {
            return Ok(());
        };
        let names = names_of(audit, report.unit, Some(&report));
        for claim in self.claims_of(&names, &shown_year(report.year)) {
            let (Some(claim), Some(state)) = (self.claims.get(claim), self.states.get_mut(claim))
            else {
                continue;
            };
            let is_own = state.reports.contains(&number);
            state.is_blocked |= is_own && names_rule(claim.answer, &blocked.rule);
        }
        Ok(())
    }
}

/// Whether an identity has all its digits.
fn is_whole(identity: &str) -> bool {
    identity.len() == IDENTITY_DIGITS && identity.chars().all(|c| c.is_ascii_hexdigit())
}

/// Whether the row of an answer says just what is wrong.
fn words_it(answer: &Answer, finding: &FindingRow) -> bool {
    let mut lines = answer.problem.lines().map(str::trim);
    !finding.message.is_empty() && lines.any(|line| line == finding.message.trim())
}

/// The rules that an answer is about: of the lines that name them every second one, behind the title.
fn named_rules(answer: &Answer) -> impl Iterator<Item = &str> {
    let is_alone = answer.rule.trim().lines().count() == 1;
    let lines = answer.rule.trim().lines().map(str::trim);
    lines
        .skip(usize::from(!is_alone))
        .step_by(if is_alone { 1 } else { 2 })
}

/// Whether an answer is about a rule.
fn names_rule(answer: &Answer, rule: &str) -> bool {
    answer.rule.lines().any(|line| line.trim() == rule)
}

/// Whether an answer is about a place.
fn is_at(answer: &Answer, place: &str) -> bool {
    let mut lines = answer.labels.lines();
    lines.any(|own| place::is_same(place, own))
        || (answer.labels.trim().is_empty() && place.is_empty())
}

/// The names by which an answer may call the unit of a finding.
fn names_of(audit: &Audit, unit: Option<usize>, report: Option<&ReportRow>) -> Vec<String> {
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

fn shown_year(year: Option<i32>) -> String {
    year.map_or_else(String::new, |year| year.to_string())
}

//! Applying settings to what a report came to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gouji_check::{Outcome, needs_prior};
use gouji_model::{Bilingual, Finding, Identity, Report, Severity};
use gouji_rule::{Pack, Rule};

use crate::baseline::{Entry, ReportKey};
use crate::layers::{self, Grade, Layer, Origin};
use crate::matching::Match;
use crate::patterns::absolute;
use crate::selector::Target;
use crate::settings::Settings;
use crate::suppression::Suppression;

/// The report whose findings are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its file, as given.
    pub path: &'a Path,
    /// The pack it was checked with.
    pub pack: &'a Pack,
    /// The report.
    pub report: &'a Report,
    /// Whether it was compared with last year's.
    pub compared: bool,
}

/// What was taken out of an outcome.
#[derive(Clone, Debug, Default)]
pub struct Withheld {
    /// Findings of rules that are not in force.
    pub ignored: usize,
    /// Blocked relations of rules that are not in force: neither passed nor shown.
    pub ignored_blocked: usize,
    /// Instances of relations that were evaluated, of rules that are not in force.
    pub ignored_relations: usize,
    /// Findings suppressed with a reason.
    pub suppressed: usize,
    /// Findings known from the baseline.
    pub baselined: usize,
    /// How many of those suppressed were accepted in answers.
    pub accepted: usize,
    /// The findings suppressed or known from the baseline.
    pub hidden: Vec<Hidden>,
    /// Rules that said nothing because they were off, blocked, or had no year to compare with.
    pub(crate) unchecked: BTreeSet<String>,
    /// Those of them that are in force and only had nothing to compare with.
    pub(crate) alone: BTreeSet<String>,
    /// Which suppressions were met, by their number in the settings.
    pub(crate) met: Vec<(usize, Meeting)>,
    /// What became of the report's entries in the baseline.
    pub(crate) known: Vec<Known>,
}

/// A finding that is suppressed or known from the baseline.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// Its lasting name.
    pub identity: Identity,
    /// Its rule.
    pub rule: String,
    /// Which instance of the rule it is of.
    pub at: Option<String>,
}

/// How a suppression met a report it is for.
#[derive(Clone, Debug)]
pub(crate) enum Meeting {
    /// Nothing of the report is what it suppresses.
    Unused,
    /// It could not be seen whether it still holds.
    Unknown,
    /// Its finding is there with other values.
    Changed(Bilingual),
    /// Its finding is there.
    Used,
    /// Its rule compares the report with others, which was not done here.
    Alone,
}

/// An entry of a baseline that the report should have.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub baseline: PathBuf,
    pub report: ReportKey,
    pub identity: Identity,
    /// How many are in the baseline.
    pub count: u32,
    /// How many of them are there.
    pub found: u32,
}

impl Settings {
    /// Takes out what is ignored, suppressed or known, and grades what is left.
    pub fn apply(&self, outcome: &mut Outcome, subject: &Subject<'_>) -> Withheld {
        let layers = self.layers_for(subject.path);
        let mut held = Withheld {
            unchecked: self.unchecked(&layers, outcome, subject),
            alone: self.alone(&layers, subject),
            ..Withheld::default()
        };
        grade(outcome, &layers, subject, &mut held);
        let known = self.known(outcome, subject, &mut held);
        let suppressed = self.suppressed(outcome, subject, &mut held);
        let mut hidden = suppressed.iter().zip(&known);
        let accepted = self.accepted.as_deref();
        outcome.findings.retain(|finding| {
            let (suppressed, known) = hidden.next().unwrap_or((&false, &false));
            let is_accepted = accepted
                .is_some_and(|all| all.holds(finding.identity, subject.path, subject.report));
            held.accepted += usize::from(is_accepted);
            let suppressed = *suppressed || is_accepted;
            held.suppressed += usize::from(suppressed);
            held.baselined += usize::from(*known && !suppressed);
            let is_hidden = suppressed || *known;
            if is_hidden {
                held.hidden.push(Hidden {
                    identity: finding.identity,
                    rule: finding.rule.clone(),
                    at: finding.at.clone(),
                });
            }
            !is_hidden
        });
        held
    }

    /// Whether a report was asked about a rule: the rule is in force for its file, and what it
    /// compares with is there.
    #[must_use]
    pub fn is_asked(&self, rule: &Rule, subject: &Subject<'_>) -> bool {
        let layers = self.layers_for(subject.path);
        let on = graded(&layers, subject.pack, &rule.name, rule.severity).on;
        on && !rule.check.needs_others() && (subject.compared || !needs_prior(rule))
    }

    /// The rules of a pack that are in force for a file.
    #[must_use]
    pub fn in_force(&self, path: &Path, pack: &Pack) -> BTreeSet<String> {
        let layers = self.layers_for(path);
        let is_on = |rule: &&Rule| graded(&layers, pack, &rule.name, rule.severity).on;
        let rules = pack.rules().iter().filter(is_on);
        rules.map(|rule| rule.name.clone()).collect()
    }

    /// The least severity that makes the exit status 1, for a file, and where that is set.
    #[must_use]
    pub fn fail_on(&self, path: &Path) -> (Severity, Origin) {
        let layers = self.layers_for(path);
        layers::fail_on(layers.into_iter()).unwrap_or((Severity::Error, Origin::Default))
    }

    pub(crate) fn layers_for(&self, path: &Path) -> Vec<&Layer> {
        // Most configurations say nothing of paths; looking one up costs a system call.
        let by_path = self.layers.iter().any(|layer| layer.path.is_some());
        let file = by_path.then(|| absolute(path));
        let layers = self.layers.iter();
        layers
            .filter(|layer| layer.is_for(file.as_deref()))
            .collect()
    }

    fn unchecked(
        &self,
        layers: &[&Layer],
        outcome: &Outcome,
        subject: &Subject<'_>,
    ) -> BTreeSet<String> {
        // Only what is known from before asks for it.
        if self.baseline.is_none() && self.suppressions.is_empty() && !self.recording {
            return BTreeSet::new();
        }
        let off = subject.pack.rules().iter().filter(|rule| {
            let alone = !subject.compared && needs_prior(rule);
            alone || !graded(layers, subject.pack, &rule.name, rule.severity).on
        });
        let blocked = outcome.blocked.iter().map(|blocked| &blocked.rule);
        off.map(|rule| &rule.name).chain(blocked).cloned().collect()
    }

    /// The rules in force that compare the report with others, where it is not compared. Those that need more than
    /// last year's are never asked of one report alone.
    fn alone(&self, layers: &[&Layer], subject: &Subject<'_>) -> BTreeSet<String> {
        if self.suppressions.is_empty() {
            return BTreeSet::new();
        }
        let rules = subject.pack.rules().iter();
        let alone = rules.filter(|rule| {
            let is_on = graded(layers, subject.pack, &rule.name, rule.severity).on;
            let is_alone = !subject.compared && needs_prior(rule);
            is_on && (is_alone || rule.check.needs_others())
        });
        alone.map(|rule| rule.name.clone()).collect()
    }

    /// Which findings the baseline knows.
    fn known(&self, outcome: &Outcome, subject: &Subject<'_>, held: &mut Withheld) -> Vec<bool> {
        let nothing = vec![false; outcome.findings.len()];
        let Some(baseline) = &self.baseline else {
            return nothing;
        };
        let key = ReportKey::of(subject.report, subject.path, &baseline.path);
        let Some(entries) = baseline.of(&key) else {
            return nothing;
        };
        let mut found: BTreeMap<Identity, u32> = BTreeMap::new();
        let known = outcome.findings.iter().map(|finding| {
            let entry = entries.get(&finding.identity);
            let count = found.entry(finding.identity).or_default();
            let known =
                entry.is_some_and(|entry| stands_for(entry, finding) && *count < entry.count);
            *count += u32::from(known);
            known
        });
        let known = known.collect();
        let partial = !subject.report.lost_tables.is_empty();
        for (identity, entry) in entries {
            let unseen = partial || held.unchecked.contains(&entry.rule);
            let seen = found.get(identity).copied().unwrap_or(0);
            held.known.push(Known {
                baseline: baseline.path.clone(),
                report: key.clone(),
                identity: *identity,
                count: entry.count,
                found: if unseen { entry.count } else { seen },
            });
        }
        known
    }

    /// Which findings are suppressed.
    fn suppressed(
        &self,
        outcome: &Outcome,
        subject: &Subject<'_>,
        held: &mut Withheld,
    ) -> Vec<bool> {
        let mut suppressed = vec![false; outcome.findings.len()];
        let by_path = |suppression: &Suppression| suppression.written.path.is_some();
        let file = self.suppressions.iter().any(|one| by_path(one));
        let file = file.then(|| absolute(subject.path));
        for (index, suppression) in self.suppressions.iter().enumerate() {
            let written = &suppression.written;
            let for_file = written.path.as_ref().is_none_or(|patterns| {
                file.as_deref()
                    .is_some_and(|file| patterns.match_file(file))
            });
            if !for_file || !written.is_for(subject.report) {
                continue;
            }
            let in_time = !suppression.expired(self.today);
            let meeting = meet(suppression, outcome, subject, held, |number| {
                if let Some(hidden) = suppressed.get_mut(number) {
                    *hidden |= in_time;
                }
            });
            held.met.push((index, meeting));
        }
        suppressed
    }
}

/// Gives findings the severities in force, and takes away what is off.
fn grade(outcome: &mut Outcome, layers: &[&Layer], subject: &Subject<'_>, held: &mut Withheld) {
    // Findings of one rule mostly follow each other.
    let mut last: Option<(String, Severity, Grade)> = None;
    outcome.findings.retain_mut(|finding| {
        let known = last.take().filter(|(rule, severity, _)| {
            (rule.as_str(), *severity) == (finding.rule.as_str(), finding.severity)
        });
        let (rule, severity, grade) = known.unwrap_or_else(|| {
            let grade = graded(layers, subject.pack, &finding.rule, finding.severity);
            (finding.rule.clone(), finding.severity, grade)
        });
        finding.severity = grade.severity;
        held.ignored += usize::from(!grade.on);
        let on = grade.on;
        last = Some((rule, severity, grade));
        on
    });
    outcome.blocked.retain(|blocked| {
        let grade = graded(layers, subject.pack, &blocked.rule, Severity::Error);
        held.ignored_blocked += usize::from(!grade.on);
        grade.on
    });
    for (rule, count) in &outcome.evaluated_of {
        if !graded(layers, subject.pack, rule, Severity::Error).on {
            held.ignored_relations += count;
        }
    }
}

/// Looks for what a suppression is about among the findings of a report it is for.
fn meet(
    suppression: &Suppression,
    outcome: &Outcome,
    subject: &Subject<'_>,
    held: &Withheld,
    mut hide: impl FnMut(usize),
) -> Meeting {
    let written = &suppression.written;
    let mut changed = None;
    let mut used = false;
    for (number, finding) in outcome.findings.iter().enumerate() {
        match written.compare(&subject.pack.form, subject.report, finding) {
            Match::Same => {
                used = true;
                hide(number);
            }
            Match::Changed(how) => changed = changed.or(Some(how)),
            Match::Other => {}
        }
    }
    let partial = !subject.report.lost_tables.is_empty();
    let unseen = partial || held.unchecked.contains(&written.rule.value);
    match (used, changed) {
        (true, _) => Meeting::Used,
        (false, Some(how)) => Meeting::Changed(how),
        (false, None) if !partial && held.alone.contains(&written.rule.value) => Meeting::Alone,
        (false, None) if unseen => Meeting::Unknown,
        (false, None) => Meeting::Unused,
    }
}

fn graded(layers: &[&Layer], pack: &Pack, rule: &str, severity: Severity) -> Grade {
    let target = pack.rule(rule).map_or(Target::named(rule), Target::of);
    layers::grade(layers.iter().copied(), target, severity)
}

/// An identity is a number; that it was made for this rule is looked at as well.
fn stands_for(entry: &Entry, finding: &Finding) -> bool {
    entry.rule == finding.rule
}

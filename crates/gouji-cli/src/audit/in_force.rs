//! Which rules are in force for the reports of a run, and which reports they need: what was not asked, or not of
//! all that it rests on, was not checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gouji_audit::RunReports as _;
use gouji_audit::result::Needs;
use gouji_rule::{Check, Pack, Rule, needs_prior};

use super::noted::Notes;
use super::run::Run;

/// The sets of rules that are in force for one report or more.
#[derive(Default)]
pub(super) struct InForce {
    pub all: Vec<BTreeSet<String>>,
    /// Those of settings that say the same of every path, by their number and that of the pack.
    by_group: BTreeMap<(usize, usize), usize>,
}

impl InForce {
    /// The number of the set of a report.
    pub(super) fn of(&mut self, run: &Run<'_>, notes: &Notes, report: usize) -> usize {
        let (Some(input), Some(entry)) = (notes.input_of(report), notes.entry(report)) else {
            return usize::MAX;
        };
        let group = run.group(input);
        let checker = group.and_then(|group| run.checkers.get(group));
        let (Some(group), Some(checker), Some(pack)) =
            (group, checker, notes.packs().get(entry.pack))
        else {
            return usize::MAX;
        };
        let is_one = checker.settings.have_one_key();
        let known = self.by_group.get(&(group, entry.pack));
        if let Some(known) = known.filter(|_| is_one) {
            return *known;
        }
        let path = notes.path_of(report);
        let own = checker.settings.in_force(Path::new(&path), pack);
        let known = self.all.iter().position(|rules| *rules == own);
        let number = known.unwrap_or_else(|| {
            self.all.push(own);
            self.all.len() - 1
        });
        self.by_group.insert((group, entry.pack), number);
        number
    }
}

/// The rules of packs that need more than one report, and which.
pub(super) fn needs(packs: &[&Pack]) -> BTreeMap<String, Needs> {
    let rules = packs.iter().flat_map(|pack| pack.rules());
    rules
        .filter_map(|rule| Some((rule.name.clone(), needs_of(rule)?)))
        .collect()
}

fn needs_of(rule: &Rule) -> Option<Needs> {
    match &rule.check {
        Check::RollUp(_) => Some(Needs::UnitsBelow),
        Check::Copied(_) => Some(Needs::Others),
        Check::Missing => Some(Needs::Absence),
        Check::DifferingFiles | Check::Published(_) => None,
        _ => needs_prior(rule).then_some(Needs::YearBefore),
    }
}

//! What was shown, in batches: those of one kind that follow each other are one, as far as they are not too
//! large.

use gouji_config::{StoredWithheld, Withheld};
use gouji_render::{Counts, Failure as Failed};
use serde::{Deserialize, Serialize};

use crate::check::Verdict;
use crate::passed::{Passed, Why};
use crate::printing::Printer;

use super::super::run::Run;

/// How many bytes a batch has at most, but for the last verdict in it.
const MOST: usize = 64 << 10;
/// About how many bytes what was held back of a report takes.
const HELD: usize = 64;

/// A path, and what was reported about it.
type PathMessage = (String, String);

/// Verdicts as the printer takes them, added up.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Batch {
    /// The number of the settings, and of the argument that names the folder.
    under: (usize, Option<usize>),
    texts: Vec<Vec<String>>,
    reports: usize,
    fails: bool,
    counts: Counts,
    held: Vec<StoredWithheld>,
    failures: Vec<PathMessage>,
    without_rules: Vec<PathMessage>,
    remarks: Vec<PathMessage>,
    /// The file that was passed over, and why, by its number.
    passed: Option<(String, usize)>,
    #[serde(skip)]
    size: usize,
}

impl Batch {
    /// An empty one under settings and of an argument.
    pub(super) fn under(group: usize, argument: Option<usize>) -> Self {
        Self {
            under: (group, argument),
            ..Self::default()
        }
    }

    /// Whether a verdict can go into it.
    pub(super) fn takes(&self, group: usize, argument: Option<usize>, verdict: &Verdict) -> bool {
        let is_passed = self.passed.is_some() || verdict.passed.is_some();
        !is_passed && self.under == (group, argument) && self.size < MOST
    }

    /// Adds a verdict; nothing where it holds for one run alone.
    pub(super) fn add(&mut self, verdict: &Verdict) -> Option<()> {
        let messages = |all: &[Failed]| -> Vec<PathMessage> {
            let one = |failed: &Failed| (failed.path.clone(), failed.why.clone());
            all.iter().map(one).collect()
        };
        if let Some(passed) = &verdict.passed {
            let why = Why::ALL.iter().position(|why| *why == passed.why)?;
            self.passed = Some((passed.path.clone(), why));
        }
        let held = verdict.held.iter().map(Withheld::to_store);
        self.held.extend(held.collect::<Option<Vec<_>>>()?);
        self.texts.extend_from_slice(&verdict.texts);
        self.reports += verdict.reports;
        self.fails |= verdict.fails;
        self.counts.add(verdict.counts);
        self.failures.extend(messages(&verdict.failures));
        self.without_rules.extend(messages(&verdict.without_rules));
        self.remarks.extend(messages(&verdict.remarks));
        let texts = verdict.texts.iter().flatten().map(String::len);
        let others = [&verdict.failures, &verdict.without_rules, &verdict.remarks];
        let others = others.into_iter().flatten();
        let others = others.map(|one| one.path.len() + one.why.len());
        self.size += texts.chain(others).sum::<usize>() + verdict.held.len() * HELD;
        Some(())
    }

    /// Prints it.
    pub(super) fn print(self, run: &Run<'_>, printer: &mut Printer<'_>) {
        let (group, argument) = self.under;
        let Some(checker) = run.checkers.get(group) else {
            return;
        };
        let failed = |all: Vec<PathMessage>| -> Vec<Failed> {
            let all = all.into_iter();
            all.map(|(path, why)| Failed { path, why }).collect()
        };
        let held = self.held.into_iter();
        let passed = self.passed.and_then(|(path, why)| {
            let why = *Why::ALL.get(why)?;
            Some(Passed { path, why })
        });
        let verdict = Verdict {
            texts: self.texts,
            reports: self.reports,
            fails: self.fails,
            counts: self.counts,
            held: held.map(|held| checker.settings.held(held)).collect(),
            failures: failed(self.failures),
            without_rules: failed(self.without_rules),
            remarks: failed(self.remarks),
            passed,
            ..Verdict::default()
        };
        printer.verdict(checker.settings, argument, verdict);
    }
}

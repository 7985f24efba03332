//! What was shown, in batches: those of one kind that follow each other are one, as far as they are not too
//! large.

use std::io;

use gouji_config::{StoredWithheld, Withheld};
use gouji_render::{Counts, Failure as Failed};
use serde::{Deserialize, Serialize};

use crate::check::Verdict;
use crate::passed::{Passed, Why};
use crate::printing::Printer;

use super::super::bytes::Bytes;
use super::super::run::Run;

/// How many bytes a batch has at most, but for the last verdict in it.
const MOST: usize = 64 << 10;
/// About how many bytes what was held back of a report takes.
const HELD: usize = 64;
/// How many bytes all the rest takes at most.
const REST: usize = 256;

/// Verdicts as the printer takes them, added up.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Batch {
    /// The number of the settings, and of the argument that names the folder.
    under: (usize, Option<usize>),
    /// The texts of each report.
    texts: Bytes,
    reports: usize,
    fails: bool,
    counts: Counts,
    held: Vec<StoredWithheld>,
    /// Paths, and what was reported about them.
    failures: Bytes,
    without_rules: Bytes,
    remarks: Bytes,
    /// The file that was passed over, and why, by its number.
    passed: Option<(String, usize)>,
}

impl Batch {
    /// An empty one under settings and of an argument.
    pub(super) fn under(group: usize, argument: Option<usize>) -> Self {
        Self {
            under: (group, argument),
            ..Self::default()
        }
    }

    /// About how many bytes it takes.
    pub(super) const fn size(&self) -> usize {
        let texts = self.texts.0.len() + self.failures.0.len();
        let more = self.without_rules.0.len() + self.remarks.0.len();
        texts + more + self.held.len() * HELD + REST
    }

    /// Whether a verdict can go into it.
    pub(super) fn takes(&self, group: usize, argument: Option<usize>, verdict: &Verdict) -> bool {
        let is_passed = self.passed.is_some() || verdict.passed.is_some();
        !is_passed && self.under == (group, argument) && self.size() < MOST
    }

    /// Adds a verdict; nothing where it holds for one run alone.
    pub(super) fn add(&mut self, verdict: &Verdict) -> Option<()> {
        let add = |to: &mut Bytes, all: &[Failed]| {
            let mut all = all.iter();
            all.try_for_each(|failed| to.push(&(&failed.path, &failed.why)))
        };
        if let Some(passed) = &verdict.passed {
            let why = Why::ALL.iter().position(|why| *why == passed.why)?;
            self.passed = Some((passed.path.clone(), why));
        }
        let held = verdict.held.iter().map(Withheld::to_store);
        self.held.extend(held.collect::<Option<Vec<_>>>()?);
        let mut texts = verdict.texts.iter();
        texts.try_for_each(|texts| self.texts.push(texts)).ok()?;
        self.reports += verdict.reports;
        self.fails |= verdict.fails;
        self.counts.add(verdict.counts);
        add(&mut self.failures, &verdict.failures).ok()?;
        add(&mut self.without_rules, &verdict.without_rules).ok()?;
        add(&mut self.remarks, &verdict.remarks).ok()
    }

    /// Prints it.
    ///
    /// # Errors
    /// Where it is damaged.
    pub(super) fn print(self, run: &Run<'_>, printer: &mut Printer<'_>) -> io::Result<()> {
        let (group, argument) = self.under;
        let Some(checker) = run.checkers.get(group) else {
            return Ok(());
        };
        let failed = |all: &Bytes| -> io::Result<Vec<Failed>> {
            let all: Vec<(String, String)> = all.values().map_err(damaged)?;
            let all = all.into_iter();
            Ok(all.map(|(path, why)| Failed { path, why }).collect())
        };
        let held = self.held.into_iter();
        let passed = self.passed.and_then(|(path, why)| {
            let why = *Why::ALL.get(why)?;
            Some(Passed { path, why })
        });
        let verdict = Verdict {
            texts: self.texts.values().map_err(damaged)?,
            reports: self.reports,
            fails: self.fails,
            counts: self.counts,
            held: held.map(|held| checker.settings.held(held)).collect(),
            failures: failed(&self.failures)?,
            without_rules: failed(&self.without_rules)?,
            remarks: failed(&self.remarks)?,
            passed,
            ..Verdict::default()
        };
        printer.verdict(checker.settings, argument, verdict);
        Ok(())
    }
}

fn damaged(error: postcard::Error) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

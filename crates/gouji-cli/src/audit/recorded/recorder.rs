//! Recording what a run shows, while it shows it.

use std::collections::BTreeMap;
use std::io;

use gouji_audit::result::{Audit, Change, WhyUnchecked};
use gouji_store::Key;
use serde::Serialize;

use super::batches::Batch;
use super::{CHANGED, Head, RunSummary, SHOWN, SINGLE, SUMMARY, key_of_part, with_file};
use crate::audit::cached::Known;
use crate::audit::changes::Changed;
use crate::audit::spool::{Span, Spool};
use crate::check::Verdict;

/// How many findings are in a record.
const FINDINGS: usize = 512;

/// What is recorded of a run; nothing more once something of it holds for this run alone.
pub(in crate::audit) struct Recorder(Option<Recording>);

struct Recording {
    key: Key,
    /// The key of all files so far.
    files: Key,
    spool: Spool,
    batch: Option<Batch>,
    /// Where the batches of each kind lie that are not in the cache yet.
    kinds: [Vec<Span>; 3],
    /// How many of each kind are there.
    counts: [u32; 3],
    /// Which kind is recorded.
    kind: usize,
}

/// What a run came to as a whole.
pub(in crate::audit) struct Outcome<'o> {
    /// The members of the JSON on coverage.
    pub coverage: String,
    /// The lines on coverage.
    pub lines: Vec<String>,
    /// What people see on standard output.
    pub people: Option<String>,
    /// The result as it is in the store.
    pub audit: &'o Audit,
    /// Whether the findings are named in the output.
    pub names_findings: bool,
}

impl Recorder {
    /// One that records a run of a key, where there is one.
    pub(in crate::audit) fn of(key: Option<Key>) -> Self {
        Self(key.and_then(|key| {
            Some(Recording {
                key,
                files: key,
                spool: Spool::new().ok()?,
                batch: None,
                kinds: Default::default(),
                counts: [0; 3],
                kind: SINGLE,
            })
        }))
    }

    /// Takes the key of the next file; none where what it came to holds for this run alone.
    pub(in crate::audit) fn file(&mut self, key: Option<&Key>) {
        self.doing(|recording| {
            recording.files = with_file(&recording.files, key?);
            Some(())
        });
    }

    /// Takes what is printed under settings, of an argument.
    pub(in crate::audit) fn verdict(
        &mut self,
        group: Option<usize>,
        argument: Option<usize>,
        verdict: &Verdict,
    ) {
        self.doing(|recording| recording.verdict(group?, argument, verdict));
    }

    /// What comes now are reports as they are shown in the end.
    pub(in crate::audit) fn shows(&mut self) {
        self.doing(|recording| {
            recording.close().ok()?;
            recording.kind = SHOWN;
            Some(())
        });
    }

    fn doing(&mut self, done: impl FnOnce(&mut Recording) -> Option<()>) {
        if self.0.as_mut().and_then(done).is_none() {
            self.0 = None;
        }
    }

    /// Puts what was shown where the next run finds it once all of it is there: nothing more is shown.
    pub(in crate::audit) fn lay(&mut self, known: &Known) {
        self.doing(|recording| recording.lay(known).ok().flatten());
    }

    /// Puts the rest of it where the next run finds it.
    pub(in crate::audit) fn finish(self, known: &Known, outcome: Outcome<'_>) -> io::Result<()> {
        match self.0 {
            Some(recording) => recording.finish(known, outcome),
            None => Ok(()),
        }
    }
}

impl Recording {
    fn verdict(&mut self, group: usize, argument: Option<usize>, verdict: &Verdict) -> Option<()> {
        // What could not be done for a report may be done the next time.
        if self.kind == SHOWN && !verdict.failures.is_empty() {
            return None;
        }
        let batch = self.batch.as_ref();
        if !batch.is_some_and(|batch| batch.takes(group, argument, verdict)) {
            self.close().ok()?;
        }
        let batch = self
            .batch
            .get_or_insert_with(|| Batch::under(group, argument));
        batch.add(verdict)
    }

    /// Ends the batch.
    fn close(&mut self) -> io::Result<()> {
        match self.batch.take() {
            Some(batch) => self.put(&batch, batch.size()),
            None => Ok(()),
        }
    }

    /// Puts a record of about so many bytes where it waits.
    fn put(&mut self, record: &impl Serialize, size: usize) -> io::Result<()> {
        let room = Vec::with_capacity(size);
        let bytes = postcard::to_extend(record, room).map_err(io::Error::other)?;
        let span = self.spool.add(&bytes)?;
        self.kinds
            .get_mut(self.kind)
            .into_iter()
            .for_each(|kind| kind.push(span));
        Ok(())
    }

    /// Puts into the cache what waits, once what was recorded under the same key before is dropped: it holds no
    /// longer. Nothing where that cannot be done.
    fn lay(&mut self, known: &Known) -> io::Result<Option<()>> {
        self.close()?;
        self.forget(known);
        self.put_kinds(known)
    }

    fn put_kinds(&mut self, known: &Known) -> io::Result<Option<()>> {
        for (kind, (spans, count)) in self.kinds.iter_mut().zip(&mut self.counts).enumerate() {
            for span in spans.drain(..) {
                let bytes = self.spool.bytes(span)?;
                if !known.put(&key_of_part(&self.files, kind, *count), &bytes) {
                    return Ok(None);
                }
                *count += 1;
            }
        }
        Ok(Some(()))
    }

    fn finish(mut self, known: &Known, outcome: Outcome<'_>) -> io::Result<()> {
        self.kind = CHANGED;
        let (findings, unchecked) = self.findings(outcome.audit, outcome.names_findings)?;
        let summary = RunSummary {
            coverage: outcome.coverage,
            lines: outcome.lines,
            people: outcome.people,
            findings,
            unchecked,
        };
        let summary = postcard::to_allocvec(&summary).map_err(io::Error::other)?;
        let Some(run) = outcome.audit.runs.last().cloned() else {
            return Ok(());
        };
        if self.put_kinds(known)?.is_none() {
            return Ok(());
        }
        if known.put(&key_of_part(&self.files, SUMMARY, 0), &summary) {
            let (files, counts) = (self.files, self.counts);
            Head { files, run, counts }.put(known, &self.key);
        }
        Ok(())
    }

    /// Records the findings, in the order in which they are named, but for those that the next run does not
    /// name; returns how many there are, and how many of earlier runs were not checked again.
    fn findings(
        &mut self,
        audit: &Audit,
        are_named: bool,
    ) -> io::Result<(usize, BTreeMap<WhyUnchecked, usize>)> {
        let (mut count, mut unchecked) = (0, BTreeMap::new());
        let mut rows = Vec::new();
        for row in &audit.findings {
            let row = row?;
            match (row.is_there(), row.change) {
                (true, _) => count += 1,
                (false, Some(Change::Unchecked)) => {
                    let why = row.why.unwrap_or(WhyUnchecked::NoReport);
                    *unchecked.entry(why).or_default() += 1;
                }
                (false, _) => continue,
            }
            if are_named {
                rows.push(Changed::of(audit, row)?);
            }
            if rows.len() == FINDINGS {
                self.put(&rows, 0)?;
                rows.clear();
            }
        }
        self.put(&rows, 0)?;
        Ok((count, unchecked))
    }

    /// Drops what was recorded under the same key before: it holds no longer.
    fn forget(&self, known: &Known) {
        let Some(head) = Head::found(known, &self.key) else {
            return;
        };
        known.forget(&self.key);
        known.forget(&key_of_part(&head.files, SUMMARY, 0));
        for (kind, count) in head.counts.iter().enumerate() {
            for number in 0..*count {
                known.forget(&key_of_part(&head.files, kind, number));
            }
        }
    }
}

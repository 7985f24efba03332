//! Showing what was recorded of the same run.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;

use gouji_audit::result::{RunRow, WhyUnchecked};
use gouji_store::Key;
use serde::de::DeserializeOwned;

use super::batches::Batch;
use super::{CHANGED, Head, RunSummary, SHOWN, SINGLE, SUMMARY, key_of_part, with_file};
use crate::audit::cached::Known;
use crate::audit::changes::Changed;
use crate::audit::inputs::Reading;
use crate::audit::stop;
use crate::check::{Team, in_order, threads};
use crate::printing::Printer;

/// How many files a thread looks at before it hands on what it saw.
const AT_ONCE: usize = 64;

/// What was recorded of the same run.
pub(in crate::audit) struct Repeating<'r> {
    reading: &'r Reading,
    known: &'r Known,
    key: Key,
    head: Head,
    summary: RunSummary,
    /// What was read of the records when they were held against their checksums, as far as there is room.
    read: RefCell<BTreeMap<(usize, u32), Vec<u8>>>,
}

/// How many bytes of records are held until they are shown: more are read a second time.
const HELD: usize = 1 << 20;

impl<'r> Repeating<'r> {
    /// What was recorded under a key, where all files are what they were then and all of it is there.
    pub(in crate::audit) fn of(reading: &'r Reading, known: &'r Known, key: Key) -> Option<Self> {
        let head = Head::found(known, &key)?;
        if files(reading, known, key)? != head.files {
            return None;
        }
        let summary: RunSummary = part(known, &head, SUMMARY, 0)?;
        let repeating = Self {
            reading,
            known,
            key,
            head,
            summary,
            read: RefCell::default(),
        };
        repeating.is_whole().then_some(repeating)
    }

    fn is_whole(&self) -> bool {
        let kinds = self.head.counts.iter().enumerate();
        let mut parts = kinds.flat_map(|(kind, count)| (0..*count).map(move |one| (kind, one)));
        let mut room = HELD;
        parts.all(|(kind, number)| {
            let Some(bytes) = record(self.known, &self.head, kind, number) else {
                return false;
            };
            if let Some(left) = room.checked_sub(bytes.len()) {
                room = left;
                self.read.borrow_mut().insert((kind, number), bytes);
            }
            true
        })
    }

    /// The run as the store must have it.
    pub(in crate::audit) const fn run(&self) -> &RunRow {
        &self.head.run
    }

    /// How many findings there are.
    pub(in crate::audit) const fn findings(&self) -> usize {
        self.summary.findings
    }

    /// How many of earlier runs were not checked again, by why.
    pub(in crate::audit) fn unchecked(&self) -> BTreeMap<WhyUnchecked, usize> {
        self.summary.unchecked.clone()
    }

    /// The members of the JSON on coverage.
    pub(in crate::audit) fn coverage(&self) -> &str {
        &self.summary.coverage
    }

    /// The lines on coverage.
    pub(in crate::audit) fn lines(&self) -> &[String] {
        &self.summary.lines
    }

    /// What people see on standard output.
    pub(in crate::audit) fn people(&self) -> Option<&str> {
        self.summary.people.as_deref()
    }

    /// Shows what files came to by themselves.
    pub(in crate::audit) fn single(&self, printer: &mut Printer<'_>) -> io::Result<()> {
        self.print(SINGLE, printer)
    }

    /// Shows what reports came to in the end.
    pub(in crate::audit) fn shown(&self, printer: &mut Printer<'_>) -> io::Result<()> {
        self.print(SHOWN, printer)
    }

    fn print(&self, kind: usize, printer: &mut Printer<'_>) -> io::Result<()> {
        for number in 0..self.count(kind) {
            if stop::is_asked() {
                return Ok(());
            }
            let batch: Batch = self.part(kind, number)?;
            batch.print(&self.reading.run, printer)?;
        }
        Ok(())
    }

    /// The findings as they are named: all of them are still there.
    pub(in crate::audit) fn changed(&self) -> impl Iterator<Item = io::Result<Changed>> {
        (0..self.count(CHANGED)).flat_map(|number| {
            let rows = self.part(CHANGED, number);
            let (rows, failed): (Vec<Changed>, _) = match rows {
                Ok(rows) => (rows, None),
                Err(error) => (Vec::new(), Some(Err(error))),
            };
            rows.into_iter().map(|row| Ok(row.still())).chain(failed)
        })
    }

    /// Notes that the store has it as another run now.
    pub(in crate::audit) fn settle(self, run: RunRow) {
        Head { run, ..self.head }.put(self.known, &self.key);
        self.known.repeated();
        self.known.settle();
    }

    fn count(&self, kind: usize) -> u32 {
        self.head.counts.get(kind).copied().unwrap_or(0)
    }

    fn part<T: DeserializeOwned>(&self, kind: usize, number: u32) -> io::Result<T> {
        let lost = || io::Error::new(io::ErrorKind::InvalidData, "changed while it was read");
        let read = self.read.borrow_mut().remove(&(kind, number));
        let read = read.and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let again = || part(self.known, &self.head, kind, number);
        read.or_else(again).ok_or_else(lost)
    }
}

fn part<T: DeserializeOwned>(known: &Known, head: &Head, kind: usize, number: u32) -> Option<T> {
    postcard::from_bytes(&record(known, head, kind, number)?).ok()
}

/// The bytes of a record.
fn record(known: &Known, head: &Head, kind: usize, number: u32) -> Option<Vec<u8>> {
    let key = key_of_part(&head.files, kind, number);
    Some(known.cache().record(&key)?.head)
}

/// The key of all files as they are now; nothing where one of them cannot be known by its bytes.
fn files(reading: &Reading, known: &Known, key: Key) -> Option<Key> {
    let mut all = Some(key);
    in_order(
        reading.count().div_ceil(AT_ONCE),
        Team::of(threads(reading.run.check)),
        |block| some_files(reading, known, block * AT_ONCE),
        |_| AT_ONCE * size_of::<Key>(),
        |_, keys| {
            let with = |all: Key| Some(keys?.iter().fold(all, |all, file| with_file(&all, file)));
            all = all.and_then(with);
        },
    );
    all
}

fn some_files(reading: &Reading, known: &Known, first: usize) -> Option<Vec<Key>> {
    let last = reading.count().min(first + AT_ONCE);
    let file = |item: usize| {
        let (number, input) = reading.input(item).filter(|_| !stop::is_asked())?;
        let keys = reading.keys.get(reading.run.group(number)?)?;
        Some((reading.run.checker(number)?, keys, input))
    };
    let files: Vec<_> = (first..last).map(file).collect::<Option<_>>()?;
    known.keys(&files)
}

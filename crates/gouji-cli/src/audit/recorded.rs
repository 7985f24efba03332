//! What a whole run was shown as, so that the same run needs not be worked out again: where the next one is
//! asked the same of the same bytes, all it does is to look at the files, to show what was recorded and to
//! note in the store that it was done.
//!
//! What can be known before files are looked at is the key of a record: packs, settings, units, options and
//! paths. In the record stands what was found in the files, as one key of all, so that any change of any
//! file has the run worked out anew. It names the run as the store has it next: where the process dies before
//! the store takes that run, or where the store is another since, nothing recorded holds.

mod batches;
mod recorder;
mod repeating;

use std::collections::BTreeMap;

use gouji_audit::result::{RunRow, WhyUnchecked};
use gouji_store::Key;
use serde::{Deserialize, Serialize};

use super::cached::{Known, chained, of_parts};
use super::inputs::Reading;

pub(super) use recorder::{Outcome, Recorder};
pub(super) use repeating::Repeating;

/// What stands under the key of a run.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The key of all files and of what they hold.
    files: Key,
    /// The run as the store has it: the last one, or nothing here holds.
    run: RunRow,
    /// How many records hold what was shown of files by themselves, and of reports in the end, and the
    /// findings that are reported to have changed or not.
    counts: [u32; 3],
}

/// What was reported about the run as a whole.
#[derive(Default, Serialize, Deserialize)]
struct RunSummary {
    /// The members of the JSON on coverage.
    coverage: String,
    /// The lines on coverage.
    lines: Vec<String>,
    /// What people see on standard output.
    people: Option<String>,
    /// How many findings there are.
    findings: usize,
    /// How many of earlier runs were not checked again, by why.
    unchecked: BTreeMap<WhyUnchecked, usize>,
}

impl Head {
    fn found(known: &Known, key: &Key) -> Option<Self> {
        let record = known.cache().record(key)?;
        postcard::from_bytes(&record.head).ok()
    }

    fn put(&self, known: &Known, key: &Key) -> bool {
        let head = postcard::to_allocvec(self);
        head.is_ok_and(|head| known.put(key, &head))
    }
}

/// The key of a record of a kind that belongs to a run.
fn key_of_part(files: &Key, kind: usize, number: u32) -> Key {
    let number = number.to_le_bytes();
    chained(*files, [&b"recorded"[..], &[kind as u8], &number])
}

/// The kinds of records: what files and reports were shown as, how findings changed, what was reported about all.
const SINGLE: usize = 0;
const SHOWN: usize = 1;
const CHANGED: usize = 2;
const SUMMARY: usize = 3;

/// The key of a run, from all that can be known before files are looked at.
pub(super) fn key_of_run(reading: &Reading, units: &Key, is_for_people: bool) -> Key {
    let check = reading.run.check;
    let own = reading.run.checkers.first();
    let own = own.map(|checker| {
        format!(
            "{:?}{:?}{:?}",
            checker.language, checker.style, checker.formats
        )
    });
    let asked = format!("{is_for_people}{}{}{own:?}", check.quiet, check.verbose);
    let summary = [b"run", asked.as_bytes()];
    let shared = reading.keys.iter().map(super::cached::Keys::whole);
    let first = of_parts(summary.into_iter().chain(shared).chain([&units[..]]));
    reading.inputs().fold(first, |key, (number, input)| {
        let group = reading.run.group(number);
        let met = format!("{:?}{group:?}", input.argument());
        let path = input.shown(&check.stdin_filename);
        chained(key, [path.as_bytes(), met.as_bytes()])
    })
}

/// The key of all files, with one more.
fn with_file(all: &Key, file: &Key) -> Key {
    chained(*all, [&file[..]])
}

//! The key of all that was read: the reports of a run, in their order, and its units. Under it and those of the rules
//! lies what came of relations between reports.

use std::path::Path;

use gouji_store::Key;

use super::cached::{Keys, chained, of_parts};
use super::inputs::Reading;

/// A report, as far as what is between reports rests on it.
pub(super) struct OfReport<'r> {
    /// The input it comes from.
    pub input: usize,
    pub path: &'r str,
    /// Which of the reports of that path it is.
    pub ordinal: usize,
    /// What tells its document from others.
    pub digest: &'r str,
    /// All that was read of it, where its document alone does not say that.
    pub read: Option<Vec<u8>>,
}

/// The key of the units of a run, to which those of its reports are added.
pub(super) fn of_units(reading: &Reading, units: &Key) -> Key {
    let shared = reading.keys.iter().map(Keys::read);
    of_parts(shared.chain([&units[..]]))
}

/// The key of units and reports, with the next report.
pub(super) fn with_report(reading: &Reading, key: Key, report: &OfReport<'_>) -> Key {
    let OfReport {
        input,
        path,
        ordinal,
        digest,
        ref read,
    } = *report;
    let group = reading.run.group(input);
    let numbers = format!("{ordinal} {input} {group:?}");
    let settings = settings_of(reading, report);
    let path = reading.path_in_keys(path);
    let parts = [path, digest, &numbers, &settings];
    let key = chained(key, parts.map(str::as_bytes));
    match read {
        Some(read) => chained(key, [read.as_slice()]),
        None => key,
    }
}

/// The settings of a report by its path, where not all have the same.
fn settings_of(reading: &Reading, report: &OfReport<'_>) -> String {
    let group = reading.run.group(report.input);
    let keys = group.and_then(|group| reading.keys.get(group));
    match reading.run.checker(report.input) {
        Some(checker) if keys.is_none_or(|keys| !keys.is_for_all()) => {
            checker.settings.key(Path::new(report.path))
        }
        _ => String::new(),
    }
}

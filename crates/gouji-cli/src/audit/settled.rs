//! What came of relations between reports, as it is known when nothing they rest on has changed.
//!
//! What a report is shown as rests on what is to be done for it and on the files that has to do with; what
//! is to be done for all rests on all files, the units, the packs and the settings.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use gouji_audit::RunReports as _;
use gouji_audit::relations::{Paired, Task};
use gouji_audit::result::{BlockedRow, Certainty, FindingRow, HeldRow};
use gouji_audit::units::{Tree, Unit};
use gouji_config::Meetings;
use gouji_render::Counts;
use gouji_store::Key;
use serde::{Deserialize, Serialize};

use super::cached::{Known, chained, of_parts};
use super::inputs::Reading;
use super::noted::Notes;
use super::rendered::Rendered;
use crate::check::Verdict;

/// What came of relations between reports.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Settled {
    /// For each report its unit, and how certain that is: [`Pairing`] one behind the other, which takes a
    /// few bytes of each.
    paired: Vec<u8>,
    /// The units that only reports name.
    names: Vec<String>,
    /// The reports that are shown with what is between reports, and under which keys.
    pub shown: BTreeMap<usize, Key>,
    /// The reports that are missing.
    pub missing: Vec<MissingShown>,
}

/// The unit of a report, and the number of how certain that is.
type Pairing = (Option<usize>, u8);

/// A report that is missing, as it is shown.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct MissingShown {
    pub unit: Option<usize>,
    pub year: Option<i32>,
    /// A report whose settings hold for it.
    pub like: usize,
    shown: Shown<'static>,
}

/// A report as it is shown.
#[derive(Debug, Serialize, Deserialize)]
struct Shown<'r> {
    texts: Cow<'r, [Vec<String>]>,
    counts: Counts,
    fails: bool,
    findings: Option<Cow<'r, [FindingRow]>>,
    blocked: Cow<'r, [BlockedRow]>,
    hidden: Cow<'r, [HeldRow]>,
    meetings: Cow<'r, Meetings>,
    between: usize,
}

impl<'r> Shown<'r> {
    /// Nothing where something could not be done, which may be done the next time.
    fn of(rendered: &'r Rendered) -> Option<Self> {
        rendered.verdict.failures.is_empty().then(|| Self {
            texts: Cow::Borrowed(&rendered.verdict.texts),
            counts: rendered.verdict.counts,
            fails: rendered.verdict.fails,
            findings: rendered.findings.as_deref().map(Cow::Borrowed),
            blocked: Cow::Borrowed(&rendered.blocked),
            hidden: Cow::Borrowed(&rendered.hidden),
            meetings: Cow::Borrowed(&rendered.meetings),
            between: rendered.between,
        })
    }

    fn into_owned(self) -> Shown<'static> {
        Shown {
            texts: Cow::Owned(self.texts.into_owned()),
            findings: self.findings.map(|rows| Cow::Owned(rows.into_owned())),
            blocked: Cow::Owned(self.blocked.into_owned()),
            hidden: Cow::Owned(self.hidden.into_owned()),
            meetings: Cow::Owned(self.meetings.into_owned()),
            ..self
        }
    }

    fn rendered(self) -> Rendered {
        Rendered {
            verdict: Verdict {
                texts: self.texts.into_owned(),
                counts: self.counts,
                fails: self.fails,
                ..Verdict::default()
            },
            single: None,
            findings: self.findings.map(Cow::into_owned),
            blocked: self.blocked.into_owned(),
            hidden: self.hidden.into_owned(),
            meetings: self.meetings.into_owned(),
            between: self.between,
            key: None,
        }
    }
}

impl MissingShown {
    /// A report that is missing and how it is shown.
    pub(super) fn of(
        missing: &gouji_audit::relations::Missing,
        rendered: &Rendered,
    ) -> Option<Self> {
        Some(Self {
            unit: Some(missing.unit),
            year: Some(missing.year),
            like: missing.like,
            shown: Shown::of(rendered)?.into_owned(),
        })
    }

    /// It as it is shown.
    pub(super) fn rendered(self) -> Rendered {
        self.shown.rendered()
    }
}

impl Settled {
    /// The same with what there is to say of pairing.
    pub(super) fn with(self, notes: &Notes, tree: &Tree) -> Self {
        let certainty = |certainty| Certainty::ALL.iter().position(|own| *own == certainty);
        let mut paired = Vec::with_capacity(notes.len() * 4);
        for report in 0..notes.len() {
            let own = certainty(notes.certainty(report));
            let own = own.and_then(|own| u8::try_from(own).ok());
            let unit = notes.entry(report).and_then(|entry| entry.unit);
            let pairing: Pairing = (unit, own.unwrap_or(u8::MAX));
            // Nothing fails to be written to memory.
            paired = postcard::to_extend(&pairing, paired).unwrap_or_default();
        }
        let further = tree.units().iter().skip(tree.listed().len());
        Self {
            paired,
            names: further.map(|unit| unit.name.clone()).collect(),
            ..self
        }
    }

    /// What is known under a key, with everything that it names.
    pub(super) fn found(known: &Known, key: &Key) -> Option<Self> {
        let record = known.cache().record(key)?;
        let settled: Self = postcard::from_bytes(&record.head).ok()?;
        let mut keys = settled.shown.values();
        let is_whole = keys.all(|key| known.cache().record(key).is_some());
        is_whole.then_some(settled)
    }

    /// Notes it under a key.
    pub(super) fn put(&self, known: &Known, key: &Key) {
        if let Ok(head) = postcard::to_allocvec(self) {
            known.put(key, &head);
        }
    }

    /// Pairs the reports as they were.
    pub(super) fn pair(&self, notes: &mut Notes, units: Vec<Unit>) -> Tree {
        let mut paired = self.paired.as_slice();
        for report in 0..notes.len() {
            let Ok(((unit, certainty), rest)) = postcard::take_from_bytes::<Pairing>(paired) else {
                break;
            };
            paired = rest;
            let certainty = Certainty::ALL.get(usize::from(certainty));
            notes.pair(Paired {
                report,
                unit,
                certainty: certainty.copied().unwrap_or_default(),
            });
        }
        Tree::new(units).with(self.names.iter().cloned())
    }
}

/// The key of all that is between the reports of a run.
pub(super) fn key_of_all(reading: &Reading, reports: Key) -> Key {
    let shared = reading.keys.iter().map(super::cached::Keys::whole);
    chained(reports, shared)
}

/// The key of a report as it is shown with what is to be done for it.
pub(super) fn key_of_task(
    reading: &Reading,
    notes: &Notes,
    tree: &Tree,
    report: usize,
    task: &Task,
) -> Option<Key> {
    let noted = notes.get(report)?;
    let keys = reading.keys.get(reading.run.group(noted.input)?)?;
    let settings = reading.run.checker(noted.input)?.settings;
    let settings = settings.key(std::path::Path::new(&*noted.path));
    let parts = [keys.whole(), settings.as_bytes(), &task.laid];
    let mut key = of_parts(parts);
    let (reports, units) = involved(task);
    for number in std::iter::once(report).chain(reports) {
        let Some(noted) = notes.get(number) else {
            continue;
        };
        let numbers = format!("{number} {}", noted.ordinal);
        let path = reading.path_in_keys(&noted.path);
        let parts = [path, &noted.digests.own, &numbers];
        key = chained(key, parts.map(str::as_bytes));
    }
    for unit in units.into_iter().filter_map(|unit| tree.units().get(unit)) {
        key = chained(key, [unit.name.as_bytes()]);
    }
    Some(key)
}

/// The reports and units that a task has to do with.
fn involved(task: &Task) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut reports: BTreeSet<usize> = task.prior.into_iter().collect();
    let mut units = BTreeSet::new();
    for between in &task.findings {
        reports.extend(between.far.iter().map(|far| far.report));
        reports.extend(between.passages.iter().map(|one| one.report));
        let suspects = between.suspects.iter();
        reports.extend(suspects.clone().filter_map(|guess| guess.report));
        units.extend(suspects.filter_map(|guess| guess.unit));
    }
    for repair in &task.repairs {
        reports.insert(repair.report);
        reports.extend(repair.clears.iter().map(|(report, ..)| *report));
    }
    (reports, units)
}

/// A report as it was shown, under a key.
pub(super) fn shown(known: &Known, key: &Key) -> Option<Rendered> {
    let record = known.cache().record(key)?;
    let shown: Shown = postcard::from_bytes(&record.head).ok()?;
    Some(Rendered {
        key: Some(*key),
        ..shown.rendered()
    })
}

/// Notes how a report is shown; whether that can be known the next time.
pub(super) fn put(known: &Known, key: &Key, rendered: &Rendered) -> bool {
    let room = Vec::with_capacity(rendered.weight());
    let head = Shown::of(rendered).and_then(|shown| postcard::to_extend(&shown, room).ok());
    head.is_some_and(|head| known.put(key, &head))
}

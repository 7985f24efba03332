//! Writing down what is found, for a baseline.

use std::collections::{BTreeMap, BTreeSet};

use gouji_check::Outcome;
use gouji_model::{Evidence, Finding, Form, Report};

use crate::applying::{Subject, Withheld};
use crate::baseline::{Baseline, Entries, Entry, ReportKey};

/// What was found in one report.
#[derive(Clone, Debug)]
pub struct Record {
    key: ReportKey,
    entries: Entries,
    /// Rules that were not checked, so that what was known of them still holds.
    unchecked: BTreeSet<String>,
    /// Whether part of the report could not be read.
    partial: bool,
}

impl Record {
    /// Takes the findings out of an outcome, as they are after settings were applied.
    #[must_use]
    pub fn take(
        baseline: &Baseline,
        subject: &Subject<'_>,
        outcome: &mut Outcome,
        held: &Withheld,
    ) -> Self {
        let mut entries = Entries::new();
        for finding in outcome.findings.drain(..) {
            let identity = finding.identity;
            let known = entries.entry(identity);
            known
                .and_modify(|entry| entry.count = entry.count.saturating_add(1))
                .or_insert_with(|| entry(&subject.pack.form, subject.report, &finding));
        }
        Self {
            key: ReportKey::of(subject.report, subject.path, &baseline.path),
            entries,
            unchecked: held.unchecked.clone(),
            partial: !subject.report.lost_tables.is_empty(),
        }
    }

    /// How many findings it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries
            .values()
            .map(|entry| entry.count as usize)
            .sum()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn entry(form: &Form, report: &Report, finding: &Finding) -> Entry {
    let own = finding.cells.iter().filter(|evidence| !evidence.prior);
    let cells = own.map(|Evidence { cell, .. }| {
        let text = report.cell(*cell).map(|cell| cell.text().into_owned());
        (form.address(*cell), text.unwrap_or_default())
    });
    Entry {
        rule: finding.rule.clone(),
        at: finding.at.clone(),
        form: form.id.0.clone(),
        cells: cells.collect(),
        identity: finding.identity.to_string(),
        count: 1,
    }
}

impl Baseline {
    /// Puts in what was found, in place of what was known of the same reports. What was known of
    /// reports that were not checked, and of rules that were not, stays.
    pub fn update(&mut self, records: impl IntoIterator<Item = Record>) {
        let mut by_report: BTreeMap<ReportKey, Vec<Record>> = BTreeMap::new();
        for record in records {
            by_report
                .entry(record.key.clone())
                .or_default()
                .push(record);
        }
        for (key, records) in by_report {
            let known = self.reports.remove(&key).unwrap_or_default();
            let stays = |entry: &Entry| {
                records
                    .iter()
                    .any(|record| record.partial || record.unchecked.contains(&entry.rule))
            };
            let mut entries: Entries = known
                .into_iter()
                .filter(|(_, entry)| stays(entry))
                .collect();
            for (identity, entry) in records.into_iter().flat_map(|record| record.entries) {
                let count = entry.count;
                let known = entries.entry(identity).or_insert(entry);
                known.count = known.count.max(count);
            }
            self.reports.insert(key, entries);
        }
    }
}

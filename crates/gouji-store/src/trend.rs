//! What became of findings from run to run. A finding is known again by its unit, its year and its
//! identity; each change is a row, so that a run with the findings of the one before adds none.

use std::collections::{BTreeMap, BTreeSet};

use gouji_audit::result::{Audit, Change, FindingRow, RunRow, Totals};
use gouji_model::Severity;
use rusqlite::{Transaction, params};

use crate::StoreError;

/// What is known of the findings of earlier runs.
pub(crate) struct Trend {
    known: BTreeMap<String, Known>,
    /// Whether there is a run to compare with.
    has_before: bool,
}

/// A finding of earlier runs.
struct Known {
    first_run: i64,
    /// The run since which it is there, or was, without a break.
    open_run: i64,
    /// Whether it was there in the last run.
    is_open: bool,
    /// Whether it was there in the run that is compared with, and whether before that.
    was_open: bool,
    was_seen: bool,
    row: FindingRow,
    unit: String,
}

impl Trend {
    /// Reads what is known, to compare with one run.
    pub(crate) fn read(transaction: &Transaction<'_>, since: i64) -> Result<Self, StoreError> {
        let mut known: BTreeMap<String, Known> = BTreeMap::new();
        let mut events = transaction.prepare(
            "SELECT key, run, change, unit, year, rule, at, identity, severity, message \
             FROM finding_history ORDER BY run, key",
        )?;
        let mut rows = events.query([])?;
        while let Some(row) = rows.next()? {
            let (key, run, change): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let is_open = change != Change::Fixed.name();
            let severity: String = row.get(8)?;
            let entry = known.entry(key).or_insert(Known {
                first_run: run,
                open_run: run,
                is_open,
                was_open: false,
                was_seen: false,
                row: FindingRow::default(),
                unit: row.get(3)?,
            });
            entry.is_open = is_open;
            if is_open {
                entry.open_run = run;
            }
            if run <= since {
                entry.was_open = is_open;
                entry.was_seen = true;
            }
            entry.row = FindingRow {
                year: row.get(4)?,
                rule: row.get(5)?,
                at: row.get(6)?,
                identity: row.get(7)?,
                severity: severity_of(&severity),
                message: row.get(9)?,
                change: Some(Change::Fixed),
                first_run: Some(entry.first_run),
                open_run: Some(entry.open_run),
                ..FindingRow::default()
            };
        }
        Ok(Self {
            known,
            has_before: since > 0,
        })
    }

    /// Writes what has changed since the last run.
    pub(crate) fn write(
        &self,
        transaction: &Transaction<'_>,
        audit: &Audit,
        run: i64,
    ) -> Result<(), StoreError> {
        let mut insert = transaction
            .prepare("INSERT INTO finding_history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
        let mut event = |key: &str, change: Change, unit: &str, row: &FindingRow| {
            insert.execute(params![
                key,
                run,
                change.name(),
                unit,
                row.year,
                row.rule,
                row.at,
                row.identity,
                row.severity.name(),
                row.message,
            ])
        };
        let now = keys(audit);
        for (key, number) in &now {
            let Some(row) = audit.findings.get(*number) else {
                continue;
            };
            let change = match self.known.get(key) {
                Some(known) if known.is_open => continue,
                Some(_) => Change::Back,
                None => Change::New,
            };
            event(key, change, &unit_of(audit, row), row)?;
        }
        for (key, known) in self.known.iter().filter(|(_, known)| known.is_open) {
            if !now.contains_key(key) {
                event(key, Change::Fixed, &known.unit, &known.row)?;
            }
        }
        Ok(())
    }

    /// Says in a result what became of its findings; returns those that are gone.
    pub(crate) fn mark_changes(&self, audit: &mut Audit, run: i64) -> Vec<FindingRow> {
        let now = keys(audit);
        for (key, number) in &now {
            let Some(row) = audit.findings.get_mut(*number) else {
                continue;
            };
            let known = self.known.get(key);
            row.first_run = Some(known.map_or(run, |known| known.first_run));
            let open = known.filter(|known| known.is_open);
            row.open_run = Some(open.map_or(run, |known| known.open_run));
            row.change = self.has_before.then_some(match known {
                Some(known) if known.was_open => Change::Still,
                Some(known) if known.was_seen => Change::Back,
                _ => Change::New,
            });
        }
        let units: BTreeMap<String, usize> = audit
            .units
            .iter()
            .enumerate()
            .map(|(number, unit)| (unit.name.clone(), number))
            .collect();
        let gone = self
            .known
            .iter()
            .filter(|(key, known)| known.was_open && !now.contains_key(*key));
        gone.map(|(_, known)| FindingRow {
            unit: units.get(&known.unit).copied(),
            ..known.row.clone()
        })
        .collect()
    }
}

/// The findings of a result by their keys. The second of two alike has its number behind its key.
fn keys(audit: &Audit) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (number, row) in audit.findings.iter().enumerate() {
        if row.change == Some(Change::Fixed) {
            continue;
        }
        let year = row.year.map_or_else(String::new, |year| year.to_string());
        let report = row.report.and_then(|report| audit.reports.get(report));
        // Each month has findings of its own.
        let period = report.and_then(|report| report.period.as_ref());
        let year = period.unwrap_or(&year);
        let at = row.at.as_deref().unwrap_or_default();
        let mut key = format!("{}|{year}|{}|{at}", unit_of(audit, row), row.identity);
        while !seen.insert(key.clone()) {
            key.push('+');
        }
        keys.insert(key, number);
    }
    keys
}

/// The unit of a finding: by name, or by its file where it is of none.
fn unit_of(audit: &Audit, row: &FindingRow) -> String {
    let unit = row.unit.and_then(|unit| audit.units.get(unit));
    let report = row.report.and_then(|report| audit.reports.get(report));
    let by_file = || report.map(|report| report.path.clone()).unwrap_or_default();
    unit.map_or_else(by_file, |unit| unit.name.clone())
}

/// All runs, the first one first.
pub(crate) fn runs(transaction: &Transaction<'_>) -> Result<Vec<RunRow>, StoreError> {
    let mut all = transaction.prepare("SELECT * FROM runs ORDER BY run")?;
    let rows = all.query_map([], |row| {
        let count = |at: usize| -> rusqlite::Result<usize> {
            Ok(usize::try_from(row.get::<_, i64>(at)?).unwrap_or(0))
        };
        Ok(RunRow {
            number: row.get(0)?,
            at: row.get(1)?,
            totals: Totals {
                reports: count(3)?,
                unread: count(4)?,
                unpaired: count(5)?,
                missing: count(6)?,
                errors: count(7)?,
                warnings: count(8)?,
                infos: count(9)?,
                blocked: count(10)?,
                suppressed: count(11)?,
                fixed: count(12)?,
            },
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn severity_of(name: &str) -> Severity {
    match name {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Info,
    }
}

//! What became of findings from run to run. A finding is known again by its unit, its year and its
//! identity; each change is a row, so that a run with the findings of the one before adds none.

use std::cell::RefCell;
use std::collections::HashMap;

use gouji_audit::result::{Audit, Change, FindingRow, Rows, RunRow, Totals};
use gouji_model::Severity;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Transaction, params};

use crate::StoreError;

/// The keys of this run's findings, which only this connection sees; they wait on disk where they are many.
const KEYS: &str = "DROP TABLE IF EXISTS temp.keys_now; \
     CREATE TEMP TABLE keys_now (key TEXT PRIMARY KEY) WITHOUT ROWID;";
const ADD_KEY: &str = "INSERT OR IGNORE INTO temp.keys_now VALUES (?)";
/// The findings that are not there any more.
const GONE: &str = "DROP TABLE IF EXISTS temp.keys_gone; \
     CREATE TEMP TABLE keys_gone AS SELECT DISTINCT key FROM finding_history \
     WHERE key NOT IN (SELECT key FROM temp.keys_now) ORDER BY key;";
const EVENTS: &str = "SELECT run, change FROM finding_history WHERE key = ? ORDER BY run";
const LAST: &str = "SELECT unit, year, rule, at, identity, severity, message \
     FROM finding_history WHERE key = ? ORDER BY run DESC LIMIT 1";
const ADD_EVENT: &str = "INSERT INTO finding_history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// The run that findings are of, and the earlier one that it is compared with; 0 where there is none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared {
    pub run: i64,
    pub since: i64,
}

/// What became of findings: held against those of earlier runs one by one.
pub(crate) struct Trend<'t> {
    connection: &'t Connection,
    audit: &'t Audit,
    compared: Compared,
    /// Whether no earlier run found anything.
    has_history: bool,
    /// The name of the report's unit, or its file, and its period, of the report asked for last.
    report: RefCell<Option<(usize, OfReport)>>,
}

/// What of a report goes into the keys of its findings.
#[derive(Clone, Debug, Default)]
struct OfReport {
    path: String,
    /// Each month has findings of its own.
    period: Option<String>,
}

/// What is known of a finding of earlier runs.
#[derive(Clone, Copy, Debug)]
struct Known {
    first_run: i64,
    /// The run since which it is there, or was, without a break.
    open_run: i64,
    /// Whether it was there in the last run.
    is_open: bool,
    /// Whether it was there in the run that is compared with, and whether before that.
    was_open: bool,
    was_seen: bool,
}

impl<'t> Trend<'t> {
    /// Begins to compare a result with earlier runs.
    pub(crate) fn begin(
        transaction: &'t Transaction<'_>,
        audit: &'t Audit,
        compared: Compared,
    ) -> Result<Self, StoreError> {
        transaction.execute_batch(KEYS)?;
        let any = "SELECT EXISTS (SELECT 1 FROM finding_history)";
        Ok(Self {
            connection: transaction,
            audit,
            compared,
            has_history: transaction.query_row(any, [], |row| row.get(0))?,
            report: RefCell::new(None),
        })
    }

    /// Says in a finding what became of it, and notes where that is new.
    pub(crate) fn mark(&self, row: &mut FindingRow) -> Result<(), StoreError> {
        let Compared { run, since } = self.compared;
        let unit = self.unit_of(row)?;
        let key = self.key(row, &unit)?;
        let known = match self.has_history {
            true => self.known(&key)?,
            false => None,
        };
        row.first_run = Some(known.map_or(run, |known| known.first_run));
        let open = known.filter(|known| known.is_open);
        row.open_run = Some(open.map_or(run, |known| known.open_run));
        row.change = (since > 0).then_some(match known {
            Some(known) if known.was_open => Change::Still,
            Some(known) if known.was_seen => Change::Back,
            _ => Change::New,
        });
        let change = match known {
            Some(known) if known.is_open => return Ok(()),
            Some(_) => Change::Back,
            None => Change::New,
        };
        self.event(&key, change, &unit, row)
    }

    /// Adds the findings that are gone to those that are there; returns how many.
    pub(crate) fn add_fixed(&self, rows: &mut Rows<FindingRow>) -> Result<usize, StoreError> {
        if !self.has_history {
            return Ok(0);
        }
        self.connection.execute_batch(GONE)?;
        let mut units: Option<HashMap<&str, usize>> = None;
        let mut gone = self.connection.prepare("SELECT key FROM temp.keys_gone")?;
        let mut gone = gone.query([])?;
        let before = rows.len();
        while let Some(one) = gone.next()? {
            let key: String = one.get(0)?;
            let Some(known) = self.known(&key)? else {
                continue;
            };
            let (unit, row) = self.last(&key, known)?;
            if known.was_open {
                let units = units.get_or_insert_with(|| numbers(self.audit));
                rows.push(&FindingRow {
                    unit: units.get(unit.as_str()).copied(),
                    ..row.clone()
                })?;
            }
            if known.is_open {
                self.event(&key, Change::Fixed, &unit, &row)?;
            }
        }
        Ok(rows.len() - before)
    }

    fn cached(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    fn event(
        &self,
        key: &str,
        change: Change,
        unit: &str,
        row: &FindingRow,
    ) -> Result<(), StoreError> {
        self.cached(ADD_EVENT)?.execute(params![
            key,
            self.compared.run,
            change.name(),
            unit,
            row.year,
            row.rule,
            row.at,
            row.identity,
            row.severity.name(),
            row.message,
        ])?;
        Ok(())
    }

    /// What is known of a finding by its key.
    fn known(&self, key: &str) -> Result<Option<Known>, StoreError> {
        let mut events = self.cached(EVENTS)?;
        let mut events = events.query([key])?;
        let mut known: Option<Known> = None;
        while let Some(row) = events.next()? {
            let (run, change): (i64, String) = (row.get(0)?, row.get(1)?);
            let is_open = change != Change::Fixed.name();
            let entry = known.get_or_insert(Known {
                first_run: run,
                open_run: run,
                is_open,
                was_open: false,
                was_seen: false,
            });
            entry.is_open = is_open;
            if is_open {
                entry.open_run = run;
            }
            if run <= self.compared.since {
                entry.was_open = is_open;
                entry.was_seen = true;
            }
        }
        Ok(known)
    }

    /// What was noted last of a finding, with its unit.
    fn last(&self, key: &str, known: Known) -> Result<(String, FindingRow), StoreError> {
        let mut last = self.cached(LAST)?;
        let found = last.query_row([key], |row| {
            let severity: String = row.get(5)?;
            let finding = FindingRow {
                year: row.get(1)?,
                rule: row.get(2)?,
                at: row.get(3)?,
                identity: row.get(4)?,
                severity: severity_of(&severity),
                message: row.get(6)?,
                change: Some(Change::Fixed),
                first_run: Some(known.first_run),
                open_run: Some(known.open_run),
                ..FindingRow::default()
            };
            Ok((row.get(0)?, finding))
        });
        Ok(found.optional()?.unwrap_or_default())
    }

    /// The key of a finding. The second of two alike has its number behind its key.
    fn key(&self, row: &FindingRow, unit: &str) -> Result<String, StoreError> {
        let year = row.year.map_or_else(String::new, |year| year.to_string());
        let period = self.of_report(row)?.and_then(|report| report.period);
        let year = period.unwrap_or(year);
        let at = row.at.as_deref().unwrap_or_default();
        let mut key = format!("{unit}|{year}|{}|{at}", row.identity);
        let mut add = self.cached(ADD_KEY)?;
        while add.execute([&key])? == 0 {
            key.push('+');
        }
        Ok(key)
    }

    /// The unit of a finding: by name, or by its file where it is of none.
    fn unit_of(&self, row: &FindingRow) -> Result<String, StoreError> {
        let unit = row.unit.and_then(|unit| self.audit.units.get(unit));
        if let Some(unit) = unit {
            return Ok(unit.name.clone());
        }
        let report = self.of_report(row)?;
        Ok(report.map(|report| report.path).unwrap_or_default())
    }

    fn of_report(&self, row: &FindingRow) -> Result<Option<OfReport>, StoreError> {
        let Some(number) = row.report else {
            return Ok(None);
        };
        let mut last = self.report.borrow_mut();
        if let Some((own, report)) = &*last
            && *own == number
        {
            return Ok(Some(report.clone()));
        }
        let Some(report) = self.audit.reports.get(number)? else {
            return Ok(None);
        };
        let report = OfReport {
            path: report.path,
            period: report.period,
        };
        *last = Some((number, report.clone()));
        Ok(Some(report))
    }
}

/// The numbers of units by their names.
fn numbers(audit: &Audit) -> HashMap<&str, usize> {
    let units = audit.units.iter().enumerate();
    units
        .map(|(number, unit)| (unit.name.as_str(), number))
        .collect()
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

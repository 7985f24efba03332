//! What became of findings from run to run. A finding is known again by its unit, its year and its
//! identity; each change is a row, so that a run with the findings of the one before adds none.

mod changed;
mod gone;
mod held;
mod keys;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

use gouji_audit::result::{Audit, Change, FindingRow, Rows, RunRow, Totals, WhyUnchecked};
use gouji_model::Severity;
use rusqlite::{CachedStatement, Connection, OptionalExtension as _, Transaction, params};

use crate::StoreError;
use changed::About;
use gone::Now;
use held::Held;
use keys::{Former, key_of, whose};

/// The keys of this run's findings, which only this connection sees; they wait on disk where they are many.
const KEYS: &str = "DROP TABLE IF EXISTS temp.keys_now; \
     CREATE TEMP TABLE keys_now (key TEXT PRIMARY KEY) WITHOUT ROWID;";
const ADD_KEY: &str = "INSERT OR IGNORE INTO temp.keys_now VALUES (?)";
/// The findings that are not there any more.
const GONE: &str = "DROP TABLE IF EXISTS temp.keys_gone; \
     CREATE TEMP TABLE keys_gone AS SELECT DISTINCT key FROM finding_history \
     WHERE key NOT IN (SELECT key FROM temp.keys_now) ORDER BY key;";
const EVENTS: &str = "SELECT run, change FROM finding_history WHERE key = ? ORDER BY run, rowid";
const LAST: &str = "SELECT unit, year, rule, at, identity, severity, message, rests_on \
     FROM finding_history WHERE key = ? ORDER BY run DESC, rowid DESC LIMIT 1";
const ADD_EVENT: &str = "INSERT INTO finding_history VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

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
    /// Whether a report speaks of a time that is shorter than a year: else none is asked for that.
    have_periods: bool,
    /// Whether an earlier run found anything.
    has_history: bool,
    /// The names under which it may have known units.
    former: Former<'t>,
    held: Held<'t>,
    /// The numbers of units by their names, once they are asked for.
    units: OnceCell<HashMap<&'t str, usize>>,
    /// Whether it was made ready to look for findings that go on with other values.
    looks_for_changed: Cell<bool>,
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
    /// How it stood after the last run.
    last: Standing,
    /// The same after the run that is compared with; nothing where it was not known by then.
    since: Option<Standing>,
}

/// How a finding stands after a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It is there.
    Open,
    /// It was not checked again.
    Unchecked,
    /// It was there and accepted.
    Held,
    /// It is mended.
    Mended,
}

impl Standing {
    fn of(change: &str) -> Self {
        match change {
            _ if change == Change::Unchecked.name() => Self::Unchecked,
            _ if change == Change::Held.name() => Self::Held,
            _ if change == Change::Fixed.name() => Self::Mended,
            _ => Self::Open,
        }
    }

    const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Unchecked)
    }

    /// Whether it is worth a word what became of a finding that stood so and is not there: what was accepted is
    /// as it was until it is mended, and what was mended until it is there again and accepted.
    fn is_told(self, became: Change) -> bool {
        match self {
            Self::Open | Self::Unchecked => true,
            Self::Held => became == Change::Fixed,
            Self::Mended => became == Change::Held,
        }
    }
}

/// How many findings of earlier runs are not there any more.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Gone {
    /// Of the run before.
    pub before: GoneCounts,
    /// Of the run that is compared with.
    pub since: GoneCounts,
}

/// The same of one run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GoneCounts {
    /// They were checked again.
    pub fixed: usize,
    /// They were not.
    pub unchecked: usize,
}

impl GoneCounts {
    fn add(&mut self, change: Change) {
        self.fixed += usize::from(change == Change::Fixed);
        self.unchecked += usize::from(change == Change::Unchecked);
    }
}

/// What is noted of a finding in a run.
struct Event<'e> {
    key: &'e str,
    change: Change,
    unit: &'e str,
    rests_on: Option<String>,
}

impl<'t> Trend<'t> {
    /// Begins to compare a result with earlier runs.
    pub(crate) fn begin(
        transaction: &'t Transaction<'_>,
        audit: &'t Audit,
        compared: Compared,
        have_periods: bool,
    ) -> Result<Self, StoreError> {
        transaction.execute_batch(KEYS)?;
        let any = "SELECT EXISTS (SELECT 1 FROM finding_history)";
        let has_history = transaction.query_row(any, [], |row| row.get(0))?;
        Ok(Self {
            connection: transaction,
            audit,
            compared,
            have_periods,
            has_history,
            former: match has_history {
                true => Former::of(audit),
                false => Former::default(),
            },
            held: Held::of(transaction, audit),
            units: OnceCell::new(),
            looks_for_changed: Cell::new(false),
            report: RefCell::new(None),
        })
    }

    /// Says in a finding what became of it, and notes where that is new.
    pub(crate) fn mark(&self, row: &mut FindingRow) -> Result<(), StoreError> {
        let Compared { run, since } = self.compared;
        let unit = self.unit_of(row)?;
        let (key, mut known) = self.key(row, &unit)?;
        let is_new = known.is_none_or(|known| known.last == Standing::Mended);
        let goes_on = is_new && self.goes_on(row, &unit, &key)?;
        if goes_on {
            known = self.known(&key)?;
        }
        row.first_run = Some(known.map_or(run, |known| known.first_run));
        let open = known.filter(|known| known.last.is_open());
        row.open_run = Some(open.map_or(run, |known| known.open_run));
        let before = known.and_then(|known| known.since);
        row.change = (since > 0).then_some(match before {
            Some(before) if before.is_open() => Change::Still,
            Some(_) => Change::Back,
            None => Change::New,
        });
        let change = match known.map(|known| known.last) {
            Some(Standing::Open) if !goes_on => return Ok(()),
            Some(last) if last.is_open() => Change::Still,
            Some(_) => Change::Back,
            None => Change::New,
        };
        let event = Event {
            key: &key,
            change,
            unit: &unit,
            rests_on: self.rests_on(row)?,
        };
        self.event(event, row)
    }

    /// Whether a finding goes on from one of earlier runs about the same, with other values: then its history is
    /// that one's.
    fn goes_on(&self, row: &FindingRow, unit: &str, key: &str) -> Result<bool, StoreError> {
        let Some(at) = row.at.as_deref().filter(|_| self.has_history) else {
            return Ok(false);
        };
        if !self.looks_for_changed.replace(true) {
            self.held.note(&self.former)?;
            changed::prepare(self.connection)?;
        }
        let time = &self.time_of(row)?;
        let report = self.of_report(row)?;
        let path = report.as_ref().map(|report| report.path.as_str());
        let former = self.former.names(self.audit, (row.unit, row.year), path);
        for unit in std::iter::once(unit).chain(former) {
            let about = About {
                unit,
                time,
                rule: &row.rule,
                at,
            };
            if changed::go_on(self.connection, about, key)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The time of a finding, as it stands in its key.
    fn time_of(&self, row: &FindingRow) -> Result<String, StoreError> {
        let period = match self.have_periods {
            true => self.of_report(row)?.and_then(|report| report.period),
            false => None,
        };
        let year = || row.year.map_or_else(String::new, |year| year.to_string());
        Ok(period.unwrap_or_else(year))
    }

    /// The other reports that a finding rests on, one a line.
    fn rests_on(&self, row: &FindingRow) -> Result<Option<String>, StoreError> {
        let cells = row.cells.iter().filter_map(|cell| cell.report);
        let passages = row.passages.iter().filter_map(|passage| passage.report);
        let others: BTreeSet<usize> = cells.chain(passages).collect();
        let mut all = BTreeSet::new();
        for number in others.into_iter().filter(|one| Some(*one) != row.report) {
            if let Some(report) = self.audit.reports.get(number)? {
                all.insert(whose(self.audit, &report));
            }
        }
        let lines: Vec<String> = all.into_iter().collect();
        Ok((!lines.is_empty()).then(|| lines.join("\n")))
    }

    /// Adds the findings that are not there any more to those that are, with what became of each; returns how many
    /// there are.
    pub(crate) fn add_gone(&self, rows: &mut Rows<FindingRow>) -> Result<Gone, StoreError> {
        let mut counts = Gone::default();
        if !self.has_history {
            return Ok(counts);
        }
        self.connection.execute_batch(GONE)?;
        let now = Now::of(self.connection, self.audit, &self.former, &self.held);
        let mut again = Vec::new();
        let mut gone = self.connection.prepare("SELECT key FROM temp.keys_gone")?;
        let mut gone = gone.query([])?;
        while let Some(one) = gone.next()? {
            let key: String = one.get(0)?;
            let Some(known) = self.known(&key)? else {
                continue;
            };
            let is_mended = |standing| standing == Standing::Mended;
            if !is_mended(known.last) || known.since.is_some_and(|since| !is_mended(since)) {
                self.one_gone(key, known, &now, (rows, &mut counts))?;
            } else if self.held.has(&key, &self.former)? {
                again.push(key);
            }
        }
        // What is mended and accepted now was another's until a moment ago, or is there again.
        for key in again {
            if let Some(known) = self.known(&key)?.filter(|one| !one.last.is_open()) {
                self.one_gone(key, known, &now, (rows, &mut counts))?;
            }
        }
        Ok(counts)
    }

    /// Adds one that is not there any more.
    fn one_gone(
        &self,
        mut key: String,
        known: Known,
        now: &Now<'_>,
        (rows, counts): (&mut Rows<FindingRow>, &mut Gone),
    ) -> Result<(), StoreError> {
        let (unit, rests_on, mut row) = self.last(&key, known)?;
        let (mut change, why) = now.became(&key, &row, rests_on.as_deref())?;
        if change == Change::Fixed
            && known.last != Standing::Mended
            && let Some(accepted) = self.held.about(&key, &row, &self.former)?
        {
            changed::rename(self.connection, &key, &accepted.key)?;
            (key, row.identity, change) = (accepted.key, accepted.identity, Change::Held);
        }
        (row.change, row.why) = (Some(change), why);
        if known.since.is_some_and(|since| since.is_told(change)) {
            let units = self.units.get_or_init(|| numbers(self.audit));
            let named = units.get(unit.as_str()).copied();
            row.unit = self.former.unit(&unit, row.year).or(named);
            if row.unit.is_none() {
                row.place.clone_from(&unit);
            }
            counts.since.add(change);
            rows.push(&row)?;
        }
        if !known.last.is_told(change) {
            return Ok(());
        }
        counts.before.add(change);
        if (known.last, change) == (Standing::Unchecked, Change::Unchecked) {
            return Ok(());
        }
        let (key, unit) = (key.as_str(), unit.as_str());
        let event = Event {
            key,
            change,
            unit,
            rests_on,
        };
        self.event(event, &row)
    }

    fn cached(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    fn event(&self, event: Event<'_>, row: &FindingRow) -> Result<(), StoreError> {
        self.cached(ADD_EVENT)?.execute(params![
            event.key,
            self.compared.run,
            event.change.name(),
            event.unit,
            row.year,
            row.rule,
            row.at,
            row.identity,
            row.severity.name(),
            row.message,
            row.why.map(WhyUnchecked::name),
            event.rests_on,
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
            let standing = Standing::of(&change);
            let entry = known.get_or_insert(Known {
                first_run: run,
                open_run: run,
                last: standing,
                since: None,
            });
            // What was not checked for a while and is found again, or goes on with other values, was there all the time.
            if standing == Standing::Open && !entry.last.is_open() {
                entry.open_run = run;
            }
            entry.last = standing;
            if run <= self.compared.since {
                entry.since = Some(standing);
            }
        }
        Ok(known)
    }

    /// What was noted last of a finding, with its unit and the other reports it rests on.
    fn last(
        &self,
        key: &str,
        known: Known,
    ) -> Result<(String, Option<String>, FindingRow), StoreError> {
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
                first_run: Some(known.first_run),
                open_run: Some(known.open_run),
                ..FindingRow::default()
            };
            Ok((row.get(0)?, row.get(7)?, finding))
        });
        Ok(found.optional()?.unwrap_or_default())
    }

    /// The key of a finding, and what is known of it. The second of two alike has its number behind its key.
    fn key(&self, row: &FindingRow, unit: &str) -> Result<(String, Option<Known>), StoreError> {
        let time = self.time_of(row)?;
        let at = row.at.as_deref();
        let mut key = key_of(&format!("{unit}|{time}"), &row.identity, at);
        let mut known = match self.has_history {
            true => self.known(&key)?,
            false => None,
        };
        if known.is_none() && self.has_history {
            (key, known) = self
                .former(row, &time)?
                .map_or((key, None), |(key, known)| (key, Some(known)));
        }
        let mut add = self.cached(ADD_KEY)?;
        let length = key.len();
        while add.execute([&key])? == 0 {
            key.push('+');
        }
        if key.len() > length && self.has_history {
            known = self.known(&key)?;
        }
        Ok((key, known))
    }

    /// What an earlier run knew of a finding whose unit had another name then, or none.
    fn former(&self, row: &FindingRow, time: &str) -> Result<Option<(String, Known)>, StoreError> {
        let report = self.of_report(row)?;
        let path = report.as_ref().map(|report| report.path.as_str());
        for name in self.former.names(self.audit, (row.unit, row.year), path) {
            let key = key_of(&format!("{name}|{time}"), &row.identity, row.at.as_deref());
            if let Some(known) = self.known(&key)? {
                return Ok(Some((key, known)));
            }
        }
        Ok(None)
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
                unchecked: usize::try_from(row.get::<_, Option<i64>>(13)?.unwrap_or(0))
                    .unwrap_or(0),
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

//! Saving a run.

use std::collections::HashMap;

use gouji_audit::result::{Audit, Change, FindingRow, ReportRow, Rows, RunRow, Totals};
use rusqlite::{DropBehavior, Statement, Transaction, TransactionBehavior, params};

use crate::store::last_run;
use crate::trend::{self, Compared, Trend};
use crate::{Store, StoreError};

/// The tables that hold the last run alone.
const OF_LAST_RUN: [&str; 6] = [
    "units", "files", "reports", "layouts", "findings", "suspects",
];

impl Store {
    /// Saves a run that ended at a time, and says in it what became of findings since the run before,
    /// or since another. It is part of the store once it is committed: what is made of the result is made
    /// before, so that where the process dies on the way the next run makes the same again.
    ///
    /// # Errors
    /// Where it could not be saved: the store is as it was before.
    pub fn save(
        &mut self,
        audit: &mut Audit,
        at: &str,
        engine: &str,
        since: Option<i64>,
    ) -> Result<(), StoreError> {
        let connection = &mut self.connection;
        let mut transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = last_run(&transaction)?;
        if let Some(run) = since.filter(|since| !(1..=last).contains(since)) {
            return Err(StoreError::NoRun { run, last });
        }
        let run = last + 1;
        for table in OF_LAST_RUN {
            transaction.execute(&format!("DELETE FROM {table}"), [])?;
        }
        units(&transaction, audit)?;
        files(&transaction, audit)?;
        let have_periods = reports(&transaction, audit)?;
        let compared = Compared {
            run,
            since: since.unwrap_or(last),
        };
        let trend = Trend::begin(&transaction, audit, compared, have_periods)?;
        let mut marked = findings(&transaction, audit, &trend)?;
        let gone = trend.add_gone(&mut marked)?;
        drop(trend);
        audit.totals.fixed = gone.since.fixed;
        audit.totals.unchecked = gone.since.unchecked;
        let [errors, warnings, infos] = audit.of_config;
        // Of runs one after the other the sum is right only where each has what became of the one before.
        let own = RunRow {
            number: run,
            at: at.to_owned(),
            totals: Totals {
                errors: audit.totals.errors + errors,
                warnings: audit.totals.warnings + warnings,
                infos: audit.totals.infos + infos,
                fixed: gone.before.fixed,
                unchecked: gone.before.unchecked,
                ..audit.totals
            },
        };
        write_run(&transaction, &own, engine)?;
        audit.runs = trend::runs(&transaction)?;
        // What was done stays open; without a commit it is gone with the connection.
        transaction.set_drop_behavior(DropBehavior::Ignore);
        audit.findings = marked;
        Ok(())
    }

    /// Saves a run that came to the very same as the last one, of which the caller knows what `last` says:
    /// every finding is still there, and all else is in the store already. Returns all runs, this one last;
    /// nothing where the last run is another. Like a run that is saved it has to be committed.
    ///
    /// # Errors
    /// Where it could not be saved: the store is as it was before.
    pub fn repeat(
        &mut self,
        last: &RunRow,
        at: &str,
        engine: &str,
    ) -> Result<Option<Vec<RunRow>>, StoreError> {
        let connection = &mut self.connection;
        let mut transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if trend::runs(&transaction)?.last() != Some(last) {
            return Ok(None);
        }
        let still = Change::Still.name();
        let sql = "UPDATE findings SET change = ?1 WHERE change IS NOT ?1";
        transaction.execute(sql, [still])?;
        let own = RunRow {
            number: last.number + 1,
            at: at.to_owned(),
            totals: Totals {
                fixed: 0,
                ..last.totals
            },
        };
        write_run(&transaction, &own, engine)?;
        let runs = trend::runs(&transaction)?;
        transaction.set_drop_behavior(DropBehavior::Ignore);
        Ok(Some(runs))
    }

    /// Makes the run that was saved last part of the store.
    ///
    /// # Errors
    /// Where it could not be written: the store is as it was before.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        let committed = self.connection.execute_batch("COMMIT");
        if committed.is_err() && !self.connection.is_autocommit() {
            self.connection.execute_batch("ROLLBACK")?;
        }
        committed?;
        // From now on readers go on while a run writes. The first run has none, and a log would have all of it
        // written twice. Where somebody reads by now, the next run has it so.
        let _ = self.connection.pragma_update(None, "journal_mode", "wal");
        Ok(())
    }
}

fn write_run(transaction: &Transaction<'_>, run: &RunRow, engine: &str) -> Result<(), StoreError> {
    let totals = run.totals;
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    transaction.execute(
        "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            run.number,
            run.at,
            engine,
            count(totals.reports),
            count(totals.unread),
            count(totals.unpaired),
            count(totals.missing),
            count(totals.errors),
            count(totals.warnings),
            count(totals.infos),
            count(totals.blocked),
            count(totals.suppressed),
            count(totals.fixed),
            count(totals.unchecked),
        ],
    )?;
    Ok(())
}

/// A number as SQLite takes it.
fn number(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn units(transaction: &Transaction<'_>, audit: &Audit) -> Result<(), StoreError> {
    let mut insert =
        transaction.prepare("INSERT INTO units VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (unit, row) in audit.units.iter().enumerate() {
        insert.execute(params![
            number(unit),
            row.name,
            row.aliases.join("|"),
            row.above().map(number),
            row.level.name(),
            &*row.region,
            row.counts,
            row.since,
            row.until,
            row.is_listed(),
        ])?;
    }
    Ok(())
}

fn files(transaction: &Transaction<'_>, audit: &Audit) -> Result<(), StoreError> {
    let mut insert = transaction.prepare("INSERT INTO files VALUES (?, ?)")?;
    for row in &audit.unread {
        let row = row?;
        insert.execute(params![row.path, row.why])?;
    }
    Ok(())
}

/// The layouts that reports have: which cells the packed ones are.
struct Layouts<'t> {
    insert: Statement<'t>,
    /// Those of forms that leave no rows open, by the forms' ids.
    known: HashMap<String, i64>,
    count: i64,
}

impl<'t> Layouts<'t> {
    fn new(transaction: &'t Transaction<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            insert: transaction.prepare("INSERT INTO layouts VALUES (?, ?, ?)")?,
            known: HashMap::new(),
            count: 0,
        })
    }

    /// The number of a report's.
    fn of(&mut self, audit: &Audit, report: &ReportRow) -> Result<Option<i64>, StoreError> {
        if let Some(known) = self.known.get(&report.form)
            && report.open_rows.is_empty()
        {
            return Ok(Some(*known));
        }
        let Some(form) = audit.form_of(report) else {
            return Ok(None);
        };
        self.count += 1;
        let addresses: Vec<&str> = form.cells().map(|cell| form.address_of(cell)).collect();
        let row = params![self.count, report.form, addresses.join("\n")];
        self.insert.execute(row)?;
        if report.open_rows.is_empty() {
            self.known.insert(report.form.clone(), self.count);
        }
        Ok(Some(self.count))
    }
}

/// Writes the reports; returns whether any speaks of a time that is shorter than a year.
fn reports(transaction: &Transaction<'_>, audit: &Audit) -> Result<bool, StoreError> {
    let mut have_periods = false;
    let mut layouts = Layouts::new(transaction)?;
    let mut insert = transaction
        .prepare("INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (report, row) in audit.reports.iter().enumerate() {
        let row = row?;
        insert.execute(params![
            number(report),
            row.path,
            row.form,
            row.year,
            row.organization,
            row.unit.map(number),
            row.certainty.name(),
            number(row.errors),
            number(row.warnings),
            number(row.infos),
            number(row.blocked),
            layouts.of(audit, &row)?,
            row.cells.as_bytes(),
        ])?;
        have_periods |= row.period.is_some();
    }
    Ok(have_periods)
}

/// Writes the findings; returns them with what became of each.
fn findings(
    transaction: &Transaction<'_>,
    audit: &Audit,
    trend: &Trend<'_>,
) -> Result<Rows<FindingRow>, StoreError> {
    let mut insert = transaction
        .prepare("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut suspect =
        transaction.prepare("INSERT INTO suspects VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut marked = Rows::default();
    for (finding, row) in audit.findings.iter().enumerate() {
        let mut row = row?;
        trend.mark(&mut row)?;
        let finding = number(finding) + 1;
        insert.execute(params![
            finding,
            row.report.map(number),
            row.unit.map(number),
            row.year,
            row.identity,
            row.rule,
            row.at,
            row.severity.name(),
            row.message,
            row.labels.join(" / "),
            row.place,
            row.change.map(Change::name),
            row.first_run,
        ])?;
        suspects(&mut suspect, finding, &row)?;
        marked.push(&row)?;
    }
    Ok(marked)
}

fn suspects(insert: &mut Statement<'_>, finding: i64, row: &FindingRow) -> Result<(), StoreError> {
    for (position, one) in row.suspects.iter().enumerate() {
        insert.execute(params![
            finding,
            number(position) + 1,
            one.file,
            one.organization,
            one.year,
            one.id,
            one.suggested,
            one.is_certain,
        ])?;
    }
    Ok(())
}

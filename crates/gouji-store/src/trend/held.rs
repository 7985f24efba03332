//! What is there and accepted: it is none of the findings of a run, and nothing of it is mended.
//!
//! It waits on disk like the keys of findings, and is noted when first it is asked for.

use std::cell::Cell;

use gouji_audit::result::{Audit, FindingRow, ReportRow};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::keys::{Former, key_of, whose};
use crate::StoreError;

const TABLE: &str = "DROP TABLE IF EXISTS temp.keys_held; \
     CREATE TEMP TABLE keys_held \
     (key TEXT PRIMARY KEY, whose TEXT, rule TEXT, at TEXT, identity TEXT) WITHOUT ROWID;";
const INDEX: &str = "CREATE INDEX temp.held_about ON keys_held (whose, rule, at);";
const ADD: &str = "INSERT OR IGNORE INTO temp.keys_held VALUES (?, ?, ?, ?, ?)";
const IS_HELD: &str = "SELECT EXISTS (SELECT 1 FROM temp.keys_held WHERE key = ?)";
const ABOUT: &str =
    "SELECT key, identity FROM temp.keys_held WHERE whose = ? AND rule = ? AND at = ?";
const LAST_CHANGE: &str =
    "SELECT change FROM finding_history WHERE key = ? ORDER BY run DESC, rowid DESC LIMIT 1";

/// What a run holds back.
pub(super) struct Held<'t> {
    connection: &'t Connection,
    audit: &'t Audit,
    is_noted: Cell<bool>,
}

/// What is known of a finding that is accepted.
pub(super) struct Accepted {
    pub key: String,
    pub identity: String,
}

impl<'t> Held<'t> {
    /// What a run holds back, of which nothing is noted yet.
    pub(super) const fn of(connection: &'t Connection, audit: &'t Audit) -> Self {
        Self {
            connection,
            audit,
            is_noted: Cell::new(false),
        }
    }

    /// Whether it holds nothing back.
    const fn is_empty(&self) -> bool {
        self.audit.held.is_empty()
    }

    /// Whether a finding is there and accepted.
    pub(super) fn has(&self, key: &str, former: &Former<'_>) -> Result<bool, StoreError> {
        if self.is_empty() {
            return Ok(false);
        }
        self.note(former)?;
        // The second of two alike has a mark behind its key.
        let key = key.trim_end_matches('+');
        let mut held = self.connection.prepare_cached(IS_HELD)?;
        Ok(held.query_row([key], |row| row.get(0))?)
    }

    /// The one that is accepted of those about the same as a finding that is not there any more: the cell is wrong
    /// with figures that were accepted. One that stood beside it in the last run is another.
    pub(super) fn about(
        &self,
        key: &str,
        row: &FindingRow,
        former: &Former<'_>,
    ) -> Result<Option<Accepted>, StoreError> {
        let Some(at) = row.at.as_deref().filter(|_| !self.is_empty()) else {
            return Ok(None);
        };
        self.note(former)?;
        let rest = key_of("", &row.identity, Some(at));
        let whose = key.trim_end_matches('+').strip_suffix(rest.as_str());
        let mut about = self.connection.prepare_cached(ABOUT)?;
        let mut last = self.connection.prepare_cached(LAST_CHANGE)?;
        let mut rows = about.query(params![whose, row.rule, at])?;
        let mut found = None;
        while let Some(one) = rows.next()? {
            let (key, identity): (String, String) = (one.get(0)?, one.get(1)?);
            let known = last.query_row([&key], |row| row.get::<_, String>(0));
            if known.optional()?.is_some_and(|change| change != "fixed") {
                continue;
            }
            if found.replace(Accepted { key, identity }).is_some() {
                return Ok(None);
            }
        }
        Ok(found)
    }

    /// Notes what is there and accepted, under every name that its unit may have been known by.
    pub(super) fn note(&self, former: &Former<'_>) -> Result<(), StoreError> {
        if self.is_noted.replace(true) {
            return Ok(());
        }
        self.connection.execute_batch(TABLE)?;
        let mut add = self.connection.prepare(ADD)?;
        for row in &self.audit.held {
            let row = row?;
            let report = self.audit.report(row.report)?.unwrap_or(ReportRow {
                unit: row.unit,
                year: row.year,
                ..ReportRow::default()
            });
            let mut all = former.whose(self.audit, &report);
            all.push(whose(self.audit, &report));
            for whose in all {
                let key = key_of(&whose, &row.identity, row.at.as_deref());
                add.execute(params![key, whose, row.rule, row.at, row.identity])?;
            }
        }
        Ok(self.connection.execute_batch(INDEX)?)
    }
}

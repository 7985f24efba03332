//! What became of findings of earlier runs that a run does not have: only what was checked again is mended.
//!
//! What a run checked waits on disk like the keys of its findings, and is noted when first it is asked for.

use std::cell::Cell;

use gouji_audit::result::{Audit, Change, FindingRow, Needs, ReportRow, WhyUnchecked};
use rusqlite::{Connection, params};

use super::held::Held;
use super::keys::{Former, key_of, whose};
use crate::StoreError;

const TABLES: &str = "DROP TABLE IF EXISTS temp.reports_now; \
     DROP TABLE IF EXISTS temp.blocked_now; \
     CREATE TEMP TABLE reports_now (whose TEXT, report INTEGER); \
     CREATE TEMP TABLE blocked_now (report INTEGER, rule TEXT, at TEXT);";
const INDICES: &str = "CREATE INDEX temp.report_whose ON reports_now (whose); \
     CREATE INDEX temp.blocked_report ON blocked_now (report, rule);";
const ADD_REPORT: &str = "INSERT INTO temp.reports_now VALUES (?, ?)";
const ADD_BLOCKED: &str = "INSERT INTO temp.blocked_now VALUES (?, ?, ?)";
const REPORTS: &str = "SELECT report FROM temp.reports_now WHERE whose = ? ORDER BY report";
const BLOCKED: &str = "SELECT at FROM temp.blocked_now WHERE report = ? AND rule = ?";

/// What a run checked.
pub(super) struct Now<'t> {
    connection: &'t Connection,
    audit: &'t Audit,
    former: &'t Former<'t>,
    held: &'t Held<'t>,
    is_noted: Cell<bool>,
}

impl<'t> Now<'t> {
    /// That of a run, of which nothing is noted yet.
    pub(super) const fn of(
        connection: &'t Connection,
        audit: &'t Audit,
        former: &'t Former<'t>,
        held: &'t Held<'t>,
    ) -> Self {
        Self {
            connection,
            audit,
            former,
            held,
            is_noted: Cell::new(false),
        }
    }

    /// What became of a finding that is not there, and why it was not checked where it was not.
    pub(super) fn became(
        &self,
        key: &str,
        row: &FindingRow,
        rests_on: Option<&str>,
    ) -> Result<(Change, Option<WhyUnchecked>), StoreError> {
        if !self.is_noted.replace(true) {
            self.note()?;
        }
        if self.held.has(key, self.former)? {
            return Ok((Change::Held, None));
        }
        // The second of two alike has a mark behind its key.
        Ok(match self.why(key.trim_end_matches('+'), row, rests_on)? {
            Some(why) => (Change::Unchecked, Some(why)),
            None => (Change::Fixed, None),
        })
    }

    fn why(
        &self,
        key: &str,
        row: &FindingRow,
        rests_on: Option<&str>,
    ) -> Result<Option<WhyUnchecked>, StoreError> {
        let rest = key_of("", &row.identity, row.at.as_deref());
        let whose = key.strip_suffix(rest.as_str()).unwrap_or_default();
        let reports = self.reports(whose)?;
        if reports.is_empty() {
            let is_settled = self.is_not_due(whose, row);
            return Ok((!is_settled).then_some(WhyUnchecked::NoReport));
        }
        for number in reports {
            let Some(report) = self.audit.reports.get(number)? else {
                continue;
            };
            if !self.audit.is_in_force(&report, &row.rule) {
                return Ok(Some(WhyUnchecked::RuleOff));
            }
            if self.is_blocked((number, &report), row)? {
                return Ok(Some(WhyUnchecked::Blocked));
            }
        }
        for other in rests_on.into_iter().flat_map(str::lines) {
            if self.reports(other)?.is_empty() {
                return Ok(Some(WhyUnchecked::OtherReport));
            }
        }
        Ok(None)
    }

    /// Whether a finding said that a report is missing which the units file does not have its unit hand in any
    /// more.
    fn is_not_due(&self, whose: &str, row: &FindingRow) -> bool {
        let is_missing = self.audit.needs.get(&row.rule) == Some(&Needs::Absence);
        let Some(((name, _), year)) = whose.rsplit_once('|').zip(row.year) else {
            return false;
        };
        let mut listed = self.audit.units.iter().filter(|unit| unit.is_listed());
        let unit = listed.find(|unit| unit.name == name);
        is_missing
            && unit.is_some_and(|unit| {
                unit.since.is_some_and(|since| year < since)
                    || unit.until.is_some_and(|until| until < year)
            })
    }

    /// The reports of somebody and some time.
    fn reports(&self, whose: &str) -> Result<Vec<usize>, StoreError> {
        let mut reports = self.connection.prepare_cached(REPORTS)?;
        let numbers = reports.query_map([whose], |row| row.get::<_, i64>(0))?;
        let numbers: Vec<i64> = numbers.collect::<rusqlite::Result<_>>()?;
        let numbers = numbers.into_iter();
        Ok(numbers
            .filter_map(|number| usize::try_from(number).ok())
            .collect())
    }

    /// Whether the rule of a finding could not be checked where the finding was: in that instance, in the table
    /// it is of, or in all of the report.
    fn is_blocked(
        &self,
        (number, report): (usize, &ReportRow),
        row: &FindingRow,
    ) -> Result<bool, StoreError> {
        if report.is_partial {
            return Ok(true);
        }
        let mut blocked = self.connection.prepare_cached(BLOCKED)?;
        let mut blocked = blocked.query(params![small(number), row.rule])?;
        while let Some(one) = blocked.next()? {
            let at: Option<String> = one.get(0)?;
            let (Some(at), Some(own)) = (&at, &row.at) else {
                return Ok(true);
            };
            let below = own.strip_prefix(at.as_str());
            if below.is_some_and(|below| below.is_empty() || below.starts_with('/')) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes which reports there are, and what could not be checked in them.
    fn note(&self) -> Result<(), StoreError> {
        self.connection.execute_batch(TABLES)?;
        let mut add = self.connection.prepare(ADD_REPORT)?;
        for (number, report) in self.audit.reports.iter().enumerate() {
            let report = report?;
            add.execute(params![whose(self.audit, &report), small(number)])?;
            for former in self.former.whose(self.audit, &report) {
                add.execute(params![former, small(number)])?;
            }
        }
        let mut add = self.connection.prepare(ADD_BLOCKED)?;
        for row in &self.audit.blocked {
            let row = row?;
            add.execute(params![row.report.map(small), row.rule, row.at])?;
        }
        Ok(self.connection.execute_batch(INDICES)?)
    }
}

fn small(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

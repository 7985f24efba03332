//! Findings that go on with other values: a cell that was wrong and is wrong still has another identity, which
//! holds its figures, but nothing of it is mended. What was accepted and is wrong in another way is back.

use rusqlite::{Connection, params};

use super::keys::key_of;
use crate::StoreError;

/// The findings that were there after the last run, or accepted, by what they are about.
const OPEN: &str = "DROP TABLE IF EXISTS temp.findings_open; \
     CREATE TEMP TABLE findings_open AS \
     SELECT key, unit, rule, at, identity, change = 'held' AS is_held FROM \
     (SELECT key, unit, rule, at, identity, change, max(run) FROM finding_history GROUP BY key) \
     WHERE change <> 'fixed' AND at IS NOT NULL AND key NOT IN (SELECT key FROM temp.keys_held); \
     CREATE INDEX temp.findings_open_about ON findings_open (unit, rule, at);";
const CANDIDATES: &str = "SELECT key, identity, is_held FROM temp.findings_open \
     WHERE unit = ? AND rule = ? AND at = ? AND key NOT IN (SELECT key FROM temp.keys_now)";
/// In the run in which the one was mended the other was found: then it went on.
const NOT_MENDED: &str = "DELETE FROM finding_history WHERE key = ?2 AND change = 'fixed' \
     AND run IN (SELECT run FROM finding_history WHERE key = ?1)";
const GO_ON: &str = "UPDATE finding_history SET key = ?2 WHERE key = ?1";
const TAKEN: &str = "DELETE FROM temp.findings_open WHERE key = ?";

/// What a finding is about.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub unit: &'a str,
    pub time: &'a str,
    pub rule: &'a str,
    pub at: &'a str,
}

/// Lets what is known of the one finding about the same that is not there any more go on under a new key; says
/// whether there was one.
pub(super) fn go_on(
    connection: &Connection,
    about: About<'_>,
    key: &str,
) -> Result<bool, StoreError> {
    let Some(before) = before(connection, about)? else {
        return Ok(false);
    };
    rename(connection, &before, key)?;
    connection.prepare_cached(TAKEN)?.execute([&before])?;
    Ok(true)
}

/// Lets what is known under one key go on under another.
pub(super) fn rename(connection: &Connection, before: &str, key: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(NOT_MENDED)?
        .execute([before, key])?;
    connection.prepare_cached(GO_ON)?.execute([before, key])?;
    Ok(())
}

/// The key of the one finding about the same that this run did not find so far: one that is open before one that
/// was accepted.
fn before(connection: &Connection, about: About<'_>) -> Result<Option<String>, StoreError> {
    let About {
        unit,
        time,
        rule,
        at,
    } = about;
    let mut candidates = connection.prepare_cached(CANDIDATES)?;
    let mut rows = candidates.query(params![unit, rule, at])?;
    let (mut open, mut held) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let (key, identity): (String, String) = (row.get(0)?, row.get(1)?);
        // The year alone does not tell one month from another.
        if key != key_of(&format!("{unit}|{time}"), &identity, Some(at)) {
            continue;
        }
        match row.get(2)? {
            true => held.push(key),
            false => open.push(key),
        }
    }
    let found = if open.is_empty() { held } else { open };
    let mut found = found.into_iter();
    // Of two nobody can say which it is.
    Ok(found.next().filter(|_| found.next().is_none()))
}

/// Makes ready to look for them, where what is accepted is noted.
pub(super) fn prepare(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch(OPEN)?)
}

//! Findings that go on with other values: a cell that was wrong and is wrong still has another identity, which
//! holds its figures, but nothing of it is mended.

use rusqlite::{Connection, params};

use super::keys::key_of;
use crate::StoreError;

/// The findings that were there after the last run, by what they are about.
const OPEN: &str = "DROP TABLE IF EXISTS temp.findings_open; \
     CREATE TEMP TABLE findings_open AS \
     SELECT key, unit, rule, at, identity FROM \
     (SELECT key, unit, rule, at, identity, change, max(run) FROM finding_history GROUP BY key) \
     WHERE change NOT IN ('fixed', 'held') AND at IS NOT NULL; \
     CREATE INDEX temp.findings_open_about ON findings_open (unit, rule, at);";
const CANDIDATES: &str = "SELECT key, identity FROM temp.findings_open \
     WHERE unit = ? AND rule = ? AND at = ? AND key NOT IN (SELECT key FROM temp.keys_now)";
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
    connection.prepare_cached(GO_ON)?.execute([&before, key])?;
    connection.prepare_cached(TAKEN)?.execute([&before])?;
    Ok(true)
}

/// The key of the one finding about the same that this run did not find so far.
fn before(connection: &Connection, about: About<'_>) -> Result<Option<String>, StoreError> {
    let About {
        unit,
        time,
        rule,
        at,
    } = about;
    let mut candidates = connection.prepare_cached(CANDIDATES)?;
    let mut rows = candidates.query(params![unit, rule, at])?;
    let mut found: Option<String> = None;
    while let Some(row) = rows.next()? {
        let (key, identity): (String, String) = (row.get(0)?, row.get(1)?);
        // The year alone does not tell one month from another.
        if key != key_of(&format!("{unit}|{time}"), &identity, Some(at)) {
            continue;
        }
        if found.replace(key).is_some() {
            return Ok(None);
        }
    }
    Ok(found)
}

/// Makes ready to look for them.
pub(super) fn prepare(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.execute_batch(OPEN)?)
}

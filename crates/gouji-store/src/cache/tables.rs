//! The tables of a cache.

use rusqlite::{Connection, params};

use crate::StoreError;

/// What tells the files of this kind: `gouc`.
const APPLICATION: i64 = 0x676f_7563;
/// The version of the tables; others are made anew.
const VERSION: i64 = 7;

/// For how many runs a value that is not used is held.
const RUNS: i64 = 10;

/// Prose and what a report has beside its figures are in a table of their own: they are longer than all else and
/// asked for less often, and beside them two reports would not fit on a page.
const SCHEMA: &str = "
CREATE TABLE runs (run INTEGER PRIMARY KEY);
CREATE TABLE files (path BLOB PRIMARY KEY, stamp BLOB, digest BLOB, used INTEGER) WITHOUT ROWID;
CREATE TABLE keys (key BLOB PRIMARY KEY, record INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE indexed (up_to INTEGER NOT NULL);
INSERT INTO indexed VALUES (0);
CREATE TABLE records (id INTEGER PRIMARY KEY, key BLOB NOT NULL, used INTEGER NOT NULL, \
first_part INTEGER NOT NULL, parts INTEGER NOT NULL, head BLOB NOT NULL);
CREATE TABLE parts (id INTEGER PRIMARY KEY, figures BLOB NOT NULL, shown BLOB NOT NULL);
CREATE TABLE prose (id INTEGER PRIMARY KEY, prose BLOB NOT NULL, rest BLOB NOT NULL);
";

/// How many kilobytes of pages are in memory while most is written, and when it is written.
const WRITING: i64 = 4096;
const LOOKING_UP: i64 = 1024;

const DROP_PARTS: [&str; 2] = [
    "DELETE FROM parts WHERE id >= ? AND id < ?",
    "DELETE FROM prose WHERE id >= ? AND id < ?",
];

/// The numbers of this run, and of the part and the record that come next.
#[derive(Clone, Copy)]
pub(super) struct Next {
    pub run: i64,
    pub part: i64,
    pub record: i64,
}

/// Makes what is not there yet.
pub(super) fn prepare(connection: &Connection) -> Result<Next, StoreError> {
    // One run has it, from its first look at it to its end. What a power cut takes is checked again. What is
    // new is written once, where it stays: a log of changes would be written, read and written again.
    connection.pragma_update(None, "page_size", 16384)?;
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    connection.pragma_update(None, "journal_mode", "delete")?;
    connection.pragma_update(None, "synchronous", "off")?;
    connection.pragma_update(None, "cache_size", -WRITING)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let pragma = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    match (pragma("application_id")?, pragma("user_version")?) {
        (0, 0) => {
            connection.execute_batch(SCHEMA)?;
            connection.pragma_update(None, "application_id", APPLICATION)?;
            connection.pragma_update(None, "user_version", VERSION)?;
        }
        (APPLICATION, VERSION) => {}
        (_, version) => return Err(StoreError::Newer(version)),
    }
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let run = number("SELECT coalesce(max(run), 0) + 1 FROM runs")?;
    let part = number("SELECT coalesce(max(id), 0) + 1 FROM parts")?;
    // One that was dropped again does not make its number free: it may be put among the keys already.
    let record = "SELECT max(coalesce(max(id), 0), (SELECT up_to FROM indexed)) + 1 FROM records";
    let record = number(record)?;
    connection.execute_batch("COMMIT")?;
    Ok(Next { run, part, record })
}

/// Gives back the memory that pages take but for some of them. What was asked so far goes with them: it lies between
/// them, so that the system would get nothing back.
pub(super) fn lessen(connection: &Connection) -> Result<(), StoreError> {
    connection.flush_prepared_statement_cache();
    connection.pragma_update(None, "cache_size", -LOOKING_UP)?;
    connection.execute_batch("PRAGMA shrink_memory")?;
    Ok(())
}

/// Ends a run, and drops what none of the last ones has used.
pub(super) fn drop_unused(connection: &Connection, run: i64) -> Result<(), StoreError> {
    connection.execute("DELETE FROM runs", [])?;
    connection.execute("INSERT INTO runs VALUES (?)", [run])?;
    let before = run - RUNS;
    if before <= 0 {
        // Nothing is that old yet, and to look for it means to look at everything.
        return Ok(());
    }
    let old = "SELECT id, first_part, parts, key FROM records WHERE used <= ?";
    let mut old = connection.prepare(old)?;
    let mut rows = old.query([before])?;
    while let Some(row) = rows.next()? {
        let (id, first, parts): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let last = first.saturating_add(parts);
        for sql in DROP_PARTS {
            connection
                .prepare_cached(sql)?
                .execute(params![first, last])?;
        }
        connection
            .prepare_cached("DELETE FROM keys WHERE key = ? AND record = ?")?
            .execute(params![row.get_ref(3)?.as_blob().unwrap_or_default(), id])?;
        connection
            .prepare_cached("DELETE FROM records WHERE id = ?")?
            .execute([id])?;
    }
    connection.execute("DELETE FROM files WHERE used <= ?", [before])?;
    Ok(())
}

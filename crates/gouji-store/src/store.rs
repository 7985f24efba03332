//! Opening a store for a run: made where it is not there, brought forward where it is older, refused
//! where it is newer, damaged or in use.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Row, TransactionBehavior};

use crate::StoreError;
use crate::tables::{FORWARD, VERSION, schema};

/// What tells the files of this program: `gouj`.
pub(crate) const APPLICATION: i64 = 0x676f_756a;
/// How long another run is waited for.
const TIMEOUT: Duration = Duration::from_secs(2);

/// A store that a run writes to.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
}

impl Store {
    /// Opens a store, or makes one.
    ///
    /// # Errors
    /// Where it cannot be used.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(TIMEOUT)?;
        // Else statements are planned again whenever a value is bound to them, which takes longer than they do.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        if version(&connection)? == 0 {
            make(&mut connection)?;
        }
        be_sound(&connection)?;
        if is_older(&connection)? {
            bring_forward(&mut connection)?;
        }
        // That nobody else writes is seen before the work is done.
        connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?;
        Ok(Self { connection })
    }

    /// Sees to it that there is a run of a number to compare with.
    ///
    /// # Errors
    /// Where there is none.
    pub fn has_run(&self, run: i64) -> Result<(), StoreError> {
        let last = last_run(&self.connection)?;
        match (1..=last).contains(&run) {
            true => Ok(()),
            false => Err(StoreError::NoRun { run, last }),
        }
    }

    /// Lets the store grow to so many pages and no further, as a disk with little room does.
    ///
    /// # Errors
    /// Where that cannot be determined.
    pub fn bound_pages(&mut self, pages: i64) -> Result<(), StoreError> {
        self.connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
        Ok(())
    }
}

/// The version of a store; 0 of an empty file.
pub(crate) fn version(connection: &Connection) -> Result<i64, StoreError> {
    // In one statement: another run may be making the store.
    let sql = "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version";
    let both = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    match connection.query_row(sql, [], both)? {
        (APPLICATION, version) if version > VERSION => Err(StoreError::Newer(version)),
        (APPLICATION, version) => Ok(version),
        (0, 0) => Ok(0),
        _ => Err(StoreError::Damaged("it is another program's".to_owned())),
    }
}

/// The number of the last run; 0 where there is none.
pub(crate) fn last_run(connection: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(max(run), 0) FROM runs";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// Sees to it that every page is what SQLite wrote: what a damaged file is asked it answers wrongly.
pub(crate) fn be_sound(connection: &Connection) -> Result<(), StoreError> {
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match sound == "ok" {
        true => Ok(()),
        false => Err(StoreError::Damaged(sound)),
    }
}

fn is_older(connection: &Connection) -> Result<bool, StoreError> {
    Ok((1..VERSION).contains(&version(connection)?))
}

/// Brings a store of an older version forward, where no other run did meanwhile.
fn bring_forward(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if !is_older(&transaction)? {
        return Ok(());
    }
    transaction.execute_batch(FORWARD)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// Makes the tables of a new store, where no other run did meanwhile.
fn make(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&transaction)? > 0 {
        return Ok(());
    }
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 {
        return Err(StoreError::Foreign);
    }
    transaction.execute_batch(&schema())?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

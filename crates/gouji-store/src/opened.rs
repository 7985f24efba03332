//! A store that is only read: whole, also where nobody may write beside it, and left as it was found.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;
use crate::store::{be_sound, version};

/// How long a run that writes is waited for.
const TIMEOUT: Duration = Duration::from_secs(2);
/// What SQLite has beside a store while it is in use.
const BESIDE: [&str; 2] = ["-wal", "-shm"];

/// A store that is only read.
pub(crate) struct Opened {
    pub connection: Connection,
    /// What is to be done once the connection is closed, which it is first.
    _left: Left,
}

impl Opened {
    /// Opens a store to be read.
    ///
    /// # Errors
    /// Where it is none, of a newer version, damaged, or cannot be read.
    pub(crate) fn of(path: &Path) -> Result<Self, StoreError> {
        if !path.is_file() {
            return Err(StoreError::Absent);
        }
        take_back(path)?;
        let is_clean = is_empty(&beside(path, "-wal"));
        let opened = Self::beside_others(path, is_clean);
        // What SQLite needs beside a store it cannot make in a folder in which nobody may write.
        let is_closed = matches!(opened, Err(StoreError::ReadOnly | StoreError::Unopened));
        match opened {
            Err(_) if is_closed && is_clean => Self::alone(path),
            opened => opened,
        }
    }

    /// As one of several that use it.
    fn beside_others(path: &Path, is_clean: bool) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let left = Left(is_clean.then(|| path.to_owned()));
        Self::sound(Connection::open_with_flags(path, flags)?, left)
    }

    /// As a file that nobody changes: nothing is made beside it.
    fn alone(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let shown = fs::canonicalize(path)?;
        let bytes = shown.as_os_str().as_encoded_bytes().iter();
        let escaped: String = bytes.map(|byte| escaped(*byte)).collect();
        let slash = if escaped.starts_with('/') { "" } else { "/" };
        let address = format!("file:{slash}{escaped}?immutable=1");
        Self::sound(Connection::open_with_flags(address, flags)?, Left(None))
    }

    fn sound(connection: Connection, left: Left) -> Result<Self, StoreError> {
        connection.busy_timeout(TIMEOUT)?;
        if version(&connection)? == 0 {
            let sql = "SELECT count(*) FROM sqlite_schema";
            let tables: i64 = connection.query_row(sql, [], |row| row.get(0))?;
            return Err(match tables {
                0 => StoreError::Empty,
                _ => StoreError::Foreign,
            });
        }
        be_sound(&connection)?;
        Ok(Self {
            connection,
            _left: left,
        })
    }
}

/// Takes back what a first run wrote that was broken off: until then the file is neither as it was nor as it was
/// to be.
fn take_back(path: &Path) -> Result<(), StoreError> {
    if is_empty(&beside(path, "-journal")) {
        return Ok(());
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(TIMEOUT)?;
    // Whoever looks into it first does so.
    version(&connection).map(|_| ())
}

/// A store that nobody had open before: what reading it leaves beside it is taken away.
struct Left(Option<PathBuf>);

impl Drop for Left {
    fn drop(&mut self) {
        let Some(path) = &self.0 else { return };
        if BESIDE.iter().all(|end| !beside(path, end).exists()) || !is_empty(&beside(path, "-wal"))
        {
            return;
        }
        // The last one that closes a store clears it up, if it may write; SQLite knows whether it is the last.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if let Ok(connection) = Connection::open_with_flags(path, flags) {
            let _ = version(&connection);
        }
    }
}

/// A byte of a path as an address of a file has it.
fn escaped(byte: u8) -> String {
    match byte {
        b'\\' if cfg!(windows) => "/".to_owned(),
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'/' | b'.' | b'-' | b'_' | b':' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Whether there is nothing in a file, or no such file.
fn is_empty(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() == 0) || !path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Store;

    #[test]
    fn a_store_in_a_folder_that_cannot_be_written_to_is_read_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("甲 %20#?.db");
        drop(Store::open(&path).unwrap());
        let before = fs::read(&path).unwrap();
        let opened = Opened::alone(&path).unwrap();
        let sql = "SELECT count(*) FROM runs";
        let runs = opened
            .connection
            .query_row(sql, [], |row| row.get::<_, i64>(0));
        assert_eq!(runs, Ok(0));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        drop(opened);
        assert_eq!(fs::read(&path).unwrap(), before);
    }

    #[test]
    fn what_a_first_run_wrote_that_was_killed_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        let (path, killed) = (folder.path().join("s.db"), folder.path().join("k.db"));
        let store = Store::open(&path).unwrap();
        let run = "INSERT INTO runs WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) \
                   SELECT i, 'then', 'engine', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM n";
        let small = "PRAGMA cache_size = 4; BEGIN IMMEDIATE;";
        store.connection.execute_batch(small).unwrap();
        store.connection.execute_batch(run).unwrap();
        for end in ["", "-journal"] {
            fs::copy(beside(&path, end), beside(&killed, end)).unwrap();
        }
        // As it is, there is more in it than there was before.
        let written = fs::metadata(&killed).unwrap().len();
        assert!(!is_empty(&beside(&killed, "-journal")));
        let opened = Opened::of(&killed).unwrap();
        let sql = "SELECT count(*) FROM runs";
        let count = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
        assert_eq!(opened.connection.query_row(sql, [], count), Ok(0));
        drop(opened);
        assert!(fs::metadata(&killed).unwrap().len() < written);
        assert!(is_empty(&beside(&killed, "-journal")));
        // While the run goes on, nobody reads half of it.
        assert!(matches!(Opened::of(&path), Err(StoreError::InUse)));
    }

    #[test]
    fn nothing_stays_beside_a_store_that_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s.db");
        drop(Store::open(&path).unwrap());
        let before = fs::read(&path).unwrap();
        drop(Opened::of(&path).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read(&path).unwrap(), before);
    }
}

//! What earlier runs came to, by keys that say all it depends on: a file beside the store, which may be
//! deleted at any time.
//!
//! It is written in batches, so that a run that is broken off leaves what it has done; one run has it at a
//! time. Every value is held against a checksum of itself and its key: a damaged one is as good as none.

mod damage;
mod filter;
mod index;
mod key;
mod long;
mod stamp;
mod tables;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use damage::{signed, verified};
use filter::Filter;
use index::Index;
pub use key::Key;
pub use stamp::Stamp;

/// How long another run is waited for.
const TIMEOUT: Duration = Duration::from_secs(2);
/// After how many runs it is written down that a value is used still: to do it in every run would cost
/// more than to use it.
const REFRESH: i64 = 4;
/// How long values wait until they are written: with every batch what leads to them is written again.
const INTERVAL: Duration = Duration::from_millis(250);
/// How many bytes of them wait at most.
const BATCH_BYTES: usize = 4 << 20;

/// One report's part of a record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part<'p> {
    /// What relations between figures need.
    pub figures: &'p [u8],
    /// As it is shown.
    pub shown: &'p [u8],
    /// Its prose.
    pub prose: &'p [u8],
    /// What makes the report whole again, with its figures and its prose.
    pub rest: &'p [u8],
}

impl Part<'_> {
    const fn len(&self) -> usize {
        self.figures.len() + self.shown.len() + self.prose.len() + self.rest.len()
    }

    /// Whether it holds what was read, and not only how that is shown.
    const fn is_read(&self) -> bool {
        !self.figures.is_empty()
    }
}

/// A record that was found.
#[derive(Debug)]
pub struct Record {
    /// What was reported about the file as a whole.
    pub head: Vec<u8>,
    /// The number of the part of its first report; the others follow.
    pub first_part: i64,
}

/// Which column of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What relations between figures need.
    Figures,
    /// As it is shown.
    Shown,
    /// Its prose.
    Prose,
    /// What makes the report whole again, with its figures and its prose.
    Rest,
}

impl Column {
    const fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Shown => "shown",
            Self::Prose => "prose",
            Self::Rest => "rest",
        }
    }
}

/// What earlier runs came to.
#[derive(Debug)]
pub struct Cache {
    /// Nothing once it is closed.
    inner: Mutex<Option<Inner>>,
    /// Which files may be noted.
    files: Filter,
    /// Under which keys there may be records.
    keys: Filter,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    connection: Connection,
    /// The number of this run.
    run: i64,
    next_part: i64,
    next_record: i64,
    index: Index,
    /// How many bytes are written and not yet committed.
    pending: usize,
    committed: Instant,
    /// What was used and is to be marked so.
    used: Vec<i64>,
    /// Whether something in it was damaged.
    is_damaged: bool,
}

/// The path of the cache of a store.
#[must_use]
pub fn cache_of(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push("-cache");
    name.into()
}

impl Cache {
    /// Opens a cache, or makes one; one that is damaged or of another version is made anew.
    ///
    /// # Errors
    /// Where another run has it, or it cannot be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let open = || Inner::open(path).and_then(Self::of);
        match open() {
            Err(StoreError::Damaged(_) | StoreError::Newer(_)) => {
                remove(path)?;
                open()
            }
            other => other,
        }
    }

    fn of(inner: Inner) -> Result<Self, StoreError> {
        Ok(Self {
            files: Filter::of(&inner.connection, "files")?,
            keys: Filter::of(&inner.connection, "records")?,
            inner: Mutex::new(Some(inner)),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Option<Inner>> {
        // A thread that broke down left whole values behind.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn written<T>(
        &self,
        write: impl FnOnce(&mut Inner) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let closed = || StoreError::Other("it is closed".to_owned());
        let mut inner = self.lock();
        let inner = inner.as_mut().ok_or_else(closed)?;
        let written = write(inner);
        inner.is_damaged |= matches!(written, Err(StoreError::Damaged(_)));
        written
    }

    /// The digest of a file that is what it was when it was read.
    #[must_use]
    pub fn digest(&self, path: &[u8], stamp: &Stamp) -> Option<Key> {
        if !self.files.may_have(path) {
            return None;
        }
        self.lock().as_mut()?.digest(path, stamp)
    }

    /// The same of several files, each by its path: whoever looks at many waits once for others who do.
    pub fn digests<'p>(
        &self,
        files: impl Iterator<Item = Option<(&'p [u8], &'p Stamp)>>,
    ) -> Vec<Option<Key>> {
        let mut inner = self.lock();
        let digest = |file: Option<(&[u8], &Stamp)>| {
            let (path, stamp) = file.filter(|(path, _)| self.files.may_have(path))?;
            inner.as_mut()?.digest(path, stamp)
        };
        files.map(digest).collect()
    }

    /// Notes the digest of a file.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn note(&self, path: &[u8], stamp: &Stamp, digest: &Key) -> Result<(), StoreError> {
        self.note_all(std::iter::once((path, stamp, digest)))
    }

    /// The same of several files.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn note_all<'p>(
        &self,
        files: impl Iterator<Item = (&'p [u8], &'p Stamp, &'p Key)>,
    ) -> Result<(), StoreError> {
        self.written(|inner| {
            let mut files = files.inspect(|(path, ..)| self.files.add(path));
            files.try_for_each(|(path, stamp, digest)| inner.note(path, stamp, digest))
        })
    }

    /// The record of a key.
    #[must_use]
    pub fn record(&self, key: &Key) -> Option<Record> {
        if !self.keys.may_have(key) {
            return None;
        }
        self.lock().as_mut()?.record(key)
    }

    /// A column of a part; nothing where it is damaged.
    #[must_use]
    pub fn part(&self, number: i64, column: Column) -> Option<Vec<u8>> {
        let found = self.lock().as_mut()?.part(number, column);
        // Others need not wait until it is held against its checksum.
        let found = found.and_then(|bytes| verified(bytes, &[&of_part(number, column)]));
        if found.is_none() {
            self.distrust();
        }
        found
    }

    /// Adds a record; returns the number of its first part.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put(&self, key: &Key, head: &[u8], parts: &[Part<'_>]) -> Result<i64, StoreError> {
        self.written(|inner| {
            self.keys.add(key);
            inner.put(key, head, parts)
        })
    }

    /// Adds what was read under a key and what it came to under another, with the parts of both together; returns the
    /// number of the first part.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn put_both(
        &self,
        read: (&Key, &[u8]),
        checked: (&Key, &[u8]),
        parts: &[Part<'_>],
    ) -> Result<i64, StoreError> {
        self.written(|inner| {
            self.keys.add(read.0);
            self.keys.add(checked.0);
            inner.put_both(read, checked, parts)
        })
    }

    /// Drops the record of a key, where there is one.
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn forget(&self, key: &Key) -> Result<(), StoreError> {
        self.written(|inner| inner.forget(key))
    }

    /// Says that something in it is damaged, as a record may be in a way that checksums do not show.
    pub fn distrust(&self) {
        if let Some(inner) = &mut *self.lock() {
            inner.is_damaged = true;
        }
    }

    /// Writes out what is not written yet.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn commit(&self) -> Result<(), StoreError> {
        self.written(Inner::commit)
    }

    /// Gives back most of the memory that pages of it take, once most is written: what is looked up from then on is
    /// mostly looked up once.
    ///
    /// # Errors
    /// Where what is not written yet cannot be.
    pub fn lessen(&self) -> Result<(), StoreError> {
        self.written(|inner| {
            // Nor do keys wait any more to be put among the others.
            inner.begin(0)?;
            inner.index.write(&inner.connection)?;
            inner.commit()?;
            tables::lessen(&inner.connection)
        })
    }

    /// Ends a run that went through: drops what no run has used for long. Nothing can be asked any more.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(&self) -> Result<(), StoreError> {
        let finished = self.written(Inner::finish);
        self.close();
        finished
    }

    /// Closes it as it is; one in which something was damaged is taken away.
    pub fn close(&self) {
        let Some(mut inner) = self.lock().take() else {
            return;
        };
        let (path, is_damaged) = (std::mem::take(&mut inner.path), inner.is_damaged);
        // What was not committed is checked again.
        drop(inner);
        if is_damaged {
            let _ = remove(&path);
        }
    }
}

impl Inner {
    fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(TIMEOUT)?;
        let next = tables::prepare(&connection)?;
        Ok(Self {
            path: path.to_owned(),
            index: Index::open(&connection)?,
            connection,
            run: next.run,
            next_part: next.part,
            next_record: next.record,
            pending: 0,
            committed: Instant::now(),
            used: Vec::new(),
            is_damaged: false,
        })
    }

    /// What was found, or nothing: an error says that the cache is damaged.
    fn found<T>(&mut self, found: rusqlite::Result<Option<T>>) -> Option<T> {
        found.unwrap_or_else(|_| {
            self.is_damaged = true;
            None
        })
    }

    fn digest(&mut self, path: &[u8], stamp: &Stamp) -> Option<Key> {
        let asked = || {
            let sql = "SELECT stamp, digest, used FROM files WHERE path = ?";
            let mut statement = self.connection.prepare_cached(sql)?;
            let row = |row: &rusqlite::Row<'_>| {
                let known = row.get_ref(0)?.as_blob()? == stamp.bytes();
                Ok((known, row.get::<_, Vec<u8>>(1)?, row.get::<_, i64>(2)?))
            };
            statement.query_row([path], row).optional()
        };
        let found = asked();
        let (known, digest, used) = self.found(found)?;
        // One that is used still is noted again now and then, so that it is not dropped.
        if !known || self.run - used >= REFRESH {
            return None;
        }
        let digest = verified(digest, &[path, &stamp.bytes()]);
        digest?.try_into().ok()
    }

    fn note(&mut self, path: &[u8], stamp: &Stamp, digest: &Key) -> Result<(), StoreError> {
        let stamp = stamp.bytes();
        let digest = signed(digest, &[path, &stamp]);
        self.begin(digest.len() + path.len())?;
        let sql = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)";
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.execute(params![path, stamp, digest, self.run])?;
        drop(statement);
        self.commit_batch()
    }

    fn record(&mut self, key: &Key) -> Option<Record> {
        let asked = || {
            let Some(id) = self.index.record(&self.connection, key)? else {
                return Ok(None);
            };
            let sql = "SELECT used, first_part, head FROM records WHERE id = ?";
            let mut statement = self.connection.prepare_cached(sql)?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok((
                    id,
                    row.get::<_, i64>(0)?,
                    row.get::<_, i64>(1)?,
                    row.get::<_, Vec<u8>>(2)?,
                ))
            };
            statement.query_row([id], row).optional()
        };
        let found = asked();
        let (id, used, first_part, head) = self.found(found)?;
        let Some(head) = verified(head, &[key, &first_part.to_le_bytes()]) else {
            self.is_damaged = true;
            return None;
        };
        if self.run - used >= REFRESH {
            self.used.push(id);
        }
        Some(Record { head, first_part })
    }

    /// A column of a part with its checksum.
    fn part(&mut self, number: i64, column: Column) -> Option<Vec<u8>> {
        let asked = || {
            let sql = match column {
                Column::Figures => "SELECT figures FROM parts WHERE id = ?",
                Column::Shown => "SELECT shown FROM parts WHERE id = ?",
                Column::Prose => "SELECT prose FROM prose WHERE id = ?",
                Column::Rest => "SELECT rest FROM prose WHERE id = ?",
            };
            let mut statement = self.connection.prepare_cached(sql)?;
            statement
                .query_row([number], |row| row.get::<_, Vec<u8>>(0))
                .optional()
        };
        let found = asked();
        self.found(found)
    }

    fn put(&mut self, key: &Key, head: &[u8], parts: &[Part<'_>]) -> Result<i64, StoreError> {
        let sizes: usize = parts.iter().map(Part::len).sum();
        self.begin(head.len() + sizes)?;
        let first = self.add_parts(parts)?;
        self.add_record(key, head, (first, parts.len()))?;
        self.commit_batch()?;
        Ok(first)
    }

    fn put_both(
        &mut self,
        (read, read_head): (&Key, &[u8]),
        (checked, checked_head): (&Key, &[u8]),
        parts: &[Part<'_>],
    ) -> Result<i64, StoreError> {
        let sizes: usize = parts.iter().map(Part::len).sum();
        self.begin(read_head.len() + checked_head.len() + sizes)?;
        let first = self.add_parts(parts)?;
        self.add_record(read, read_head, (first, parts.len()))?;
        // The parts go with what was read: what it came to is of no use without.
        self.add_record(checked, checked_head, (first, 0))?;
        self.commit_batch()?;
        Ok(first)
    }

    /// Adds parts; returns the number of the first one.
    fn add_parts(&mut self, parts: &[Part<'_>]) -> Result<i64, StoreError> {
        let first = self.next_part;
        let parts_sql = "INSERT INTO parts VALUES (?, ?, ?)";
        let prose_sql = "INSERT INTO prose VALUES (?, ?, ?)";
        let mut insert = self.connection.prepare_cached(parts_sql)?;
        let mut insert_prose = self.connection.prepare_cached(prose_sql)?;
        for (number, part) in (first..).zip(parts) {
            let column = |column, bytes| signed(bytes, &[&of_part(number, column)]);
            insert.execute(params![
                number,
                column(Column::Figures, part.figures),
                column(Column::Shown, part.shown),
            ])?;
            if part.is_read() {
                insert_prose.execute(params![
                    number,
                    column(Column::Prose, part.prose),
                    column(Column::Rest, part.rest),
                ])?;
            }
            self.next_part = number + 1;
        }
        Ok(first)
    }

    /// Adds a record, which has so many parts from the first one on for itself.
    fn add_record(
        &mut self,
        key: &Key,
        head: &[u8],
        (first, parts): (i64, usize),
    ) -> Result<(), StoreError> {
        let record = self.next_record;
        let parts = i64::try_from(parts).unwrap_or(i64::MAX);
        let first_bytes = first.to_le_bytes();
        let of: [&[u8]; 2] = [key, &first_bytes];
        let sql = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)";
        let mut insert = self.connection.prepare_cached(sql)?;
        if long::is_long(head) {
            let room = long::room_of(head);
            insert.execute(params![record, &key[..], self.run, first, parts, room])?;
            long::write_head(&self.connection, record, head, &of)?;
        } else {
            let head = signed(head, &of);
            insert.execute(params![record, &key[..], self.run, first, parts, head])?;
        }
        drop(insert);
        self.next_record += 1;
        self.index.add(&self.connection, key, record)?;
        Ok(())
    }

    fn forget(&mut self, key: &Key) -> Result<(), StoreError> {
        self.begin(key.len())?;
        if let Some(record) = self.index.record(&self.connection, key)? {
            let sql = "DELETE FROM records WHERE id = ?";
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.execute([record])?;
        }
        self.index.remove(&self.connection, key)?;
        self.commit_batch()
    }

    fn begin(&mut self, bytes: usize) -> Result<(), StoreError> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        self.pending += bytes;
        Ok(())
    }

    fn commit_batch(&mut self) -> Result<(), StoreError> {
        match self.pending >= BATCH_BYTES || self.committed.elapsed() >= INTERVAL {
            true => self.commit(),
            false => Ok(()),
        }
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.pending = 0;
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("COMMIT")?;
        }
        self.committed = Instant::now();
        Ok(())
    }

    fn finish(&mut self) -> Result<(), StoreError> {
        self.begin(0)?;
        let sql = "UPDATE records SET used = ? WHERE id = ?";
        let mut update = self.connection.prepare_cached(sql)?;
        for id in std::mem::take(&mut self.used) {
            update.execute(params![self.run, id])?;
        }
        drop(update);
        self.index.write(&self.connection)?;
        tables::drop_unused(&self.connection, self.run)?;
        self.commit()
    }
}

/// What a column of a part is signed with beside its bytes.
fn of_part(number: i64, column: Column) -> Vec<u8> {
    [&number.to_le_bytes()[..], column.name().as_bytes()].concat()
}

/// Takes a cache away with what SQLite has beside it.
fn remove(path: &Path) -> Result<(), StoreError> {
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Other(error.to_string()));
            }
            _ => {}
        }
    }
    Ok(())
}

//! Which record lies under which key.
//!
//! Keys are in no order, so that each new one would change another page of a tree, and the pages of many would be
//! written again with every batch. So what is new is held in memory and put among the others many at a time, in
//! their order; what a run that was broken off has not put there yet is found by the next one.

use rusqlite::{Connection, OptionalExtension as _, params};
use rustc_hash::FxHashMap;

use crate::StoreError;

use super::key::Key;

/// How many keys are held in memory.
const MOST_NEW: usize = 8192;

/// Which record lies under which key, as far as that is not written yet.
#[derive(Debug)]
pub(super) struct Index {
    new: FxHashMap<Key, i64>,
}

impl Index {
    /// Takes up what an earlier run has not put among the others.
    pub(super) fn open(connection: &Connection) -> Result<Self, StoreError> {
        let sql = "SELECT key, id FROM records WHERE id > (SELECT up_to FROM indexed) ORDER BY id";
        let mut index = Self {
            new: FxHashMap::default(),
        };
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Ok(key) = row.get_ref(0)?.as_blob().unwrap_or_default().try_into() {
                index.new.insert(key, row.get(1)?);
            }
        }
        Ok(index)
    }

    /// The record that lies under a key.
    pub(super) fn record(
        &self,
        connection: &Connection,
        key: &Key,
    ) -> rusqlite::Result<Option<i64>> {
        if let Some(record) = self.new.get(key) {
            return Ok(Some(*record));
        }
        let mut statement = connection.prepare_cached("SELECT record FROM keys WHERE key = ?")?;
        statement.query_row([&key[..]], |row| row.get(0)).optional()
    }

    /// Has a key lead to a new record.
    pub(super) fn add(&mut self, connection: &Connection, key: &Key, record: i64) -> Written {
        self.new.insert(*key, record);
        match self.new.len() >= MOST_NEW {
            true => self.write(connection),
            false => Ok(()),
        }
    }

    /// Has a key lead nowhere.
    pub(super) fn remove(&mut self, connection: &Connection, key: &Key) -> Written {
        self.new.remove(key);
        let mut statement = connection.prepare_cached("DELETE FROM keys WHERE key = ?")?;
        statement.execute([&key[..]])?;
        Ok(())
    }

    /// Writes what is not written yet.
    pub(super) fn write(&mut self, connection: &Connection) -> Written {
        if self.new.is_empty() {
            return Ok(());
        }
        let mut new: Vec<(Key, i64)> = std::mem::take(&mut self.new).into_iter().collect();
        new.sort_unstable();
        let sql = "INSERT OR REPLACE INTO keys VALUES (?, ?)";
        let mut statement = connection.prepare_cached(sql)?;
        for (key, record) in &new {
            statement.execute(params![&key[..], record])?;
        }
        let up_to = "UPDATE indexed SET up_to = (SELECT coalesce(max(id), 0) FROM records)";
        connection.prepare_cached(up_to)?.execute([])?;
        Ok(())
    }
}

type Written = Result<(), StoreError>;

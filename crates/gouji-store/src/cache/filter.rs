//! What may be in a table: a first run looks for what is nowhere, and an answer from memory costs nothing.

use std::hash::Hasher as _;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;
use rustc_hash::FxHasher;

/// How many bits number a bit of those that tell what may be there.
const BITS: u32 = 21;
/// How many of them a key has: of 100,000 files' keys one that is not there is looked for once in sixty times.
const OF_KEY: u32 = 3;

/// What may be in a table that was empty when the cache was opened; all may be in others. To ask it nobody waits for
/// who writes.
#[derive(Debug)]
pub(super) struct Filter(Option<Box<[AtomicU64]>>);

impl Filter {
    /// That of a table.
    pub(super) fn of(connection: &Connection, table: &str) -> rusqlite::Result<Self> {
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {table})");
        let is_empty: bool = connection.query_row(&sql, [], |row| row.get(0))?;
        let words = || (0..1 << BITS >> 6).map(|_| AtomicU64::new(0)).collect();
        Ok(Self(is_empty.then(words)))
    }

    /// Whether what has these bytes as its key may be there.
    pub(super) fn may_have(&self, key: &[u8]) -> bool {
        let Some(words) = &self.0 else {
            return true;
        };
        places_of(key).all(|(word, bit)| {
            let word = words.get(word);
            word.is_some_and(|word| word.load(Ordering::Acquire) & bit != 0)
        })
    }

    /// Notes that it is there.
    pub(super) fn add(&self, key: &[u8]) {
        let Some(words) = &self.0 else {
            return;
        };
        for (word, bit) in places_of(key) {
            if let Some(word) = words.get(word) {
                word.fetch_or(bit, Ordering::Release);
            }
        }
    }
}

/// The words and the bit in each that a key has.
fn places_of(key: &[u8]) -> impl Iterator<Item = (usize, u64)> {
    let mut hasher = FxHasher::default();
    hasher.write(key);
    let hash = hasher.finish();
    (0..OF_KEY).map(move |number| {
        let place = hash >> (number * BITS) & ((1 << BITS) - 1);
        ((place >> 6) as usize, 1 << (place & 63))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_may_be_there_and_hardly_anything_else() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE records (id)")
            .unwrap();
        let filter = Filter::of(&connection, "records").unwrap();
        let key = |number: u32| number.to_le_bytes();
        (0..20_000).for_each(|number| filter.add(&key(number)));
        assert!((0..20_000).all(|number| filter.may_have(&key(number))));
        let others = (20_000..40_000).filter(|number| filter.may_have(&key(*number)));
        // One bit a key would let a hundredth through.
        assert!(others.count() < 20);
    }
}

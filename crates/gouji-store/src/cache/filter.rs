//! What may be in a table: a first run looks for what is nowhere, and an answer from memory costs nothing.

use std::hash::Hasher as _;

use rusqlite::Connection;
use siphasher::sip::SipHasher13;

/// How many bits tell what may be there. Of 100,000 files' keys one that is not there is looked for once in ten times.
const BITS: u64 = 1 << 21;

/// What may be in a table that was empty when the cache was opened; all may be in others.
#[derive(Debug)]
pub(super) struct Filter(Option<Vec<u64>>);

impl Filter {
    /// That of a table.
    pub(super) fn of(connection: &Connection, table: &str) -> rusqlite::Result<Self> {
        let sql = format!("SELECT NOT EXISTS (SELECT 1 FROM {table})");
        let is_empty: bool = connection.query_row(&sql, [], |row| row.get(0))?;
        Ok(Self(is_empty.then(Vec::new)))
    }

    /// Whether what has these bytes as its key may be there.
    pub(super) fn may_have(&self, key: &[u8]) -> bool {
        let (word, bit) = place_of(key);
        let has = |words: &Vec<u64>| words.get(word).is_some_and(|word| word & bit != 0);
        self.0.as_ref().is_none_or(has)
    }

    /// Notes that it is there.
    pub(super) fn add(&mut self, key: &[u8]) {
        let (word, bit) = place_of(key);
        if let Some(words) = &mut self.0 {
            words.resize(words.len().max(word + 1), 0);
            words
                .get_mut(word)
                .into_iter()
                .for_each(|word| *word |= bit);
        }
    }
}

/// The word and the bit in it that a key has.
fn place_of(key: &[u8]) -> (usize, u64) {
    let mut hasher = SipHasher13::new();
    hasher.write(key);
    let place = hasher.finish() % BITS;
    ((place / 64) as usize, 1 << (place % 64))
}

//! Rows in order, of which few are in memory: the others wait in a file without a name, so that the rows of any
//! number of reports take no more room than those of some.

use std::collections::VecDeque;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::SpooledTempFile;

/// How many rows are written and read at once.
const BLOCK: usize = 32;
/// How many bytes are held before there is a file at all: a few reports need none.
const WITHOUT_FILE: usize = 256 << 10;
/// How many blocks that were read are held: who asks for the rows of a unit asks for some of every year.
const HELD: usize = 16;

/// Rows in order.
#[derive(Debug)]
pub struct Rows<T> {
    length: usize,
    waiting: Mutex<Waiting<T>>,
}

/// Where rows wait.
#[derive(Debug)]
struct Waiting<T> {
    file: SpooledTempFile,
    /// Where each block that was written ends.
    ends: Vec<u64>,
    /// The block that is not whole yet.
    open: Vec<u8>,
    /// Blocks that were read, the one read last behind.
    held: VecDeque<(usize, Arc<Vec<T>>)>,
    rows: PhantomData<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self {
            length: 0,
            waiting: Mutex::new(Waiting {
                file: SpooledTempFile::new(WITHOUT_FILE),
                ends: Vec::new(),
                open: Vec::new(),
                held: VecDeque::new(),
                rows: PhantomData,
            }),
        }
    }
}

impl<T> Rows<T> {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<T>> {
        // Whoever broke down read a block, or did not.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Serialize + DeserializeOwned> Rows<T> {
    /// Rows that are all there.
    ///
    /// # Errors
    /// Where they cannot be written.
    pub fn of(rows: impl IntoIterator<Item = T>) -> io::Result<Self> {
        let mut all = Self::default();
        for row in rows {
            all.push(&row)?;
        }
        Ok(all)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn push(&mut self, row: &T) -> io::Result<()> {
        let waiting = self.waiting.get_mut();
        let waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        waiting.push(row)?;
        self.length += 1;
        match self.length.is_multiple_of(BLOCK) {
            true => waiting.close(),
            false => Ok(()),
        }
    }

    /// A row by its number.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn get(&self, number: usize) -> io::Result<Option<T>>
    where
        T: Clone,
    {
        if number >= self.length {
            return Ok(None);
        }
        let (block, at) = (number / BLOCK, number % BLOCK);
        Ok(self.lock().held(block)?.get(at).cloned())
    }

    /// All rows in order.
    pub const fn iter(&self) -> Iter<'_, T> {
        Iter {
            rows: self,
            reading: Reading::new(),
        }
    }
}

impl<T: Serialize + DeserializeOwned> Waiting<T> {
    fn push(&mut self, row: &T) -> io::Result<()> {
        let open = std::mem::take(&mut self.open);
        self.open = postcard::to_extend(row, open).map_err(io::Error::other)?;
        // What was read of the last block is no longer all of it.
        let last = self.ends.len();
        self.held.retain(|(block, _)| *block != last);
        Ok(())
    }

    /// Writes the open block out.
    fn close(&mut self) -> io::Result<()> {
        let end = self.ends.last().copied().unwrap_or(0);
        self.file.seek(SeekFrom::Start(end))?;
        self.file.write_all(&self.open)?;
        self.ends.push(end + self.open.len() as u64);
        self.open.clear();
        Ok(())
    }

    /// A block, from those that are held if it is among them.
    fn held(&mut self, block: usize) -> io::Result<Arc<Vec<T>>> {
        let known = self.held.iter().position(|(number, _)| *number == block);
        let known = known.and_then(|at| self.held.remove(at));
        let known = match known {
            Some(known) => known,
            None => (block, Arc::new(self.block(block)?)),
        };
        let rows = Arc::clone(&known.1);
        if self.held.len() == HELD {
            self.held.pop_front();
        }
        self.held.push_back(known);
        Ok(rows)
    }

    /// The rows of a block.
    fn block(&mut self, block: usize) -> io::Result<Vec<T>> {
        let Some(end) = self.ends.get(block).copied() else {
            return unpacked(&self.open);
        };
        let start = block
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let start = start.copied().unwrap_or(0);
        let mut bytes = vec![0; usize::try_from(end - start).map_err(io::Error::other)?];
        self.file.seek(SeekFrom::Start(start))?;
        self.file.read_exact(&mut bytes)?;
        unpacked(&bytes)
    }
}

fn unpacked<T: DeserializeOwned>(mut bytes: &[u8]) -> io::Result<Vec<T>> {
    let mut rows = Vec::with_capacity(BLOCK);
    while !bytes.is_empty() {
        let (row, rest) = postcard::take_from_bytes(bytes).map_err(io::Error::other)?;
        rows.push(row);
        bytes = rest;
    }
    Ok(rows)
}

/// How far rows are read.
#[derive(Debug)]
struct Reading<T> {
    next: usize,
    /// What is left of the block, the next row behind.
    block: Vec<T>,
}

impl<T> Reading<T> {
    const fn new() -> Self {
        Self {
            next: 0,
            block: Vec::new(),
        }
    }
}

impl<T: Serialize + DeserializeOwned> Reading<T> {
    fn next(&mut self, rows: &Rows<T>) -> Option<io::Result<T>> {
        if self.next >= rows.length {
            return None;
        }
        if self.block.is_empty() {
            let block = rows.lock().block(self.next / BLOCK);
            match block {
                Ok(block) => self.block = block,
                // Nothing can be read behind it, either.
                Err(error) => {
                    self.next = rows.length;
                    return Some(Err(error));
                }
            }
            self.block.reverse();
        }
        self.next += 1;
        self.block.pop().map(Ok)
    }
}

/// Rows in order, read block by block.
#[derive(Debug)]
pub struct Iter<'r, T> {
    rows: &'r Rows<T>,
    reading: Reading<T>,
}

impl<T: Serialize + DeserializeOwned> Iterator for Iter<'_, T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<io::Result<T>> {
        self.reading.next(self.rows)
    }
}

impl<'r, T: Serialize + DeserializeOwned> IntoIterator for &'r Rows<T> {
    type Item = io::Result<T>;
    type IntoIter = Iter<'r, T>;

    fn into_iter(self) -> Iter<'r, T> {
        self.iter()
    }
}

/// The same of rows that nobody else reads.
#[derive(Debug)]
pub struct IntoIter<T> {
    rows: Rows<T>,
    reading: Reading<T>,
}

impl<T: Serialize + DeserializeOwned> Iterator for IntoIter<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<io::Result<T>> {
        self.reading.next(&self.rows)
    }
}

impl<T: Serialize + DeserializeOwned> IntoIterator for Rows<T> {
    type Item = io::Result<T>;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter {
            rows: self,
            reading: Reading::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_in_order_and_by_their_numbers() {
        // More than is held without a file.
        let text = |number: usize| format!("{number} {}", "长".repeat(number % 700));
        for count in [0, 1, 31, 32, 33, 1000] {
            let rows = Rows::of((0..count).map(text)).unwrap();
            assert_eq!((rows.len(), rows.is_empty()), (count, count == 0));
            let all: Vec<String> = rows.iter().collect::<io::Result<_>>().unwrap();
            assert_eq!(all, (0..count).map(text).collect::<Vec<_>>());
            for number in (0..count).rev().step_by(7) {
                assert_eq!(rows.get(number).unwrap(), Some(text(number)));
            }
            assert_eq!(rows.get(count).unwrap(), None);
        }
    }

    #[test]
    fn a_row_that_is_added_is_seen_by_whoever_asked_before() {
        let mut rows = Rows::of([1, 2]).unwrap();
        assert_eq!(rows.get(2).unwrap(), None);
        rows.push(&3).unwrap();
        assert_eq!(rows.get(2).unwrap(), Some(3));
    }
}

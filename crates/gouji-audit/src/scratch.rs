//! Where relations between reports lay down what they do not hold in memory.

mod in_file;

use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use in_file::InFile;

/// A store of bytes that are written once and read later, for as long as a run lasts.
pub trait Scratch: Send + Sync {
    /// Adds bytes, and says where they begin.
    ///
    /// # Errors
    /// Where there is no room for them.
    fn put(&self, bytes: &[u8]) -> io::Result<u64>;

    /// Reads as many bytes as there is room for in `into` from some place on.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn get(&self, at: u64, into: &mut [u8]) -> io::Result<()>;
}

/// A scratch in memory, for few reports.
#[derive(Debug, Default)]
pub struct InMemory(Mutex<Vec<u8>>);

impl InMemory {
    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Scratch for InMemory {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut all = self.lock();
        let at = all.len() as u64;
        all.extend_from_slice(bytes);
        Ok(at)
    }

    fn get(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let all = self.lock();
        let from = usize::try_from(at).map_err(io::Error::other)?;
        let bytes = all.get(from..).and_then(|rest| rest.get(..into.len()));
        into.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

//! A scratch in a file, as the command has it.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Scratch;

/// How many bytes wait before they are written.
const WAITING: usize = 1 << 16;

/// A scratch in a file: written at its end, read anywhere.
#[derive(Debug)]
pub struct InFile {
    file: File,
    /// How many bytes of it are written, which stay as they are: whoever reads them waits for nobody.
    written: AtomicU64,
    /// What comes behind them and is not written yet.
    waiting: Mutex<Vec<u8>>,
}

impl InFile {
    /// A scratch in an empty file that is open for reading and writing and that nobody else has.
    #[must_use]
    pub fn new(file: File) -> Self {
        Self {
            file,
            written: AtomicU64::new(0),
            waiting: Mutex::new(Vec::with_capacity(WAITING)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<u8>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sees to it that there is room for all that was added so far.
    ///
    /// # Errors
    /// Where there is none.
    pub fn finish(&self) -> io::Result<()> {
        self.flush(&mut self.lock())
    }

    fn written(&self) -> u64 {
        self.written.load(Ordering::Acquire)
    }

    fn flush(&self, waiting: &mut Vec<u8>) -> io::Result<()> {
        self.write(waiting)?;
        waiting.clear();
        Ok(())
    }

    /// Writes bytes behind those that are written; who does so has the lock.
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let written = self.written();
        place::write(&self.file, written, bytes)?;
        let written = written + bytes.len() as u64;
        self.written.store(written, Ordering::Release);
        Ok(())
    }

    /// Reads what stands from some place on, as far as there is room for it and as it is written; at least so many
    /// bytes.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn get_some(&self, at: u64, least: usize, into: &mut [u8]) -> io::Result<usize> {
        if at + least as u64 > self.written() {
            self.flush(&mut self.lock())?;
        }
        // What lies behind it may be half written.
        let reach = self.written().saturating_sub(at);
        let reach = usize::try_from(reach).unwrap_or(usize::MAX).min(into.len());
        let mut count = 0;
        while count < least {
            let room = into.get_mut(count..reach).unwrap_or_default();
            match place::read_some(&self.file, at + count as u64, room) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(more) => count += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }
}

impl Scratch for InFile {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut waiting = self.lock();
        if waiting.len() + bytes.len() > WAITING {
            self.flush(&mut waiting)?;
        }
        let at = self.written() + waiting.len() as u64;
        match bytes.len() < WAITING {
            true => waiting.extend_from_slice(bytes),
            false => self.write(bytes)?,
        }
        Ok(at)
    }

    fn get(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.get_some(at, into.len(), into).map(|_| ())
    }
}

/// Reading and writing at a place of a file without moving to it first.
#[cfg(unix)]
mod place {
    use std::fs::File;
    use std::io;
    use std::os::unix::fs::FileExt as _;

    pub(super) fn read_some(file: &File, at: u64, into: &mut [u8]) -> io::Result<usize> {
        file.read_at(into, at)
    }

    pub(super) fn write(file: &File, at: u64, bytes: &[u8]) -> io::Result<()> {
        file.write_all_at(bytes, at)
    }
}

/// The same where a place is moved to all the same: each call says where it reads or writes.
#[cfg(windows)]
mod place {
    use std::fs::File;
    use std::io;
    use std::os::windows::fs::FileExt as _;

    pub(super) fn read_some(file: &File, at: u64, into: &mut [u8]) -> io::Result<usize> {
        file.seek_read(into, at)
    }

    pub(super) fn write(file: &File, mut at: u64, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let count = file.seek_write(bytes, at)?;
            at += count as u64;
            bytes = bytes.get(count..).unwrap_or_default();
        }
        Ok(())
    }
}

//! How much memory the files in work take together: large ones wait their turn.
//!
//! Every file claims what its size lets expect before it is read, and more where its content shows
//! that it needs more. Claims stay below the budget of the run; a file that turns out larger while it
//! is in work may go beyond it, but only one at a time, so that nobody waits for ever. What one file
//! can take is bounded by the limits of `gouji_format::limits`.

mod machine;

use std::str::FromStr;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Which share of the machine's memory files may take where nothing is asked for.
const SHARE: u64 = 4;
/// Least and most of that share: a single large report fits the one, and the other stands for
/// dozens of them at a time.
const LEAST: u64 = 64 << 20;
const MOST: u64 = 512 << 20;

/// Which share of the memory is little.
const LITTLE: u64 = 16;

/// An amount of memory on the command line: `512M`, `2G`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size(pub u64);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "write a number and a unit, for instance 512M or 2G".to_owned();
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_suffix('B').unwrap_or(&text);
        let text = text.strip_suffix('I').unwrap_or(text);
        let units = [('K', 10), ('M', 20), ('G', 30), ('T', 40)];
        let unit = |(unit, shift): (char, u32)| Some((text.strip_suffix(unit)?, shift));
        let (number, shift) = units.into_iter().find_map(unit).ok_or_else(wrong)?;
        let number: u64 = number.trim_end().parse().map_err(|_| wrong())?;
        let size = number.checked_mul(1 << shift).filter(|size| *size > 0);
        size.map(Self).ok_or_else(wrong)
    }
}

/// The memory that files in work share.
#[derive(Debug)]
pub(crate) struct Memory {
    limit: u64,
    /// What the machine lets this process have.
    most: u64,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    claimed: u64,
    /// Whether a file has gone beyond the limit.
    is_exceeded: bool,
    /// How many wait: to wake nobody would ask the system all the same.
    waiting: usize,
}

impl Memory {
    /// So much memory, or a share of what the machine lets a process have.
    pub(crate) fn new(asked: Option<Size>) -> Self {
        let most = machine::memory();
        let share = || (most / SHARE).clamp(LEAST, MOST);
        Self {
            limit: asked.map_or_else(share, |size| size.0),
            most,
            state: Mutex::default(),
            freed: Condvar::new(),
        }
    }

    /// Whether a file needs more than the machine lets this process have.
    pub(crate) const fn is_exceeded_by(&self, bytes: u64) -> bool {
        bytes > self.most
    }

    /// What is so little of it that nobody has to count how much less a file needs.
    pub(crate) fn little(&self) -> u64 {
        self.limit.min(self.most) / LITTLE
    }

    /// Claims memory for a file; waits until there is as much, or nobody else claims any.
    pub(crate) fn claim(&self, bytes: u64) -> Claim<'_> {
        let mut state = self.state();
        while state.claimed > 0 && state.claimed.saturating_add(bytes) > self.limit {
            state = self.wait(state);
        }
        state.claimed = state.claimed.saturating_add(bytes);
        Claim {
            memory: self,
            bytes,
            exceeds: false,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing is left half done while the lock is held.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, mut state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        state.waiting += 1;
        let waited = self.freed.wait(state);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state
    }

    /// Wakes those who wait, once what is theirs is given back.
    fn wake(&self, state: MutexGuard<'_, State>) {
        let is_waited_for = state.waiting > 0;
        drop(state);
        if is_waited_for {
            self.freed.notify_all();
        }
    }
}

/// What a file has claimed; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Claim<'m> {
    memory: &'m Memory,
    bytes: u64,
    /// Whether this is the one file beyond the limit.
    exceeds: bool,
}

impl Claim<'_> {
    /// Changes the claim to so many bytes. Waits where others leave no room for more, until there is
    /// some or nobody else is beyond the limit: the memory already in use cannot be given back.
    pub(crate) fn resize(&mut self, bytes: u64) {
        let mut state = self.memory.state();
        if bytes <= self.bytes {
            state.claimed = state.claimed.saturating_sub(self.bytes - bytes);
            self.bytes = bytes;
            self.settle(&mut state);
            return self.memory.wake(state);
        }
        let more = bytes - self.bytes;
        let fits = |state: &State| state.claimed.saturating_add(more) <= self.memory.limit;
        while !self.exceeds && !fits(&state) && state.is_exceeded {
            state = self.memory.wait(state);
        }
        if !self.exceeds && !fits(&state) {
            self.exceeds = true;
            state.is_exceeded = true;
        }
        state.claimed = state.claimed.saturating_add(more);
        self.bytes = bytes;
    }

    /// Lets another file go beyond the limit once this one no longer does.
    fn settle(&mut self, state: &mut State) {
        if self.exceeds && (self.bytes == 0 || state.claimed <= self.memory.limit) {
            self.exceeds = false;
            state.is_exceeded = false;
        }
    }
}

impl Drop for Claim<'_> {
    fn drop(&mut self) {
        self.resize(0);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    #[test]
    fn sizes_have_units() {
        for (text, size) in [
            ("512M", Some(512 << 20)),
            ("2g", Some(2 << 30)),
            ("64 MiB", Some(64 << 20)),
            ("1TB", Some(1 << 40)),
            ("512", None),
            ("0M", None),
            ("M", None),
            ("99999999999999G", None),
        ] {
            assert_eq!(Size::from_str(text).ok().map(|size| size.0), size, "{text}");
        }
    }

    #[test]
    fn files_in_work_stay_below_the_limit_but_for_one() {
        let memory = Memory::new(Some(Size(100)));
        let (now, most) = (AtomicU64::new(0), AtomicU64::new(0));
        let add = |bytes: u64| {
            let all = now.fetch_add(bytes, Ordering::SeqCst) + bytes;
            most.fetch_max(all, Ordering::SeqCst);
        };
        std::thread::scope(|scope| {
            for number in 0..64_u64 {
                let (memory, now, add) = (&memory, &now, &add);
                scope.spawn(move || {
                    let mut claim = memory.claim(20);
                    add(20);
                    std::thread::yield_now();
                    // Every other file turns out to be as large as the whole budget.
                    let more = if number % 2 == 0 { 100 } else { 5 };
                    claim.resize(20 + more);
                    add(more);
                    std::thread::yield_now();
                    now.fetch_sub(20 + more, Ordering::SeqCst);
                    drop(claim);
                });
            }
        });
        assert!(most.into_inner() <= 100 + 120);
        assert_eq!(memory.state().claimed, 0);
        assert!(!memory.state().is_exceeded);
    }

    #[test]
    fn a_file_larger_than_the_limit_is_alone() {
        let memory = Memory::new(Some(Size(10)));
        let large = memory.claim(1000);
        std::thread::scope(|scope| {
            let other = scope.spawn(|| memory.claim(1).bytes);
            drop(large);
            assert_eq!(other.join().ok(), Some(1));
        });
    }
}

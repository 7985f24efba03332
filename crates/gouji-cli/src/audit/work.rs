//! Work done by many threads and handed on in order, which may be given up: a file that takes too long
//! does not hold up the others.
//!
//! A thread cannot be made to end. One whose work is given up is left to itself, another takes its place,
//! and what it brings in the end is thrown away; it ends with the process.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many bytes of results may wait for those before them.
const MOST_WAITING: usize = 2 << 20;
/// How many results are handed on in one go where there are as many: to wake a thread takes longer than to hand
/// on a result.
const AT_ONCE: usize = 32;
/// How long less than that may wait.
const DELAY: Duration = Duration::from_millis(20);

/// How work is done.
pub(super) struct Line<W, R> {
    /// How many items there are.
    pub items: usize,
    pub threads: usize,
    /// How long one item may take.
    pub deadline: Duration,
    /// Does the work for an item.
    pub work: W,
    /// How many bytes a result takes while it waits.
    pub weight: fn(&R) -> usize,
}

impl<W, R> Line<W, R>
where
    W: Fn(usize) -> R + Send + Sync + 'static,
    R: Send + 'static,
{
    /// Does the work and hands on the results in the order of the items, until it is asked to stop by
    /// `false`; `late` is the result of one that took too long.
    pub(super) fn run(self, late: impl Fn(usize) -> R, mut hand_on: impl FnMut(usize, R) -> bool) {
        let line = Arc::new(Shared {
            state: Mutex::new(State {
                untaken: 0,
                due: 0,
                waiting: BTreeMap::new(),
                weight: 0,
                begun: BTreeMap::new(),
                given_up: BTreeSet::new(),
                is_over: false,
                idle: 0,
            }),
            brought: Condvar::new(),
            handed: Condvar::new(),
            line: self,
        });
        for _ in 0..line.line.threads.clamp(1, line.line.items.max(1)) {
            start(&line);
        }
        let _over = Over(&line);
        for item in 0..line.line.items {
            let result = line.next().unwrap_or_else(|| {
                start(&line);
                late(item)
            });
            if !hand_on(item, result) {
                return;
            }
        }
    }
}

fn start<W, R>(line: &Arc<Shared<W, R>>)
where
    W: Fn(usize) -> R + Send + Sync + 'static,
    R: Send + 'static,
{
    let line = Arc::clone(line);
    std::thread::spawn(move || {
        while let Some(item) = line.take() {
            let failing = Failing(&line, item);
            let result = (line.line.work)(item);
            std::mem::forget(failing);
            if !line.bring(item, result) {
                return;
            }
        }
    });
}

/// What the threads share.
struct Shared<W, R> {
    state: Mutex<State<R>>,
    /// Something was brought.
    brought: Condvar,
    /// Something was handed on.
    handed: Condvar,
    line: Line<W, R>,
}

struct State<R> {
    /// The next item nobody has taken.
    untaken: usize,
    /// The next item to be handed on.
    due: usize,
    /// What was brought before it was due, with its weight.
    waiting: BTreeMap<usize, (usize, R)>,
    weight: usize,
    /// When those in work were begun.
    begun: BTreeMap<usize, Instant>,
    given_up: BTreeSet<usize>,
    is_over: bool,
    /// How many threads wait for room.
    idle: usize,
}

impl<W, R> Shared<W, R> {
    fn lock(&self) -> MutexGuard<'_, State<R>> {
        // A thread that broke down left whole results behind.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item to work on, once there is room for its result; none when all are taken.
    fn take(&self) -> Option<usize> {
        let items = self.line.items;
        let full = |state: &mut State<R>| {
            let is_due = state.untaken == state.due;
            !is_due && !state.is_over && state.untaken < items && state.weight >= MOST_WAITING
        };
        let mut state = self.lock();
        if full(&mut state) {
            state.idle += 1;
            let waited = self.handed.wait_while(state, full);
            state = waited.unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
        if state.is_over || state.untaken >= items {
            return None;
        }
        let item = state.untaken;
        state.untaken += 1;
        state.begun.insert(item, Instant::now());
        Some(item)
    }

    /// Brings a result; whether the thread goes on.
    fn bring(&self, item: usize, result: R) -> bool {
        let weight = (self.line.weight)(&result);
        let mut state = self.lock();
        if state.given_up.remove(&item) {
            return false;
        }
        state.begun.remove(&item);
        state.weight += weight;
        state.waiting.insert(item, (weight, result));
        let is_enough = state.waiting.len() >= AT_ONCE || state.weight >= MOST_WAITING / 2;
        if is_enough || state.untaken >= self.line.items {
            self.brought.notify_one();
        }
        true
    }

    /// The next result in order; none where it takes too long.
    fn next(&self) -> Option<R> {
        let mut state = self.lock();
        loop {
            let due = state.due;
            if let Some((weight, result)) = state.waiting.remove(&due) {
                state.due += 1;
                state.weight -= weight;
                self.wake(&state);
                return Some(result);
            }
            let left = match state.begun.get(&due) {
                Some(begun) => self.line.deadline.saturating_sub(begun.elapsed()),
                None => Duration::from_secs(1),
            };
            if left.is_zero() {
                state.begun.remove(&due);
                state.given_up.insert(due);
                state.due += 1;
                self.wake(&state);
                return None;
            }
            let waited = self.brought.wait_timeout(state, left.min(DELAY));
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Wakes those that wait for room, once half of it is free: to wake one for each result takes longer than the
    /// result. What waits is all before what nobody has taken, so that all of it is handed on before that is due.
    fn wake(&self, state: &State<R>) {
        if state.idle > 0 && state.weight < MOST_WAITING / 2 {
            self.handed.notify_all();
        }
    }
}

/// Sees to it that threads end when nobody waits for them any more.
struct Over<'l, W, R>(&'l Shared<W, R>);

impl<W, R> Drop for Over<'_, W, R> {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.handed.notify_all();
    }
}

/// Has an item given up when its thread breaks down.
struct Failing<'l, W, R>(&'l Shared<W, R>, usize);

impl<W, R> Drop for Failing<'_, W, R> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        if let Some(begun) = state.begun.get_mut(&self.1) {
            // As if it had been begun long ago.
            let deadline = self.0.line.deadline;
            *begun = begun.checked_sub(deadline).unwrap_or(*begun);
        }
        self.0.brought.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(threads: usize, deadline: u64, slow: usize) -> Vec<(usize, Option<usize>)> {
        let work = move |item: usize| {
            if item % 100 == slow {
                std::thread::sleep(Duration::from_secs(600));
            }
            Some(item * 2)
        };
        let line = Line {
            items: 250,
            threads,
            deadline: Duration::from_millis(deadline),
            work,
            weight: |_| 1,
        };
        let mut seen = Vec::new();
        line.run(
            |_| None,
            |item, result| {
                seen.push((item, result));
                item < 240
            },
        );
        seen
    }

    #[test]
    fn what_takes_too_long_is_given_up_and_the_others_go_on() {
        for threads in [0, 1, 2, 7] {
            let seen = line(threads, 200, 17);
            let result = |item: usize| (item % 100 != 17).then_some(item * 2);
            let expected: Vec<_> = (0..=240).map(|item| (item, result(item))).collect();
            assert_eq!(seen, expected, "{threads}");
        }
    }

    #[test]
    fn a_thread_that_breaks_down_is_replaced() {
        let line = Line {
            items: 20,
            threads: 2,
            deadline: Duration::from_secs(2),
            work: |item: usize| {
                assert_ne!(item, 7);
                Some(item)
            },
            weight: |_| 1,
        };
        let mut seen = Vec::new();
        line.run(
            |_| None,
            |_, result| {
                seen.push(result);
                true
            },
        );
        let expected: Vec<_> = (0..20).map(|item| (item != 7).then_some(item)).collect();
        assert_eq!(seen, expected);
    }
}

//! Work on many items by several threads, with the results in the order of the items and few of them held.
//!
//! Who asks for the work is one of the threads: it deals out chunks, hands on what is due, and works on a chunk
//! itself where nothing is. So no more threads run than were asked for, and hardly one is woken: to wake one takes
//! as long as the work on a chunk.

use std::collections::{BTreeMap, VecDeque};
use std::panic::resume_unwind;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many items a thread takes at a time.
const CHUNK: usize = 8;
/// How many times as many wait for each thread, or for those before them: so many results are held at a time.
const ROUNDS: usize = 4;

/// Those who do the work.
#[derive(Clone, Copy)]
pub(crate) struct Team<'t> {
    /// How many threads.
    pub threads: usize,
    /// Whether the work is to be left: then nobody looks at what came of it.
    pub is_stopped: &'t (dyn Fn() -> bool + Sync),
}

impl Team<'_> {
    /// Does two things, at once where there is more than one thread. A panic in a thread is one here.
    pub(crate) fn both<A, B: Send>(
        self,
        one: impl FnOnce() -> A,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        if self.threads <= 1 {
            return (one(), other());
        }
        std::thread::scope(|scope| {
            let other = scope.spawn(other);
            let one = one();
            let other = other.join();
            (one, other.unwrap_or_else(|panic| resume_unwind(panic)))
        })
    }

    /// Hands on what work makes of each item, in their order; less where the work is to be left. A panic in a
    /// thread is one here.
    ///
    /// # Errors
    /// The first one of those who take the results: then no more is done.
    pub(crate) fn each<T: Send, R: Send, E>(
        self,
        items: impl IntoIterator<Item = T>,
        work: impl Fn(T) -> R + Sync,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut items = items.into_iter();
        let first: Vec<T> = items.by_ref().take(CHUNK).collect();
        if self.threads <= 1 || first.len() < CHUNK {
            let mut items = first.into_iter().chain(items);
            return items
                .by_ref()
                .take_while(|_| !(self.is_stopped)())
                .try_for_each(|item| take(work(item)));
        }
        let done = |chunk: Vec<T>| -> Vec<R> {
            let wanted = chunk.into_iter().take_while(|_| !(self.is_stopped)());
            wanted.map(&work).collect()
        };
        let rest = std::iter::from_fn(|| Some(items.by_ref().take(CHUNK).collect()));
        let chunks = std::iter::once(first).chain(rest);
        let chunks = chunks.take_while(|chunk| !chunk.is_empty() && !(self.is_stopped)());
        let queue = Queue::default();
        std::thread::scope(|scope| {
            let _over = Over(&queue);
            for _ in 1..self.threads {
                scope.spawn(|| {
                    let _broken = Over(&queue);
                    while let Some((number, chunk)) = queue.next() {
                        queue.bring(number, done(chunk));
                    }
                });
            }
            let most = self.threads * ROUNDS;
            queue.handed_on(chunks, most, done, |results| {
                results.into_iter().try_for_each(&mut take)
            })
        })
    }
}

/// Chunks that wait for a thread, and what became of others.
struct Queue<T, R> {
    state: Mutex<State<T, R>>,
    /// A chunk was given, or no more will be.
    given: Condvar,
    /// What is due was brought, or will not be.
    brought: Condvar,
}

struct State<T, R> {
    /// Chunks that nobody works on yet, with their numbers.
    waiting: VecDeque<(usize, Vec<T>)>,
    /// What became of those that are done.
    done: BTreeMap<usize, Vec<R>>,
    /// The number of the next one to be handed on.
    due: usize,
    /// How many threads wait for a chunk.
    idle: usize,
    /// Whether no more is to be done: all is, or a thread broke down.
    is_over: bool,
}

/// What the one who hands on results is to do next.
enum Next<T, R> {
    HandOn(Vec<R>),
    Work(usize, Vec<T>),
    /// Nothing is left, or it will not come.
    End,
}

impl<T, R> Default for Queue<T, R> {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                waiting: VecDeque::new(),
                done: BTreeMap::new(),
                due: 0,
                idle: 0,
                is_over: false,
            }),
            given: Condvar::new(),
            brought: Condvar::new(),
        }
    }
}

impl<T, R> Queue<T, R> {
    fn lock(&self) -> MutexGuard<'_, State<T, R>> {
        // A thread that broke down left whole chunks behind.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next chunk to work on, once there is one; none where no more is to be done.
    fn next(&self) -> Option<(usize, Vec<T>)> {
        let mut state = self.lock();
        while state.waiting.is_empty() && !state.is_over {
            state.idle += 1;
            let waited = self.given.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
        state.waiting.pop_front().filter(|_| !state.is_over)
    }

    fn give(&self, number: usize, chunk: Vec<T>) {
        let mut state = self.lock();
        state.waiting.push_back((number, chunk));
        if state.idle > 0 {
            self.given.notify_one();
        }
    }

    fn bring(&self, number: usize, results: Vec<R>) {
        let mut state = self.lock();
        state.done.insert(number, results);
        if number == state.due {
            self.brought.notify_one();
        }
    }

    /// Deals out the chunks and hands on what becomes of them, of which at most so many are under way.
    fn handed_on<E>(
        &self,
        chunks: impl Iterator<Item = Vec<T>>,
        most: usize,
        work: impl Fn(Vec<T>) -> Vec<R>,
        mut hand_on: impl FnMut(Vec<R>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut chunks = chunks.enumerate();
        let mut given = 0;
        let mut handed = 0;
        loop {
            while given < handed + most
                && let Some((number, chunk)) = chunks.next()
            {
                self.give(number, chunk);
                given += 1;
            }
            match self.next_of(given) {
                Next::HandOn(results) => {
                    handed += 1;
                    hand_on(results)?;
                }
                Next::Work(number, chunk) => self.bring(number, work(chunk)),
                Next::End => return Ok(()),
            }
        }
    }

    /// What is to be done next, where so many chunks were given.
    fn next_of(&self, given: usize) -> Next<T, R> {
        let mut state = self.lock();
        loop {
            let due = state.due;
            if let Some(results) = state.done.remove(&due) {
                state.due += 1;
                return Next::HandOn(results);
            }
            if state.is_over || due == given {
                return Next::End;
            }
            if let Some((number, chunk)) = state.waiting.pop_front() {
                return Next::Work(number, chunk);
            }
            let waited = self.brought.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Has all threads end where one of them does: none ends before all is done but by an error or a panic.
struct Over<'q, T, R>(&'q Queue<T, R>);

impl<T, R> Drop for Over<'_, T, R> {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.given.notify_all();
        self.0.brought.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::panic::AssertUnwindSafe;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn done(items: &[usize], team: Team<'_>) -> Vec<usize> {
        let mut done = Vec::new();
        let take = |one| {
            done.push(one);
            Ok::<(), ()>(())
        };
        team.each(items, |item| item * 3, take).unwrap();
        done
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..3000).collect();
        let expected: Vec<usize> = items.iter().map(|item| item * 3).collect();
        for threads in [0, 1, 2, 7] {
            let team = Team {
                threads,
                is_stopped: &|| false,
            };
            assert_eq!(done(&items, team), expected);
            assert!(done(&[], team).is_empty());
        }
    }

    #[test]
    fn whoever_takes_results_ends_it_and_so_does_a_panic() {
        for threads in [1, 2, 3] {
            let team = Team {
                threads,
                is_stopped: &|| false,
            };
            let mut taken = 0;
            let ended = team.each(
                0..3000,
                |item| item,
                |item| {
                    taken += 1;
                    if item < 700 { Ok(()) } else { Err(item) }
                },
            );
            assert_eq!((ended, taken), (Err(700), 701));
            let work = |item| assert_ne!(item, 1000);
            let each = AssertUnwindSafe(|| team.each(0..3000, work, Ok::<(), ()>));
            assert!(std::panic::catch_unwind(each).is_err());
        }
    }

    #[test]
    fn two_things_are_done_and_a_panic_in_one_is_no_result() {
        for threads in [1, 2] {
            let team = Team {
                threads,
                is_stopped: &|| false,
            };
            assert_eq!(team.both(|| "one", || "other"), ("one", "other"));
            let both = || team.both(|| 1, || assert_ne!(threads, threads));
            assert!(std::panic::catch_unwind(AssertUnwindSafe(both)).is_err());
        }
    }

    #[test]
    fn work_that_is_to_be_left_is_left() {
        let begun = AtomicUsize::new(0);
        let items: Vec<usize> = (0..3000).collect();
        for threads in [1, 2] {
            let team = Team {
                threads,
                is_stopped: &|| begun.fetch_add(1, Ordering::Relaxed) > 100,
            };
            begun.store(0, Ordering::Relaxed);
            assert!(done(&items, team).len() <= 101);
        }
    }
}

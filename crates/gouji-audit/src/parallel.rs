//! Work on many items by several threads, with the results in the order of the items and few of them held.
//!
//! The threads stay until all is done: each has room of its own in memory, and some of it is left behind wherever one
//! ends.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

/// How many items a thread is given at a time.
const CHUNK: usize = 16;
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
        let wanted = |chunk: Vec<T>| -> Vec<R> {
            let wanted = chunk.into_iter().take_while(|_| !(self.is_stopped)());
            wanted.map(&work).collect()
        };
        let rest = std::iter::from_fn(|| Some(items.by_ref().take(CHUNK).collect()));
        let chunks = std::iter::once(first).chain(rest);
        let chunks = chunks.take_while(|chunk| !chunk.is_empty() && !(self.is_stopped)());
        std::thread::scope(|scope| {
            let threads = (0..self.threads).map(|_| Working::new(scope, &wanted));
            let threads: Vec<Working<'_, T, R>> = threads.collect();
            let ended = handed_on(&threads, chunks, take);
            threads.into_iter().for_each(Working::end);
            ended
        })
    }
}

/// Gives each thread its chunks in turn, and hands on what becomes of them.
fn handed_on<T, R, E>(
    threads: &[Working<'_, T, R>],
    mut chunks: impl Iterator<Item = Vec<T>>,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut given = threads.iter().cycle();
    let mut under_way = 0;
    for thread in threads.iter().cycle() {
        while under_way < threads.len() * ROUNDS
            && let Some(chunk) = chunks.next()
            && let Some(next) = given.next()
        {
            // One that broke down takes nothing any more, and says so below.
            let _ = next.chunks.send(chunk);
            under_way += 1;
        }
        let done = match under_way {
            0 => return Ok(()),
            _ => thread.done.recv(),
        };
        let Ok(done) = done else {
            return Ok(());
        };
        under_way -= 1;
        done.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// A thread, what it is given and what it makes of it.
struct Working<'s, T, R> {
    chunks: SyncSender<Vec<T>>,
    done: Receiver<Vec<R>>,
    thread: ScopedJoinHandle<'s, ()>,
}

impl<'s, T: Send + 's, R: Send + 's> Working<'s, T, R> {
    fn new(scope: &'s Scope<'s, '_>, work: &'s (impl Fn(Vec<T>) -> Vec<R> + Sync)) -> Self {
        let (chunks, given) = sync_channel::<Vec<T>>(ROUNDS);
        let (hand_on, done) = sync_channel(ROUNDS);
        let thread = scope.spawn(move || {
            // Nobody may wait for it any more.
            let _ = given.iter().try_for_each(|chunk| hand_on.send(work(chunk)));
        });
        Self {
            chunks,
            done,
            thread,
        }
    }

    /// Waits until it has ended.
    fn end(self) {
        drop((self.chunks, self.done));
        if let Err(panic) = self.thread.join() {
            std::panic::resume_unwind(panic);
        }
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

//! Work on many items by several threads, with the results in the order of the items and few of them held.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many items a thread takes at a time.
const CHUNK: usize = 16;
/// How often each thread takes items before the results are handed on: so many results are held at a time.
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
    /// Hands on what work makes of each item, in their order. A panic in a thread is one here.
    ///
    /// # Errors
    /// The first one of those who take the results: then no more is done.
    pub(crate) fn each<T: Sync, R: Send, E>(
        self,
        items: &[T],
        work: impl Fn(&T) -> R + Sync,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        let block = (CHUNK * ROUNDS).saturating_mul(self.threads.max(1));
        for block in items.chunks(block) {
            for result in self.block(block, &work) {
                take(result)?;
            }
        }
        Ok(())
    }

    /// What work makes of each of a few items; less where the work is to be left.
    pub(crate) fn block<T: Sync, R: Send>(
        self,
        items: &[T],
        work: impl Fn(&T) -> R + Sync,
    ) -> Vec<R> {
        let is_wanted = |_: &&T| !(self.is_stopped)();
        let threads = self.threads.min(items.len().div_ceil(CHUNK));
        if threads <= 1 {
            return items.iter().take_while(is_wanted).map(work).collect();
        }
        let next = AtomicUsize::new(0);
        let chunks = std::thread::scope(|scope| {
            let run = || {
                let mut done: Vec<(usize, Vec<R>)> = Vec::new();
                loop {
                    let chunk = next.fetch_add(1, Ordering::Relaxed);
                    let Some(own) = items.chunks(CHUNK).nth(chunk) else {
                        return done;
                    };
                    let own = own.iter().take_while(is_wanted).map(&work);
                    done.push((chunk, own.collect()));
                }
            };
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
            let mut chunks = Vec::new();
            for thread in running {
                match thread.join() {
                    Ok(done) => chunks.extend(done),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            chunks
        });
        in_order(chunks)
    }
}

fn in_order<R>(mut chunks: Vec<(usize, Vec<R>)>) -> Vec<R> {
    chunks.sort_by_key(|(number, _)| *number);
    chunks.into_iter().flat_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
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

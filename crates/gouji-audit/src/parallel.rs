//! Work on many items by several threads, with the results in the order of the items.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many items a thread takes at a time.
const CHUNK: usize = 16;

/// What work makes of each item. A panic in a thread is one here.
pub(crate) fn each<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let threads = threads.min(items.len().div_ceil(CHUNK));
    if threads <= 1 {
        return items.iter().map(work).collect();
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
                done.push((chunk, own.iter().map(&work).collect()));
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

fn in_order<R>(mut chunks: Vec<(usize, Vec<R>)>) -> Vec<R> {
    chunks.sort_by_key(|(number, _)| *number);
    chunks.into_iter().flat_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        let expected: Vec<usize> = items.iter().map(|item| item * 3).collect();
        for threads in [0, 1, 2, 7] {
            assert_eq!(each(&items, threads, |item| item * 3), expected);
        }
        assert!(each(&[0_usize; 0], 2, |item| *item).is_empty());
    }
}

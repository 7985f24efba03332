//! Work done by many threads and handed on in order.
//!
//! Threads go on while what was done waits for something slow before it, as long as little waits:
//! neither one slow file nor outputs of any size hold up or fill the machine.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Those who do the work.
#[derive(Clone, Copy)]
pub(crate) struct Team {
    pub threads: usize,
    /// How many bytes of results may wait for those before them.
    pub most_waiting: usize,
}

impl Team {
    /// Threads of which one may be at something slow while the others go on.
    pub(crate) const fn of(threads: usize) -> Self {
        Self {
            threads,
            most_waiting: 2 << 20,
        }
    }
}

/// Does the work for so many items, and hands on the results in the order of the
/// items, which have numbers. `weight` says how many bytes a result takes while it waits.
pub(crate) fn in_order<R: Send>(
    items: usize,
    team: Team,
    work: impl Fn(usize) -> R + Sync,
    weight: impl Fn(&R) -> usize + Sync,
    mut hand_on: impl FnMut(usize, R),
) {
    let threads = team.threads.min(items);
    if threads <= 1 {
        (0..items).for_each(|item| hand_on(item, work(item)));
        return;
    }
    let line = Line::new(items, team.most_waiting);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let _leaving = PanicGuard(&line);
                while let Some(number) = line.take() {
                    let result = work(number);
                    line.bring(number, weight(&result), result);
                }
            });
        }
        let _leaving = PanicGuard(&line);
        for item in 0..items {
            let Some(result) = line.next() else {
                return;
            };
            hand_on(item, result);
        }
    });
}

/// Results on their way.
struct Line<R> {
    state: Mutex<State<R>>,
    /// Something was brought.
    brought: Condvar,
    /// Something was handed on.
    handed: Condvar,
}

struct State<R> {
    items: usize,
    most_waiting: usize,
    /// The next item nobody has taken.
    untaken: usize,
    /// The next item to be handed on.
    due: usize,
    /// What was brought before it was due, with its weight.
    waiting: BTreeMap<usize, (usize, R)>,
    /// How much that is.
    weight: usize,
    /// Whether a thread broke down, so that what it took will not come.
    broken: bool,
}

impl<R> Line<R> {
    const fn new(items: usize, most_waiting: usize) -> Self {
        Self {
            state: Mutex::new(State {
                items,
                most_waiting,
                untaken: 0,
                due: 0,
                waiting: BTreeMap::new(),
                weight: 0,
                broken: false,
            }),
            brought: Condvar::new(),
            handed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<R>> {
        // A thread that broke down left whole results behind.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item to work on, once there is room for its result; none when all are taken.
    fn take(&self) -> Option<usize> {
        let full = |state: &mut State<R>| {
            let is_due = state.untaken == state.due;
            !is_due
                && !state.broken
                && state.untaken < state.items
                && state.weight >= state.most_waiting
        };
        let state = self.handed.wait_while(self.lock(), full);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        if state.broken || state.untaken >= state.items {
            return None;
        }
        state.untaken += 1;
        Some(state.untaken - 1)
    }

    fn bring(&self, number: usize, weight: usize, result: R) {
        let mut state = self.lock();
        state.weight += weight;
        state.waiting.insert(number, (weight, result));
        self.brought.notify_one();
    }

    /// The next result in order; none when it will not come.
    fn next(&self) -> Option<R> {
        let absent =
            |state: &mut State<R>| !state.broken && !state.waiting.contains_key(&state.due);
        let state = self.brought.wait_while(self.lock(), absent);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        let due = state.due;
        let (weight, result) = state.waiting.remove(&due)?;
        state.due += 1;
        state.weight -= weight;
        self.handed.notify_all();
        Some(result)
    }
}

/// Says so when a thread breaks down: nobody is to wait for it.
struct PanicGuard<'l, R>(&'l Line<R>);

impl<R> Drop for PanicGuard<'_, R> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().broken = true;
            self.0.brought.notify_all();
            self.0.handed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_order_with_any_number_of_threads() {
        for threads in [0, 1, 2, 7, 600] {
            let mut seen = Vec::new();
            let work = |item: usize| {
                if item.is_multiple_of(50) {
                    std::thread::sleep(Duration::from_millis(1));
                }
                item * 2
            };
            in_order(
                500,
                Team::of(threads),
                work,
                |_| 1,
                |item, result| seen.push((item, result)),
            );
            let expected: Vec<_> = (0..500).map(|item| (item, item * 2)).collect();
            assert_eq!(seen, expected, "{threads}");
        }
    }

    #[test]
    fn no_more_waits_than_there_is_room_for() {
        let (waiting, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |item: usize| {
            // The first is slower than all others together.
            let slow = if item == 0 { 50 } else { 0 };
            std::thread::sleep(Duration::from_millis(slow));
            let now = waiting.fetch_add(1, Ordering::SeqCst) + 1;
            most.fetch_max(now, Ordering::SeqCst);
        };
        let hand_on = |_: usize, ()| {
            waiting.fetch_sub(1, Ordering::SeqCst);
        };
        let team = Team::of(4);
        in_order(64, team, work, |()| team.most_waiting / 4, hand_on);
        // Four are enough; each of four threads may have taken one more just before.
        assert!(most.load(Ordering::SeqCst) <= 8, "{most:?}");
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_thread_that_breaks_down_ends_the_work() {
        let work = |item: usize| assert_ne!(item, 17);
        in_order(100, Team::of(3), work, |()| 1, |_, ()| {});
    }
}

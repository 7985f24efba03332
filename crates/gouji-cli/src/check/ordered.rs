//! Work done by many threads and handed on in order.
//!
//! Who hands on is one of the threads, and works itself where nothing is due. The others go on while what was done
//! waits for something slow before it, as long as little waits: neither one slow file nor outputs of any size hold
//! up or fill the machine.

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
/// items, which have numbers. `weight` says how many bytes a result points to
/// while it waits.
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
    let done = |number: usize| {
        let result = work(number);
        line.bring(number, weight(&result), result);
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| {
                let _leaving = PanicGuard(&line);
                while let Some(number) = line.take() {
                    done(number);
                }
            });
        }
        let _leaving = PanicGuard(&line);
        let mut item = 0;
        while item < items {
            match line.next() {
                Next::HandOn(result) => {
                    hand_on(item, result);
                    item += 1;
                }
                Next::Work(number) => done(number),
                Next::End => return,
            }
        }
    });
}

/// What the one who hands on results is to do next.
enum Next<R> {
    HandOn(R),
    Work(usize),
    /// What is due will not come.
    End,
}

/// Results on their way.
struct Line<R> {
    state: Mutex<State<R>>,
    /// What is due was brought, or will not be.
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
    /// How many threads wait for room.
    idle: usize,
    /// Whether a thread broke down, so that what it took will not come.
    broken: bool,
}

impl<R> State<R> {
    fn untaken(&mut self) -> Option<usize> {
        if self.broken || self.untaken >= self.items {
            return None;
        }
        self.untaken += 1;
        Some(self.untaken - 1)
    }

    fn is_full(&self) -> bool {
        let is_due = self.untaken == self.due;
        !is_due && !self.broken && self.untaken < self.items && self.weight >= self.most_waiting
    }
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
                idle: 0,
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
        let mut state = self.lock();
        while state.is_full() {
            state.idle += 1;
            let waited = self.handed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
        state.untaken()
    }

    fn bring(&self, number: usize, weight: usize, result: R) {
        // Where results are small, what holds them weighs more than they do.
        let weight = weight + size_of::<(usize, R)>();
        let mut state = self.lock();
        state.weight += weight;
        state.waiting.insert(number, (weight, result));
        if number == state.due {
            self.brought.notify_one();
        }
    }

    /// What is to be done next by the one who hands on results.
    fn next(&self) -> Next<R> {
        let mut state = self.lock();
        loop {
            let due = state.due;
            if let Some((weight, result)) = state.waiting.remove(&due) {
                state.due += 1;
                state.weight -= weight;
                // Not as soon as there is room for one more: to wake a thread takes as long as the work for a few.
                if state.idle > 0 && state.weight < state.most_waiting / 2 {
                    self.handed.notify_all();
                }
                return Next::HandOn(result);
            }
            if state.broken {
                return Next::End;
            }
            if !state.is_full()
                && let Some(number) = state.untaken()
            {
                return Next::Work(number);
            }
            let waited = self.brought.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
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
    fn a_thread_that_breaks_down_ends_the_work() {
        let work = |item: usize| assert_ne!(item, 17);
        let ended = std::panic::catch_unwind(|| {
            in_order(100, Team::of(3), work, |()| 1, |_, ()| {});
        });
        assert!(ended.is_err());
    }
}

//! Ways to put words to labels, and what each would become with the next word.
//!
//! From every word each way goes on in several ways, most of which are dropped at once. So what a way
//! would become is only noted, and made of those that are kept.

/// How many ways are followed.
const MOST_WAYS: usize = 48;
/// How much more than the cheapest a way may cost: as much as a word left over at figures, with which no way
/// is any good.
const FARTHEST: u64 = 40;
/// Most labels begun and not yet whole.
const MOST_OPEN: usize = 18;
/// What the labels begun are distinguished by: the sum of their values times the powers of this.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
const POWERS: [u64; MOST_OPEN] = powers();
/// So many bits tell which hashes may be among those kept.
const SEEN: usize = 1024;

const fn powers() -> [u64; MOST_OPEN] {
    let mut powers = [1_u64; MOST_OPEN];
    let mut at = 1;
    while at < MOST_OPEN {
        powers[at] = powers[at - 1].wrapping_mul(BASE);
        at += 1;
    }
    powers
}

/// A label begun: its number, its wording, and how many of its letters are there.
#[derive(Clone, Copy, Default)]
pub(super) struct Begun {
    pub id: u32,
    pub wording: u16,
    pub at: u16,
}

impl Begun {
    /// Its wording and letters as one number, but zero.
    fn value(self) -> u64 {
        ((u64::from(self.wording) << u16::BITS) | u64::from(self.at)) + 1
    }
}

/// What letters may be of a label: of which wording, from which of its letters on, how many, and
/// whether it ends with them.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    pub wording: u16,
    pub from: u16,
    pub taken: u16,
    pub ends: bool,
}

impl Fit {
    /// The label with these letters; its number is given when it is kept.
    const fn begun(self) -> Begun {
        Begun {
            id: 0,
            wording: self.wording,
            at: self.from + self.taken,
        }
    }
}

/// What a word does to the labels begun on a way.
#[derive(Clone, Copy)]
enum Change {
    /// The one at a place goes on.
    Goes(usize, Begun),
    /// The one at a place is whole.
    Ends(usize),
    /// One more is begun.
    Begins(Begun),
    /// Nothing: the word is a whole label, or left over.
    None,
}

/// A way.
#[derive(Clone, Copy, Default)]
pub(super) struct Way {
    open: [Begun; MOST_OPEN],
    count: usize,
    /// Tells the labels begun, in their order.
    hash: u64,
    /// Rows begun, a bit for each, and the last of those that stand in order.
    pub rows: u64,
    pub last: u32,
    pub cost: u32,
    /// Its last step.
    pub step: Option<u32>,
}

impl Way {
    /// The labels begun and not yet whole.
    pub(super) fn open(&self) -> &[Begun] {
        self.open.get(..self.count).unwrap_or_default()
    }

    /// Whether no more labels may begin.
    pub(super) const fn is_full(&self) -> bool {
        self.count == MOST_OPEN
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::Goes(at, begun) => self.open[at] = begun,
            Change::Begins(begun) => {
                self.open[self.count] = begun;
                self.count += 1;
            }
            Change::Ends(at) => {
                self.open.copy_within(at + 1..self.count, at);
                self.count -= 1;
            }
            Change::None => {}
        }
    }

    /// Gives the label that a trial goes on with or begins its number.
    pub(super) fn number(&mut self, trial: &Trial, id: u32) {
        let last = self.count.saturating_sub(1);
        if let Some(begun) = self.open.get_mut(trial.open.map_or(last, usize::from)) {
            begun.id = id;
        }
    }

    /// What tells the labels that are begun after a change.
    fn hash_after(&self, change: Change) -> u64 {
        let of = |at: usize, begun: Begun| begun.value().wrapping_mul(POWERS[at]);
        let after = match change {
            Change::Goes(at, begun) => of(at, begun).wrapping_sub(of(at, self.open[at])),
            Change::Begins(begun) => of(self.count, begun),
            Change::None => 0,
            Change::Ends(at) => {
                let later = self.open().iter().enumerate().skip(at + 1);
                let moved =
                    later.map(|(at, begun)| of(at - 1, *begun).wrapping_sub(of(at, *begun)));
                let own = 0_u64.wrapping_sub(of(at, self.open[at]));
                moved.fold(own, u64::wrapping_add)
            }
        };
        self.hash.wrapping_add(after)
    }

    /// Whether another way has begun the same labels and rows.
    fn is_like(&self, other: &Self) -> bool {
        let mut pairs = self.open().iter().zip(other.open());
        self.hash == other.hash
            && self.rows == other.rows
            && self.last == other.last
            && self.count == other.count
            && pairs.all(|(one, two)| one.value() == two.value())
    }
}

/// What a way may become.
#[derive(Clone, Copy)]
pub(super) struct Trial {
    /// The way, by its place.
    pub way: u32,
    /// The label begun that goes on, by its place on the way.
    pub open: Option<u8>,
    /// What the word is of a label, by its place among all it fits; nothing where it is left over.
    pub fit: Option<u32>,
    /// The rows begun then, the last of them, and what it costs.
    pub rows: u64,
    pub last: u32,
    pub cost: u32,
}

impl Trial {
    /// The way it becomes but for its step.
    pub(super) fn made(&self, ways: &[Way], fits: &[Fit]) -> Way {
        let mut way = ways[self.way as usize];
        let change = self.change(fits);
        way.hash = way.hash_after(change);
        way.change(change);
        (way.rows, way.last, way.cost) = (self.rows, self.last, self.cost);
        way
    }

    fn change(&self, fits: &[Fit]) -> Change {
        let fit = self.fit.and_then(|fit| fits.get(fit as usize));
        match (fit, self.open) {
            (Some(fit), Some(open)) if fit.ends => Change::Ends(usize::from(open)),
            (Some(fit), Some(open)) => Change::Goes(usize::from(open), fit.begun()),
            (Some(fit), None) if !fit.ends => Change::Begins(fit.begun()),
            _ => Change::None,
        }
    }

    /// The bit that tells the labels and rows begun then, by its place.
    fn bit(&self, ways: &[Way], fits: &[Fit]) -> usize {
        let hash = ways[self.way as usize].hash_after(self.change(fits));
        let rows = self.rows.wrapping_mul(BASE);
        (hash ^ rows ^ u64::from(self.last)) as usize % SEEN
    }
}

/// Trials, and those of them that are kept.
#[derive(Default)]
pub(super) struct Trials {
    all: Vec<Trial>,
    keys: Vec<u64>,
    kept: Vec<Trial>,
}

impl Trials {
    /// Notes a trial.
    pub(super) fn push(&mut self, trial: Trial) {
        // Of trials that cost the same the first comes first.
        let key = (u64::from(trial.cost) << u32::BITS) | self.all.len() as u64;
        self.keys.push(key);
        self.all.push(trial);
    }

    /// Puts the cheapest ways that the trials become, each but once, into `next`; tells their trials,
    /// and forgets all.
    pub(super) fn best(&mut self, ways: &[Way], fits: &[Fit], next: &mut Vec<Way>) -> &[Trial] {
        self.keys.sort_unstable();
        self.kept.clear();
        let mut seen = [0_u64; SEEN / 64];
        let most = self
            .keys
            .first()
            .map_or(0, |key| (key >> u32::BITS) + FARTHEST);
        for key in &self.keys {
            if next.len() == MOST_WAYS || key >> u32::BITS > most {
                break;
            }
            let Some(trial) = self.all.get((key & u64::from(u32::MAX)) as usize) else {
                continue;
            };
            let place = trial.bit(ways, fits);
            let (word, bit) = (&mut seen[place / 64], 1 << (place % 64));
            if *word & bit != 0 {
                let way = trial.made(ways, fits);
                if next.iter().any(|other| other.is_like(&way)) {
                    continue;
                }
            }
            *word |= bit;
            next.push(trial.made(ways, fits));
            self.kept.push(*trial);
        }
        self.all.clear();
        self.keys.clear();
        &self.kept
    }
}

//! Numbers with the same key brought beside each other without holding them all: parted by a hash of their keys, so
//! that each part fits into memory when its turn comes.

use std::io;

use crate::laid_numbers;
use crate::scratch::Scratch;
use crate::sorted::{Sorted, Sorter};

/// How many numbers a part has on average, where as many come as are expected.
const IN_PART: usize = 1 << 13;
/// How many parts there are at most: what waits for each takes half a kilobyte.
const MOST_PARTS: usize = 1 << 10;
/// How many numbers of a part are laid down at once, behind where those before them lie.
const AT_ONCE: usize = 63;

/// Takes numbers in any order, whose keys are what is above some bits.
pub(crate) struct Grouping<'s> {
    scratch: &'s dyn Scratch,
    /// How many bits are below the key.
    below: u32,
    parts: Vec<Part>,
}

/// The numbers whose keys have one hash.
#[derive(Default)]
struct Part {
    /// Where those were laid down last that are not held.
    laid: Option<u64>,
    /// Those that are held.
    held: Vec<u64>,
}

impl<'s> Grouping<'s> {
    /// Takes about as many numbers as are expected; of many more, parts are larger.
    pub(crate) fn new(scratch: &'s dyn Scratch, below: u32, expected: usize) -> Self {
        let parts = (expected / IN_PART).clamp(1, MOST_PARTS);
        Self {
            scratch,
            below,
            parts: (0..parts.next_power_of_two())
                .map(|_| Part::default())
                .collect(),
        }
    }

    /// Takes a number.
    pub(crate) fn push(&mut self, number: u64) -> io::Result<()> {
        let at = self.part_of(number);
        let Some(part) = self.parts.get_mut(at) else {
            return Ok(());
        };
        part.held.push(number);
        if part.held.len() == AT_ONCE {
            part.held.push(part.laid.unwrap_or(NOWHERE));
            part.laid = Some(laid_numbers::put(self.scratch, &part.held)?);
            part.held.clear();
        }
        Ok(())
    }

    /// The number of the part of a number.
    fn part_of(&self, number: u64) -> usize {
        // A multiplication brings up what keys differ in.
        let hash = (number >> self.below).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 32) as usize & (self.parts.len() - 1)
    }

    /// All that was taken, those with one key beside each other and in order.
    pub(crate) fn grouped(self) -> Grouped<'s> {
        Grouped {
            scratch: self.scratch,
            parts: self.parts.into_iter(),
            part: None,
        }
    }
}

/// In place of where numbers lie, where none do.
const NOWHERE: u64 = u64::MAX;

/// Numbers with those of one key beside each other.
pub(crate) struct Grouped<'s> {
    scratch: &'s dyn Scratch,
    parts: std::vec::IntoIter<Part>,
    /// The part whose turn it is.
    part: Option<Sorted<'s>>,
}

impl<'s> Grouped<'s> {
    /// The next one; nothing at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<u64>> {
        loop {
            if let Some(part) = &mut self.part
                && let Some(number) = part.next()?
            {
                return Ok(Some(number));
            }
            let Some(part) = self.parts.next() else {
                return Ok(None);
            };
            self.part = Some(self.sorted(part)?);
        }
    }

    fn sorted(&self, part: Part) -> io::Result<Sorted<'s>> {
        let mut sorter = Sorter::new(self.scratch);
        part.held
            .iter()
            .try_for_each(|number| sorter.push(*number))?;
        let mut laid = part.laid;
        while let Some(at) = laid {
            let (mut numbers, _) = laid_numbers::get(self.scratch, at, AT_ONCE + 1)?;
            laid = numbers.pop().filter(|before| *before != NOWHERE);
            numbers
                .into_iter()
                .try_for_each(|number| sorter.push(number))?;
        }
        sorter.sorted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::InMemory;

    /// Each number once, those of a key one behind the other, whether as many come as are expected or not.
    #[test]
    fn numbers_of_a_key_come_beside_each_other_in_order() {
        const BELOW: u32 = 20;
        for (count, expected) in [(0, 0), (1, 1), (100, 0), (40_000, 40_000), (40_000, 1)] {
            let scratch = InMemory::default();
            let mut grouping = Grouping::new(&scratch, BELOW, expected);
            let key = |number: u64| (number * 7_919) % 10_007;
            let mut all: Vec<u64> = (0..count)
                .map(|number| key(number) << BELOW | number)
                .collect();
            for number in all.iter().rev() {
                grouping.push(*number).unwrap();
            }
            let mut grouped = grouping.grouped();
            let mut found = Vec::new();
            while let Some(number) = grouped.next().unwrap() {
                found.push(number);
            }
            let groups = found.chunk_by(|one, other| one >> BELOW == other >> BELOW);
            let mut keys: Vec<u64> = groups.map(|group| group[0] >> BELOW).collect();
            let many = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), many);
            assert!(
                found
                    .chunk_by(|one, other| one >> BELOW == other >> BELOW)
                    .all(<[u64]>::is_sorted)
            );
            found.sort_unstable();
            all.sort_unstable();
            assert!(found == all, "{count}");
        }
    }
}

//! Numbers whose keys come more than once, put in order without holding them all.
//!
//! Most keys come once. Which ones may come again is told by a table of bits while all numbers are laid down as they
//! come; only those are put in order.

use std::io;

use crate::laid_numbers;
use crate::scratch::Scratch;
use crate::sorted::{Sorted, Sorter};

/// How many numbers are held, or read again, at a time.
const HELD: usize = 1 << 12;
/// How many places the table has for each number that is expected. Keys share places by chance; then numbers are put
/// in order for nothing.
const PLACES_EACH: usize = 2;
/// How many bits number a place of it at most: one megabyte.
const MOST_BITS: u32 = 22;
/// How many places a word of the table has: two bits each.
const IN_WORD: usize = u64::BITS as usize / 2;

/// Takes numbers in any order, whose keys are what is above some bits.
pub(crate) struct Recurring<'s> {
    scratch: &'s dyn Scratch,
    /// How many bits are below the key.
    below: u32,
    held: Vec<u64>,
    /// Where those lie that are not held, and how many they are.
    laid: Vec<(u64, usize)>,
    /// Whether a key came, and whether one came again, of those that share a place.
    came: Vec<u64>,
    /// How many bits number a place of these.
    bits: u32,
}

impl<'s> Recurring<'s> {
    /// Takes about as many numbers as are expected; more, and it is slower.
    pub(crate) fn new(scratch: &'s dyn Scratch, below: u32, expected: usize) -> Self {
        let places = expected.saturating_mul(PLACES_EACH).max(IN_WORD);
        let bits = (places.ilog2() + 1).min(MOST_BITS);
        Self {
            scratch,
            below,
            held: Vec::new(),
            laid: Vec::new(),
            came: vec![0; (1 << bits) / IN_WORD],
            bits,
        }
    }

    /// Takes a number.
    pub(crate) fn push(&mut self, number: u64) -> io::Result<()> {
        let (word, shift) = self.place_of(number);
        if let Some(word) = self.came.get_mut(word) {
            let came = *word >> shift & 1;
            *word |= (came << 1 | 1) << shift;
        }
        self.held.push(number);
        if self.held.len() < HELD {
            return Ok(());
        }
        let at = laid_numbers::put(self.scratch, &self.held)?;
        self.laid.push((at, self.held.len()));
        self.held.clear();
        Ok(())
    }

    /// Those whose keys came more than once, in order, and by chance some others.
    pub(crate) fn sorted(self) -> io::Result<Sorted<'s>> {
        let mut sorter = Sorter::new(self.scratch);
        let came_again = |number: u64| {
            let (word, shift) = self.place_of(number);
            let word = self.came.get(word);
            word.is_some_and(|word| word >> shift & 2 != 0)
        };
        let mut add = |number: u64| match came_again(number) {
            true => sorter.push(number),
            false => Ok(()),
        };
        for (at, count) in &self.laid {
            let (numbers, _) = laid_numbers::get(self.scratch, *at, *count)?;
            numbers.into_iter().try_for_each(&mut add)?;
        }
        self.held.iter().try_for_each(|number| add(*number))?;
        sorter.sorted()
    }

    /// Where the bits of a number's key are: in which word, and how far up.
    const fn place_of(&self, number: u64) -> (usize, u32) {
        // A multiplication brings up what keys differ in.
        let key = (number >> self.below).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let place = (key >> (u64::BITS - self.bits)) as usize;
        (place / IN_WORD, (place % IN_WORD) as u32 * 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::InMemory;

    #[test]
    fn keys_that_come_again_come_in_order_and_hardly_any_other() {
        const BELOW: u32 = 20;
        for count in [0_u64, 1, 100, 3 * HELD as u64 + 17] {
            let scratch = InMemory::default();
            let mut recurring = Recurring::new(&scratch, BELOW, count as usize);
            // Of each ten numbers one has the key of the one before it.
            let key = |number: u64| (number - u64::from(number % 10 == 1)) * 7_919 % 1_000_003;
            let all: Vec<u64> = (0..count)
                .map(|number| key(number) << BELOW | number)
                .collect();
            for number in &all {
                recurring.push(*number).unwrap();
            }
            let mut sorted = recurring.sorted().unwrap();
            let mut found = Vec::new();
            while let Some(number) = sorted.next().unwrap() {
                found.push(number);
            }
            assert!(found.is_sorted());
            let of_pairs = |number: &&u64| (**number & ((1 << BELOW) - 1)) % 10 < 2;
            let mut pairs: Vec<u64> = all.iter().filter(of_pairs).copied().collect();
            pairs.sort_unstable();
            if pairs.len() > 1 {
                let kept: Vec<u64> = found.iter().filter(of_pairs).copied().collect();
                assert_eq!(kept, pairs);
            }
            let others = found.len() - found.iter().filter(of_pairs).count();
            assert!(others * 2 <= all.len(), "{others} of {}", all.len());
        }
    }
}

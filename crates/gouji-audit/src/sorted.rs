//! Numbers put in order without holding them all: sorted a part at a time, each part laid down, all parts
//! read again side by side.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io;

use crate::laid_numbers;
use crate::scratch::Scratch;

/// How many numbers are held: an eighth of a megabyte.
const HELD: usize = 1 << 14;
/// How many of a part are read at a time.
const READ: usize = 128;

/// Takes numbers in any order.
pub(crate) struct Sorter<'s> {
    scratch: &'s dyn Scratch,
    held: Vec<u64>,
    parts: Vec<Part<'s>>,
}

impl<'s> Sorter<'s> {
    pub(crate) const fn new(scratch: &'s dyn Scratch) -> Self {
        Self {
            scratch,
            held: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Takes a number.
    pub(crate) fn push(&mut self, number: u64) -> io::Result<()> {
        self.held.push(number);
        match self.held.len() < HELD {
            true => Ok(()),
            false => self.lay_down(),
        }
    }

    fn lay_down(&mut self) -> io::Result<()> {
        self.held.sort_unstable();
        self.parts.push(Part {
            scratch: self.scratch,
            at: laid_numbers::put(self.scratch, &self.held)?,
            left: self.held.len(),
            read: Vec::new(),
        });
        self.held.clear();
        Ok(())
    }

    /// All that was taken, in order.
    pub(crate) fn sorted(mut self) -> io::Result<Sorted<'s>> {
        if !self.parts.is_empty() && !self.held.is_empty() {
            self.lay_down()?;
            self.held = Vec::new();
        }
        self.held.sort_unstable_by_key(|number| Reverse(*number));
        let mut sorted = Sorted {
            held: self.held,
            parts: self.parts,
            next: BinaryHeap::new(),
        };
        for (number, part) in sorted.parts.iter_mut().enumerate() {
            let first = part.next()?;
            sorted
                .next
                .extend(first.map(|first| Reverse((first, number))));
        }
        Ok(sorted)
    }
}

/// A part that was laid down, as far as it is not read.
struct Part<'s> {
    scratch: &'s dyn Scratch,
    at: u64,
    left: usize,
    /// What was read of it, the next one last.
    read: Vec<u64>,
}

impl Part<'_> {
    fn next(&mut self) -> io::Result<Option<u64>> {
        if self.read.is_empty() && self.left > 0 {
            let count = self.left.min(READ);
            (self.read, self.at) = laid_numbers::get(self.scratch, self.at, count)?;
            self.read.reverse();
            self.left -= count;
        }
        Ok(self.read.pop())
    }
}

/// Numbers in order.
pub(crate) struct Sorted<'s> {
    /// Where they were few: all of them, the next one last.
    held: Vec<u64>,
    parts: Vec<Part<'s>>,
    /// The next number of each part.
    next: BinaryHeap<Reverse<(u64, usize)>>,
}

impl Sorted<'_> {
    /// The next one; nothing at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<u64>> {
        if let Some(number) = self.held.pop() {
            return Ok(Some(number));
        }
        let Some(mut least) = self.next.peek_mut() else {
            return Ok(None);
        };
        let Reverse((number, part)) = *least;
        let behind = self.parts.get_mut(part).map_or(Ok(None), Part::next)?;
        match behind {
            // In the place of the one before it: it need only sink, where one that is added rises first.
            Some(behind) => *least = Reverse((behind, part)),
            None => drop(PeekMut::pop(least)),
        }
        Ok(Some(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::InMemory;

    #[test]
    fn numbers_come_back_in_order_however_many_there_are() {
        for count in [0, 1, 1000, HELD, 3 * HELD + 17] {
            let scratch = InMemory::default();
            let mut sorter = Sorter::new(&scratch);
            let numbers = (0..count as u64).map(|number| (number * 7_919) % 100_003);
            let mut expected: Vec<u64> = numbers.collect();
            for number in &expected {
                sorter.push(*number).unwrap();
            }
            expected.sort_unstable();
            let mut sorted = sorter.sorted().unwrap();
            let mut found = Vec::new();
            while let Some(number) = sorted.next().unwrap() {
                found.push(number);
            }
            assert!(found == expected, "{count}");
        }
    }
}

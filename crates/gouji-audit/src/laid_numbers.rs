//! Numbers that are laid down in a scratch and read again.

use std::io;

use crate::scratch::Scratch;

/// How many bytes a number has.
const WIDTH: usize = size_of::<u64>();

/// Lays numbers down; returns where they begin.
pub(crate) fn put(scratch: &dyn Scratch, numbers: &[u64]) -> io::Result<u64> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|own| own.to_le_bytes()).collect();
    scratch.put(&bytes)
}

/// So many numbers from the place on where they begin, and where the next one begins.
pub(crate) fn get(scratch: &dyn Scratch, at: u64, count: usize) -> io::Result<(Vec<u64>, u64)> {
    let mut bytes = vec![0; count * WIDTH];
    scratch.get(at, &mut bytes)?;
    let (numbers, _) = bytes.as_chunks::<WIDTH>();
    let numbers = numbers.iter().map(|bytes| u64::from_le_bytes(*bytes));
    Ok((numbers.collect(), at + bytes.len() as u64))
}

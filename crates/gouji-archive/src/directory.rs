//! What the directory of a ZIP archive holds, read without believing how many entries it claims
//! to have.

use std::collections::HashSet;

use gouji_format::zip::{ENTRY, ENTRY_LENGTH};

/// The names in a directory.
#[derive(Default)]
pub(crate) struct Directory<'b> {
    /// All names.
    pub names: HashSet<&'b [u8]>,
    /// Those that stand there more than once.
    pub repeated: HashSet<&'b [u8]>,
    /// Where the first of the members begins, counted from the start of the archive.
    pub first: Option<u32>,
}

impl<'b> Directory<'b> {
    /// Reads the directory that starts at an offset for as long as one entry follows another.
    pub(crate) fn read(bytes: &'b [u8], start: u64) -> Self {
        let mut directory = Self::default();
        let start = usize::try_from(start).ok();
        let mut rest = start.and_then(|at| bytes.get(at..)).unwrap_or_default();
        while let Some((name, after)) = entry(rest) {
            let begins = rest.get(42..46).and_then(|four| four.try_into().ok());
            let begins = begins.map(u32::from_le_bytes);
            directory.first = match (directory.first, begins) {
                (Some(first), Some(begins)) => Some(first.min(begins)),
                (first, begins) => first.or(begins),
            };
            if !directory.names.insert(name) {
                directory.repeated.insert(name);
            }
            rest = after;
        }
        directory
    }
}

/// The name of the entry that bytes begin with, and what follows it.
fn entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    if !bytes.starts_with(ENTRY) {
        return None;
    }
    let length = |at: usize| {
        let two = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(u16::from_le_bytes(two)))
    };
    let name = length(28)?;
    let end = ENTRY_LENGTH + name + length(30)? + length(32)?;
    Some((
        bytes.get(ENTRY_LENGTH..ENTRY_LENGTH + name)?,
        bytes.get(end..)?,
    ))
}

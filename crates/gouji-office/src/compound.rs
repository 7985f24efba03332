//! The compound files of Office before 2007: a small file system of streams in one file.
//!
//! Only what reading needs: the streams directly under the root, by name. Chains of sectors are
//! followed for at most as many steps as there are sectors, so that no loop is endless and no
//! stream is larger than the file.

use std::collections::HashMap;

use gouji_format::is_whole_compound;

use crate::OfficeError;
use crate::bytes::{u16_at, u32_at};

/// Sector numbers from here on mean the end of a chain, or no sector at all.
const NO_SECTOR: u32 = 0xffff_fffa;
/// How many sectors of the table of sectors the header names itself.
const NAMED_IN_HEADER: usize = 109;
/// The length of an entry in the directory.
const ENTRY: usize = 128;

#[derive(Clone, Copy, Debug)]
struct Stream {
    start: u32,
    size: u32,
}

/// An open compound file.
#[derive(Debug)]
pub(crate) struct Compound<'b> {
    bytes: &'b [u8],
    /// Length of a sector as a power of two.
    shift: u32,
    /// The sector after each sector.
    next: Vec<u32>,
    /// The same for the small sectors inside `small`.
    next_small: Vec<u32>,
    small: Vec<u8>,
    /// Streams shorter than this stand in small sectors.
    smallest: u32,
    streams: HashMap<String, Stream>,
}

fn damaged() -> OfficeError {
    OfficeError::damaged("OLE")
}

impl<'b> Compound<'b> {
    /// Opens a compound file: reads its tables and directory.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, OfficeError> {
        let field = |at: usize| u32_at(bytes, at).ok_or_else(damaged);
        let shift = u32::from(u16_at(bytes, 0x1e).ok_or_else(damaged)?);
        if !is_whole_compound(bytes) || !(7..=16).contains(&shift) {
            return Err(damaged());
        }
        let mut compound = Self {
            bytes,
            shift,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            smallest: field(0x38)?,
            streams: HashMap::new(),
        };
        compound.next = compound.sector_table(field(0x44)?)?;
        let small_table = compound.chain(field(0x3c)?)?;
        compound.next_small = numbers(&small_table);
        let directory = compound.chain(field(0x30)?)?;
        compound.read_directory(&directory)?;
        Ok(compound)
    }

    /// The table of what sector follows which, itself spread over sectors.
    fn sector_table(&self, mut list: u32) -> Result<Vec<u32>, OfficeError> {
        let header = self.bytes.get(0x4c..0x4c + NAMED_IN_HEADER * 4);
        let mut sectors = numbers(header.ok_or_else(damaged)?);
        let most = self.bytes.len() >> self.shift;
        let mut lists = 0;
        while list < NO_SECTOR {
            lists += 1;
            if lists > most {
                return Err(damaged());
            }
            let mut more = numbers(self.sector(list)?);
            list = more.pop().unwrap_or(NO_SECTOR);
            sectors.append(&mut more);
        }
        sectors.retain(|sector| *sector < NO_SECTOR);
        if sectors.len() > most {
            return Err(damaged());
        }
        let mut table = Vec::new();
        for sector in sectors {
            table.append(&mut numbers(self.sector(sector)?));
        }
        Ok(table)
    }

    /// A sector; the last of a file may be cut short.
    fn sector(&self, number: u32) -> Result<&'b [u8], OfficeError> {
        let start = (number as usize + 1) << self.shift;
        let end = (start + (1 << self.shift)).min(self.bytes.len());
        self.bytes.get(start..end).ok_or_else(damaged)
    }

    /// The content of a chain of sectors.
    fn chain(&self, start: u32) -> Result<Vec<u8>, OfficeError> {
        let mut content = Vec::new();
        let mut sector = start;
        while sector < NO_SECTOR {
            if content.len() > self.bytes.len() {
                return Err(damaged());
            }
            let found = self.sector(sector)?;
            if found.is_empty() {
                return Err(damaged());
            }
            content.extend_from_slice(found);
            sector = *self.next.get(sector as usize).ok_or_else(damaged)?;
        }
        Ok(content)
    }

    fn small_chain(&self, start: u32) -> Result<Vec<u8>, OfficeError> {
        let mut content = Vec::new();
        let mut sector = start;
        while sector < NO_SECTOR {
            let from = sector as usize * 64;
            let found = self.small.get(from..self.small.len().min(from + 64));
            let found = found.filter(|found| !found.is_empty());
            content.extend_from_slice(found.ok_or_else(damaged)?);
            if content.len() > self.small.len() {
                return Err(damaged());
            }
            sector = *self.next_small.get(sector as usize).ok_or_else(damaged)?;
        }
        Ok(content)
    }

    /// Notes the streams directly under the root, which are a tree of siblings.
    fn read_directory(&mut self, directory: &[u8]) -> Result<(), OfficeError> {
        let entries: Vec<&[u8]> = directory.chunks_exact(ENTRY).collect();
        let root = *entries.first().ok_or_else(damaged)?;
        let number = |entry: &[u8], at: usize| u32_at(entry, at).unwrap_or(NO_SECTOR);
        self.small = self.chain(number(root, 0x74))?;
        let mut seen = vec![false; entries.len()];
        let mut open = vec![number(root, 0x4c)];
        while let Some(at) = open.pop() {
            let Some(entry) = entries.get(at as usize) else {
                continue;
            };
            if seen.get(at as usize).copied().unwrap_or(true) {
                continue;
            }
            seen[at as usize] = true;
            open.extend([number(entry, 0x44), number(entry, 0x48)]);
            if entry.get(0x42) == Some(&2) {
                let (start, size) = (number(entry, 0x74), number(entry, 0x78));
                self.streams.insert(name(entry), Stream { start, size });
            }
        }
        Ok(())
    }

    /// Whether the root has a stream of a name, in whatever case.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.streams.contains_key(&name.to_uppercase())
    }

    /// The content of a stream under the root, if it is there.
    pub(crate) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, OfficeError> {
        let Some(stream) = self.streams.get(&name.to_uppercase()) else {
            return Ok(None);
        };
        let mut content = if stream.size < self.smallest {
            self.small_chain(stream.start)?
        } else {
            self.chain(stream.start)?
        };
        if content.len() < stream.size as usize {
            return Err(OfficeError::damaged(name));
        }
        content.truncate(stream.size as usize);
        Ok(Some(content))
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let number = |four: &[u8]| u32_at(four, 0).unwrap_or(NO_SECTOR);
    bytes.chunks_exact(4).map(number).collect()
}

/// The name of an entry, whose case does not matter: UTF-16, its length in bytes with a closing
/// zero.
fn name(entry: &[u8]) -> String {
    let length = usize::from(u16_at(entry, 0x40).unwrap_or(0)).clamp(2, 64) - 2;
    let units = entry.get(..length).unwrap_or_default().chunks_exact(2);
    let units: Vec<u16> = units.filter_map(|two| u16_at(two, 0)).collect();
    String::from_utf16_lossy(&units).to_uppercase()
}

//! Paths by their numbers, in little room: each by what it has in common with the one before it, which mostly
//! lies in the same folder and has a name that begins like its own. Once all are there those beside each other are
//! packed together: what is left of names are mostly the same few, folder after folder.

use std::collections::VecDeque;
use std::io::Read as _;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use flate2::read::DeflateEncoder;
use flate2::{Compression, Decompress, FlushDecompress};

/// After how many paths one stands in full: so many are put together at most to find one.
const WHOLE: usize = 16;
/// How many paths are packed together.
const TOGETHER: usize = 16 * WHOLE;
/// How many packs are held unpacked: whoever asks for a path asks for the next one soon, and several do.
const HELD: usize = 4;
/// How many bits of a length stand in a byte, below the one that says that more follow.
const BITS: u32 = 7;

/// Paths that were added one after the other.
#[derive(Debug, Default)]
pub(super) struct Paths {
    /// Those that are packed.
    packed: Vec<Box<[u8]>>,
    /// How many bytes they had.
    packed_bytes: usize,
    /// Of each behind them how many bytes it has in common with the one before, how many follow, and these.
    bytes: Vec<u8>,
    /// Where those begin that stand in full, among the bytes of all.
    starts: Vec<u32>,
    count: usize,
    /// The one that was added last.
    last: String,
    unpacked: Mutex<Unpacked>,
}

/// What was unpacked last.
#[derive(Debug, Default)]
struct Unpacked {
    /// The bytes of packs, behind their numbers.
    held: VecDeque<(usize, Arc<[u8]>)>,
    /// What unpacks, which takes as long to make as to use.
    inflate: Option<Decompress>,
}

impl Unpacked {
    /// The bytes of a pack, of which so many are expected.
    fn of(&mut self, packed: &[u8], size: usize) -> Arc<[u8]> {
        let inflate = self.inflate.get_or_insert_with(|| Decompress::new(false));
        inflate.reset(false);
        let mut bytes = Vec::with_capacity(size);
        // That it comes back was seen when it was packed.
        let _ = inflate.decompress_vec(packed, &mut bytes, FlushDecompress::Finish);
        bytes.into()
    }

    /// Holds the bytes of a pack for a while.
    fn hold(&mut self, pack: usize, bytes: &Arc<[u8]>) {
        if self.held.len() == HELD {
            self.held.pop_front();
        }
        self.held.push_back((pack, Arc::clone(bytes)));
    }
}

impl Paths {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// Adds a path; nothing where there is no room for more.
    pub(super) fn push(&mut self, path: &str) -> Option<()> {
        let start = u32::try_from(self.packed_bytes + self.bytes.len()).ok()?;
        let shared = match self.count.is_multiple_of(WHOLE) {
            true => {
                self.starts.push(start);
                0
            }
            false => shared(&self.last, path),
        };
        let rest = path.get(shared..).unwrap_or_default();
        self.length(shared);
        self.length(rest.len());
        self.bytes.extend_from_slice(rest.as_bytes());
        self.last.truncate(shared);
        self.last.push_str(rest);
        self.count += 1;
        Some(())
    }

    fn length(&mut self, mut length: usize) {
        while length >> BITS > 0 {
            self.bytes.push(length as u8 | 1 << BITS);
            length >>= BITS;
        }
        self.bytes.push(length as u8);
    }

    /// Packs what is there, and gives back the room that only adding to it needs.
    pub(super) fn settle(&mut self) {
        let unpacked = self.unpacked.get_mut();
        let unpacked = unpacked.unwrap_or_else(PoisonError::into_inner);
        let mut from = 0;
        for pack in self.packed.len()..self.count / TOGETHER {
            let end = self.starts.get((pack + 1) * TOGETHER / WHOLE);
            let end = end.map_or(self.bytes.len(), |end| *end as usize - self.packed_bytes);
            let own = self.bytes.get(from..end).unwrap_or_default();
            let packed = packed(own);
            // No path may be lost: what did not come back would stay as it is.
            if *unpacked.of(&packed, own.len()) != *own {
                break;
            }
            self.packed.push(packed);
            from = end;
        }
        self.bytes.drain(..from);
        self.packed_bytes += from;
        self.packed.shrink_to_fit();
        self.bytes.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.last = String::new();
    }

    /// The bytes of a pack.
    fn unpacked(&self, pack: usize) -> Arc<[u8]> {
        // Whoever broke down left whole packs behind.
        let unpacked = self.unpacked.lock();
        let mut unpacked = unpacked.unwrap_or_else(PoisonError::into_inner);
        let mut held = unpacked.held.iter();
        if let Some((_, bytes)) = held.find(|(number, _)| *number == pack) {
            return Arc::clone(bytes);
        }
        let packed = self.packed.get(pack).map_or(&[][..], |packed| packed);
        let bytes = unpacked.of(packed, self.start_of(pack + 1) - self.start_of(pack));
        unpacked.hold(pack, &bytes);
        bytes
    }

    /// Where a pack begins among the bytes of all; the one behind all packs as well.
    fn start_of(&self, pack: usize) -> usize {
        let start = self.starts.get(pack * TOGETHER / WHOLE);
        start.map_or(self.packed_bytes, |start| *start as usize)
    }

    /// Those from a number on.
    pub(super) fn from(&self, number: usize) -> Each<'_> {
        let start = self.starts.get(number / WHOLE);
        let start = start.map_or(usize::MAX, |start| *start as usize);
        let pack = number / TOGETHER;
        let (bytes, begins) = match pack < self.packed.len() {
            true => (
                Bytes::Unpacked(pack, self.unpacked(pack)),
                self.start_of(pack),
            ),
            false => (Bytes::Here(&self.bytes), self.packed_bytes),
        };
        let mut each = Each {
            paths: self,
            bytes,
            at: start - begins,
            path: String::new(),
        };
        for _ in 0..number % WHOLE {
            each.advance();
        }
        each
    }
}

fn packed(bytes: &[u8]) -> Box<[u8]> {
    let mut packed = Vec::new();
    // Nothing fails to be read from memory; if it did, what was packed would not come back.
    let _ = DeflateEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed);
    packed.into()
}

/// How many bytes of a path begin as those of another do, up to a whole character.
fn shared(one: &str, other: &str) -> usize {
    let both = one.bytes().zip(other.bytes());
    let mut shared = both.take_while(|(one, other)| one == other).count();
    while !other.is_char_boundary(shared) || !one.is_char_boundary(shared) {
        shared -= 1;
    }
    shared
}

/// Some of the bytes of paths.
#[derive(Debug)]
enum Bytes<'p> {
    /// Those of a pack.
    Unpacked(usize, Arc<[u8]>),
    /// Those behind all packs.
    Here(&'p [u8]),
}

impl Deref for Bytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Unpacked(_, bytes) => bytes,
            Self::Here(bytes) => bytes,
        }
    }
}

/// Paths one after the other.
#[derive(Debug)]
pub(super) struct Each<'p> {
    paths: &'p Paths,
    bytes: Bytes<'p>,
    at: usize,
    path: String,
}

impl Each<'_> {
    /// The next path.
    pub(super) fn advance(&mut self) -> Option<&str> {
        if let Bytes::Unpacked(pack, bytes) = &self.bytes
            && self.at == bytes.len()
        {
            let next = pack + 1;
            self.bytes = match next < self.paths.packed.len() {
                true => Bytes::Unpacked(next, self.paths.unpacked(next)),
                false => Bytes::Here(&self.paths.bytes),
            };
            self.at = 0;
        }
        let shared = self.length()?;
        let length = self.length()?;
        let rest = self.bytes.get(self.at..self.at + length)?;
        self.path.truncate(shared);
        self.path.push_str(std::str::from_utf8(rest).ok()?);
        self.at += length;
        Some(&self.path)
    }

    fn length(&mut self) -> Option<usize> {
        let (mut length, mut bits) = (0, 0);
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            length |= usize::from(byte & !(1 << BITS)) << bits;
            bits += BITS;
            if byte >> BITS == 0 {
                return Some(length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back_as_they_were() {
        let long = "长".repeat(1000);
        let path = |number: usize| match number % 5 {
            0 => format!("青石/{}/报告.html", number / 7),
            1 => format!("青石/{}/报告表.html", number / 7),
            // Characters that begin alike, in bytes.
            2 => format!("青矴{number}"),
            3 => String::new(),
            _ => format!("{long}/{number}"),
        };
        let mut paths = Paths::default();
        for number in 0..1000 {
            // Some while there are too few to be packed, some right behind a pack.
            if [100, TOGETHER, 3 * TOGETHER, 999].contains(&number) {
                paths.settle();
            }
            paths.push(&path(number)).unwrap();
        }
        assert_eq!(paths.len(), 1000);
        let mut all = paths.from(0);
        for number in 0..1000 {
            let expected = path(number);
            assert_eq!(all.advance(), Some(expected.as_str()));
            assert_eq!(paths.from(number).advance(), Some(expected.as_str()));
        }
        assert_eq!(all.advance(), None);
        assert_eq!(paths.packed.len(), 3);
        for beyond in [1000, 1007, 1008, usize::MAX] {
            assert_eq!(paths.from(beyond).advance(), None);
        }
    }

    #[test]
    fn paths_beside_each_other_take_few_bytes() {
        let mut paths = Paths::default();
        for number in 0..10_000 {
            let path = format!("reports/2023/清源市青石县/清源市青石县{number:05}水务局.html");
            paths.push(&path).unwrap();
        }
        let bytes = |paths: &Paths| {
            let packed: usize = paths.packed.iter().map(|packed| packed.len()).sum();
            packed + paths.bytes.len() + paths.starts.len() * size_of::<u32>()
        };
        assert!(bytes(&paths) < 32 * 10_000, "{}", bytes(&paths));
        paths.settle();
        assert!(bytes(&paths) < 8 * 10_000, "{}", bytes(&paths));
    }
}

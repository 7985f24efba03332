//! A file without a name that holds what waits.

use std::io;

use gouji_audit::{InFile, Scratch};
use gouji_model::Bilingual;
use serde::{Deserialize, Serialize};

use crate::project::Failure;
use crate::system;

/// Where something stands in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Span {
    at: u64,
    length: u32,
}

/// The same in less room: a terabyte of the file, and pieces of some megabytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortSpan([u32; 2]);

/// How many bits the length of a short span has.
const LENGTH: u32 = 24;

/// How many bytes the length of what stands behind a span has.
const LENGTH_BEHIND: usize = 4;
/// How many bytes behind a span are read at once.
const BEHIND: usize = 2 << 10;

impl Span {
    /// The same in less room.
    pub(super) fn short(self) -> io::Result<ShortSpan> {
        let is_far = self.at >> (64 - LENGTH) != 0 || self.length >> LENGTH != 0;
        if is_far {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let all = self.at << LENGTH | u64::from(self.length);
        Ok(ShortSpan([(all >> 32) as u32, all as u32]))
    }
}

impl ShortSpan {
    /// Where it stands.
    pub(super) fn span(self) -> Span {
        let [high, low] = self.0;
        let all = u64::from(high) << 32 | u64::from(low);
        Span {
            at: all >> LENGTH,
            length: all as u32 & ((1 << LENGTH) - 1),
        }
    }
}

/// A file that is written at its end and read anywhere.
#[derive(Debug)]
pub(super) struct Spool(InFile);

impl Spool {
    /// An empty one.
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self(InFile::new(tempfile::tempfile()?)))
    }

    /// Adds bytes.
    pub(super) fn add(&self, bytes: &[u8]) -> io::Result<Span> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let at = self.put(bytes)?;
        Ok(Span { at, length })
    }

    /// Sees to it that there is room for all of it.
    pub(super) fn finish(&self) -> io::Result<()> {
        self.0.finish()
    }

    /// Adds bytes with more behind them; returns where the first ones are.
    pub(super) fn add_before(&self, mut bytes: Vec<u8>, more: &[u8]) -> io::Result<Span> {
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        let behind = u32::try_from(more.len()).map_err(io::Error::other)?;
        bytes.reserve(LENGTH_BEHIND + more.len());
        bytes.extend_from_slice(&behind.to_le_bytes());
        bytes.extend_from_slice(more);
        let at = self.put(&bytes)?;
        Ok(Span { at, length })
    }

    /// What was added behind the bytes of a span.
    pub(super) fn behind(&self, span: Span) -> io::Result<Vec<u8>> {
        let at = span.at + u64::from(span.length);
        // Mostly all of it is there with its length.
        let mut read = [0; BEHIND];
        let count = self.0.get_some(at, LENGTH_BEHIND, &mut read)?;
        let read = read.get(..count).unwrap_or_default();
        let (length, there) = read
            .split_first_chunk::<LENGTH_BEHIND>()
            .ok_or(io::ErrorKind::UnexpectedEof)?;
        let length = u32::from_le_bytes(*length) as usize;
        let there = there.get(..length).unwrap_or(there);
        let mut bytes = there.to_vec();
        bytes.resize(length, 0);
        let missing = bytes.get_mut(there.len()..).unwrap_or_default();
        self.get(at + (LENGTH_BEHIND + there.len()) as u64, missing)?;
        Ok(bytes)
    }

    /// The bytes of a span.
    pub(super) fn bytes(&self, span: Span) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; span.length as usize];
        self.get(span.at, &mut bytes)?;
        Ok(bytes)
    }

    /// The text of a span.
    pub(super) fn text(&self, span: Span) -> io::Result<String> {
        String::from_utf8(self.bytes(span)?).map_err(io::Error::other)
    }
}

impl Scratch for Spool {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        self.0.put(bytes)
    }

    fn get(&self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.0.get(at, into)
    }
}

/// What to say where the file cannot be written or read.
pub(super) fn failure(error: io::Error) -> Failure {
    let reason = system::describe(&error);
    let folder = std::env::temp_dir().display().to_string();
    Failure::File(
        folder,
        Bilingual::new(
            format!(
                "中间结果无法写入临时文件夹：{}；可用 TMPDIR 换一个有空间的文件夹",
                reason.zh
            ),
            format!(
                "what waits could not be written to the folder of temporary files: {}; TMPDIR names another with room",
                reason.en
            ),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_span_comes_back_however_long_it_is() {
        let spool = Spool::new().unwrap();
        let lengths = [0, 1, BEHIND - LENGTH_BEHIND, BEHIND, 3 * BEHIND, 100 << 10];
        let behind = |number: usize, length| vec![number as u8; length];
        let add = |(number, length): (usize, &usize)| {
            let own = format!("report {number}").into_bytes();
            let span = spool.add_before(own.clone(), &behind(number, *length));
            (span.unwrap(), own)
        };
        let added: Vec<_> = lengths.iter().enumerate().map(add).collect();
        for (number, (span, own)) in added.into_iter().enumerate() {
            assert_eq!(spool.bytes(span).unwrap(), own);
            assert_eq!(spool.behind(span).unwrap(), behind(number, lengths[number]));
        }
    }

    #[test]
    fn a_span_in_less_room_is_the_same() {
        for (at, length) in [(0, 0), (7, 300), ((1 << 40) - 1, (1 << 24) - 1)] {
            let span = Span { at, length };
            assert_eq!(span.short().unwrap().span(), span);
        }
        for (at, length) in [(1 << 40, 1), (0, 1 << 24)] {
            assert!(Span { at, length }.short().is_err());
        }
    }
}

//! The members of a tar archive: plain, with the long names of GNU tar, and with those of POSIX.

use crate::names::{self, Shown};
use crate::{ArchiveError, Member, Walk};

/// Length of a header, and what contents are padded to.
const BLOCK: usize = 512;
/// Where the mark of the format stands.
const MARK: std::ops::Range<usize> = 257..262;

/// Whether bytes are a tar archive.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    bytes.get(MARK) == Some(b"ustar") && bytes.get(..BLOCK).is_some_and(adds_up)
}

/// Takes the wanted files of an archive.
pub(crate) fn members(bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    let mut shown = Shown::default();
    let mut long_name = None;
    let mut rest = bytes;
    while let Some((header, after)) = rest.split_at_checked(BLOCK) {
        if header.iter().all(|byte| *byte == 0) {
            return Ok(());
        }
        walk.budget.one_more()?;
        if !adds_up(header) {
            return Err(ArchiveError::Damaged);
        }
        let size = number(header.get(124..136)).ok_or(ArchiveError::Damaged)?;
        let content = after.get(..size).ok_or(ArchiveError::Damaged)?;
        let padded = size.next_multiple_of(BLOCK).min(after.len());
        rest = after.get(padded..).unwrap_or_default();
        match header.get(156) {
            Some(b'L') => long_name = Some(until_zero(content).to_vec()),
            Some(b'x') => long_name = path_of(content).or(long_name),
            Some(b'0' | b'7' | 0) => {
                let name = long_name.take().unwrap_or_else(|| own_name(header));
                file(&name, content, &mut shown, walk);
            }
            // Folders, links and devices hold nothing.
            _ => long_name = None,
        }
    }
    Ok(())
}

fn file(name: &[u8], content: &[u8], shown: &mut Shown, walk: &mut Walk<'_>) {
    let name = names::decoded(name);
    if names::is_hidden(&name) || name.ends_with('/') {
        return;
    }
    let name = shown.name(&name);
    if walk.wants(&name, Some(content)) {
        walk.take(Member {
            name,
            is_letter: false,
            content: Ok(content.to_vec()),
        });
    }
}

/// Whether a header has the sum it says, in which the sum itself counts as spaces.
fn adds_up(header: &[u8]) -> bool {
    let said = number(header.get(148..156));
    let bytes = header.iter().enumerate();
    let value = |(at, byte): (usize, &u8)| match at {
        148..156 => usize::from(b' '),
        _ => usize::from(*byte),
    };
    said == Some(bytes.map(value).sum())
}

/// A number in octal digits; larger ones than those hold have no place in memory.
fn number(field: Option<&[u8]>) -> Option<usize> {
    let digits = std::str::from_utf8(until_zero(field?)).ok()?;
    usize::from_str_radix(digits.trim(), 8).ok()
}

/// The name in a header, with the folders before it.
fn own_name(header: &[u8]) -> Vec<u8> {
    let field = |range| until_zero(header.get(range).unwrap_or_default());
    let (name, folders) = (field(0..100), field(345..500));
    // GNU tar keeps other things where POSIX has the folders.
    if folders.is_empty() || header.get(257..263) != Some(b"ustar\0") {
        return name.to_vec();
    }
    [folders, b"/", name].concat()
}

/// The name in an extended header: records of `LENGTH KEY=VALUE\n`.
fn path_of(records: &[u8]) -> Option<Vec<u8>> {
    let mut rest = records;
    while !rest.is_empty() {
        let space = rest.iter().position(|byte| *byte == b' ')?;
        let length: usize = std::str::from_utf8(rest.get(..space)?).ok()?.parse().ok()?;
        let record = rest.get(space + 1..length)?;
        if let Some(path) = record.strip_prefix(b"path=") {
            return Some(path.strip_suffix(b"\n").unwrap_or(path).to_vec());
        }
        rest = rest.get(length..)?;
    }
    None
}

fn until_zero(field: &[u8]) -> &[u8] {
    let end = field.iter().position(|byte| *byte == 0);
    field.get(..end.unwrap_or(field.len())).unwrap_or_default()
}

//! The members of a tar archive: plain, with the long names of GNU tar, and with those of POSIX.

use gouji_format::FileKind;
use tar::{Archive, EntryType, Header};

use crate::error::ArchiveError;
use crate::member::Member;
use crate::names::{self, Shown};
use crate::walk::Walk;

/// Where the sum of a header stands, which counts as spaces in itself.
const SUM: std::ops::Range<usize> = 148..156;

/// Whether bytes are a tar archive: its mark, and a header that adds up.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    let mut header = Header::new_old();
    let room = header.as_mut_bytes();
    let start = bytes.get(..room.len());
    let Some(start) = start.filter(|start| FileKind::Tar.matches(start)) else {
        return false;
    };
    room.copy_from_slice(start);
    let counted = start.iter().enumerate().map(|(at, byte)| match at {
        at if SUM.contains(&at) => u32::from(b' '),
        _ => u32::from(*byte),
    });
    header
        .cksum()
        .is_ok_and(|recorded| recorded == counted.sum::<u32>())
}

/// Takes the wanted files of an archive.
pub(crate) fn members(bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    let damaged = |_| ArchiveError::Damaged;
    let mut shown = Shown::default();
    let mut archive = Archive::new(bytes);
    for entry in archive.entries().map_err(damaged)? {
        walk.budget.one_more()?;
        let entry = entry.map_err(damaged)?;
        // Folders, links and devices hold nothing.
        let kind = entry.header().entry_type();
        if !matches!(kind, EntryType::Regular | EntryType::Continuous) {
            continue;
        }
        let content = range(entry.raw_file_position(), entry.size());
        let content = content.and_then(|range| bytes.get(range));
        let content = content.ok_or(ArchiveError::Damaged)?;
        file(&entry.path_bytes(), content, &mut shown, walk);
    }
    Ok(())
}

fn range(start: u64, length: u64) -> Option<std::ops::Range<usize>> {
    let start = usize::try_from(start).ok()?;
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    Some(start..end)
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

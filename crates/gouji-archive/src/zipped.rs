//! The members of a ZIP archive.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::budget::Budget;
use crate::{ArchiveError, Member, Walk, names};

/// Parts by which a package is known to be a document itself.
const PARTS: [&[u8]; 4] = [
    b"[Content_Types].xml",
    b"mimetype",
    b"OFD.xml",
    b"word/document.xml",
];

/// Whether bytes are a ZIP archive and no document. Where the directory is lost nobody knows.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return false;
    }
    let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return false;
    };
    !zip.file_names_raw().any(is_part)
}

/// Whether a name is that of such a part, however its program writes names from the root.
fn is_part(name: &[u8]) -> bool {
    let start = name.iter().position(|byte| !b"./\\".contains(byte));
    let own = name.get(start.unwrap_or_default()..).unwrap_or_default();
    PARTS.iter().any(|part| own.eq_ignore_ascii_case(part))
}

/// Takes the wanted files of an archive.
pub(crate) fn members(bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveError::Damaged)?;
    let names: Vec<String> = zip.file_names_raw().map(names::shown).collect();
    for (index, name) in names.into_iter().enumerate() {
        walk.budget.one_more()?;
        if names::is_hidden(&name) || name.ends_with(['/', '\\']) || !(walk.wanted)(&name) {
            continue;
        }
        let content = content(&mut zip, index, &mut walk.budget);
        walk.take(Member {
            name,
            is_letter: false,
            content,
        });
    }
    // The library keeps one member of a name, and another may be the one that is wrong.
    match said_members(bytes) {
        Some(said) if said > zip.len() => Err(ArchiveError::SameName),
        _ => Ok(()),
    }
}

/// How many members the end of the directory says there are; nothing where they are too many for
/// it to say.
fn said_members(bytes: &[u8]) -> Option<usize> {
    let start = memmem::rfind(bytes, b"PK\x05\x06")?;
    let said = bytes.get(start + 10..start + 12)?;
    let said = u16::from_le_bytes(said.try_into().ok()?);
    (said != u16::MAX).then_some(usize::from(said))
}

fn content(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    budget: &mut Budget,
) -> Result<Vec<u8>, ArchiveError> {
    let file = zip.by_index(index).map_err(|error| why(&error))?;
    let most = budget.most(file.compressed_size());
    let mut bytes = Vec::new();
    let read = file.take(most + 1).read_to_end(&mut bytes);
    budget.spend(bytes.len() as u64);
    if bytes.len() as u64 > most {
        return Err(ArchiveError::TooLarge);
    }
    read.map_err(|_| ArchiveError::Damaged)?;
    Ok(bytes)
}

fn why(error: &ZipError) -> ArchiveError {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            ArchiveError::Encrypted
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ArchiveError::Method
        }
        _ => ArchiveError::Damaged,
    }
}

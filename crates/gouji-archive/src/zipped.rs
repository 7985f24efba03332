//! The members of a ZIP archive.

use std::io::{Cursor, ErrorKind, Read};

use gouji_format::{FileKind, zip as records};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::directory::Directory;
use crate::error::ArchiveError;
use crate::member::Member;
use crate::names::{self, Shown};
use crate::walk::Walk;

/// Parts by which a package is known to be a document itself.
const PARTS: [&[u8]; 4] = [
    b"[Content_Types].xml",
    b"mimetype",
    b"OFD.xml",
    b"word/document.xml",
];
/// How much of a member is unpacked to see whether it is wanted.
const PREVIEW: u64 = 4096;

type Zip<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Whether bytes are a ZIP archive and no document. Where the directory is lost nobody knows.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    // With a member, empty, or behind the program that unpacks it.
    let begins_so = FileKind::Zip.matches(bytes)
        || bytes.starts_with(records::END)
        || FileKind::Program.matches(bytes);
    if !begins_so {
        return false;
    }
    if !records::is_bounded(bytes) {
        return true;
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
    if !records::is_bounded(bytes) {
        return Err(ArchiveError::TooManyMembers);
    }
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveError::Damaged)?;
    let directory = Directory::read(bytes, zip.central_directory_start());
    let raw: Vec<Box<[u8]>> = zip.file_names_raw().map(Into::into).collect();
    let mut shown = Shown::default();
    for (index, raw) in raw.iter().enumerate() {
        walk.budget.one_more()?;
        let name = names::decoded(raw);
        if names::is_hidden(&name) || name.ends_with(['/', '\\']) {
            continue;
        }
        let name = shown.name(&name);
        let Some(content) = content(&mut zip, bytes.len() as u64, index, &name, walk) else {
            continue;
        };
        walk.take(member(name.clone(), content));
        // The library keeps the last member of a name, and another may be the one that is wrong.
        if directory.repeated.contains(raw.as_ref()) {
            walk.hand_over(member(name, Err(ArchiveError::SameName)));
        }
    }
    // Members before the first of the directory are those of another archive.
    let first = zip.offset() + u64::from(directory.first.unwrap_or(0));
    if first > 0 && FileKind::Zip.matches(bytes) {
        return Err(ArchiveError::Joined);
    }
    // A count that is too small hides members from whoever believes it.
    if directory.names.len() > zip.len() {
        return Err(ArchiveError::Uncounted);
    }
    Ok(())
}

fn member(name: String, content: Result<Vec<u8>, ArchiveError>) -> Member {
    Member {
        name,
        is_letter: false,
        content,
    }
}

/// The bytes of a member, if it is wanted; of others only the start is unpacked. `whole` is the
/// size of the archive.
fn content(
    zip: &mut Zip<'_>,
    whole: u64,
    index: usize,
    name: &str,
    walk: &mut Walk<'_>,
) -> Option<Result<Vec<u8>, ArchiveError>> {
    let mut file = match zip.by_index(index) {
        Ok(file) => file,
        Err(error) => return walk.wants(name, None).then(|| Err(why(&error))),
    };
    // No member is packed in more bytes than there are.
    let most = walk.budget.most(file.compressed_size().min(whole));
    let mut bytes = Vec::new();
    let preview = most.min(PREVIEW);
    let mut read = file.by_ref().take(preview).read_to_end(&mut bytes);
    let start = (!bytes.is_empty() || read.is_ok()).then_some(bytes.as_slice());
    let wanted = walk.wants(name, start);
    if wanted && read.is_ok() {
        read = file.take(most + 1 - preview).read_to_end(&mut bytes);
    }
    walk.budget.spend(bytes.len() as u64);
    wanted.then(|| {
        if bytes.len() as u64 > most {
            return Err(ArchiveError::TooLarge);
        }
        match read {
            Ok(_) => Ok(bytes),
            // How a member is packed is found out when it is first read.
            Err(error) if error.kind() == ErrorKind::Unsupported => Err(ArchiveError::Method),
            Err(_) => Err(ArchiveError::Damaged),
        }
    })
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

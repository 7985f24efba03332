//! What one gzip stream holds: a file, or a tar archive of many.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use gouji_format::FileKind;

use crate::error::ArchiveError;
use crate::member::Member;
use crate::names::{self, Shown};
use crate::tarred;
use crate::walk::Walk;

/// How streams are packed: there is no other way.
const DEFLATED: u8 = 8;
/// What a file is called whose name the stream does not say.
const UNNAMED: &str = "#1";

/// Whether bytes are a gzip stream.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    FileKind::Gzip.matches(bytes) && bytes.get(2) == Some(&DEFLATED)
}

/// Takes the file in a stream, or the wanted files of the tar archive in it.
pub(crate) fn members(bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    walk.budget.one_more()?;
    let most = walk.budget.most(bytes.len() as u64);
    let mut decoder = MultiGzDecoder::new(bytes);
    let name = decoder.header().and_then(|header| header.filename());
    let name = name.map(|raw| Shown::default().name(&names::decoded(raw)));
    let mut content = Vec::new();
    let read = decoder.by_ref().take(most + 1).read_to_end(&mut content);
    walk.budget.spend(content.len() as u64);
    if content.len() as u64 > most {
        return Err(ArchiveError::TooLarge);
    }
    read.map_err(|_| ArchiveError::Damaged)?;
    if tarred::is_archive(&content) {
        return tarred::members(&content, walk);
    }
    let name = name.unwrap_or_else(|| UNNAMED.to_owned());
    if walk.wants(&name, Some(&content)) {
        walk.take(Member {
            name,
            is_letter: false,
            content: Ok(content),
        });
    }
    Ok(())
}

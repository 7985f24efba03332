//! Reading what was read before once more, by the path it was shown by.

use std::path::Path;

use gouji_model::Bilingual;

use crate::input::bytes_of;
use crate::members::{Archive, split};

/// The bytes of a file, or of a member of an archive, once more; nothing where the archive is none any more, or
/// lacks the member.
///
/// # Errors
/// Where the file cannot be read, or the archive not as far as the member.
pub(crate) fn bytes_again(path: &str) -> Result<Option<Vec<u8>>, Bilingual> {
    let Some((file, member)) = split(path) else {
        let bytes = bytes_of(Path::new(path));
        return bytes.map(Some).map_err(|error| error.message());
    };
    let bytes = bytes_of(&file).map_err(|error| error.message())?;
    let Some(kind) = gouji_archive::kind_of(&bytes) else {
        return Ok(None);
    };
    let mut found = None;
    let archive = Archive {
        kind,
        bytes: &bytes,
        path,
        asked: Some(&member),
    };
    let walked = archive.each(&mut |one| {
        if one.name == member && found.is_none() {
            found = one.content.ok();
        }
    });
    walked.map_err(|error| error.message())?;
    Ok(found)
}

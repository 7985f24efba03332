//! Packages with a signature are not changed.

use gouji_package::Archive;

use super::error::RewriteError;

/// The folder of a package's signatures.
const SIGNATURES: &[u8] = b"_xmlsignatures/";

/// Refuses a package with a signature.
pub(super) fn refuse_signed(bytes: &[u8]) -> Result<(), RewriteError> {
    let archive = Archive::open(bytes)?;
    let mut names = archive.names();
    match names.any(|name| name.starts_with(SIGNATURES) && name.ends_with(b".xml")) {
        true => Err(RewriteError::Signed),
        false => Ok(()),
    }
}

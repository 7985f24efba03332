//! What is inside archives and mail: a report sent as an attachment or packed with others is
//! found without unpacking anything to disk.
//!
//! [`kind_of`] decides from the content whether bytes are an archive or a mail; [`walk`] hands
//! their members over one at a time, archives inside archives included. A package that is itself
//! a document (.docx, .xlsx, .odt, .ofd) is no archive. This crate knows neither formats nor
//! reports: who calls says from name and start of a member whether it is wanted.
//!
//! Input is hostile: declared sizes and counts are not believed, everything unpacked counts
//! against one budget, names lead nowhere on disk, and a bad member never stops the others.

mod budget;
mod directory;
mod error;
mod gzipped;
mod kind;
mod mail;
mod member;
mod names;
mod tarred;
mod uuencoded;
mod walk;
mod zipped;

pub use error::ArchiveError;
pub use kind::ArchiveKind;
pub use member::{Member, MemberPreview};
pub use walk::JOINT;
use walk::{Containers, Walk};

/// The container that bytes are, or none.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<ArchiveKind> {
    if zipped::is_archive(bytes) {
        return Some(ArchiveKind::Zip);
    }
    if tarred::is_archive(bytes) {
        return Some(ArchiveKind::Tar);
    }
    if gzipped::is_archive(bytes) {
        return Some(ArchiveKind::Gzip);
    }
    mail::is_mail(bytes).then_some(ArchiveKind::Mail)
}

/// Hands over every member that is wanted, in the order of the archive; wanted members that are
/// archives themselves are opened in turn.
///
/// # Errors
/// When the archive as a whole cannot be read, or not all of it; a bad member only has an error of
/// its own.
pub fn walk(
    kind: ArchiveKind,
    bytes: &[u8],
    wanted: &dyn Fn(MemberPreview<'_>) -> bool,
    visit: &mut dyn FnMut(Member),
) -> Result<(), ArchiveError> {
    let containers = Containers { kind_of, members };
    members(kind, bytes, &mut Walk::new(containers, wanted, visit))
}

/// Hands over what is in a container.
fn members(kind: ArchiveKind, bytes: &[u8], walk: &mut Walk<'_>) -> Result<(), ArchiveError> {
    match kind {
        ArchiveKind::Zip => zipped::members(bytes, walk),
        ArchiveKind::Mail => mail::members(bytes, walk),
        ArchiveKind::Tar => tarred::members(bytes, walk),
        ArchiveKind::Gzip => gzipped::members(bytes, walk),
    }
}

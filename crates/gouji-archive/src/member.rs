//! What is found in an archive.

use crate::error::ArchiveError;

/// What is known of a member before it is unpacked.
#[derive(Clone, Copy, Debug)]
pub struct MemberPreview<'m> {
    /// Its name for display, with those of archives around it.
    pub name: &'m str,
    /// How it begins: at least 4096 bytes where there are as many; nothing where that cannot be
    /// known.
    pub start: Option<&'m [u8]>,
}

/// Something found in an archive.
#[derive(Debug)]
pub struct Member {
    /// Its name for display, with those of archives around it: `inner.zip!report.docx`.
    pub name: String,
    /// Whether it is the text of a mail, which need not be a report.
    pub is_letter: bool,
    /// Its bytes, or why there are none.
    pub content: Result<Vec<u8>, ArchiveError>,
}

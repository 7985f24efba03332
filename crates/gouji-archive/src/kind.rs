//! The containers that are distinguished.

/// The containers that are distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveKind {
    /// A ZIP archive that is no document itself.
    Zip,
    /// A mail, or a web page saved as one file: .eml, .mht.
    Mail,
    /// A tar archive.
    Tar,
    /// A gzip stream of one file or of a tar archive.
    Gzip,
}

//! Why a package or one of its parts is not opened.

use gouji_format::Excess;
use thiserror::Error;

/// Why a package or one of its parts is not opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PackageError {
    /// A part is packed with a password.
    #[error("the package is protected with a password")]
    Encrypted,
    /// Cut off, overwritten or no XML; names the part.
    #[error("the package is damaged or incomplete ({0})")]
    Damaged(String),
    /// Another package stands before it in the file.
    #[error("two packages are joined in one file")]
    Joined,
    /// Unpacks to more than any report, or is nested deeper; says which limit.
    #[error("the package holds more than any report ({0})")]
    TooLarge(Excess),
}

impl PackageError {
    /// A package whose named part is not as it must be.
    pub(crate) fn damaged(part: impl Into<String>) -> Self {
        Self::Damaged(part.into())
    }
}

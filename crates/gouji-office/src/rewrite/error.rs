//! Why a cell is not written.

use gouji_package::PackageError;
use thiserror::Error;

use crate::OfficeError;

/// Why a cell is not written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RewriteError {
    /// The file cannot be read.
    #[error(transparent)]
    Unreadable(#[from] OfficeError),
    /// Files of this kind are not written.
    #[error("files of this kind cannot be changed")]
    Kind,
    /// The cell is not where it was read, or holds what cannot be replaced by a figure.
    #[error("the cell cannot be changed where it stands")]
    Cell,
    /// The cell is calculated; a figure would end that.
    #[error("the cell holds a formula")]
    Formula,
    /// The file is signed; any change would break that.
    #[error("the file is signed")]
    Signed,
}

impl From<PackageError> for RewriteError {
    fn from(error: PackageError) -> Self {
        Self::Unreadable(error.into())
    }
}

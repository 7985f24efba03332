//! What the exit status says.

/// The work could not be done.
pub(crate) const COULD_NOT: u8 = 2;

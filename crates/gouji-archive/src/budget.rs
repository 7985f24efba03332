//! How much one archive may unpack, all levels of it together.

use gouji_format::limits;

use crate::error::ArchiveError;

/// What is left to unpack.
#[derive(Debug)]
pub(crate) struct Budget {
    members: usize,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            members: limits::ENTRIES,
            bytes: limits::ARCHIVE,
        }
    }
}

impl Budget {
    /// Counts a member.
    pub(crate) fn one_more(&mut self) -> Result<(), ArchiveError> {
        self.members = self
            .members
            .checked_sub(1)
            .ok_or(ArchiveError::TooManyMembers)?;
        Ok(())
    }

    /// Most bytes a member of a packed size may have.
    pub(crate) fn most(&self, packed: u64) -> u64 {
        let by_ratio = limits::ANY_RATIO.max(packed.saturating_mul(limits::RATIO));
        limits::MEMBER.min(self.bytes).min(by_ratio)
    }

    /// Counts bytes that were unpacked, whether or not anything came of them.
    pub(crate) fn spend(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_sub(bytes);
    }
}

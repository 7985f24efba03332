//! How much one archive may unpack, all levels of it together.

use crate::ArchiveError;

/// Most members of one archive, those of archives inside included.
const MOST_MEMBERS: usize = 10_000;
/// Most bytes unpacked from one archive, all levels together.
const MOST_UNPACKED: u64 = 512 << 20;
/// Largest member, in bytes unpacked.
const LARGEST_MEMBER: u64 = 64 << 20;
/// Most bytes that one packed byte may become.
const LARGEST_RATIO: u64 = 400;
/// Members up to this size may have any ratio: an empty table packs very well.
const ANY_RATIO: u64 = 4 << 20;

/// What is left to unpack.
#[derive(Debug)]
pub(crate) struct Budget {
    members: usize,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            members: MOST_MEMBERS,
            bytes: MOST_UNPACKED,
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
        let by_ratio = ANY_RATIO.max(packed.saturating_mul(LARGEST_RATIO));
        LARGEST_MEMBER.min(self.bytes).min(by_ratio)
    }

    /// Counts bytes that were unpacked, whether or not anything came of them.
    pub(crate) fn spend(&mut self, bytes: u64) {
        self.bytes = self.bytes.saturating_sub(bytes);
    }
}

//! The runs of words that texts are compared by.

/// How many characters a run has: longer than any set phrase of the trade, so that two honest texts
/// about the same duties share few.
pub(super) const RUN: usize = 14;

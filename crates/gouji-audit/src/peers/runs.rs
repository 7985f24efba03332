//! The runs of words that texts are compared by.

use super::masked::GAP;

/// How many characters a run has: longer than any set phrase of the trade, so that two honest texts
/// about the same duties share few.
pub(super) const RUN: usize = 14;

/// The runs of a text that leave out nothing between.
pub(super) fn runs(chars: &[char]) -> impl Iterator<Item = (usize, &[char])> {
    let windows = chars.windows(RUN).enumerate();
    windows.filter(|(_, run)| !run.contains(&GAP))
}

//! What relations between reports are worked out with.

use std::sync::Arc;

use crate::scratch::Scratch;

/// Where relations lie, and how many threads work them out.
#[derive(Clone, Copy)]
pub struct Means<'m> {
    /// Where they are laid down.
    pub scratch: &'m Arc<dyn Scratch>,
    /// How many threads work them out.
    pub threads: usize,
}

impl std::fmt::Debug for Means<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Means")
            .field("threads", &self.threads)
            .finish_non_exhaustive()
    }
}

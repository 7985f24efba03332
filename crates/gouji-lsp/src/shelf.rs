//! A place for packs that are loaded while the server runs.
//!
//! Checked reports point into the packs they were checked with, so packs stay where they are as
//! long as the shelf. Only changed rule files bring new ones.

use std::cell::OnceCell;

use gouji_pack::Packs;

/// Packs, each of which stays; there is always room for more.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    packs: OnceCell<Packs>,
    next: OnceCell<Box<Shelf>>,
}

impl Shelf {
    /// How many packs are on it.
    pub(crate) fn count(&self) -> usize {
        let mut shelves =
            std::iter::successors(Some(self), |shelf| shelf.next.get().map(Box::as_ref));
        shelves
            .by_ref()
            .filter(|shelf| shelf.packs.get().is_some())
            .count()
    }

    /// Puts packs on the shelf.
    pub(crate) fn put(&self, packs: Packs) -> &Packs {
        let mut free = self;
        while free.packs.get().is_some() {
            free = free.next.get_or_init(Box::default);
        }
        free.packs.get_or_init(|| packs)
    }
}

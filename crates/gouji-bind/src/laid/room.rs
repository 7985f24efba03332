//! Room for texts that stand nowhere as they are: figures put together from digits on several lines.

use std::cell::{Cell, OnceCell};

/// Most texts of a table.
const MOST: usize = 4096;

/// Texts made while a table is read, which live as long as its reading.
#[derive(Debug, Default)]
pub(crate) struct Room {
    texts: OnceCell<Vec<OnceCell<String>>>,
    used: Cell<usize>,
}

impl Room {
    /// Keeps a text; nothing where there is no more room.
    pub(super) fn keep(&self, text: String) -> Option<&str> {
        let texts = self.texts.get_or_init(|| vec![OnceCell::new(); MOST]);
        let slot = texts.get(self.used.get())?;
        self.used.set(self.used.get() + 1);
        Some(slot.get_or_init(|| text))
    }
}

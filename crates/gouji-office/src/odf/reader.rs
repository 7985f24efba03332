//! What is known while a text is read.

use super::deleted::Deleted;
use super::lists::Lists;
use super::looks::Looks;

/// What is known while reading a text: its lists reach over the whole document.
pub(super) struct Reader {
    pub(super) lists: Lists,
    pub(super) looks: Looks,
    pub(super) deleted: Deleted,
    /// Whether text stands on plain paper.
    pub(super) on_paper: bool,
    /// How many more cells may be read: cells may claim to be repeated.
    pub(super) room: usize,
}

//! What bars behind cells say of a stream, and which block of the form it may be.

use gouji_language::labels;
use gouji_model::Block;

use crate::items::Item;
use crate::lexicon::Lexicon;

/// What bars say of a stream.
#[derive(Clone, Copy)]
pub(super) struct Bars {
    /// They end its cells: a blank between two is a cell.
    pub end_cells: bool,
    /// A heading of no form stands before the first label.
    pub headed_before: bool,
    /// That is the heading of numbers of rows.
    pub numbered: bool,
}

/// Whether a heading is that of numbers of rows.
pub(super) fn is_serial(item: &Item<'_, '_>) -> bool {
    labels::SERIAL.contains(&item.token.text)
}

/// A block of a form with what is known of its words.
#[derive(Clone, Copy)]
pub(super) struct BlockOf<'f> {
    /// The form.
    pub lexicon: &'f Lexicon,
    /// The table.
    pub table: usize,
    /// The block in the table.
    pub index: usize,
}

impl<'f> BlockOf<'f> {
    /// The block itself.
    pub(super) fn block(&self) -> &'f Block {
        &self.lexicon.form.tables[self.table].blocks[self.index]
    }
}

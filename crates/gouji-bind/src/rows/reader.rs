//! What is known while the lines of a table are read one after the other.

use std::collections::BTreeSet;
use std::rc::Rc;

use gouji_document::ColumnEvidence;

use super::header::Heads;
use crate::at::RowAt;
use crate::columns::Columns;
use crate::items::Item;
use crate::lexicon::Lexicon;
use crate::lines::{Line, Token};
use crate::reading::Reading;

/// Pieces between two complete rows: label fragments and lines of values without a label.
#[derive(Debug, Default)]
pub(super) struct Loose<'d> {
    pub texts: Vec<Token<'d>>,
    pub values: Vec<RowValues<'d>>,
    /// Those of the texts that have a whole row of blank cells beside them.
    pub blanks: Vec<BlankRow<'d>>,
}

/// The values of a row, and how their places can be trusted.
#[derive(Debug)]
pub(super) struct RowValues<'d> {
    pub values: Vec<Token<'d>>,
    pub evidence: Option<ColumnEvidence>,
    /// Which block of the document it is in.
    pub block: usize,
}

/// A text with a row of blank cells beside it.
#[derive(Debug)]
pub(super) struct BlankRow<'d> {
    pub label: Token<'d>,
    pub row: RowValues<'d>,
}

/// A row with a label that the form does not know, or not quite: its end may stand below.
#[derive(Debug)]
pub(super) struct Tail<'d> {
    pub label: Token<'d>,
    pub values: Vec<Token<'d>>,
    pub evidence: Option<ColumnEvidence>,
    pub block: usize,
    /// It is reported even where nothing else is known of its document block.
    pub certain: bool,
    /// Texts above it and below it that may be pieces of the label.
    pub above: Vec<Token<'d>>,
    pub below: Vec<Token<'d>>,
}

/// A row of a grid whose cells are not as many as the columns.
#[derive(Debug)]
pub(super) struct Misfit<'d> {
    pub row: RowAt,
    pub label: Option<Token<'d>>,
    pub values: Vec<Token<'d>>,
    pub altered: bool,
    /// How many rows and remarks there were before it.
    pub rows: usize,
    pub remarks: usize,
}

/// A row of laid-out text whose label has a line of its own, with the figures on another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Detached {
    /// Block and row in the form.
    pub row: RowAt,
    /// Whether the figures stand above the label, and not below.
    pub is_above: bool,
}

/// A row that the header names beside others.
#[derive(Clone, Copy, Debug)]
pub(super) struct SideRow {
    /// Block and row in the form.
    pub row: RowAt,
    /// On which line of the header its name stands, and where.
    pub at: (usize, u32),
    /// Where its name ends on that line.
    pub end: u32,
}

/// A row of figures without a label, or with but a piece of one.
#[derive(Debug)]
pub(super) struct Unplaced<'d> {
    /// How many rows were read before it.
    pub after: usize,
    /// What stands in the place of its label: a piece of it, or a sign for what could not be read.
    pub label: Option<Token<'d>>,
    pub values: Vec<Token<'d>>,
    pub evidence: Option<ColumnEvidence>,
    pub columns: Rc<Columns<'d>>,
    pub block: usize,
    /// Labelled rows of blank cells on the lines next to it.
    pub beside: Vec<RowAt>,
}

/// A caption or header between rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Break {
    /// How many rows were read before it.
    pub rows: usize,
    /// How many rows without a label were met before it.
    pub unplaced: usize,
}

/// A row whose every column has its value.
pub(crate) struct FullRow {
    pub row: RowAt,
    /// Its place among the rows read.
    pub at: usize,
}

/// What is known while the lines of a table are read one after the other.
pub(super) struct Reader<'r, 'd> {
    pub lexicon: &'r Lexicon,
    pub table: usize,
    pub heads: Heads<'d>,
    /// The columns those headings give a block, once someone asked.
    pub columns: Option<(usize, Rc<Columns<'d>>)>,
    /// A row was read since the last heading: the next heading starts a new header.
    pub after_data: bool,
    /// Rows that stand side by side, as the header names them, with their grid columns.
    pub side_rows: Vec<SideRow>,
    /// A row of words for figures stands below the heads of such rows.
    pub worded: bool,
    /// Values of rows that stand side by side, read downwards column by column.
    pub crossed: Vec<(RowAt, usize, Token<'d>)>,
    pub loose: Loose<'d>,
    pub tail: Option<Tail<'d>>,
    pub misfits: Vec<Misfit<'d>>,
    /// Which rows of the reading were put together from such pieces.
    pub pieced: Vec<usize>,
    /// Rows of laid-out text whose label has a line of its own, with the figures on another.
    pub detached: Vec<Detached>,
    /// Rows whose label was seen, with figures or without.
    pub named: BTreeSet<RowAt>,
    /// Texts between two rows with no figures among them: pieces of the labels of blank rows.
    pub bare: Vec<Vec<Token<'d>>>,
    /// A row with all its values, which shows where the columns of laid-out text stand.
    pub full_row: Option<FullRow>,
    /// The document block of the last row: an unknown label counts only beside known ones.
    pub document_block: Option<usize>,
    /// Rows with unknown labels that began their document block: they count once a known one
    /// follows there.
    pub unknown: Vec<Tail<'d>>,
    /// Rows of figures without a label.
    pub unplaced: Vec<Unplaced<'d>>,
    /// Where captions and headers stand among the rows.
    pub breaks: BTreeSet<Break>,
    /// Rows were dropped again: which are lacking where is no longer known.
    pub gapped: bool,
    /// The headings of unknown columns that are remarked, by where their text is in memory.
    pub noted_columns: BTreeSet<usize>,
    pub reading: Reading<'d>,
}

/// The tokens of items as the values of a row.
pub(super) fn values_of<'d>(items: &[Item<'_, 'd>], line: &Line<'d>) -> RowValues<'d> {
    RowValues {
        values: items.iter().map(|item| item.token).collect(),
        evidence: line.evidence,
        block: line.block,
    }
}

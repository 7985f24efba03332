//! What a page is taken apart into, and what a document is put together from.

use crate::cut_off::Label;
use crate::geometry::{Frame, Rect};
use crate::line::Line;

/// A page's tables and the lines outside them, each from top to bottom.
#[derive(Debug)]
pub(crate) struct Page {
    pub frame: Frame,
    pub tables: Vec<Table>,
    pub lines: Vec<Line>,
    /// Labels among the lines that their cells cut off.
    pub labels: Vec<Label>,
}

/// A box on a page as displayed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageBox {
    /// From 1.
    pub page: u32,
    pub rect: Rect,
}

/// A cell with its text.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    pub text: String,
    /// Whether its last line has no room for another character.
    pub is_full: bool,
    pub spot: PageBox,
}

/// What the columns of a table count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Columns {
    /// The columns of a grid of ruling lines.
    Ruled,
    /// Places on the page, in tenths of a point: where cells begin and how wide they are.
    Places,
}

/// A table with its texts.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub edges: Vec<i32>,
    pub columns: Columns,
    /// By row and then column.
    pub cells: Vec<Cell>,
    /// Its area on the page laid upright.
    pub rect: Rect,
}

/// What a document is made of.
#[derive(Debug)]
pub(crate) enum Block {
    Paragraph { text: String, spot: PageBox },
    Table(Table),
}

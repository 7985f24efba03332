//! A table being read: which rows and cells its tags open and close.
//!
//! The rules are those of the HTML standard for table, row group, row, cell and caption: which
//! tags imply others, which are ignored, and what each closes.

use gouji_document::{Cell, TextRange};
use gouji_model::Place;

use super::attributes::Spans;
use super::element::Element;
use super::grid::Grid;
use super::tag::StartTag;

/// A cell whose end has not come yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenCell {
    /// Where its content starts in the source.
    pub content: u32,
    element: Element,
    spans: Spans,
    /// Whether it is not shown, and takes no room.
    pub hidden: bool,
}

/// How many elements are open up to the parts of a table, each part included.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heights {
    /// Up to the table.
    pub table: usize,
    /// Up to the group of rows.
    pub group: usize,
    /// Up to the row.
    pub row: usize,
}

impl Heights {
    /// All parts end where the table's own elements end.
    pub(super) const fn of_table(height: usize) -> Self {
        Self {
            table: height,
            group: height,
            row: height,
        }
    }

    /// The height at which an element of a table begins, or ends.
    #[inline]
    pub(super) fn close_for(&mut self, element: Element) -> usize {
        match element {
            Element::Data | Element::Header => {}
            Element::Row => self.row = self.group,
            _ => (self.group, self.row) = (self.table, self.table),
        }
        self.row
    }

    /// Notes that an element of a table has begun, and is open up to a height.
    #[inline]
    pub(super) const fn open(&mut self, element: Element, height: usize) {
        match element {
            Element::Row => self.row = height,
            Element::Head | Element::Body | Element::Foot => {
                (self.group, self.row) = (height, height);
            }
            _ => {}
        }
    }
}

/// A table whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Its finished cells.
    pub cells: Vec<Cell>,
    /// The open cell.
    pub cell: Option<OpenCell>,
    /// Whether a caption is open.
    pub in_caption: bool,
    /// Whether it contains another table.
    pub layout: bool,
    /// Where its parts stand among the open elements.
    pub heights: Heights,
    /// The open group of rows.
    group: Option<Element>,
    /// The first of the cells of the open group.
    first_of_group: usize,
    in_row: bool,
    /// How many rows have begun.
    rows: u32,
    grid: Grid,
}

impl OpenTable {
    /// Whether an end tag closes anything here; others are ignored.
    #[inline]
    pub(super) fn is_closed_by(&self, element: Element) -> bool {
        match element {
            Element::Caption => self.in_caption,
            _ if self.in_caption => false,
            Element::Data | Element::Header => {
                self.cell.is_some_and(|cell| cell.element == element)
            }
            Element::Row => self.in_row,
            Element::Head | Element::Body | Element::Foot => self.group == Some(element),
            _ => false,
        }
    }

    /// Closes what cannot stay open around an element that starts or ends.
    #[inline]
    pub(super) fn close_for(&mut self, element: Element) {
        self.in_caption = false;
        if matches!(element, Element::Data | Element::Header) {
            return;
        }
        self.in_row = false;
        if element != Element::Row {
            self.close_group();
        }
    }

    /// Opens an element, and what it implies; a row that is not shown is no row of the grid.
    #[inline]
    pub(super) fn open(&mut self, tag: &StartTag, hidden: bool) {
        match tag.element {
            Element::Caption => self.in_caption = true,
            Element::Head | Element::Body | Element::Foot => self.group = Some(tag.element),
            Element::Row if hidden => self.in_row = true,
            Element::Row => self.open_row(),
            Element::Data | Element::Header => self.open_cell(tag, hidden),
            _ => {}
        }
    }

    fn open_row(&mut self) {
        self.group.get_or_insert(Element::Body);
        self.in_row = true;
        self.rows = self.rows.saturating_add(1);
        self.grid.begin_row();
    }

    fn open_cell(&mut self, tag: &StartTag, hidden: bool) {
        if !self.in_row && !hidden {
            self.open_row();
        }
        self.cell = Some(OpenCell {
            content: tag.end,
            element: tag.element,
            spans: tag.spans,
            hidden,
        });
    }

    /// Records a cell.
    #[inline]
    pub(super) fn finish_cell(&mut self, open: &OpenCell, text: TextRange, place: Place) {
        let row = self.rows.saturating_sub(1);
        let (column, column_span) = self.grid.place(row, open.spans.rows, open.spans.columns);
        self.cells.push(Cell {
            text,
            place,
            row,
            column,
            row_span: open.spans.rows,
            column_span,
        });
    }

    /// Ends the group of rows: no cell reaches beyond it.
    fn close_group(&mut self) {
        self.group = None;
        self.grid.clear();
        for cell in self.cells.iter_mut().skip(self.first_of_group) {
            cell.row_span = cell.row_span.min(self.rows - cell.row).max(1);
        }
        self.first_of_group = self.cells.len();
    }
}

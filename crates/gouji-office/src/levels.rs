//! The body of a text and the tables open in it, one inside the other, for formats that only mark
//! where cells and rows end (RTF, old Word).

use crate::draft::Part;
use crate::edges::{EdgeCell, EdgeRow, grid};
use crate::ground;
use crate::rows::Vertical;

/// Deepest nesting of tables.
const DEEPEST: usize = 16;

/// How the cells of a row are described, before its content is known.
#[derive(Clone, Debug, Default)]
pub(crate) struct RowShape {
    /// The left edge of the first cell.
    pub left: i32,
    /// The cells described so far.
    pub cells: Vec<EdgeCell>,
    /// What is specified for the next cell: whether it joins the one to its left.
    pub joins_left: bool,
    /// What is specified for the next cell: whether it is merged with the one above or below.
    pub vertical: Option<Vertical>,
    /// What is specified for the next cell: whether something is under its letters.
    pub is_shaded: bool,
}

impl RowShape {
    /// Ends the description of a cell at its right edge.
    pub(crate) fn cell(&mut self, right: i32) {
        self.cells.push(EdgeCell {
            right,
            joins_left: std::mem::take(&mut self.joins_left),
            vertical: self.vertical.take().unwrap_or(Vertical::Single),
            is_shaded: std::mem::take(&mut self.is_shaded),
        });
    }
}

/// The body, or a table that is open.
#[derive(Debug, Default)]
struct Level {
    /// What stands in the body or in the open cell.
    parts: Vec<Part>,
    /// The finished cells of the open row.
    cells: Vec<Vec<Part>>,
    rows: Vec<EdgeRow>,
}

/// The body and the open tables.
#[derive(Debug)]
pub(crate) struct Levels(Vec<Level>);

impl Levels {
    /// An empty body.
    pub(crate) fn new() -> Self {
        Self(vec![Level::default()])
    }

    /// Goes to a depth: 0 for the body, 1 for a table in it, and so on.
    fn go_to(&mut self, depth: usize) -> Option<&mut Level> {
        let depth = depth.min(DEEPEST);
        while self.0.len() > depth + 1 {
            self.close();
        }
        while self.0.len() <= depth {
            self.0.push(Level::default());
        }
        self.0.last_mut()
    }

    /// Ends the innermost table.
    fn close(&mut self) {
        let Some(mut level) = self.0.pop() else {
            return;
        };
        if !level.parts.is_empty() {
            level.cells.push(std::mem::take(&mut level.parts));
        }
        if !level.cells.is_empty() {
            level.rows.push(EdgeRow {
                contents: level.cells,
                ..EdgeRow::default()
            });
        }
        if let Some(outer) = self.0.last_mut() {
            outer.parts.push(Part::Table(grid(level.rows)));
        }
    }

    /// Adds a paragraph at a depth.
    pub(crate) fn paragraph(&mut self, depth: usize, paragraph: Part) {
        if let Some(level) = self.go_to(depth) {
            level.parts.push(paragraph);
        }
    }

    /// Ends a cell at a depth, with its last paragraph.
    pub(crate) fn cell(&mut self, depth: usize, paragraph: Part) {
        if let Some(level) = self.go_to(depth.max(1)) {
            let mut parts = std::mem::take(&mut level.parts);
            parts.push(paragraph);
            level.cells.push(parts);
        }
    }

    /// Leaves out the open row at a depth: it is deleted.
    pub(crate) fn drop_row(&mut self, depth: usize) {
        if let Some(level) = self.go_to(depth.max(1)) {
            level.cells.clear();
        }
    }

    /// Ends a row at a depth.
    pub(crate) fn row(&mut self, depth: usize, shape: &RowShape) {
        if let Some(level) = self.go_to(depth.max(1)) {
            level.rows.push(EdgeRow {
                left: shape.left,
                cells: shape.cells.clone(),
                contents: std::mem::take(&mut level.cells),
            });
        }
    }

    /// The parts of the body, which is written on paper.
    pub(crate) fn finish(self) -> Vec<Part> {
        let mut parts = self.parts();
        ground::hide(&mut parts);
        parts
    }

    /// The parts of a text of which it is not known what is under it.
    pub(crate) fn finish_anywhere(self) -> Vec<Part> {
        let mut parts = self.parts();
        ground::reveal(&mut parts);
        parts
    }

    fn parts(mut self) -> Vec<Part> {
        self.go_to(0);
        self.0.pop().map(|body| body.parts).unwrap_or_default()
    }
}

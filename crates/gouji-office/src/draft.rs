//! What the readers of word processor files produce: paragraphs and tables before they are
//! written into a document.
//!
//! Here stands once what all of these formats share: which tables only lay out the page, how the
//! texts of a cell become its lines, how tables and paragraphs are counted, and that pictures and struck out
//! text are marked only where a cell holds nothing else.

use gouji_document::{
    Builder, Cell, ColumnEvidence, Document, Table, TextRange, left_in_cell, readable,
};
use gouji_model::Place;

/// A table of at most this many cells only frames text.
const FRAME_CELLS: usize = 2;

/// A paragraph or table.
#[derive(Debug)]
pub(crate) enum Part {
    /// A paragraph; its lines are separated by `\n`.
    Paragraph {
        /// Its text.
        text: String,
        /// What stands in text boxes anchored in it.
        boxes: Vec<Part>,
    },
    /// A table: its cells by row and column.
    Table(Vec<DraftCell>),
}

impl Part {
    /// A paragraph without text boxes.
    pub(crate) fn paragraph(text: String) -> Self {
        let boxes = Vec::new();
        Self::Paragraph { text, boxes }
    }
}

/// A cell, its place counted from 0 in the grid.
#[derive(Debug)]
pub(crate) struct DraftCell {
    /// Row from 0.
    pub row: u32,
    /// Grid column from 0.
    pub column: u32,
    /// Rows it spans, at least 1.
    pub row_span: u32,
    /// Grid columns it spans, at least 1.
    pub column_span: u32,
    /// What stands in it.
    pub parts: Vec<Part>,
    /// Which node of the file's XML it was read from, for those who change it there.
    pub origin: Option<u32>,
}

/// Writes parts into a document.
///
/// Tables are numbered from 1 in the order in which they begin, those inside others included;
/// paragraphs outside tables are numbered from 1, blank ones included.
pub(crate) fn write(parts: &[Part]) -> Document {
    let writer = Writer::new(parts);
    writer.builder.finish()
}

/// Where each cell comes from: its place in the document, and the node of the file's XML.
pub(crate) fn origins(parts: &[Part]) -> Vec<(Place, u32)> {
    Writer::new(parts).origins
}

struct Writer {
    builder: Builder,
    tables: u32,
    paragraphs: u32,
    origins: Vec<(Place, u32)>,
}

impl Writer {
    /// Writes all parts.
    fn new(parts: &[Part]) -> Self {
        let mut writer = Self {
            builder: Builder::default(),
            tables: 0,
            paragraphs: 0,
            origins: Vec::new(),
        };
        for part in parts {
            if writer.builder.is_full() {
                break;
            }
            writer.part(part, None);
        }
        writer
    }

    /// Writes a part; `within` is the place of the cell or paragraph it stands in.
    fn part(&mut self, part: &Part, within: Option<Place>) {
        match part {
            Part::Paragraph { text, boxes } => {
                let place = within.unwrap_or_else(|| self.next_paragraph());
                self.lines(text, place);
                for part in boxes {
                    self.part(part, Some(place));
                }
            }
            Part::Table(cells) => self.table(cells),
        }
    }

    fn next_paragraph(&mut self) -> Place {
        self.paragraphs += 1;
        let index = self.paragraphs;
        Place::Paragraph { index }
    }

    /// The lines of a text as paragraphs.
    fn lines(&mut self, text: &str, place: Place) {
        let text = readable(text);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let range = self.push(line);
            self.builder.paragraph(range, place);
        }
    }

    /// Appends a text as a line of its own, and says where its trimmed content stands.
    fn push(&mut self, text: &str) -> TextRange {
        let start = self.builder.position();
        self.builder.push(text);
        let range = self.builder.trimmed_since(start);
        self.builder.push("\n");
        range
    }

    fn table(&mut self, cells: &[DraftCell]) {
        self.tables += 1;
        let table = self.tables;
        let place = |cell: &DraftCell| Place::Word {
            table,
            row: cell.row + 1,
            column: cell.column + 1,
        };
        let origin = |cell: &DraftCell| Some((place(cell), cell.origin?));
        self.origins.extend(cells.iter().filter_map(origin));
        if cells.len() <= FRAME_CELLS || cells.iter().any(holds_table) {
            for cell in cells {
                for part in &cell.parts {
                    self.part(part, Some(place(cell)));
                }
            }
            return;
        }
        let cells = cells.iter().map(|cell| self.cell(cell, place(cell)));
        let cells = cells.collect();
        let columns = ColumnEvidence::Grid;
        self.builder.table(Table { cells, columns });
    }

    fn cell(&mut self, cell: &DraftCell, place: Place) -> Cell {
        let mut text = String::new();
        self.tables += collect_lines(&cell.parts, &mut text);
        Cell {
            text: self.push(&left_in_cell(&text)),
            place,
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
        }
    }
}

/// Whether a table stands in a cell, which makes the cell's own table a means of layout; not one
/// that only frames the cell's text.
fn holds_table(cell: &DraftCell) -> bool {
    fn is_table(part: &Part) -> bool {
        match part {
            Part::Table(cells) => cells.len() > FRAME_CELLS || cells.iter().any(holds_table),
            Part::Paragraph { boxes, .. } => boxes.iter().any(is_table),
        }
    }
    cell.parts.iter().any(is_table)
}

/// The lines of a cell, blank ones left out, and how many tables frame some of them.
fn collect_lines(parts: &[Part], text: &mut String) -> u32 {
    let mut tables = 0;
    for part in parts {
        let (own, boxes) = match part {
            Part::Paragraph { text, boxes } => (text, boxes),
            Part::Table(cells) => {
                let inside = cells.iter().map(|cell| collect_lines(&cell.parts, text));
                tables += 1 + inside.sum::<u32>();
                continue;
            }
        };
        for line in own.lines().filter(|line| !line.trim().is_empty()) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line.trim());
        }
        tables += collect_lines(boxes, text);
    }
    tables
}

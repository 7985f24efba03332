//! The sheets of a workbook as paragraphs and tables, for every spreadsheet format.
//!
//! A sheet has no tables, only cells. Runs of rows with something in them are distinguished by empty
//! rows; rows with a single text that is merged over the whole width, or that stands above the
//! first row of several cells, are paragraphs (titles, headings, notes); what is left are tables,
//! as wide as their filled cells, with a blank cell wherever nothing stands. Within a table a row
//! with a single text stays a row: it is a row of figures left blank. Hidden rows and columns are
//! read, for their figures count; hidden sheets are not.

mod area;
mod calculated;
mod filled;
mod runs;

use gouji_document::{
    Builder, Cell, ColumnEvidence, Document, Table, TextRange, left_in_cell, readable,
};
use gouji_format::{Excess, limits};
use gouji_model::Place;

use crate::OfficeError;
use area::Area;
use filled::{MOST_COLUMNS, MOST_ROWS};
pub(crate) use filled::{Merge, Sheet};

/// Most blank cells that are filled in between others; beyond, tables are left with gaps.
const MOST_BLANKS: u64 = limits::CELLS as u64 / 2;
/// A table of at most this many cells only frames text.
const FRAME_CELLS: usize = 2;

/// What a formula without a result is shown as where only that it is one is known: text, so that it never passes
/// for blank.
pub(crate) const NOT_CALCULATED: &str = "=…";

/// Writes the sheets of a workbook into a document, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Workbook {
    builder: Builder,
    /// The sheets, each with its place in the workbook from 0.
    sheets: Vec<(u32, Sheet)>,
    /// How many cells are filled.
    cells: usize,
    /// Their text in bytes, shared texts counted as often as they occur.
    text: usize,
    blanks: u64,
}

impl Workbook {
    /// Adds a cell to a sheet, unless it is blank.
    pub(crate) fn cell(
        &mut self,
        sheet: &mut Sheet,
        row: u32,
        column: u32,
        text: String,
    ) -> Result<(), OfficeError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.cells += 1;
        self.text = self.text.saturating_add(text.len());
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(OfficeError::TooLarge(Excess::Places));
        }
        if self.cells > limits::CELLS {
            return Err(OfficeError::TooLarge(Excess::Cells));
        }
        if self.text > limits::TEXT {
            return Err(OfficeError::TooLarge(Excess::Text));
        }
        sheet.cells.insert((row, column), text);
        Ok(())
    }

    /// Notes what a sheet is called, which its cells are named by.
    pub(crate) fn name(&mut self, index: u32, name: Option<&str>) {
        self.builder.sheet(index, name.unwrap_or(""));
    }

    /// Adds a sheet; `index` is its place in the workbook from 0.
    pub(crate) fn add(&mut self, index: u32, sheet: Sheet) {
        self.sheets.push((index, sheet));
    }

    fn write(&mut self, index: u32, sheet: &Sheet) -> Result<(), OfficeError> {
        let area = Area::new(sheet)?;
        for part in runs::parts(&area) {
            match part {
                runs::Part::Text { row, column } => {
                    self.paragraph(index, row, column, area.text(row, column));
                }
                runs::Part::Table { from, to } => self.table(index, &area, from, to),
            }
        }
        Ok(())
    }

    /// The finished document.
    pub(crate) fn finish(mut self) -> Result<Document, OfficeError> {
        let mut sheets = std::mem::take(&mut self.sheets);
        calculated::settle(&mut sheets);
        for (index, sheet) in sheets {
            self.write(index, &sheet)?;
        }
        Ok(self.builder.finish())
    }

    fn push(&mut self, text: &str) -> TextRange {
        let start = self.builder.position();
        let text = left_in_cell(text);
        for (at, line) in text.lines().filter(|l| !l.trim().is_empty()).enumerate() {
            if at > 0 {
                self.builder.push("\n");
            }
            self.builder.push(line.trim());
        }
        let range = self.builder.trimmed_since(start);
        self.builder.push("\n");
        range
    }

    /// The lines of a cell as paragraphs.
    fn paragraph(&mut self, sheet: u32, row: u32, column: u32, text: &str) {
        let place = Place::Sheet { sheet, row, column };
        let text = readable(text);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let range = self.push(line);
            self.builder.paragraph(range, place);
        }
    }

    /// The rows from one to another as a table.
    fn table(&mut self, sheet: u32, area: &Area<'_>, from: u32, to: u32) {
        let places = self.places(area, from, to);
        if places.len() <= FRAME_CELLS {
            for (row, column) in places {
                self.paragraph(sheet, row, column, area.text(row, column));
            }
            return;
        }
        let mut cells = Vec::with_capacity(places.len());
        for (row, column) in places {
            let (rows, columns) = area.spans(row, column);
            cells.push(Cell {
                text: self.push(area.text(row, column)),
                place: Place::Sheet { sheet, row, column },
                row: row - from,
                column,
                row_span: rows.min(to - row + 1),
                column_span: columns,
            });
        }
        let columns = ColumnEvidence::Grid;
        self.builder.table(Table { cells, columns });
    }

    /// Where the cells of a table stand: everywhere in its rectangle but under merged cells.
    fn places(&mut self, area: &Area<'_>, from: u32, to: u32) -> Vec<(u32, u32)> {
        let filled = area.filled(from, to);
        let Some((left, right)) = area.width(from, to) else {
            return filled;
        };
        let size = u64::from(to - from + 1) * u64::from(right - left + 1);
        self.blanks = self.blanks.saturating_add(size);
        if self.blanks > MOST_BLANKS {
            return filled;
        }
        (from..=to)
            .flat_map(|row| (left..=right).map(move |column| (row, column)))
            .filter(|(row, column)| !area.is_covered(*row, *column))
            .collect()
    }
}

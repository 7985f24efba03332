//! Lines of text and a table below them, as files of office programs.

use crate::typeset::piece::Piece;
use crate::typeset::printed::{Printed, Role, cell};
use crate::typeset::{opendocument, package};

/// Lines of text and a table.
pub(crate) struct Lines<'l> {
    pub above: &'l [String],
    pub rows: &'l [Vec<String>],
}

impl Lines<'_> {
    fn pieces(&self) -> Vec<Piece> {
        let above = self.above.iter().cloned().map(Piece::Paragraph);
        let value = |text: &String| cell(Role::Value, text.as_str(), 1, 1);
        let rows = self.rows.iter().map(|row| row.iter().map(value).collect());
        let table = Printed {
            rows: rows.collect(),
            width: self.rows.iter().map(Vec::len).max().unwrap_or(0),
        };
        above.chain([Piece::Table(table)]).collect()
    }

    /// A Word document.
    pub(crate) fn word(&self) -> Vec<u8> {
        package::word(&self.pieces())
    }

    /// A workbook.
    pub(crate) fn workbook(&self) -> Vec<u8> {
        package::workbook(&self.pieces())
    }

    /// An OpenDocument spreadsheet.
    pub(crate) fn spreadsheet(&self) -> Vec<u8> {
        opendocument::spreadsheet(self.above, self.rows)
    }
}

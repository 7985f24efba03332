//! Where something stands in a file, in the terms of the program that opens the file.

/// A half-open range of bytes in the *decoded* text of a file (UTF-8).
///
/// `gouji_document::Source` turns it into a line, a column and a byte range on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte; equal to `start` for an empty place, such as a blank cell.
    pub end: u32,
}

impl SourceRange {
    /// The range from `start` to `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }
}

/// Where a piece of a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In a text file: HTML, Markdown, plain text, JSON.
    Text(SourceRange),
    /// In a Word document: table, row and column, each from 1.
    Word {
        /// Which table of the document.
        table: u32,
        /// Which row of the table.
        row: u32,
        /// Which column of the table.
        column: u32,
    },
    /// A paragraph of a Word document that stands in no table.
    Paragraph {
        /// Which of these paragraphs, from 1, blank ones counted.
        index: u32,
    },
    /// In a spreadsheet: sheet by its index from 0, row and column from 0.
    Sheet {
        /// Index of the sheet in the workbook.
        sheet: u32,
        /// Row from 0.
        row: u32,
        /// Column from 0.
        column: u32,
    },
    /// On a page of a fixed-layout file, box in hundredths of a point, origin top left.
    Page {
        /// Page from 1.
        page: u32,
        /// x0, y0, x1, y1.
        bbox: [i32; 4],
    },
}

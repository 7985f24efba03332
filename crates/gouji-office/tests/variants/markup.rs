//! A report as Word markup, written in one of many manners.

use std::fmt::Write;

use gouji_document::{Block, Cell, Document, Table};

/// How cells that go on from the row above, or over several columns, are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Merging {
    /// `vMerge` and `gridSpan`.
    Usual,
    /// `hMerge` in place of `gridSpan`.
    Old,
    /// Rows leave out the columns that cells above reach into.
    LeftOut,
}

/// A manner of writing. Each step is given what the one before wrote.
pub struct Manner {
    pub name: &'static str,
    /// A text as runs.
    pub run: fn(&str) -> String,
    /// A figure as runs.
    pub figure: fn(&str) -> String,
    /// The paragraph of a figure, from its runs.
    pub figure_paragraph: fn(String) -> String,
    /// The paragraph of a label, from its text and its runs.
    pub label_paragraph: fn(&str, String) -> String,
    /// A cell, from its properties and what is in it.
    pub cell: fn(&str, String) -> String,
    /// A row, from its cells.
    pub row: fn(String) -> String,
    /// A table, from its rows.
    pub table: fn(String) -> String,
    /// The body, from everything in it.
    pub body: fn(String) -> String,
    pub merging: Merging,
    /// Before which rows of each table it is cut in two.
    pub cuts: fn(usize) -> &'static [u32],
    /// Parts beside the text: name, kind of relation, content.
    pub parts: &'static [(&'static str, &'static str, &'static str)],
}

/// As Word writes.
pub const USUAL: Manner = Manner {
    name: "usual",
    run: |text| format!("<w:r><w:t>{text}</w:t></w:r>"),
    figure: |text| format!("<w:r><w:t>{text}</w:t></w:r>"),
    figure_paragraph: |runs| format!("<w:p>{runs}</w:p>"),
    label_paragraph: |_, runs| format!("<w:p>{runs}</w:p>"),
    cell: |properties, inside| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"),
    row: |cells| format!("<w:tr>{cells}</w:tr>"),
    table: |rows| format!("<w:tbl>{rows}</w:tbl>"),
    body: |body| body,
    merging: Merging::Usual,
    cuts: |_| &[],
    parts: &[],
};

impl Manner {
    /// The body of a document in this manner.
    pub fn write(&self, document: &Document) -> String {
        let mut body = String::new();
        let mut tables = 0;
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = document.text(paragraph.text);
                    body += &(self.label_paragraph)(text, (self.run)(text));
                }
                Block::Table(table) => {
                    body += &self.tables(document, table, (self.cuts)(tables));
                    body += "<w:p/>";
                    tables += 1;
                }
            }
        }
        (self.body)(body)
    }

    fn tables(&self, document: &Document, table: &Table, cuts: &[u32]) -> String {
        let end = table.cells.iter().map(|cell| cell.row + 1).max().unwrap();
        let from = [&[0], cuts].concat();
        let to = [cuts, &[end]].concat();
        let mut written = String::new();
        for (from, to) in from.iter().zip(&to) {
            let rows = (*from..*to).map(|row| self.row(document, table, row, *from));
            written += &(self.table)(rows.collect());
        }
        written
    }

    /// A row of a table whose first row is `first`.
    fn row(&self, document: &Document, table: &Table, row: u32, first: u32) -> String {
        let reaches = |cell: &&Cell| (cell.row..cell.row + cell.row_span).contains(&row);
        let mut cells: Vec<&Cell> = table.cells.iter().filter(reaches).collect();
        cells.sort_by_key(|cell| cell.column);
        let mut written = String::new();
        let mut left_out = 0;
        for cell in cells {
            let begins = cell.row == row;
            if !begins && self.merging == Merging::LeftOut && written.is_empty() {
                left_out += cell.column_span;
                continue;
            }
            let text = if begins { document.text(cell.text) } else { "" };
            written += &self.cell(cell, text, cell.row.max(first) == row);
        }
        if left_out > 0 {
            let before = format!("<w:trPr><w:gridBefore w:val=\"{left_out}\"/></w:trPr>");
            written.insert_str(0, &before);
        }
        (self.row)(written)
    }

    fn cell(&self, cell: &Cell, text: &str, begins: bool) -> String {
        let mut properties = String::new();
        let old = self.merging == Merging::Old;
        match cell.column_span {
            1 => {}
            _ if old => properties += "<w:hMerge w:val=\"restart\"/>",
            span => write!(properties, "<w:gridSpan w:val=\"{span}\"/>").unwrap(),
        }
        let vertical = match (cell.row_span, begins) {
            (1, _) => "",
            _ if self.merging == Merging::LeftOut => "",
            (_, true) => "<w:vMerge w:val=\"restart\"/>",
            (_, false) => "<w:vMerge/>",
        };
        properties += vertical;
        let is_figure = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let inside = if is_figure {
            (self.figure_paragraph)((self.figure)(text))
        } else {
            (self.label_paragraph)(text, (self.run)(text))
        };
        let mut written = (self.cell)(&properties, inside);
        for _ in 1..if old { cell.column_span } else { 1 } {
            let merged = format!("<w:hMerge/>{vertical}");
            written += &(self.cell)(&merged, "<w:p/>".to_owned());
        }
        written
    }
}

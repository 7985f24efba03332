//! Blocks to a document.

use gouji_document::{
    Builder, Cell, ColumnEvidence, Document, Table, TextRange, left_in_cell, readable,
};
use gouji_model::Place;

use crate::parts::{self, Block, Columns, PageBox};

/// The document of a file's blocks.
pub(crate) fn document(blocks: Vec<Block>) -> Document {
    let mut builder = Builder::default();
    for block in blocks {
        if builder.is_full() {
            break;
        }
        match block {
            Block::Paragraph { text, spot } => {
                let range = push(&mut builder, &readable(&text));
                if range.start == range.end {
                    continue;
                }
                builder.paragraph(range, place(spot));
            }
            Block::Table(table) => write_table(&mut builder, &table),
        }
    }
    builder.finish()
}

fn write_table(builder: &mut Builder, table: &parts::Table) {
    let mut cells = Vec::with_capacity(table.cells.len());
    for cell in &table.cells {
        let text = push(builder, &left_in_cell(&cell.text));
        cells.push(Cell {
            text,
            place: place(cell.spot),
            row: cell.row as u32,
            column: cell.column as u32,
            row_span: cell.row_span as u32,
            column_span: cell.column_span as u32,
        });
    }
    builder.table(Table {
        cells,
        columns: match table.columns {
            Columns::Ruled => ColumnEvidence::Grid,
            Columns::Places => ColumnEvidence::Position,
        },
    });
}

fn push(builder: &mut Builder, text: &str) -> TextRange {
    let start = builder.position();
    builder.push(text);
    let range = builder.trimmed_since(start);
    builder.push("\n");
    range
}

fn place(spot: PageBox) -> Place {
    let rect = spot.rect;
    Place::Page {
        page: spot.page,
        bbox: [rect.x0, rect.y0, rect.x1, rect.y1],
    }
}

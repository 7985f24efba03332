//! Prints what is read from a PDF file: paragraphs and tables with their places.

#![allow(clippy::print_stdout, reason = "an example shows what it reads")]

use gouji_document::Block;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let document = gouji_pdf::read_pdf(&std::fs::read(&path)?)?;
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    println!("¶ {} {:?}", document.text(paragraph.text), paragraph.place);
                }
                Block::Table(table) => {
                    println!("table");
                    for cell in &table.cells {
                        println!(
                            "  r{}+{} c{}+{} {:?} {:?}",
                            cell.row,
                            cell.row_span,
                            cell.column,
                            cell.column_span,
                            document.text(cell.text),
                            cell.place
                        );
                    }
                }
            }
        }
    }
    Ok(())
}

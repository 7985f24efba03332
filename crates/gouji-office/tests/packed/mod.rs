//! Files packed of a few parts, and what is read of them.

use std::io::{Cursor, Write};

use gouji_document::{Block, Document};
use gouji_office::{kind_of, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file of parts.
pub fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The paragraphs of a file, and the cells of all its tables.
pub fn texts(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let document: Document = read(kind_of(bytes).unwrap(), bytes).unwrap();
    let (mut paragraphs, mut cells) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraphs.push(document.text(paragraph.text).to_owned())
            }
            Block::Table(table) => {
                let texts = table.cells.iter().map(|cell| document.text(cell.text));
                cells.extend(texts.map(str::to_owned));
            }
        }
    }
    (paragraphs, cells)
}

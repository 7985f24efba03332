//! Word files of before 2007 (.doc, .wps): streams of text and properties in a compound file.
//!
//! `header` says where everything stands; `pieces` finds the text, `properties` what holds for
//! paragraphs and runs, `shape` the cells of a row. Text boxes, notes and headers follow the text
//! of the body and are left out; automatic numbers are not printed.

mod header;
mod pieces;
mod properties;
mod shape;
mod sprms;

use gouji_document::Document;

use crate::OfficeError;
use crate::compound::Compound;
use crate::draft;
use crate::levels::Levels;
use header::Header;
use pieces::{Pieces, Unit};
use properties::{Paragraph, Properties};

/// Most paragraphs and described cells of a file.
const MOST_PARTS: usize = 2_000_000;
/// Most fields open inside each other.
const MOST_FIELDS: usize = 64;

fn damaged() -> OfficeError {
    OfficeError::damaged("WordDocument")
}

/// Reads a Word file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    let compound = Compound::open(bytes)?;
    let main = compound.stream("WordDocument")?.ok_or_else(damaged)?;
    let header = Header::read(&main)?;
    let tables = compound.stream(header.tables)?.ok_or_else(damaged)?;
    let data = compound.stream("Data")?.unwrap_or_default();
    let pieces = Pieces::read(&main, &tables, &header)?;
    let mut reader = Reader {
        properties: Properties::read(&main, &tables, &data, &header)?,
        units: Vec::new(),
        fields: Vec::new(),
        levels: Levels::new(),
        parts: 0,
    };
    for unit in pieces.units() {
        reader.unit(unit)?;
    }
    if !reader.units.is_empty() {
        let text = reader.take_text();
        reader.levels.paragraph(0, text);
    }
    Ok(draft::write(&reader.levels.finish()))
}

struct Reader<'s> {
    properties: Properties<'s>,
    /// The text of the open paragraph, in UTF-16.
    units: Vec<u16>,
    /// The open fields: whether their code is being read, and not yet their result.
    fields: Vec<bool>,
    levels: Levels,
    parts: usize,
}

impl Reader<'_> {
    fn unit(&mut self, unit: Unit) -> Result<(), OfficeError> {
        match unit.value {
            0x13 if self.fields.len() < MOST_FIELDS => self.fields.push(true),
            0x14 => {
                if let Some(code) = self.fields.last_mut() {
                    *code = false;
                }
            }
            0x15 => {
                self.fields.pop();
            }
            0x0d | 0x07 => self.end(unit)?,
            _ if self.fields.contains(&true) || self.properties.is_hidden(unit.at) => {}
            0x0b | 0x0c | 0x0e => self.units.push(u16::from(b'\n')),
            0x1e => self.units.push(u16::from(b'-')),
            0x09 => self.units.push(u16::from(b'\t')),
            0x00..=0x1f => {}
            value => self.units.push(value),
        }
        Ok(())
    }

    /// Ends a paragraph, and the cell or row that ends with it.
    fn end(&mut self, unit: Unit) -> Result<(), OfficeError> {
        // A field's code never reaches beyond its paragraph; damaged ones would swallow the rest.
        self.fields.retain(|code| !code);
        let (paragraph, weight) = self.properties.paragraph(unit.at);
        let text = self.take_text();
        self.parts += 1 + weight;
        match paragraph {
            Paragraph::Row { depth, shape } => {
                self.parts += shape.cells.len();
                self.levels.row(depth, &shape);
            }
            Paragraph::Cell { depth } => self.levels.cell(depth, text),
            Paragraph::Plain { depth } if unit.value == 0x07 => {
                self.levels.cell(depth.max(1), text);
            }
            Paragraph::Plain { depth } => self.levels.paragraph(depth, text),
        }
        if self.parts > MOST_PARTS {
            return Err(OfficeError::TooLarge("paragraphs"));
        }
        Ok(())
    }

    fn take_text(&mut self) -> String {
        let text = String::from_utf16_lossy(&self.units);
        self.units.clear();
        text
    }
}

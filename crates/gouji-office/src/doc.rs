//! Word files of before 2007 (.doc, .wps): streams of text and properties in a compound file.
//!
//! `header` says where everything stands; `pieces` finds the text, `properties` and `styles` what
//! holds for paragraphs and runs, `shape` the cells of a row, `lists` the automatic numbers, `boxes`
//! the text boxes, `choices` what is chosen of lists. Notes and headers follow the text of the body and are left out.

mod boxes;
mod choices;
mod header;
mod lists;
mod pieces;
mod properties;
mod shape;
mod sprms;
mod story;
mod styles;

use gouji_document::Document;

use crate::OfficeError;
use crate::compound::Compound;
use crate::draft;
use boxes::Boxes;
use header::{Header, damaged};
use lists::Lists;
use pieces::Pieces;
use properties::Properties;
use story::Reader;

/// Reads a Word file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    let compound = Compound::open(bytes)?;
    let main = compound.stream("WordDocument")?.ok_or_else(damaged)?;
    let header = Header::read(&main)?;
    let tables = compound.stream(header.tables)?.ok_or_else(damaged)?;
    let data = compound.stream("Data")?.unwrap_or_default();
    let pieces = Pieces::read(&main, &tables, &header)?;
    let properties = Properties::read(&main, &tables, &data, &header)?;
    let lists = Lists::read(&tables, &header);
    let boxes = Boxes::read(&tables, &header);
    let mut reader = Reader::new(pieces, properties, lists, boxes);
    Ok(draft::write(&reader.body(header.body)?))
}

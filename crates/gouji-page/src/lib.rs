//! Painted pages, from characters and ruling lines to a [`Document`].
//!
//! Formats with a fixed layout (PDF, OFD) know neither words nor tables: they paint glyphs and
//! lines. Their readers hand over what each page shows as [`Painted`], in hundredths of a point,
//! drawn shapes made lines by `ink`, figures of strokes told from them by `drawn`, what is painted over taken out by `covered`, and [`document`] makes sense of it in stages, one module each: `painted` lays a page upright, `struck` marks what lines go through,
//! `ruling` joins and snaps the lines, `grid` finds
//! tables in them, `line` and `cell` put glyphs in order, `furniture` takes page numbers and
//! running headers away, `prose` joins lines into paragraphs, `continued` joins tables over pages,
//! and `writing` makes the document. Everything here counts in integers.

mod boxes;
mod cell;
mod coarse;
mod continued;
mod contrast;
mod covered;
mod cut_off;
mod drawn;
mod error;
mod furniture;
mod geometry;
mod glyph;
mod grid;
mod ink;
mod layout;
mod limits;
mod line;
mod numbering;
mod overrun;
mod painted;
mod parts;
mod prose;
mod ruling;
mod struck;
mod unruled;
mod upright;
mod writing;

use gouji_document::Document;

pub use contrast::{Grounds, Lightness, Sheet, readable};
pub use covered::Covers;
pub use cut_off::CutText;
pub use drawn::{Stroke, drawn};
pub use error::TooManyCells;
pub use geometry::{Frame, Point, Rect, Turn};
pub use glyph::{Glyph, Rule};
pub use ink::{are_dashes, filled, is_thin, stroked};
pub use painted::Painted;

/// The text and tables of a file's pages, in the order of the pages.
///
/// # Errors
/// When their tables have more cells than any report.
pub fn document(pages: Vec<Painted>) -> Result<Document, TooManyCells> {
    Ok(writing::document(layout::blocks(layout::pages(pages)?)))
}

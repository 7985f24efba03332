//! Documents as readers leave them.
//!
//! A reader turns bytes into a [`Source`] (decoded text that still knows where every character
//! stands on disk) and the source into a [`Document`]: paragraphs and tables of cells in reading
//! order, every piece of text with the place it came from. Nothing here knows a file format, and
//! nothing knows what a report is.

mod builder;
mod document;
mod noise;
mod radicals;
mod raised;
mod source;
mod unread;

pub use builder::Builder;
pub use document::{Block, Cell, ColumnEvidence, Document, Paragraph, Table, TextRange};
pub use radicals::unified;
pub use raised::{raised, raised_mark};
pub use source::{Location, Source};
pub use unread::{PICTURE, STROKE, is_picture, is_unread, left_in_cell, readable, struck};

//! Data files of XML, JSON and CSV, read into the rows and columns of a form.
//!
//! What stands where is specified by the pack ([`gouji_model::records`]); nothing here knows a form, and a file is
//! walked once from its start to its end: `plan` lays out what to look for, `walk` takes it up as the
//! drivers (`xml`, `json`, `csv`) come by, `rows` finds which row each record fills.
//! Input is hostile: depth and numbers are limited, entities are those of XML itself,
//! and nothing outside the file is opened.

mod captured;
mod csv;
mod dangling;
mod error;
mod fill;
mod json;
mod keys;
mod known;
mod links;
mod namespaces;
mod plan;
mod recognize;
mod records;
mod remarks;
mod rows;
mod walk;
mod xml;

pub use error::RecordsError;
pub use fill::fill;
pub use known::{Known, Match};
pub use recognize::{format_of, other_xml};
pub use records::{Column, Filled, PlacedText, Records, Remark, Row, Seen};

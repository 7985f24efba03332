//! Packages: ZIP containers of XML parts, which .docx, .xlsx, .odt, .ods and .ofd files are.
//!
//! [`Archive`] unpacks parts in memory and counts what comes out, [`Tree`] parses one, and
//! [`resolve`] follows names from part to part. Nothing here knows what a part means.

mod archive;
mod decode;
mod error;
mod names;
mod xml;

pub use archive::Archive;
pub use decode::decode;
pub use error::PackageError;
pub use names::resolve;
pub use xml::{Child, Element, Span, Tree, spans};

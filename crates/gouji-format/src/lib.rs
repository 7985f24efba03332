//! What a file is by its first bytes, what kinds of files are called, and how large none of them is.
//!
//! Every signature stands here and nowhere else, as does every limit that more than one reader
//! keeps to. What is inside a container, such as the Word file in a ZIP package, only the crate
//! knows that opens it.

mod kind;
pub mod limits;
pub mod names;
pub mod zip;

pub use kind::{FileKind, KindName, is_whole_compound};
pub use limits::Excess;

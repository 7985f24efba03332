//! Many reports at once: whose each is, and what holds between them.
//!
//! Nothing here reads files or knows a form. Each report gives its cells, packed, and a few facts;
//! units come from a file that says who reports to whom. Steps are data-parallel: what a report
//! says by itself, joins by unit and year, findings.

mod packed;
pub mod result;

pub use packed::{Cells, Packed, PackedCell};

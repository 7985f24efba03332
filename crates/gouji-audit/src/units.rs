//! The units of a run: who reports to whom, by the units file or as far as names tell.

mod faults;
mod file;
mod index;
mod tree;
mod unit;

pub use file::read;
pub use tree::Tree;
pub use unit::{COLUMNS, FURTHER_COLUMNS, LEVELS, Level, Unit, UnitsFault};

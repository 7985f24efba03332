//! The canonical JSON of a report: what `extract` prints and `check report.json` reads.
//!
//! Figures are written and read digit by digit, never through a floating point number.

mod entries;
mod missing;
mod reading;
mod writing;

pub use reading::{CanonicalError, read, read_all};
pub use writing::{value, write};

//! Many reports at once: whose each is, and what holds between them.
//!
//! Nothing here reads files or knows a form. Each report gives its cells, packed, and a few facts;
//! units come from a file that says who reports to whom. Steps are data-parallel: what a report
//! says by itself, joins by unit and year, findings.

mod between;
pub mod bundle;
mod bytes;
mod change;
mod copies;
mod grouping;
mod laid_numbers;
mod left_out;
mod listed;
pub mod obligation;
mod packed;
mod packed_report;
mod parallel;
pub mod peers;
mod places;
mod published;
pub mod relations;
pub mod result;
pub mod roll_up;
mod run_reports;
mod scratch;
mod sorted;
mod standing;
mod unchecked;
pub mod units;
mod years;

pub use between::{Between, Far, Guess, Pair, Passages, Repair, Unchecked, UnitYear};
pub use copies::differing;
pub use left_out::LeftOut;
pub use packed::{Cells, Packed, PackedCell};
pub use packed_report::PackedReport;
pub use published::{PublicationSources, Published};
pub use run_reports::{Bound, Entry, RunReports, SectionText, held};
pub use scratch::{InFile, InMemory, Scratch};
pub use years::{Years, compare};

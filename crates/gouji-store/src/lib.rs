//! Reports, findings and runs in one SQLite file, and questions to it in SQL.
//!
//! The cells of a report are one value, packed; to SQL they look like rows all the same (`cells`). A
//! run is saved in one transaction: a run that is broken off leaves what was there before. One run
//! writes at a time, while any number of queries read.

mod cache;
mod column;
mod error;
mod opened;
mod pages;
mod query;
mod saving;
mod store;
mod tables;
mod trend;
mod unpacked;

pub use cache::{Cache, Column as PartColumn, Key, Part as ReportPart, Record, Stamp, cache_of};
pub use column::{Column, DECIMAL_PLACES, Exported, Table};
pub use error::StoreError;
pub use pages::{export_page, page};
pub use query::{Answer, Part, Question, query};
pub use store::Store;
pub use tables::{TABLES, VERSION, exported};
pub use unpacked::state_name;

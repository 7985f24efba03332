//! The dashboard: the findings of many reports in one HTML file that needs no network.
//!
//! What is shown comes in as plain rows ([`Unit`], [`Report`], [`Finding`]), so that nothing here
//! knows how reports are read or checked. [`Dashboard`] packs them as they come: columns that every
//! view needs into one index, the cells and messages of a hundred reports at a time into chunks that
//! the page unpacks when a report is opened. The script and the style sheet are built from `web/` and
//! lie in `built/`, so that Rust alone builds the program.
//!
//! The same rows give the same bytes: nothing in the page says when it was made.

mod audit;
mod chunk;
mod columns;
mod dashboard;
mod html;
mod layout;
mod packed;
mod reading;
mod rows;

pub use audit::write;
pub use dashboard::Dashboard;
pub use layout::{Block, Layout, Line, Table};
pub use rows::{
    Blocked, Failure, Finding, Level, Mark, OtherCell, Passage, Report, Rule, Run, State, Totals,
    Unit,
};

//! Rendering: findings and places as text for people and for programs.
//!
//! [`Format`] lists the outputs; each has a module of its own. `json` is the machine-readable
//! contract; `full` shows the rows and columns concerned as an aligned table with the cells marked,
//! through miette; `concise` is one line for each finding; `page` is for a browser. In every output
//! a finding carries the same identity.

mod actions;
mod card;
mod checked;
mod concise;
mod counts;
mod csv;
mod diagnostic;
mod empty;
mod ending;
mod format;
mod full;
mod gathered;
mod github;
mod grid;
mod group;
mod json;
mod jsonl;
mod junit;
mod list;
mod location;
mod markup;
mod other_reports;
mod own;
mod page;
mod path;
mod places;
mod printable;
mod rule_text;
mod sarif;
mod side_by_side;
mod suggested;
mod summary;
mod suspect_evidence;
mod suspicion;
mod ways;
mod wording;
mod workbook;
mod wrapped;
mod written;

pub use checked::{Checked, LastYear};
pub use concise::concise;
pub use counts::{Counts, Withheld};
pub use csv::line as csv_line;
pub use diagnostic::Style;
pub use ending::{Ending, Failure, Remark};
pub use format::Format;
pub use full::full;
pub use json::{json_end, json_report, json_start, json_summary};
pub use location::Places;
pub use markup::escaped;
pub use other_reports::{BetweenReports, OtherCell, OtherReports, OtherSuspect, SharedPassage};
pub use own::is_own;
pub use page::Purpose;
pub use printable::{printable, printable_lines};
pub use rule_text::{authority, authority_of};
pub use side_by_side::{Part, side_by_side};
pub use summary::{not_shown, summary};
pub use wording::{cell, severity};
pub use workbook::{Cells, ListError, row_height, write_list};

//! What is to be repaired after an audit: one workbook for all units, one letter for each, and the
//! answers that come back.
//!
//! All three show the same rows ([`rows`]): a row is one thing to do, with where it is, what stands
//! there, what to write where that is certain, the rule and its authority, and room for the answer.
//! The last column carries the lasting names of the findings, by which an answer is known again.
//! Nothing is ever left out: what does not fit on a sheet goes on on a further one, and the first
//! sheet says how many rows there are. The same audit gives the same bytes.

mod answers;
mod columns;
mod kind;
mod letters;
mod place;
mod row;
mod rows;
mod sheet;
mod sheets;
mod summary;
mod wording;

pub use answers::{Answer, AnswersError, Claim, Meaning, Outcome, Verdict, claims, judge, read};
pub use columns::COLUMNS;
pub use kind::Kind;
pub use letters::{Letter, letters};
pub use row::Row;
pub use rows::rows;
pub use sheets::{ListError, Options, write};
pub use wording::Wording;

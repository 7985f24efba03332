//! The answers that come back: the column of a list that was filled in.
//!
//! An answer is known by the lasting names of its findings, by unit and year. What it says is a claim
//! of repair, which the audit confirms or refutes, or the acceptance of the figures as they are, which
//! holds as long as they do: the name of a finding covers its values. Anything else changes nothing
//! and is reported.

mod answer;
mod applying;
mod error;
mod meaning;
mod present;
mod reading;

pub use answer::{Answer, Outcome, Verdict};
pub use applying::{Claim, claims, judge};
pub use error::AnswersError;
pub use meaning::Meaning;
pub use reading::read;

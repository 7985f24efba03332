//! Localization: from broken relations to the cells most likely wrong.
//!
//! A [`System`] is compiled once from a pack's relations. For a report it lists the equalities
//! that apply as sparse rows of integers, and searches the smallest sets of cells whose change
//! repairs every broken row and breaks none: all of them, in a fixed order, within a budget of
//! search steps. Broken relations with one origin become one [`Cause`]. A change that looks like
//! a common mistake is named ([`Mistake`]) and is likelier for it; what is stated elsewhere of a cell
//! ([`Statement`]) makes a change likelier or less likely. Nothing here knows a country's
//! form: rows, cells and neighbours all come from the pack.

mod assembling;
mod blank_totals;
mod cause;
mod context;
mod exact;
mod factoring;
mod joint;
mod last_year;
mod linear;
mod live;
mod localizing;
mod mistake;
mod movable;
mod moving;
mod naming;
mod portion;
mod relation;
mod rows_and_columns;
mod safety;
mod search;
mod solving;
mod statement;
mod system;
mod weights;

pub use cause::{Broken, Cause, Changed, Solution};
pub use context::Context;
pub use localizing::BUDGET;
pub use mistake::Mistake;
pub use relation::Prior;
pub use statement::{Statement, StatementEvidence};
pub use system::System;

//! For tests and benchmarks: reports whose truth is known.
//!
//! [`specimen`] draws balanced reports of any pack and puts mistakes into them; [`typeset`] prints
//! a report in every style that real ones come in, [`statement`] one in the layouts of companies' statements,
//! [`region`] makes up the reports of a whole region over the years; [`requests`] has the ids of the table that most of
//! them are about. No part of the product depends on this crate.

pub mod region;
pub mod requests;
pub mod specimen;
pub mod statement;
pub mod typeset;

//! Statements as companies print them: the tables of a form side by side or one below the other, with
//! line numbers, indentation, and amounts in every dress.

mod layout;
mod sheet;

pub use layout::{Arrangement, Layout, Negative};
pub use sheet::{Facts, Sheet, sheet};

//! Repairing a report's file: what would put it right, and the bytes in which it is.
//!
//! Three steps, each in a module of its own. [`proposals`] turns findings into changes of cells,
//! each safe or only a suggestion. `text` turns the changes into bytes of the file, everything
//! else left as it is. `proof` reads the new bytes again: the changed cells must
//! read as promised, all others as before, and nothing new may be wrong. What cannot be proved is
//! not done.
//!
//! [`mark`] changes no figure: it makes a copy in which the cells that are likely wrong are marked.
//!
//! Nothing here touches a disk; whoever calls writes the bytes.

mod blank;
mod error;
mod fixing;
mod marking;
mod proof;
mod proposal;
mod refusal;
mod repair;
mod text;
mod wanted;

pub use error::FixError;
pub use fixing::{Fixed, Left, fix};
pub use marking::{Marked, mark};
pub use proposal::{Change, FindingKey, Proposal, proposals, suggestions};
pub use refusal::Refusal;
pub use repair::{Numbered, Repair};
pub use text::Replacement;
pub use wanted::{LastYear, Settings, Wanted};

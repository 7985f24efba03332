//! For tests: balanced random reports of any pack, by seed, and mistakes put into them.
//!
//! A report comes from [`Balanced::report`] and satisfies every relation of its pack; [`prose`]
//! tells its figures in words. An [`Injected`] mistake says what was done and where, so a test can
//! compare it with what a check or the localization made of it. Nothing here is used by the line
//! itself.

mod balanced;
mod injection;
mod kind;
pub mod prose;
mod rng;
mod rows;
mod typing;

pub use balanced::Balanced;
pub(crate) use balanced::{put, set};
pub use injection::{Change, Injected, inject};
pub use kind::{KINDS, Kind};
pub use rng::Rng;

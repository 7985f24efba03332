//! An entry of the lists of what keys are for.

/// The end of a key's way, and what it is for in Chinese and in English.
pub(super) type Meaning = (&'static str, &'static str, &'static str);

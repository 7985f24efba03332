//! What is known of the files that are not open.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::SystemTime;

/// When a file was looked at, and the name of what was found.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) changed: Option<SystemTime>,
    pub(super) length: u64,
    pub(super) result: String,
}

/// What was found in files that are not open. Emptied when settings or rules change.
pub(super) type Known = BTreeMap<PathBuf, Seen>;

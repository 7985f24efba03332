//! Of each file the files it takes names from, and the names.

use std::collections::{BTreeMap, BTreeSet};

/// Taker to owner to names.
pub(crate) type Arrows = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

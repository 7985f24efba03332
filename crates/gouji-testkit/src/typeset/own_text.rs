//! What a report says in words.

use std::collections::BTreeMap;

/// What a report says in words, where that is more than what every printed report says.
#[derive(Clone, Debug, Default)]
pub struct OwnText {
    /// The lines under the title.
    pub above: Vec<String>,
    /// The paragraphs of sections, by their ids.
    pub sections: BTreeMap<String, Vec<String>>,
}

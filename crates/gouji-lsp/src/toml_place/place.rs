//! What stands or can stand at a place of a TOML text.

/// What stands or can stand at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place<'t> {
    /// A bare key.
    Key {
        /// The table it is in.
        table: Vec<String>,
        /// What of it stands there.
        begun: &'t str,
        /// The keys that stand before it in the same table.
        before: Vec<String>,
    },
    /// The name of a table, after `[` or `[[`.
    Header {
        /// What of it stands there.
        begun: &'t str,
        /// Whether it is one of a list.
        many: bool,
    },
    /// A quoted key of a table.
    QuotedKey {
        /// The table it is in.
        table: Vec<String>,
        /// What it says so far, as written.
        typed: &'t str,
    },
    /// A quoted value.
    Text {
        /// The key it is the value of.
        key: Vec<String>,
        /// What it says so far, as written.
        typed: &'t str,
    },
    /// A value without quotes.
    Value {
        /// The key it is the value of.
        key: Vec<String>,
        /// What of it stands there.
        begun: &'t str,
    },
    /// A comment, or where nothing can be known.
    Elsewhere,
}

impl<'t> Place<'t> {
    /// What of a word stands before it.
    pub(crate) fn begun(&self) -> &'t str {
        match self {
            Self::Key { begun, .. } | Self::Header { begun, .. } | Self::Value { begun, .. } => {
                begun
            }
            Self::QuotedKey { typed, .. } | Self::Text { typed, .. } => typed,
            Self::Elsewhere => "",
        }
    }
}

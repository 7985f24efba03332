//! Where a rule can be read: its file on disk, or its place on the page of all rules.

use std::path::PathBuf;

use gouji_rule::Rule;

use crate::address::uri_of;
use crate::protocol::Uri;

/// The page of the rules that come with the product.
const PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules.md#");

/// The file a rule was loaded from; none for those that come with the product.
pub(crate) fn file(rule: &Rule) -> Option<Uri> {
    let path = PathBuf::from(&rule.origin).canonicalize().ok()?;
    path.is_file().then(|| uri_of(&path)).flatten()
}

/// What a finding of a rule links to.
pub(crate) fn page(rule: &Rule) -> Option<Uri> {
    file(rule).or_else(|| format!("{PAGE}{}", rule.name).parse().ok())
}

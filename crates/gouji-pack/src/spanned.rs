//! Texts that know their places in a file, without them.

use toml::Spanned;

/// Texts without their places.
pub(crate) fn plain(texts: &[Spanned<String>]) -> Vec<String> {
    texts.iter().map(|text| text.get_ref().clone()).collect()
}

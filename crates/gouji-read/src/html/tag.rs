//! A start tag, with what matters of it.

use super::attribute_words::TagValue;
use super::attributes::Spans;
use super::element::Element;
use super::look::Look;

/// A start tag with what matters of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StartTag {
    /// What it starts.
    pub element: Element,
    /// Its name.
    pub name: u64,
    /// What it says of its look.
    pub look: Look,
    /// What it says of a field or a picture.
    pub tag_value: TagValue,
    /// Its spans, for cells.
    pub spans: Spans,
    /// Where it begins; no page is longer than such a number.
    pub start: u32,
    /// Where its content begins.
    pub end: u32,
}

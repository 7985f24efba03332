//! Readers: from the decoded text of a file to a document.
//!
//! A reader knows its format and nothing of reports. Which format a file has is decided from its
//! content ([`kind_of`]). Input is hostile: whatever the bytes, a reader ends in time linear in
//! their number, and never panics.

mod html;
mod kind;
mod refusal;
mod text;

use gouji_document::{Document, Source};

pub use html::read_html;
pub use kind::{Kind, kind_of};
pub use refusal::{ReadError, refuse};
pub use text::read_text;

/// Reads a source as a kind of file. Canonical JSON is no document; it reads as empty.
#[must_use]
pub fn read(kind: Kind, source: &Source<'_>) -> Document {
    match kind {
        Kind::Html => read_html(source),
        Kind::Text => read_text(source),
        Kind::CanonicalJson => Document::default(),
    }
}

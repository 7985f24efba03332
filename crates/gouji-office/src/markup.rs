//! Office files that are one XML file: packages written flat, and the formats of Office 2003. Systems
//! that fill in templates write them, mostly with the names of binary files (.doc, .xls).

use gouji_document::Document;
use gouji_package::{Element, Tree, decode};

use crate::docx::Sources;
use crate::{OfficeError, draft};

/// Reads a Word package written as one file.
pub(crate) fn read_flat_word(bytes: &[u8]) -> Result<Document, OfficeError> {
    let text = decode(bytes);
    let tree = Tree::parse(&text, "XML")?;
    if tree.holds("altChunk") {
        return Err(OfficeError::Unsupported(crate::Unread::Wrapping));
    }
    let parts = tree.root().into_iter().flat_map(Element::children);
    let roots: Vec<Element<'_>> = parts
        .filter_map(|part| part.child("xmlData")?.children().next())
        .collect();
    let root = |name: &str| roots.iter().copied().find(|root| root.name() == name);
    let sources = Sources {
        body: body(root("document"))?,
        numbering: root("numbering"),
        styles: root("styles"),
        styles_shade: true,
        on_paper: true,
    };
    Ok(draft::write(&sources.parts()))
}

/// Reads a file of Word 2003.
pub(crate) fn read_word_2003(bytes: &[u8]) -> Result<Document, OfficeError> {
    let text = decode(bytes);
    let tree = Tree::parse(&text, "XML")?;
    let sources = Sources {
        body: body(tree.root())?,
        // Paragraphs say themselves what their numbers are.
        numbering: None,
        styles: tree.root().and_then(|root| root.child("styles")),
        styles_shade: true,
        on_paper: true,
    };
    Ok(draft::write(&sources.parts()))
}

fn body(root: Option<Element<'_>>) -> Result<Element<'_>, OfficeError> {
    let body = root.and_then(|root| root.child("body"));
    body.ok_or_else(|| OfficeError::damaged("XML"))
}

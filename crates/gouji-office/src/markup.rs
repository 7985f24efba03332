//! Office files that are one XML file: packages written flat, and the formats of Office 2003. Systems
//! that fill in templates write them, mostly with the names of binary files (.doc, .xls).

use gouji_document::Document;
use gouji_package::{Element, Tree, decode};

use crate::docx::Sources;
use crate::kind::OfficeKind;
use crate::{OfficeError, draft};

/// How much of a file may stand before its outermost element.
const LONGEST_PROLOG: usize = 64 << 10;
/// Names of outermost elements, the namespace that goes with each, and what they make of a file.
const ROOTS: [(&str, &str, OfficeKind); 3] = [
    (
        "package",
        "http://schemas.microsoft.com/office/2006/xmlPackage",
        OfficeKind::FlatWord,
    ),
    (
        "wordDocument",
        "http://schemas.microsoft.com/office/word/2003/wordml",
        OfficeKind::Word2003,
    ),
    (
        "Workbook",
        "urn:schemas-microsoft-com:office:spreadsheet",
        OfficeKind::Excel2003,
    ),
];

/// Which of these formats bytes are in, or none.
pub(crate) fn kind_of(bytes: &[u8]) -> Option<OfficeKind> {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || b"\xef\xbb\xbf\xff\xfe\0".contains(byte);
    if bytes.iter().take(64).find(|byte| !blank(byte)) != Some(&b'<') {
        return None;
    }
    let start = decode(bytes.get(..bytes.len().min(LONGEST_PROLOG))?);
    let (name, attributes) = root_tag(&start)?;
    let local = name.rsplit(':').next()?;
    let found = ROOTS
        .iter()
        .find(|(root, space, _)| *root == local && attributes.contains(space));
    found.map(|(.., kind)| *kind)
}

/// The name of the outermost element and what stands in its tag.
fn root_tag(text: &str) -> Option<(&str, &str)> {
    let mut rest = text.trim_start();
    loop {
        let end = match rest.get(..2)? {
            "<?" => "?>",
            "<!" if rest.starts_with("<!--") => "-->",
            "<!" => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let tag = rest.strip_prefix('<')?.split('>').next()?;
    tag.split_once(char::is_whitespace)
}

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
    };
    Ok(draft::write(&sources.parts()))
}

fn body(root: Option<Element<'_>>) -> Result<Element<'_>, OfficeError> {
    let body = root.and_then(|root| root.child("body"));
    body.ok_or_else(|| OfficeError::damaged("XML"))
}

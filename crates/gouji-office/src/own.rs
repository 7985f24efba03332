//! Whether an office file was written by gouji: its list of what to do, or a marked copy of a report.

use gouji_format::FileKind;
use gouji_package::{Archive, Tree};

/// Who writes comments, and lists.
pub(crate) const AUTHOR: &str = "gouji";

/// The part with the properties that programs add.
const PROPERTIES: &str = "docProps/custom.xml";

/// Whether a workbook is a list of gouji's: it has a property of that name.
#[must_use]
pub fn is_own_list(bytes: &[u8]) -> bool {
    holds(bytes).unwrap_or(false)
}

fn holds(bytes: &[u8]) -> Option<bool> {
    if !FileKind::Zip.matches(bytes) {
        return None;
    }
    let mut archive = Archive::open(bytes).ok()?;
    let text = archive.text(PROPERTIES).ok()??;
    let tree = Tree::parse(&text, PROPERTIES).ok()?;
    let is_own = tree.root()?.children().any(|property| {
        let mut values = property.children();
        property.attribute("name") == Some(AUTHOR) && values.any(|value| value.text() == "list")
    });
    Some(is_own)
}

/// Whether a document or workbook has comments of gouji's, as its marked copies do.
#[must_use]
pub fn is_marked(bytes: &[u8]) -> bool {
    let Ok(mut archive) = Archive::open(bytes) else {
        return false;
    };
    let names: Vec<String> = archive
        .names()
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    let mut parts = names
        .iter()
        .filter(|name| name.ends_with(".xml") && name.contains("comments"));
    parts.any(|name| {
        let text = archive.text(name).ok().flatten().unwrap_or_default();
        let authors = [format!("author=\"{AUTHOR}\""), format!("author>{AUTHOR}</")];
        authors.iter().any(|author| text.contains(author))
    })
}

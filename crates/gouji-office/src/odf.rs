//! OpenDocument files: texts (.odt) and spreadsheets (.ods).
//!
//! Both keep their content in one part, `content.xml`. `paragraph` reads text, `table` the tables
//! of texts, `lists` the numbers before paragraphs, `looks` what is
//! hidden or raised, `deleted` what tracked changes delete, `sheet` the sheets of spreadsheets.

mod deleted;
mod lists;
mod looks;
mod paragraph;
mod reader;
mod repeated;
mod sheet;
mod table;

use gouji_document::Document;
use gouji_format::limits;

use crate::OfficeError;
use crate::draft;
use deleted::Deleted;
use gouji_package::Archive;
use gouji_package::{Element, Tree};
use lists::Lists;
use looks::Looks;
use reader::Reader;

/// The part with the content.
const CONTENT: &str = "content.xml";

/// Reads a text.
pub(crate) fn read_text(bytes: &[u8]) -> Result<Document, OfficeError> {
    let mut archive = open(bytes)?;
    let styles = archive.text("styles.xml")?.unwrap_or_default();
    let text = archive.required(CONTENT)?;
    let mut reader = Reader {
        lists: Lists::default(),
        looks: Looks::default(),
        deleted: Deleted::default(),
        room: limits::CELLS,
        on_paper: true,
    };
    if !styles.is_empty() {
        let tree = Tree::parse(&styles, "styles.xml")?;
        reader.lists.learn(tree.root());
        reader.looks.learn(tree.root());
        reader.on_paper = !looks::has_shaded_pages(tree.root());
    }
    let tree = Tree::parse(&text, CONTENT)?;
    reader.lists.learn(tree.root());
    reader.looks.learn(tree.root());
    let body = body(&tree, "text")?;
    reader.deleted.learn(body);
    let parts = reader.blocks(body)?;
    Ok(draft::write(&parts))
}

/// Reads a spreadsheet.
pub(crate) fn read_sheets(bytes: &[u8]) -> Result<Document, OfficeError> {
    let mut archive = open(bytes)?;
    let text = archive.required(CONTENT)?;
    let tree = Tree::parse(&text, CONTENT)?;
    let body = body(&tree, "spreadsheet")?;
    let mut looks = Looks::default();
    // Where letters are white, it matters what styles of other names put under them.
    if looks::has_white(&text)
        && let Some(styles) = archive.text("styles.xml")?
    {
        looks.learn(Tree::parse(&styles, "styles.xml")?.root());
    }
    looks.learn(tree.root());
    sheet::read(tree.root(), body, &looks)
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, OfficeError> {
    let mut archive = Archive::open(bytes)?;
    let manifest = archive.text("META-INF/manifest.xml")?;
    if manifest.is_some_and(|manifest| manifest.contains(":encryption-data")) {
        return Err(OfficeError::Encrypted);
    }
    Ok(archive)
}

fn body<'t>(tree: &'t Tree<'t>, kind: &str) -> Result<Element<'t>, OfficeError> {
    tree.root()
        .and_then(|root| root.path(&["body", kind]))
        .ok_or_else(|| OfficeError::damaged(CONTENT))
}

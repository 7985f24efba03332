//! Word files (.docx, and .wps files of the same make), as they look with all tracked changes
//! accepted.
//!
//! `paragraph` reads the text of a paragraph, `table` the grid of a table, `numbering` and
//! `styles` the numbers that Word puts before paragraphs. Headers, footers, comments and notes
//! are left out: they are not part of the report's text.

mod numbering;
mod paragraph;
mod styles;
mod symbol;
mod table;

use gouji_document::Document;

use crate::OfficeError;
use crate::draft::{self, Part};
use crate::package::{main_part, relations, target};
use gouji_package::Archive;
use gouji_package::{Element, Tree};
use numbering::Numbering;
use styles::Styles;

/// Reads a Word file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, OfficeError> {
    let mut archive = Archive::open(bytes)?;
    let main = main(&mut archive)?;
    let text = archive.required(&main)?;
    let tree = Tree::parse(&text, &main)?;
    Ok(draft::write(&parts(&mut archive, &main, &tree)?))
}

/// The name of the part with the text.
pub(crate) fn main(archive: &mut Archive<'_>) -> Result<String, OfficeError> {
    main_part(archive, "word/document.xml")
}

/// The paragraphs and tables of a Word file whose main part was parsed.
pub(crate) fn parts(
    archive: &mut Archive<'_>,
    main: &str,
    tree: &Tree<'_>,
) -> Result<Vec<Part>, OfficeError> {
    let related = relations(archive, main)?;
    let mut optional = |kind: &str| match target(&related, kind) {
        Some(part) => archive.text(part),
        None => Ok(None),
    };
    let numbering = optional("numbering")?;
    // Styles are many, and matter only where they number paragraphs.
    let styles = optional("styles")?.filter(|styles| styles.contains("numPr"));
    let mut reader = Reader {
        styles: Styles::parse(styles.as_deref())?,
        numbering: Numbering::parse(numbering.as_deref())?,
        carried: String::new(),
    };
    let body = tree.root().and_then(|root| root.child("body"));
    let body = body.ok_or_else(|| OfficeError::damaged(main))?;
    // Word takes the content of other files in when it opens the file; left out it would be
    // missed by nobody.
    if body.children().any(|child| child.name() == "altChunk") {
        return Err(OfficeError::Unsupported {
            found: "a Word file that wraps another file (altChunk)",
            instead: ".docx with Word or WPS, which unwraps it",
        });
    }
    let mut parts = reader.blocks(body);
    reader.settle(&mut parts);
    Ok(parts)
}

/// What is known while reading: styles and numbers reach over the whole document.
struct Reader {
    styles: Styles,
    numbering: Numbering,
    /// The text of paragraphs whose end is deleted: it belongs to the next paragraph.
    carried: String,
}

impl Reader {
    /// The paragraphs and tables in an element.
    fn blocks(&mut self, parent: Element<'_>) -> Vec<Part> {
        let mut parts = Vec::new();
        self.collect(parent, &mut parts);
        parts
    }

    fn collect(&mut self, parent: Element<'_>, parts: &mut Vec<Part>) {
        for child in parent.children() {
            match child.name() {
                "p" => parts.extend(self.paragraph(child)),
                "tbl" => {
                    self.settle(parts);
                    parts.push(self.table(child));
                }
                "del" | "moveFrom" => {}
                _ => {
                    if let Some(inside) = shown(child) {
                        self.collect(inside, parts);
                    }
                }
            }
        }
    }

    /// Ends a paragraph that no other follows.
    fn settle(&mut self, parts: &mut Vec<Part>) {
        let text = std::mem::take(&mut self.carried);
        if !text.is_empty() {
            parts.push(Part::paragraph(text));
        }
    }
}

/// What an element shows that only wraps others: a content control, accepted change, smart tag,
/// or the one alternative that is to be shown. None for any other element.
fn shown(element: Element<'_>) -> Option<Element<'_>> {
    match element.name() {
        "sdt" => {
            let prompt = element.path(&["sdtPr", "showingPlcHdr"]);
            let content = element.child("sdtContent");
            content.filter(|_| !prompt.is_some_and(is_on))
        }
        "AlternateContent" => element
            .child("Choice")
            .or_else(|| element.child("Fallback")),
        "ins" | "moveTo" | "customXml" | "smartTag" | "hyperlink" | "fldSimple" | "dir" | "bdo"
        | "oMathPara" | "oMath" => Some(element),
        _ => None,
    }
}

/// Whether a switch is on: it is unless its value says otherwise.
fn is_on(switch: Element<'_>) -> bool {
    !matches!(switch.attribute("val"), Some("0" | "false" | "off"))
}

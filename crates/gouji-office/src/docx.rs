//! Word files (.docx, and .wps files of the same make), as they look with all tracked changes
//! accepted; where nothing comes in the place of deleted text, a cell says what was deleted.
//!
//! Files of Word 2003 in XML have the same elements under other names here and there; they are read
//! along.
//!
//! `paragraph` reads the text of a paragraph, `table` the grid of a table, `numbering` and
//! `styles` the numbers that Word puts before paragraphs. Headers, footers, comments and notes
//! are left out: they are not part of the report's text.

mod numbering;
mod paragraph;
mod styles;
mod switch;
mod symbol;
mod table;

use gouji_document::{Document, readable};

use crate::colours;
use crate::draft::{self, Part};
use crate::fields::Fields;
use crate::package::{main_part, relations, target};
use crate::{OfficeError, Unread};
use gouji_package::Archive;
use gouji_package::{Element, Tree};
use numbering::Numbering;
use styles::{Look, Styles};
use switch::is_on;

/// What makes styles matter.
const STYLED: [&str; 5] = ["numPr", "vanish", "superscript", "subscript", "strike"];

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
    // Styles are many, and matter only where they number, hide, strike out or raise text.
    let matters = |styles: &String| STYLED.iter().any(|word| styles.contains(word));
    let styles = optional("styles")?;
    let styles_shade = styles
        .as_ref()
        .is_some_and(|styles| styles.contains(":shd"));
    // Under letters of a colour it matters which of them shade.
    let coloured = styles_shade && tree.holds("tblStyle") && tree.holds("color");
    let styles = styles.filter(|styles| coloured || matters(styles));
    let numbering = parsed(numbering.as_deref(), "numbering.xml")?;
    let styles = parsed(styles.as_deref(), "styles.xml")?;
    if tree.holds("altChunk") {
        // Word takes the content of other files in when it opens the file; left out it would be
        // missed by nobody.
        return Err(OfficeError::Unsupported(Unread::Wrapping));
    }
    let body = tree.root().and_then(|root| root.child("body"));
    let sources = Sources {
        body: body.ok_or_else(|| OfficeError::damaged(main))?,
        numbering: numbering.as_ref().and_then(Tree::root),
        styles: styles.as_ref().and_then(Tree::root),
        styles_shade,
        on_paper: !tree.root().is_some_and(has_background),
    };
    Ok(sources.parts())
}

fn parsed<'t>(text: Option<&'t str>, name: &str) -> Result<Option<Tree<'t>>, OfficeError> {
    Ok(text.map(|text| Tree::parse(text, name)).transpose()?)
}

/// The elements that a text is read from.
#[derive(Debug)]
pub(crate) struct Sources<'t> {
    /// The text.
    pub body: Element<'t>,
    /// The lists.
    pub numbering: Option<Element<'t>>,
    /// The styles.
    pub styles: Option<Element<'t>>,
    /// Whether styles of tables may shade them.
    pub styles_shade: bool,
    /// Whether pages are white.
    pub on_paper: bool,
}

/// Whether the pages of a document have a colour of their own.
fn has_background(root: Element<'_>) -> bool {
    let background = root.child("background");
    let colour = background.and_then(|background| background.attribute("color"));
    colour.is_some_and(|colour| !colour.eq_ignore_ascii_case("auto") && !colours::is_white(colour))
}

impl Sources<'_> {
    /// The paragraphs and tables.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut reader = Reader {
            styles: Styles::read(self.styles),
            numbering: Numbering::read(self.numbering),
            carried: String::new(),
            fields: Fields::default(),
            paragraph_look: Look::default(),
            on_paper: self.on_paper,
            styles_shade: self.styles_shade,
        };
        let mut parts = reader.blocks(self.body);
        reader.settle(&mut parts);
        parts
    }
}

/// What is known while reading: styles and numbers reach over the whole document.
struct Reader {
    styles: Styles,
    numbering: Numbering,
    /// The text of paragraphs whose end is deleted: it belongs to the next paragraph.
    carried: String,
    fields: Fields,
    /// How the text of the open paragraph looks by the paragraph's style.
    paragraph_look: Look,
    /// Whether nothing is under the text but paper.
    on_paper: bool,
    /// Whether styles of tables may shade them.
    styles_shade: bool,
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
                    if readable(&self.carried).is_empty() {
                        self.carried.clear();
                    }
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

/// Whether an element holds what a tracked change deletes, or moves away.
fn is_deletion(element: Element<'_>) -> bool {
    match element.name() {
        "del" | "moveFrom" => true,
        "annotation" => element.attribute("type") == Some("Word.Deletion"),
        _ => false,
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
        // The files of Word 2003 say with one element what is inserted, deleted and remarked.
        "annotation" => {
            let inserted = element.attribute("type") == Some("Word.Insertion");
            element.child("content").filter(|_| inserted)
        }
        "sect" | "sub-section" | "ins" | "moveTo" | "customXml" | "smartTag" | "hyperlink"
        | "fldSimple" | "dir" | "bdo" | "oMathPara" | "oMath" => Some(element),
        _ => None,
    }
}

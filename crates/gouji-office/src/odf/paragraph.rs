//! The paragraphs of an OpenDocument text, its lists and its text boxes.

use crate::OfficeError;
use crate::draft::Part;
use crate::manner::Manner;
use crate::multilevel::numbered;
use gouji_document::PICTURE;
use gouji_package::{Child, Element};

use super::looks::{Look, Looks};
use super::reader::Reader;

/// The mark where deleted text stood.
const DELETION: &str = "change";

/// Most spaces that one element may stand for.
const MOST_SPACES: u32 = 100;

impl Reader {
    /// The paragraphs and tables in an element. Deleted text is kept apart by the format.
    pub(super) fn blocks(&mut self, parent: Element<'_>) -> Result<Vec<Part>, OfficeError> {
        let mut parts = Vec::new();
        for child in parent.children() {
            self.block(child, &mut parts)?;
        }
        Ok(parts)
    }

    fn block(&mut self, element: Element<'_>, parts: &mut Vec<Part>) -> Result<(), OfficeError> {
        match element.name() {
            "p" => parts.push(self.paragraph(element, String::new())?),
            "h" => {
                let number = self.lists.heading(element);
                parts.push(self.paragraph(element, number)?);
            }
            "list" => self.list(element, parts)?,
            "table" => parts.push(self.table(element)?),
            "section" if is_hidden(element) => {}
            "section" | "index-body" | "index-title" | "table-of-content"
            | "numbered-paragraph" => {
                parts.append(&mut self.blocks(element)?);
            }
            "frame" | "custom-shape" | "g" | "text-box" | "rect" => {
                // What is under text in a shape is not known.
                let on_paper = std::mem::take(&mut self.on_paper);
                let inside = self.blocks(element);
                self.on_paper = on_paper;
                let mut inside = inside?;
                if inside.is_empty() && element.name() == "frame" {
                    inside.push(Part::paragraph(PICTURE.to_string()));
                }
                parts.append(&mut inside);
            }
            _ => {}
        }
        Ok(())
    }

    /// A list: the first paragraph of each item bears the item's number.
    fn list(&mut self, list: Element<'_>, parts: &mut Vec<Part>) -> Result<(), OfficeError> {
        self.lists.open(list);
        for item in list.children() {
            // An item that only holds a list is not counted.
            let mut numbered = match item.name() {
                "list-item" => true,
                "list-header" => false,
                _ => continue,
            };
            for child in item.children() {
                match child.name() {
                    "p" | "h" => {
                        let number = if std::mem::take(&mut numbered) {
                            self.lists.item(item)
                        } else {
                            String::new()
                        };
                        parts.push(self.paragraph(child, number)?);
                    }
                    _ => self.block(child, parts)?,
                }
            }
        }
        self.lists.close();
        Ok(())
    }

    fn paragraph(&mut self, paragraph: Element<'_>, number: String) -> Result<Part, OfficeError> {
        let mut text = String::new();
        let mut boxes = Vec::new();
        let look = self.looks.of(paragraph);
        let mut marks = paragraph
            .children()
            .filter(|child| child.name() == "hidden-paragraph");
        if look.hidden != Some(true) && !marks.any(is_hidden) {
            let around = Around {
                look,
                on_paper: self.on_paper,
            };
            let mut collector = Collector::new(&self.looks, &mut text);
            collector.collect(paragraph, around);
            boxes = collector.boxes;
            Manner::of(None, look.struck).rewrite(&mut text, 0);
        }
        let mut parts = Vec::new();
        for shape in boxes {
            if shape.name() == DELETION {
                text.push_str(&self.deleted.take(shape));
                continue;
            }
            let before = parts.len();
            self.block(shape, &mut parts)?;
            if parts.len() == before {
                text.push(PICTURE);
            }
        }
        let text = numbered(number, &text);
        let boxes = parts;
        Ok(Part::Paragraph { text, boxes })
    }
}

/// The text of an element, without the text boxes in it; `look` is that of what it stands in.
pub(super) fn text(element: Element<'_>, looks: &Looks, look: Look) -> String {
    let mut text = String::new();
    let around = Around {
        look,
        on_paper: true,
    };
    Collector::new(looks, &mut text).collect(element, around);
    text
}

/// How text around looks, and whether it stands on plain paper.
#[derive(Clone, Copy)]
struct Around {
    look: Look,
    on_paper: bool,
}

/// Gathers the text of a paragraph, and what in it is no text of its own.
struct Collector<'t, 'c> {
    looks: &'c Looks,
    text: &'c mut String,
    /// Text boxes, pictures, and marks of deletions: what these stand for is known elsewhere.
    boxes: Vec<Element<'t>>,
}

impl<'t, 'c> Collector<'t, 'c> {
    const fn new(looks: &'c Looks, text: &'c mut String) -> Self {
        Self {
            looks,
            text,
            boxes: Vec::new(),
        }
    }

    fn collect(&mut self, parent: Element<'t>, around: Around) {
        for child in parent.contents() {
            match child {
                Child::Text(_) if around.look.is_unseen(around.on_paper) => {}
                Child::Text(piece) => push_collapsed(piece, self.text),
                Child::Element(element) => self.element(element, around),
            }
        }
    }

    fn element(&mut self, element: Element<'t>, around: Around) {
        match element.name() {
            "s" => {
                let count = element.number("c").unwrap_or(1).min(MOST_SPACES);
                self.text.push_str(&" ".repeat(count as usize));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            "frame" | "custom-shape" | "g" | "rect" | DELETION => self.boxes.push(element),
            // Notes, comments, glosses, numbers written out for programs that cannot count.
            "note" | "annotation" | "ruby-text" | "number" => {}
            "span" => self.span(element, around),
            "hidden-text" if is_hidden(element) => {}
            _ => self.collect(element, around),
        }
    }

    /// Text with a look of its own.
    fn span(&mut self, element: Element<'t>, around: Around) {
        let look = self.looks.of(element);
        if look.hidden == Some(true) {
            return;
        }
        let from = self.text.len();
        let inner = Around {
            look: look.within(around.look),
            ..around
        };
        self.collect(element, inner);
        Manner::of(look.raised, look.struck).rewrite(self.text, from);
    }
}

/// White space in the file counts as one space.
fn push_collapsed(piece: &str, text: &mut String) {
    for c in piece.chars() {
        let space = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !space {
            text.push(c);
        } else if !text.ends_with([' ', '\n', '\t']) {
            text.push(' ');
        }
    }
}

/// Whether an element says of itself that it is not shown: always, or by a condition that is met.
fn is_hidden(element: Element<'_>) -> bool {
    let is_met = element.attribute("is-hidden") == Some("true");
    let display = element.attribute("display");
    display == Some("none") || is_met && matches!(display, None | Some("condition"))
}

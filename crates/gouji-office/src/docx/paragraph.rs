//! The text of a Word paragraph: its number, its runs, and the text boxes anchored in it.

use crate::draft::Part;
use gouji_package::{Child, Element};

use super::symbol::symbol;
use super::{Reader, is_on, shown};

impl Reader {
    /// Reads a paragraph; none when its end is deleted and it goes on in the next.
    pub(super) fn paragraph(&mut self, paragraph: Element<'_>) -> Option<Part> {
        let mut inline = Inline::default();
        self.inline(paragraph, &mut inline);
        let properties = paragraph.child("pPr");
        let end_deleted = properties
            .and_then(|properties| properties.child("rPr"))
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        if end_deleted && inline.boxes.is_empty() {
            self.carried.push_str(&inline.text);
            return None;
        }
        let mut text = self.number(properties);
        text.push_str(&std::mem::take(&mut self.carried));
        text.push_str(&inline.text);
        let boxes = inline.boxes;
        Some(Part::Paragraph { text, boxes })
    }

    /// The number that Word puts before a paragraph.
    fn number(&mut self, properties: Option<Element<'_>>) -> String {
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let style = property("pStyle").and_then(|style| style.attribute("val"));
        let own = property("numPr");
        let value = |name: &str| own?.child(name)?.number("val");
        let styled = self.styles.numbering(style);
        let list = value("numId").or(styled.as_ref().map(|styled| styled.list));
        let Some(list) = list.filter(|list| *list != 0) else {
            return String::new();
        };
        let level = match (value("ilvl"), own, &styled) {
            (Some(level), ..) => level,
            (None, None, Some(styled)) => {
                let of_style = self.numbering.level_of_style(list, styled.style);
                of_style.unwrap_or(styled.level)
            }
            _ => 0,
        };
        self.numbering.next(list, level, &self.styles)
    }

    fn inline(&mut self, parent: Element<'_>, inline: &mut Inline) {
        for child in parent.children() {
            match child.name() {
                "r" => self.run(child, inline),
                "ruby" => self.ruby(child, inline),
                name if is_math(name) => self.inline(child, inline),
                _ => {
                    if let Some(inside) = shown(child) {
                        self.inline(inside, inline);
                    }
                }
            }
        }
    }

    fn run(&mut self, run: Element<'_>, inline: &mut Inline) {
        let hidden = run.path(&["rPr", "vanish"]);
        if !hidden.is_some_and(is_on) {
            self.run_parts(run, inline);
        }
    }

    fn run_parts(&mut self, run: Element<'_>, inline: &mut Inline) {
        for child in run.children() {
            match child.name() {
                "t" => inline.push(child),
                "tab" | "ptab" => inline.text.push('\t'),
                "br" | "cr" => inline.text.push('\n'),
                "noBreakHyphen" => inline.text.push('-'),
                "sym" => inline.text.extend(symbol(child)),
                "ruby" => self.ruby(child, inline),
                "drawing" | "pict" | "object" => self.text_boxes(child, &mut inline.boxes),
                "AlternateContent" => {
                    if let Some(inside) = shown(child) {
                        self.run_parts(inside, inline);
                    }
                }
                _ => {}
            }
        }
    }

    /// Characters with a gloss above them: the gloss is left out.
    fn ruby(&mut self, ruby: Element<'_>, inline: &mut Inline) {
        if let Some(base) = ruby.child("rubyBase") {
            self.inline(base, inline);
        }
    }

    fn text_boxes(&mut self, parent: Element<'_>, boxes: &mut Vec<Part>) {
        for child in parent.children() {
            match child.name() {
                "txbxContent" => {
                    let outer = std::mem::take(&mut self.carried);
                    let mut parts = self.blocks(child);
                    self.settle(&mut parts);
                    self.carried = outer;
                    boxes.append(&mut parts);
                }
                _ => self.text_boxes(shown(child).unwrap_or(child), boxes),
            }
        }
    }
}

/// The text read so far, and the text boxes met in it.
#[derive(Debug, Default)]
struct Inline {
    text: String,
    boxes: Vec<Part>,
}

impl Inline {
    fn push(&mut self, text: Element<'_>) {
        for child in text.contents() {
            if let Child::Text(text) = child {
                self.text.push_str(text);
            }
        }
    }
}

/// The elements of formulas that hold others; their runs read as text.
fn is_math(name: &str) -> bool {
    ["e", "f", "num", "den", "sSup", "sSub", "sup", "sub", "d"].contains(&name)
}

//! The text of a Word paragraph: its number, its runs, and the text boxes anchored in it.

use crate::draft::Part;
use crate::fields::not_calculated;
use crate::manner::Manner;
use crate::multilevel::numbered;
use gouji_document::{PICTURE, struck};
use gouji_package::{Child, Element};

use super::styles::{Look, is_shade};
use super::symbol::symbol;
use super::{Reader, is_deletion, shown};

impl Reader {
    /// Reads a paragraph; none when its end is deleted and it goes on in the next.
    pub(super) fn paragraph(&mut self, paragraph: Element<'_>) -> Option<Part> {
        let mut inline = Inline::default();
        let properties = paragraph.child("pPr");
        let outer = self.paragraph_look;
        self.paragraph_look = self.look_of_paragraph(properties);
        let paper = self.on_paper;
        let shade = properties.and_then(|properties| properties.child("shd"));
        self.on_paper &= !shade.is_some_and(is_shade);
        self.inline(paragraph, &mut inline);
        self.paragraph_look = outer;
        self.on_paper = paper;
        self.fields.end_paragraph();
        let end_deleted = properties
            .and_then(|properties| properties.child("rPr"))
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        if end_deleted && inline.boxes.is_empty() {
            self.carried.push_str(&inline.text);
            return None;
        }
        let own = std::mem::take(&mut self.carried) + &inline.text;
        let text = numbered(self.number(properties), &own);
        let boxes = inline.boxes;
        Some(Part::Paragraph { text, boxes })
    }

    fn look_of_paragraph(&self, properties: Option<Element<'_>>) -> Look {
        let style = properties.and_then(|properties| properties.child("pStyle"));
        let style = style.and_then(|style| style.attribute("val"));
        self.styles.look_of_paragraph(style)
    }

    /// The number that Word puts before a paragraph.
    fn number(&mut self, properties: Option<Element<'_>>) -> String {
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        // Files of Word 2003 say what the number is.
        if let Some(list) = property("listPr") {
            let printed = list.child("t").and_then(|printed| printed.attribute("val"));
            let printed = printed.filter(|printed| printed.contains(char::is_alphanumeric));
            return printed.unwrap_or_default().to_owned();
        }
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
                "fldSimple" => self.simple_field(child, inline),
                "bdo" if child.attribute("val") == Some("rtl") => self.unknown(child, inline),
                name if is_math(name) => self.math(child, inline),
                _ if is_deletion(child) => self.deleted(child, inline),
                _ => {
                    if let Some(inside) = shown(child) {
                        self.inline(inside, inline);
                    }
                }
            }
        }
    }

    /// A part of a formula: figures above and below each other are not side by side.
    fn math(&mut self, part: Element<'_>, inline: &mut Inline) {
        match part.name() {
            "sup" | "sub" => self.unknown(part, inline),
            "f" => {
                for (name, sign) in [("num", "/"), ("den", "")] {
                    if let Some(part) = part.child(name) {
                        self.inline(part, inline);
                        inline.text.push_str(sign);
                    }
                }
            }
            name if UNKNOWN_MATH.contains(&name) => inline.text.push(UNKNOWN),
            _ => self.inline(part, inline),
        }
    }

    /// Text whose figures are not shown as they are written.
    fn unknown(&mut self, parent: Element<'_>, inline: &mut Inline) {
        let from = inline.text.len();
        self.inline(parent, inline);
        hide_figures(&mut inline.text, from);
    }

    /// A field written as one element.
    fn simple_field(&mut self, field: Element<'_>, inline: &mut Inline) {
        let from = inline.text.len();
        self.inline(field, inline);
        if inline.text.len() == from {
            let code = field.attribute("instr").unwrap_or_default();
            inline.text.extend(not_calculated(code));
        }
    }

    /// Text that a tracked change deletes, as Word shows it: struck out. It is marked where nothing comes
    /// in its place, since a figure taken back is no blank.
    fn deleted(&mut self, deletion: Element<'_>, inline: &mut Inline) {
        let mut deleted = Inline::default();
        self.inline(deletion.child("content").unwrap_or(deletion), &mut deleted);
        inline.text.push_str(&struck(&deleted.text));
    }

    fn run(&mut self, run: Element<'_>, inline: &mut Inline) {
        let properties = run.child("rPr");
        let style = properties.and_then(|properties| properties.child("rStyle"));
        let style = self
            .styles
            .look(style.and_then(|style| style.attribute("val")));
        let look = Look::of(properties).or(style).or(self.paragraph_look);
        if look.hidden == Some(true) || self.is_unseen(look) {
            // The signs of fields work where they cannot be seen.
            return self.field_signs(run);
        }
        let from = inline.text.len();
        self.run_parts(run, inline);
        if properties.is_some_and(is_of_signs) {
            hide_figures(&mut inline.text, from);
        }
        Manner::of(look.raised, look.struck).rewrite(&mut inline.text, from);
    }

    /// Whether letters of a look cannot be seen: white ones on paper, and dots.
    fn is_unseen(&self, look: Look) -> bool {
        let white = look.white == Some(true) && look.shaded != Some(true);
        look.tiny == Some(true) || white && self.on_paper
    }

    fn field_signs(&mut self, run: Element<'_>) {
        for child in run.children().filter(|child| child.name() == "fldChar") {
            self.field_sign(child, &mut Inline::default());
        }
    }

    fn run_parts(&mut self, run: Element<'_>, inline: &mut Inline) {
        for child in run.children() {
            match child.name() {
                "fldChar" => self.field_sign(child, inline),
                "instrText" => self.fields.code(&child.text()),
                _ if self.fields.in_code() => {}
                "t" | "delText" => inline.push(child),
                "tab" | "ptab" => inline.text.push('\t'),
                "br" | "cr" => inline.text.push('\n'),
                "noBreakHyphen" => inline.text.push('-'),
                // The number of the page, and parts of today's date.
                "pgNum" | "dayShort" | "dayLong" | "monthShort" | "monthLong" | "yearShort"
                | "yearLong" => inline.text.push(UNKNOWN),
                "sym" => inline.text.extend(symbol(child)),
                "ruby" => self.ruby(child, inline),
                "drawing" | "pict" | "object" => {
                    let boxes = inline.boxes.len();
                    self.text_boxes(child, &mut inline.boxes);
                    if inline.boxes.len() == boxes {
                        inline.text.push(PICTURE);
                    }
                }
                // What follows is the sign that refers to the note.
                "footnoteReference" | "endnoteReference"
                    if matches!(
                        child.attribute("customMarkFollows"),
                        Some("1" | "true" | "on")
                    ) =>
                {
                    return;
                }
                "AlternateContent" => {
                    if let Some(inside) = shown(child) {
                        self.run_parts(inside, inline);
                    }
                }
                _ => {}
            }
        }
    }

    fn field_sign(&mut self, sign: Element<'_>, inline: &mut Inline) {
        match sign.attribute("fldCharType") {
            Some("begin") => self.fields.begin(chosen(sign)),
            Some("separate") => self.fields.separate(inline.text.len()),
            _ => inline.text.extend(self.fields.end(inline.text.len())),
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
                    let fields = std::mem::take(&mut self.fields);
                    // What a drawing is filled with is not known.
                    let paper = std::mem::replace(&mut self.on_paper, false);
                    let mut parts = self.blocks(child);
                    self.settle(&mut parts);
                    self.on_paper = paper;
                    self.carried = outer;
                    self.fields = fields;
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

/// What stands for what is shown and not known.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// The elements of formulas that hold others; their runs read as text.
fn is_math(name: &str) -> bool {
    const KNOWN: [&str; 9] = ["e", "f", "num", "den", "sSup", "sSub", "sup", "sub", "d"];
    KNOWN.contains(&name) || UNKNOWN_MATH.contains(&name)
}

/// Those in which figures do not stand for themselves: roots, sums, tables.
const UNKNOWN_MATH: [&str; 6] = ["rad", "nary", "m", "eqArr", "sSubSup", "sPre"];

/// Puts signs for the figures at the end of a text, from a byte on.
fn hide_figures(text: &mut String, from: usize) {
    let own = text.split_off(from);
    text.extend(
        own.chars()
            .map(|c| if c.is_numeric() { UNKNOWN } else { c }),
    );
}

/// Whether a run is in a font that has signs in the place of figures.
fn is_of_signs(properties: Element<'_>) -> bool {
    let fonts = properties.child("rFonts");
    let font = fonts.and_then(|fonts| fonts.attribute("ascii"));
    font.is_some_and(|font| font.starts_with("Wingdings") || font.starts_with("Webdings"))
}

/// The entry that is chosen of a list in a form: by its number, else the usual one, else the first.
fn chosen(begin: Element<'_>) -> Option<String> {
    let list = begin.path(&["ffData", "ddList"])?;
    let number = |name: &str| list.child(name)?.number("val");
    let number = number("result").or_else(|| number("default")).unwrap_or(0);
    let mut entries = list.children().filter(|child| child.name() == "listEntry");
    let entry = entries.nth(number as usize)?;
    entry.attribute("val").map(str::to_owned)
}

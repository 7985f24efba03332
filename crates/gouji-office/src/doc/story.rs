//! The text of an old Word file, from its characters and signs to paragraphs and tables.

use std::ops::Range;

use gouji_format::{Excess, limits};

use crate::OfficeError;
use crate::draft::Part;
use crate::fields::Fields;
use crate::ground;
use crate::levels::Levels;
use crate::manner::Manner;
use crate::multilevel::numbered;
use gouji_document::PICTURE;

use super::boxes::Boxes;
use super::lists::Lists;
use super::pieces::{Pieces, Unit};
use super::properties::{Paragraph, Properties};

/// Most paragraphs and described cells of a file.
const MOST_PARTS: usize = limits::LINES + limits::CELLS;

/// Reads stories: the body, and the text of each text box.
pub(super) struct Reader<'s> {
    pieces: Pieces<'s>,
    properties: Properties<'s>,
    lists: Lists,
    boxes: Boxes,
    parts: usize,
}

/// A story being read.
struct Story {
    /// The text of the open paragraph, in UTF-16.
    units: Vec<u16>,
    /// The manner of the last run of that text, and from where on it is in it.
    manner: (Manner, usize),
    /// The text boxes anchored in the open paragraph.
    boxes: Vec<Part>,
    fields: Fields,
    levels: Levels,
}

impl Story {
    fn new() -> Self {
        Self {
            units: Vec::new(),
            manner: (Manner::Plain, 0),
            boxes: Vec::new(),
            fields: Fields::default(),
            levels: Levels::new(),
        }
    }

    /// Goes on with text in a manner.
    fn go_on(&mut self, manner: Manner) {
        let (last, from) = self.manner;
        if last == manner {
            return;
        }
        if last != Manner::Plain {
            let text = String::from_utf16_lossy(self.units.get(from..).unwrap_or_default());
            self.units.truncate(from);
            self.units.extend(last.written(&text).encode_utf16());
        }
        self.manner = (manner, self.units.len());
    }

    /// Takes note of a picture.
    fn picture(&mut self) {
        self.go_on(Manner::Plain);
        self.units.extend(PICTURE.encode_utf16(&mut [0; 2]).iter());
    }

    /// The open paragraph, with the number before it.
    fn take_paragraph(&mut self, number: String) -> Part {
        self.go_on(Manner::Plain);
        let text = numbered(number, &String::from_utf16_lossy(&self.units));
        self.units.clear();
        let boxes = std::mem::take(&mut self.boxes);
        Part::Paragraph { text, boxes }
    }
}

impl<'s> Reader<'s> {
    /// A reader of what was found in a file.
    pub(super) fn new(
        pieces: Pieces<'s>,
        properties: Properties<'s>,
        lists: Lists,
        boxes: Boxes,
    ) -> Self {
        Self {
            pieces,
            properties,
            lists,
            boxes,
            parts: 0,
        }
    }

    /// Reads the body, and behind it the text boxes that are anchored nowhere.
    pub(super) fn body(&mut self, length: u32) -> Result<Vec<Part>, OfficeError> {
        let mut parts = self.story(0..length)?.finish();
        for places in self.boxes.take_rest() {
            parts.append(&mut self.story(places)?.finish_anywhere());
        }
        Ok(parts)
    }

    fn story(&mut self, places: Range<u32>) -> Result<Levels, OfficeError> {
        let mut story = Story::new();
        let mut next = places.start;
        // A story is read in stretches: text boxes read others of the same pieces in between.
        while next < places.end {
            let units: Vec<Unit> = self.pieces.units(next..places.end).take(STRETCH).collect();
            let Some(last) = units.last() else {
                break;
            };
            next = last.place + 1;
            for unit in units {
                self.unit(unit, &mut story)?;
            }
        }
        if !story.units.is_empty() || !story.boxes.is_empty() {
            let paragraph = story.take_paragraph(String::new());
            story.levels.paragraph(0, paragraph);
        }
        Ok(story.levels)
    }

    fn unit(&mut self, unit: Unit, story: &mut Story) -> Result<(), OfficeError> {
        let look = self.properties.look(unit.at);
        match unit.value {
            0x13 => story.fields.begin(None),
            0x14 => story.fields.separate(story.units.len()),
            0x15 => {
                let shown = story.fields.end(story.units.len()).unwrap_or_default();
                if !shown.is_empty() {
                    story.go_on(Manner::Plain);
                    story.units.extend(shown.encode_utf16());
                }
            }
            // The end of a paragraph that is deleted joins it to the next.
            0x0d if look.deleted => {}
            0x0d | 0x07 => self.end(unit, look.deleted, story)?,
            // Text boxes are anchored in codes too.
            0x08 => self.text_box(unit.place, story)?,
            PICTURE_SIGN if !story.fields.in_code() && !look.is_left_out() => story.picture(),
            PICTURE_SIGN if story.fields.in_code() => {
                if let Some(chosen) = self.properties.choice(unit.at) {
                    story.fields.choose(chosen);
                }
            }
            value if story.fields.in_code() => {
                let text = char::from_u32(u32::from(value)).map(String::from);
                story.fields.code(&text.unwrap_or_default());
            }
            _ if look.is_unseen() => {}
            value => {
                let struck = look.deleted || look.struck == Some(true);
                story.go_on(match look.is_white() {
                    true => Manner::White,
                    false => Manner::of(look.raised, Some(struck)),
                });
                story.units.extend(character(value));
            }
        }
        Ok(())
    }

    fn text_box(&mut self, anchor: u32, story: &mut Story) -> Result<(), OfficeError> {
        if let Some(places) = self.boxes.take(anchor) {
            let mut parts = self.story(places)?.finish_anywhere();
            story.boxes.append(&mut parts);
        } else {
            story.picture();
        }
        Ok(())
    }

    /// Ends a paragraph, and the cell or row that ends with it.
    fn end(&mut self, unit: Unit, deleted: bool, story: &mut Story) -> Result<(), OfficeError> {
        story.fields.end_paragraph();
        let (paragraph, weight) = self.properties.paragraph(unit.at);
        let listed = match paragraph {
            Paragraph::Row { .. } => None,
            _ => self.properties.listed(unit.at),
        };
        let number = listed.map(|(list, level)| self.lists.next(list, level));
        let mut own = story.take_paragraph(number.unwrap_or_default());
        if self.properties.is_shaded(unit.at) {
            ground::reveal(std::slice::from_mut(&mut own));
        }
        let levels = &mut story.levels;
        self.parts += 1 + weight;
        match paragraph {
            Paragraph::Row { depth, .. } if deleted => levels.drop_row(depth),
            Paragraph::Row { depth, shape } => {
                self.parts += shape.cells.len();
                levels.row(depth, &shape);
            }
            Paragraph::Cell { depth } => levels.cell(depth, own),
            Paragraph::Plain { depth } if unit.value == 0x07 => levels.cell(depth.max(1), own),
            Paragraph::Plain { depth } => levels.paragraph(depth, own),
        }
        if self.parts > MOST_PARTS {
            return Err(OfficeError::TooLarge(Excess::Lines));
        }
        Ok(())
    }
}

/// The sign that a picture stands at.
const PICTURE_SIGN: u16 = 0x01;

/// How many units are looked at in one go.
const STRETCH: usize = 4_096;

/// What a unit of text stands for.
fn character(value: u16) -> Option<u16> {
    match value {
        0x0b | 0x0c | 0x0e => Some(u16::from(b'\n')),
        0x1e => Some(u16::from(b'-')),
        0x09 => Some(u16::from(b'\t')),
        0x00..=0x1f => None,
        value if ground::SIGNS.contains(&value) => None,
        value => Some(value),
    }
}

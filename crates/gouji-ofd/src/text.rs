//! Text objects: characters, each at a place of its own (GB/T 33190, 11).

use gouji_package::Element;
use gouji_page::Glyph;

use crate::numbers;
use crate::space::{Point, Transform};

/// Where a character's box begins and ends above and below the baseline, by its size.
const ASCENT: f64 = 0.88;
const DESCENT: f64 = 0.12;
/// How wide letters and digits are by their size, where the file does not let it be determined.
const NARROW: f64 = 0.5;

/// How the characters of an object are set.
struct Setting {
    size: f64,
    /// The width of a character by its height.
    stretch: f64,
    /// Quarter turns clockwise of the line, and of each character.
    line: i32,
    character: i32,
}

/// The characters of a text object with their boxes on the page.
pub(crate) fn glyphs(object: Element<'_>, transform: &Transform) -> Vec<Glyph> {
    let setting = Setting::of(object);
    let mut at = Point::default();
    let mut glyphs = Vec::new();
    for code in object.children().filter(|child| child.name() == "TextCode") {
        let number = |name: &str| {
            code.attribute(name)
                .and_then(|text| numbers::list(text).next())
        };
        // What is not specified is as it was for the text before.
        at = Point {
            x: number("X").unwrap_or(at.x),
            y: number("Y").unwrap_or(at.y),
        };
        line(code, at, &setting, transform, &mut glyphs);
    }
    glyphs
}

fn line(
    code: Element<'_>,
    mut at: Point,
    setting: &Setting,
    transform: &Transform,
    glyphs: &mut Vec<Glyph>,
) {
    let text = code.text();
    let text = shown(&text);
    let count = text.chars().count();
    let distances =
        |name: &str| numbers::distances(code.attribute(name).unwrap_or_default(), count);
    let (across, down) = (distances("DeltaX"), distances("DeltaY"));
    for (index, c) in text.chars().enumerate() {
        let step = match (across.get(index), down.get(index)) {
            (None, None) => setting.step(c),
            (x, y) => Point {
                x: x.copied().unwrap_or(0.0),
                y: y.copied().unwrap_or(0.0),
            },
        };
        glyphs.extend(setting.glyph(c, at, step, transform));
        at = Point {
            x: at.x + step.x,
            y: at.y + step.y,
        };
    }
}

/// The text without the line ends and indents of nicely printed XML.
fn shown(text: &str) -> &str {
    match text.contains('\n') {
        true => text.trim(),
        false => text,
    }
}

impl Setting {
    fn of(object: Element<'_>) -> Self {
        let number = |name: &str| {
            object
                .attribute(name)
                .and_then(|text| numbers::list(text).next())
        };
        let quarters = |name: &str| {
            let degrees = object
                .attribute(name)
                .and_then(|text| text.trim().parse::<i32>().ok());
            degrees.unwrap_or(0).div_euclid(90)
        };
        Self {
            size: number("Size").unwrap_or(0.0),
            stretch: number("HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0),
            line: quarters("ReadDirection"),
            character: quarters("CharDirection"),
        }
    }

    /// How wide a character is where nothing else says so.
    fn width(&self, c: char) -> f64 {
        let narrow = c.is_ascii() || c == '\u{a0}';
        self.size * self.stretch * if narrow { NARROW } else { 1.0 }
    }

    /// How far the next character stands where the file does not say.
    fn step(&self, c: char) -> Point {
        let far = if self.line % 2 == 0 {
            self.width(c)
        } else {
            self.size
        };
        Transform::quarters(self.line).point(Point { x: far, y: 0.0 })
    }

    /// A character at a point of the baseline. It is as wide as the step to the next one, where
    /// that goes along the line and is no gap; none for slanted characters, as watermarks have.
    fn glyph(&self, c: char, at: Point, step: Point, transform: &Transform) -> Option<Glyph> {
        let usual = self.width(c);
        let wide = match self.line == 0 && self.character == 0 && step.x > 0.0 {
            true => step.x.min(if c.is_ascii() { usual * 1.6 } else { usual }),
            false => usual,
        };
        let place = Transform::moved(at.x, at.y).after(&Transform::quarters(self.character));
        let place = transform.after(&place);
        let (top, bottom) = (-ASCENT * self.size, DESCENT * self.size);
        let corners = [(0.0, top), (wide, top), (0.0, bottom), (wide, bottom)];
        Some(Glyph {
            text: known(c),
            rect: place.around(corners.map(|(x, y)| Point { x, y }))?,
            turn: place.turn()?,
        })
    }
}

/// The character, or the mark for unknown ones where it stands for a glyph of some font.
fn known(c: char) -> char {
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    match private || (c.is_control() && !c.is_whitespace()) {
        true => char::REPLACEMENT_CHARACTER,
        false => c,
    }
}

#[cfg(test)]
mod tests;

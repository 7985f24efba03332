//! What a page paints: its layers, and the objects in them and in groups.

use gouji_package::Element;
use gouji_page::{Covers, Frame, Grounds, Lightness, Rect, Rule, Sheet};

use crate::colour;
use crate::limits;
use crate::path;
use crate::resources::Resources;
use crate::space::{Point, Transform, hundredths};
use crate::{numbers, text};

/// From what strength on nothing is seen through colours, and from what on they are seen, of 255.
const OPAQUE: u32 = 230;
const FAINTEST: u32 = 40;

/// A page is over a limit.
#[derive(Debug)]
pub(crate) struct OverLimit;

/// A page while it is painted.
#[derive(Debug)]
pub(crate) struct Canvas<'t> {
    resources: &'t Resources<'t>,
    sheet: Sheet,
    grounds: Grounds,
    covers: Covers,
    /// From the coordinates of the page to its upper left corner.
    origin: Transform,
    /// How much may still be painted, in nodes and bytes.
    left: usize,
}

/// What an object is painted with if it does not say.
#[derive(Clone, Copy)]
struct Pen {
    transform: Transform,
    /// The number of the drawing parameters.
    parameters: Option<u32>,
    depth: usize,
}

impl<'t> Canvas<'t> {
    /// An empty page; its box is `x y width height` in millimetres. `left` nodes and bytes may be
    /// painted on it.
    pub(crate) fn new(
        resources: &'t Resources<'t>,
        [x, y, width, height]: [f64; 4],
        left: usize,
    ) -> Self {
        Self {
            resources,
            sheet: Sheet::of_size(hundredths(width), hundredths(height)),
            grounds: Grounds::default(),
            covers: Covers::default(),
            origin: Transform::moved(-x, -y),
            left,
        }
    }

    /// Paints the layers of a page or of a template under it.
    pub(crate) fn paint(&mut self, page: Element<'_>) -> Result<(), OverLimit> {
        let Some(content) = page.child("Content") else {
            return Ok(());
        };
        content.children().try_for_each(|layer| {
            let pen = Pen {
                transform: self.origin,
                parameters: layer.number("DrawParam"),
                depth: 0,
            };
            self.objects(layer, pen)
        })
    }

    /// What was painted, and how much more could have been.
    pub(crate) fn finish(mut self) -> (Sheet, usize) {
        self.sheet.painted.areas = self.grounds.areas().collect();
        self.covers.settle(&mut self.sheet);
        (self.sheet, self.left)
    }

    fn objects(&mut self, parent: Element<'_>, pen: Pen) -> Result<(), OverLimit> {
        parent
            .children()
            .try_for_each(|object| self.object(object, pen))
    }

    fn object(&mut self, object: Element<'_>, pen: Pen) -> Result<(), OverLimit> {
        let holds_objects = matches!(object.name(), "PageBlock" | "CompositeObject");
        let cost = match holds_objects {
            true => 1 + object.attribute_bytes(),
            false => object.extent(),
        };
        self.left = self.left.checked_sub(cost).ok_or(OverLimit)?;
        if pen.depth > limits::DEEPEST {
            return Err(OverLimit);
        }
        if object
            .attribute("Visible")
            .is_some_and(|visible| visible.trim() == "false")
        {
            return Ok(());
        }
        let pen = Pen {
            transform: inside(object, &pen.transform),
            parameters: object.number("DrawParam").or(pen.parameters),
            depth: pen.depth + 1,
        };
        match object.name() {
            "TextObject" => self.text(object, pen),
            "PathObject" => self.path(object, pen),
            "ImageObject" => self.image(pen),
            "PageBlock" => self.objects(object, pen),
            "CompositeObject" => {
                let group = object
                    .number("ResourceID")
                    .and_then(|id| self.resources.group(id));
                group.map_or(Ok(()), |group| self.objects(group, pen))
            }
            _ => Ok(()),
        }
    }

    fn text(&mut self, object: Element<'_>, pen: Pen) -> Result<(), OverLimit> {
        let ink = self.ink(object, pen, "FillColor");
        let flag = |name: &str| object.attribute(name).map(str::trim);
        let is_painted = flag("Fill") != Some("false") || flag("Stroke") == Some("true");
        let is_painted = is_painted && strength(object).is_none_or(|strength| strength >= FAINTEST);
        let Sheet { painted, faint } = &mut self.sheet;
        let Frame { width, height, .. } = painted.frame;
        let paper = Rect::new(0, 0, width, height);
        for glyph in text::glyphs(object, &pen.transform) {
            let at = glyph.rect.centre();
            if paper.holds(at) {
                match ink.is_none_or(|ink| self.grounds.shows(at, ink)) {
                    true => {
                        if !is_painted {
                            self.covers.unpainted(painted.glyphs.len());
                        }
                        painted.glyphs.push(glyph);
                    }
                    false => faint.push(glyph),
                }
            }
        }
        within(painted.glyphs.len() + faint.len(), limits::PAGE_GLYPHS)
    }

    fn path(&mut self, object: Element<'_>, pen: Pen) -> Result<(), OverLimit> {
        let flag = |name: &str| object.attribute(name).map(|value| value.trim() == "true");
        let strokes = flag("Stroke").unwrap_or(true) && self.is_seen(object, pen, "StrokeColor");
        let fills = flag("Fill").unwrap_or(false);
        let Some(data) = object.child("AbbreviatedData").filter(|_| strokes || fills) else {
            return Ok(());
        };
        let steps = path::steps(&data.text());
        if fills {
            let shapes = path::shapes(&steps).into_iter();
            let boxes: Vec<Rect> = shapes
                .filter_map(|shape| pen.transform.around(shape))
                .collect();
            let ink = self.ink(object, pen, "FillColor");
            let areas = boxes.iter().filter(|area| !gouji_page::is_thin(area));
            areas.for_each(|area| self.grounds.fill(*area, ink));
            if let [area] = boxes.as_slice()
                && ink.is_some()
                && path::is_box(&steps)
                && self.is_whole(object, pen)
                && !gouji_page::is_thin(area)
            {
                self.covers.plain(*area, self.sheet.painted.glyphs.len());
            }
            if self.is_seen(object, pen, "FillColor") {
                self.rules(gouji_page::filled(&boxes))?;
            }
        }
        if strokes {
            let segments = path::segments(&steps);
            let boxes = segments.filter_map(|ends| pen.transform.around(ends));
            self.rules(boxes.flat_map(gouji_page::stroked))?;
        }
        Ok(())
    }

    /// Pictures fill the unit square of their object. Thin ones are lines.
    fn image(&mut self, pen: Pen) -> Result<(), OverLimit> {
        let corners = [(0.0, 0.0), (1.0, 1.0)].map(|(x, y)| Point { x, y });
        let area = pen.transform.around(corners);
        area.iter().for_each(|area| self.grounds.fill(*area, None));
        // Whether anything is seen through a picture is not known: it covers no text.
        area.iter().for_each(|area| self.covers.picture(*area, 0));
        self.rules(gouji_page::filled(area.as_slice()))
    }

    /// Whether nothing is seen through a filled box, and it stands as it is drawn.
    fn is_whole(&self, object: Element<'t>, pen: Pen) -> bool {
        let colour = self.colour(object, pen, "FillColor");
        let strengths = [strength(object), colour.and_then(strength)];
        let solid = strengths
            .iter()
            .flatten()
            .all(|strength| *strength >= OPAQUE);
        solid && object.attribute("CTM").is_none() && object.child("Clips").is_none()
    }

    fn rules(&mut self, rules: impl IntoIterator<Item = Rule>) -> Result<(), OverLimit> {
        self.sheet.painted.rules.extend(rules);
        within(self.sheet.painted.rules.len(), limits::PAGE_RULES)
    }

    /// The colour of an object, or that of its drawing parameters.
    fn colour(&self, object: Element<'t>, pen: Pen, name: &str) -> Option<Element<'t>> {
        let shared = || self.resources.colour(pen.parameters?, name);
        object.child(name).or_else(shared)
    }

    /// Whether the object's ink is seen; black if nothing says otherwise.
    fn is_seen(&self, object: Element<'t>, pen: Pen, name: &str) -> bool {
        self.colour(object, pen, name)
            .is_none_or(|colour| colour::is_seen(colour))
    }

    /// How light the object's ink is; none where that is not known.
    fn ink(&self, object: Element<'t>, pen: Pen, name: &str) -> Option<Lightness> {
        match self.colour(object, pen, name) {
            Some(colour) => colour::lightness(colour),
            None => Some(0),
        }
    }
}

/// How much an object or a colour shows, of 255, if it says so.
fn strength(element: Element<'_>) -> Option<u32> {
    element.attribute("Alpha")?.trim().parse().ok()
}

/// From the coordinates in an object to the page.
fn inside(object: Element<'_>, outside: &Transform) -> Transform {
    let numbers = |name: &str| object.attribute(name);
    let corner = numbers("Boundary").and_then(numbers::first::<2>);
    let [x, y] = corner.unwrap_or_default();
    let moved = outside.after(&Transform::moved(x, y));
    match numbers("CTM").and_then(Transform::parse) {
        Some(matrix) => moved.after(&matrix),
        None => moved,
    }
}

fn within(count: usize, most: usize) -> Result<(), OverLimit> {
    if count > most {
        return Err(OverLimit);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use gouji_package::Tree;

    use super::Canvas;
    use crate::resources::Resources;

    /// The texts that are seen and those hardly seen on a page.
    fn seen(objects: &str) -> [String; 2] {
        let page = format!("<Page><Content><Layer>{objects}</Layer></Content></Page>");
        let tree = Tree::parse(&page, "test").unwrap();
        let resources = Resources::default();
        let mut canvas = Canvas::new(&resources, [0.0, 0.0, 210.0, 297.0], 10_000);
        canvas.paint(tree.root().unwrap()).unwrap();
        let (sheet, _) = canvas.finish();
        [sheet.painted.glyphs, sheet.faint].map(|all| all.iter().map(|glyph| glyph.text).collect())
    }

    fn text(text: &str, colour: &str) -> String {
        format!(
            "<TextObject Boundary=\"20 20 50 9\" Size=\"4\"><FillColor {colour}/>\
             <TextCode X=\"0\" Y=\"4\">{text}</TextCode></TextObject>"
        )
    }

    #[test]
    fn text_is_seen_by_its_ink_and_what_it_stands_on() {
        let light = text("秘", "Value=\"200 200 200\"");
        let thin = text("密", "Value=\"0 0 0\" Alpha=\"30\"");
        let dark = text("报", "Value=\"30 30 30\"");
        assert_eq!(seen(&[&*light, &dark, &thin].concat()), ["报", "秘密"]);
        let ground = "<PathObject Boundary=\"10 10 90 40\" Fill=\"true\" Stroke=\"false\">\
            <FillColor Value=\"0 0 90\"/><AbbreviatedData>M 0 0 L 90 0 L 90 40 L 0 40 C\
            </AbbreviatedData></PathObject>";
        assert_eq!(seen(&[ground, &light].concat()), ["秘", ""]);
        assert_eq!(seen(&[&*dark, ground].concat()), ["", "报"]);
        let through = ground.replace("<PathObject", "<PathObject Alpha=\"90\"");
        assert_eq!(seen(&[&*dark, &through].concat()), ["报", ""]);
    }

    #[test]
    fn text_that_is_not_painted_is_not_seen_but_in_pictures() {
        let shown = text("报", "Value=\"0 0 0\"");
        let unpainted = shown.replace("Size", "Fill=\"false\" Size");
        let clear = shown.replace("Size", "Alpha=\"0\" Size");
        assert_eq!(
            seen(&[&*shown, &unpainted, &clear].concat()),
            ["报", "报报"]
        );
        let picture =
            "<ImageObject Boundary=\"0 0 210 297\" CTM=\"210 0 0 297 0 0\" ResourceID=\"1\"/>";
        assert_eq!(seen(&[picture, &unpainted].concat()), ["报", ""]);
    }
}

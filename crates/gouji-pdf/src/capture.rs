//! Interpreting a page: what the library paints, as characters and ruling lines.
//!
//! The one module with floating point: PDF coordinates are real numbers. They are turned into
//! hundredths of a point here at once, and no figure of a report is ever made from them.

use gouji_page::{
    Covers, CutText, Frame, Glyph, Grounds, Lightness, Rect, Rule, Sheet, Stroke, Turn,
};
use hayro_interpret::font::{Glyph as Painting, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect as Box64, Shape, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, RectExt, RenderContent, SoftMask, TransformExt,
    interpret_page,
};

use crate::annotations::{self, Annotation, Shows};
use crate::limits;

/// Where a glyph's box begins and ends above and below the baseline, in thousandths of its size.
const ASCENT: f64 = 880.0;
const DESCENT: f64 = -120.0;
/// How often its rise goes into the length of a straight line of text: scans are askew by a degree or
/// two, watermarks by more than four.
const STRAIGHT: f64 = 14.0;
/// How much of what is below nothing is seen of.
const OPAQUE: f32 = 0.9;
/// Most steps of a path that is a box.
const BOX: usize = 6;
/// The height of a line in fields and notes, in hundredths of a point.
const LINE: i32 = 1_200;
/// From this brightness on, lines on white paper are not seen.
const WHITE: u8 = 250;

/// Thrown by the device when a page is over a limit: the interpreter cannot be asked to stop.
pub(crate) struct OverLimit;

/// What a page paints.
pub(crate) fn capture<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Sheet {
    let (width, height) = page.render_dimensions();
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let visible = Box64::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true);
    let mut context = Context::new(transform.to_kurbo(), visible, cache, page.xref(), settings);
    let mut canvas = Canvas::new(f64::from(width), f64::from(height));
    interpret_page(page, &mut context, &mut canvas);
    for note in annotations::of(page) {
        let area = note.area.to_kurbo();
        let area = rect(transform.to_kurbo().transform_rect_bbox(area));
        canvas.annotation(&note, area, turn_of(transform.to_kurbo()));
    }
    canvas.finish()
}

/// The device that keeps what is painted.
struct Canvas {
    sheet: Sheet,
    grounds: Grounds,
    covers: Covers,
    /// Whether each clip is a box, and nothing is cut off within it; how many are not.
    boxes: Vec<bool>,
    not_boxes: usize,
    /// How much each group shows what it is made of; groups stand in one another.
    opacities: Vec<f32>,
    /// Boxes around what is seen of what is painted, each within the one before it.
    clips: Vec<Rect>,
    /// The text of each area that cuts text off.
    cells: CutText,
    /// How many glyphs were painted, wherever they are.
    painted: usize,
}

impl Canvas {
    fn new(width: f64, height: f64) -> Self {
        Self {
            sheet: Sheet::of_size(hundredths(width), hundredths(height)),
            grounds: Grounds::default(),
            covers: Covers::default(),
            boxes: Vec::new(),
            not_boxes: 0,
            opacities: Vec::new(),
            clips: Vec::new(),
            cells: CutText::default(),
            painted: 0,
        }
    }

    fn finish(mut self) -> Sheet {
        self.sheet.painted.areas = self.grounds.areas().collect();
        self.sheet.painted.cut_off = self.cells.finish();
        self.covers.settle(&mut self.sheet);
        self.sheet
    }

    fn keep(&mut self, glyph: Glyph, ink: Option<Lightness>) {
        // Invisible text is not painted, so nothing cuts it off.
        let cut_off = ink.is_some() && self.is_cut_off(&glyph);
        if let Some(area) = self.clips.last() {
            self.cells.keep(*area, glyph, cut_off);
        }
        if cut_off {
            return;
        }
        let Sheet { painted, faint } = &mut self.sheet;
        let Frame { width, height, .. } = painted.frame;
        if !Rect::new(0, 0, width, height).holds(glyph.rect.centre()) {
            return;
        }
        if painted.glyphs.len() + faint.len() >= limits::PAGE_GLYPHS {
            std::panic::resume_unwind(Box::new(OverLimit));
        }
        match ink.is_none_or(|ink| self.grounds.shows(glyph.rect.centre(), ink)) {
            true => {
                if ink.is_none() {
                    self.covers.unpainted(painted.glyphs.len());
                }
                painted.glyphs.push(glyph);
            }
            false => faint.push(glyph),
        }
    }

    /// Whether a glyph is cut off where a cell or page ends: more than half of it is. Spreadsheets do so
    /// with labels too long for their cells. A figure is kept as long as it begins inside.
    fn is_cut_off(&self, glyph: &Glyph) -> bool {
        let Some(clip) = self.clips.last() else {
            return false;
        };
        let gouji_page::Point { x, y } = glyph.rect.centre();
        let adjacent = !(clip.x0..=clip.x1).contains(&x) && !glyph.text.is_ascii_digit();
        adjacent || !(clip.y0..=clip.y1).contains(&y)
    }

    fn clip(&mut self, area: Rect) {
        let Some(outer) = self.clips.last() else {
            self.clips.push(area);
            return;
        };
        self.clips.push(Rect::new(
            area.x0.max(outer.x0),
            area.y0.max(outer.y0),
            area.x1.min(outer.x1),
            area.y1.min(outer.y1),
        ));
    }

    /// Keeps a glyph; one that stands for several characters is divided evenly.
    fn glyph(
        &mut self,
        glyph: &Painting<'_>,
        transform: Affine,
        mode: WritingMode,
        ink: Option<Lightness>,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) if text.len() <= limits::GLYPH_CHARACTERS => text,
            _ => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let advance = match mode {
            WritingMode::Horizontal => f64::from(advance(glyph).unwrap_or(1000.0)),
            // Its advance is downwards; the origin was moved to the left of the character.
            WritingMode::Vertical => 1000.0,
        };
        let Some(turn) = turn_of(transform) else {
            return;
        };
        let count = text.chars().count().max(1) as f64;
        for (index, c) in text.chars().enumerate() {
            let (from, to) = (index as f64 / count, (index + 1) as f64 / count);
            let area = Box64::new(from * advance, DESCENT, to * advance, ASCENT);
            let rect = rect(transform.transform_rect_bbox(area));
            self.keep(
                Glyph {
                    text: c,
                    rect,
                    turn,
                },
                ink,
            );
        }
    }

    fn rules(&mut self, rules: impl IntoIterator<Item = Rule>) {
        self.sheet.painted.rules.extend(rules);
        if self.sheet.painted.rules.len() > limits::PAGE_SEGMENTS {
            std::panic::resume_unwind(Box::new(OverLimit));
        }
    }

    /// The straight segments of a stroked path that run along the page; what may be a figure is none of them.
    fn stroked(&mut self, path: &BezPath, transform: Affine) {
        let (mut at, mut start) = (Point::ZERO, Point::ZERO);
        let mut strokes = Vec::new();
        for element in path.elements() {
            let (to, curved) = match *element {
                PathEl::MoveTo(to) => {
                    self.strokes(&strokes);
                    strokes.clear();
                    (at, start) = (to, to);
                    continue;
                }
                PathEl::LineTo(to) => (to, false),
                PathEl::ClosePath => (start, false),
                PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => (to, true),
            };
            let area = rect(Box64::from_points(transform * at, transform * to));
            at = to;
            strokes.push(Stroke { area, curved });
        }
        self.strokes(&strokes);
    }

    /// Strokes that were drawn in one go.
    fn strokes(&mut self, strokes: &[Stroke]) {
        if let Some(figure) = gouji_page::drawn(strokes) {
            return self.covers.picture(self.seen(figure), 0);
        }
        let lines = strokes.iter().filter(|stroke| !stroke.curved);
        self.rules(lines.flat_map(|line| gouji_page::stroked(line.area)));
    }

    /// What a paint looks like on white paper; nothing is known of patterns.
    fn lightness(&self, paint: &Paint<'_>) -> Option<Lightness> {
        let Paint::Color(color) = paint else {
            return None;
        };
        let [red, green, blue, alpha] = color.to_rgba().to_rgba8().map(f32::from);
        let light = (red * 3.0 + green * 6.0 + blue) / 10.0;
        let covers = self.opacities.iter().product::<f32>() * alpha / 255.0;
        Some((255.0 - (255.0 - light) * covers) as u8)
    }

    /// Whether nothing is seen through what is painted in a way.
    fn hides(&self, mask: bool, blend: BlendMode) -> bool {
        let shown: f32 = self.opacities.iter().product();
        !mask && shown >= OPAQUE && blend == BlendMode::Normal && self.not_boxes == 0
    }

    /// The part of an area that is not cut off.
    fn seen(&self, area: Rect) -> Rect {
        let Some(clip) = self.clips.last() else {
            return area;
        };
        Rect::new(
            area.x0.max(clip.x0),
            area.y0.max(clip.y0),
            area.x1.min(clip.x1),
            area.y1.min(clip.y1),
        )
    }

    /// Notes a filled box, for the text that stands below it.
    fn cover(&mut self, path: &BezPath, props: &DrawProps<'_>) {
        let Paint::Color(color) = &props.paint else {
            return;
        };
        let [.., alpha] = color.to_rgba().to_rgba8();
        let solid = f32::from(alpha) >= OPAQUE * 255.0;
        let before = self.sheet.painted.glyphs.len();
        if before > 0
            && solid
            && self.hides(props.soft_mask.is_some(), props.blend_mode)
            && is_box(path)
        {
            let area = rect(props.transform.transform_rect_bbox(path.bounding_box()));
            if !gouji_page::is_thin(&area) && turn_of(props.transform).is_some() {
                self.covers.plain(self.seen(area), before);
            }
        }
    }

    /// What an annotation shows over the page: a line through text, or a text of its own.
    fn annotation(&mut self, note: &Annotation, area: Rect, turn: Option<Turn>) {
        if self.painted > limits::PAGE_PAINTED {
            return;
        }
        self.painted += 1;
        let Rect { x0, y0, x1, y1 } = area;
        match &note.shows {
            Shows::Stroke => self.rules([Rule {
                horizontal: true,
                at: (y0 + y1) / 2,
                from: x0,
                to: x1,
            }]),
            Shows::Box => self.covers.plain(area, self.sheet.painted.glyphs.len()),
            Shows::Text(text) => {
                let glyphs = &self.sheet.painted.glyphs;
                let over = glyphs
                    .iter()
                    .any(|glyph| !glyph.is_space() && area.holds(glyph.rect.centre()));
                if over || turn != Some(Turn(0)) {
                    let before = self.sheet.painted.glyphs.len();
                    return self.covers.picture(area, before);
                }
                let text: Vec<char> = text.chars().take(limits::ANNOTATION_CHARACTERS).collect();
                let height = (y1 - y0).min(LINE);
                let width = (height / 2).min((x1 - x0) / text.len().max(1) as i32);
                let top = (y0 + y1 - height) / 2;
                for (left, text) in (x0..).step_by(width.max(1) as usize).zip(text) {
                    let rect = Rect::new(left, top, left + width, top + height);
                    let turn = Turn(0);
                    self.keep(Glyph { text, rect, turn }, Some(0));
                }
            }
        }
    }

    /// Notes a filled area, for the text that will stand on it.
    fn ground(&mut self, path: &BezPath, props: &DrawProps<'_>) {
        let area = rect(props.transform.transform_rect_bbox(path.bounding_box()));
        if !gouji_page::is_thin(&area) {
            let lightness = self.lightness(&props.paint);
            self.grounds.fill(area, lightness);
        }
    }

    fn path(&mut self, path: &BezPath, props: &DrawProps<'_>, mode: &DrawMode) {
        if let DrawMode::Fill(_) | DrawMode::FillAndStroke(..) = mode {
            self.ground(path, props);
            self.cover(path, props);
        }
        if !is_seen(&props.paint) {
            return;
        }
        if let DrawMode::Fill(_) = mode
            && path.elements().len() > BOX
            && !gouji_page::are_dashes(&subpaths(path, props.transform))
        {
            // Figures may be drawn as shapes.
            let area = rect(props.transform.transform_rect_bbox(path.bounding_box()));
            self.covers.picture(self.seen(area), 0);
        }
        match mode {
            DrawMode::Fill(_) => self.rules(gouji_page::filled(&subpaths(path, props.transform))),
            DrawMode::Stroke(_) => self.stroked(path, props.transform),
            DrawMode::FillAndStroke(..) => self.stroked(path, props.transform),
            DrawMode::Invisible => {}
        }
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.path(path, &props, mode);
    }

    fn draw_rect(&mut self, area: &Box64, props: DrawProps<'a>, mode: &DrawMode) {
        self.path(&area.to_path(0.1), &props, mode);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // Invisible text is that of a scanned page, as it was recognized.
        let ink = match mode {
            DrawMode::Invisible => None,
            _ => self.lightness(&props.paint),
        };
        self.painted += run.glyphs().len();
        if self.painted > limits::PAGE_PAINTED {
            std::panic::resume_unwind(Box::new(OverLimit));
        }
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            self.glyph(glyph, transform, run.writing_mode(), ink);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = (f64::from(image.width()), f64::from(image.height()));
        let area = Box64::new(0.0, 0.0, size.0, size.1);
        let area = rect(props.transform.transform_rect_bbox(area));
        self.grounds.fill(area, None);
        let masked = props.soft_mask.is_some() || has_holes(&image);
        if self.hides(masked, props.blend_mode) {
            let before = self.sheet.painted.glyphs.len();
            self.covers.picture(self.seen(area), before);
        }
        self.rules(gouji_page::filled(&[area]));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let boxed = is_box(&clip.path);
        self.boxes.push(boxed);
        self.not_boxes += usize::from(!boxed);
        self.clip(rect(clip.path.bounding_box()));
    }
    fn push_clip_rect(&mut self, area: &Box64) {
        self.boxes.push(true);
        self.clip(rect(*area));
    }
    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.opacities.push(opacity);
    }
    fn pop_clip(&mut self) {
        self.clips.pop();
        self.not_boxes -= usize::from(self.boxes.pop() == Some(false));
    }
    fn pop_transparency_group(&mut self) {
        self.opacities.pop();
    }
}

/// Whether a path is one box along the page: four corners, and no part of the box around them is left out.
fn is_box(path: &BezPath) -> bool {
    if path.elements().len() > BOX {
        return false;
    }
    let bounds = path.bounding_box().area();
    (path.area().abs() - bounds).abs() <= bounds / 1000.0
}

/// Whether something may be seen through a picture.
const fn has_holes(image: &Image<'_, '_>) -> bool {
    matches!(image, Image::Stencil(_))
}

/// How far the pen moves after a glyph, in thousandths of the type size.
fn advance(glyph: &Painting<'_>) -> Option<f32> {
    match glyph {
        Painting::Outline(glyph) => glyph.advance_width(),
        Painting::Type3(glyph) => glyph.advance_width(),
    }
}

/// In which quarter turn a glyph stands; slanted ones are watermarks and stamps.
fn turn_of(transform: Affine) -> Option<Turn> {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let along = Vec2::new(a, b);
    let (x, y) = (along.x, along.y);
    let flat = |small: f64, large: f64| small.abs() * STRAIGHT <= large.abs();
    if !(a.is_finite() && b.is_finite() && c.is_finite() && d.is_finite()) {
        return None;
    }
    match () {
        () if flat(y, x) && x > 0.0 => Some(Turn(0)),
        () if flat(y, x) && x < 0.0 => Some(Turn(2)),
        () if flat(x, y) && y > 0.0 => Some(Turn(1)),
        () if flat(x, y) && y < 0.0 => Some(Turn(3)),
        () => None,
    }
}

/// The boxes of a path's closed shapes.
fn subpaths(path: &BezPath, transform: Affine) -> Vec<Rect> {
    let mut found: Vec<Box64> = Vec::new();
    for element in path.elements() {
        let points = match *element {
            PathEl::MoveTo(to) => {
                let at = transform * to;
                found.push(Box64::from_points(at, at));
                continue;
            }
            PathEl::LineTo(to) => [to, to, to],
            PathEl::QuadTo(by, to) => [by, by, to],
            PathEl::CurveTo(first, second, to) => [first, second, to],
            PathEl::ClosePath => continue,
        };
        if let Some(last) = found.last_mut() {
            *last = points
                .into_iter()
                .fold(*last, |area, point| area.union_pt(transform * point));
        }
    }
    found.into_iter().map(rect).collect()
}

fn is_seen(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, alpha] = color.to_rgba().to_rgba8();
            alpha > 0 && red.min(green).min(blue) < WHITE
        }
        Paint::Pattern(_) => true,
    }
}

fn rect(area: Box64) -> Rect {
    let area = area.abs();
    Rect::new(
        hundredths(area.x0),
        hundredths(area.y0),
        hundredths(area.x1),
        hundredths(area.y1),
    )
}

/// Hundredths of a point; beyond any paper, positions stay where sums of them are safe.
fn hundredths(points: f64) -> i32 {
    const FARTHEST: f64 = 1e8;
    (points * 100.0).round().clamp(-FARTHEST, FARTHEST) as i32
}

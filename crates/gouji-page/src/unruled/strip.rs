//! The lines of all pages as one strip: a table without rules that begins at the foot of a page
//! goes on at the head of the next.

use super::segment::{Row, Segment, rows};
use crate::cut_off::{Label, place, seen_of};
use crate::geometry::{Rect, around};
use crate::glyph::Glyph;
use crate::parts::{Page, PageBox};

/// Most lines of a page that are looked at, and most pieces on them; more are no report.
const MOST_ROWS: usize = 400;
const MOST_PIECES: usize = 4_000;

/// The strip.
#[derive(Clone, Debug)]
pub(super) struct Strip {
    /// The lines from top to bottom.
    pub rows: Vec<Row>,
    /// The pages that have lines.
    parts: Vec<Part>,
}

/// A page on the strip.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The index of its first line.
    first: usize,
    /// Where it begins on the strip.
    start: i32,
    /// Its index among all pages.
    pub page: usize,
    /// How far its lines were moved down.
    lowered: i32,
}

impl Strip {
    /// The lines of some pages, one page's below the other's.
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut strip = Self {
            rows: Vec::new(),
            parts: Vec::new(),
        };
        let mut end = 0_i32;
        for (index, page) in pages.iter().enumerate() {
            let Some(mut rows) = rows_of(page) else {
                continue;
            };
            let Some(all) = around(rows.iter().map(|row| row.rect)) else {
                continue;
            };
            let lowered = end - all.y0;
            strip.parts.push(Part {
                first: strip.rows.len(),
                start: end,
                page: index,
                lowered,
            });
            rows.iter_mut().for_each(|row| row.lower(lowered));
            let first = rows.first_mut().map(|row| row.segments.as_mut_slice());
            let pieces = first.unwrap_or_default().iter_mut();
            pieces.for_each(|one| one.opens_page = true);
            let room = rows.iter().map(|row| row.size).max().unwrap_or(0);
            end = end.saturating_add(all.height() + room);
            strip.rows.append(&mut rows);
        }
        strip
    }

    /// The page that a line is on.
    pub(super) fn part(&self, row: usize) -> Option<&Part> {
        let next = self.parts.partition_point(|part| part.first <= row);
        self.parts.get(next.checked_sub(1)?)
    }

    /// Where a box on the strip stands on its page; what goes on on the next page stands where it
    /// begins.
    pub(super) fn spot(&self, rect: Rect, pages: &[Page]) -> Option<PageBox> {
        let next = self.parts.partition_point(|part| part.start <= rect.y0);
        let part = self.parts.get(next.max(1) - 1)?;
        let page = pages.get(part.page)?;
        let end = self.parts.get(next).map_or(i32::MAX, |next| next.start);
        let on_page = Rect::new(
            rect.x0,
            rect.y0 - part.lowered,
            rect.x1,
            rect.y1.min(end) - part.lowered,
        );
        Some(PageBox {
            page: u32::try_from(part.page + 1).ok()?,
            rect: page.frame.displayed(on_page),
        })
    }

    /// The boxes around the lines of a run, page by page, as they stand there.
    pub(super) fn areas(&self, run: std::ops::Range<usize>) -> Vec<(usize, Rect)> {
        let mut areas: Vec<(usize, Rect)> = Vec::new();
        for index in run {
            let Some((row, part)) = self.rows.get(index).zip(self.part(index)) else {
                continue;
            };
            let rect = row.rect;
            let rect = Rect::new(
                rect.x0,
                rect.y0 - part.lowered,
                rect.x1,
                rect.y1 - part.lowered,
            );
            match areas.last_mut() {
                Some((page, area)) if *page == part.page => *area = area.union(&rect),
                _ => areas.push((part.page, rect)),
            }
        }
        areas
    }
}

/// The lines of a page; none where they are too many, or hold no figure.
fn rows_of(page: &Page) -> Option<Vec<Row>> {
    let seen = seen_of(&page.labels);
    let lines = page.lines.iter().flat_map(|line| &line.glyphs);
    let glyphs = lines.map(|placed| placed.glyph);
    let glyphs: Vec<Glyph> = glyphs
        .filter(|glyph| !seen.contains(&place(glyph)))
        .collect();
    let mut rows = rows(glyphs);
    if page.labels.len() <= MOST_ROWS {
        page.labels.iter().for_each(|label| put(&mut rows, label));
    }
    let pieces: usize = rows.iter().map(|row| row.segments.len()).sum();
    (rows.len() <= MOST_ROWS && pieces <= MOST_PIECES).then_some(rows)
}

/// Puts a label that its cell cuts off on the line of the figures in its cell; on a line of its own
/// where the cell has none or those of several lines beside it.
fn put(rows: &mut Vec<Row>, label: &Label) {
    let figures = |row: &Row| {
        row.segments
            .iter()
            .find(|one| one.is_figure())
            .map(|one| one.y)
    };
    let adjacent = |y: i32| (label.area.y0..label.area.y1).contains(&y);
    let mut inside = rows
        .iter_mut()
        .filter(|row| figures(row).is_some_and(adjacent));
    let rect = label.rect();
    if let (Some(row), None) = (inside.next(), inside.next()) {
        let y = figures(row).unwrap_or_else(|| row.y());
        let low = rect.union(&Rect::new(rect.x0, row.rect.y0, rect.x1, row.rect.y1));
        let mut segments = std::mem::take(&mut row.segments);
        segments.push(Segment::of_label(&label.text, low, row.size, y));
        *row = Row::with(segments).unwrap_or_else(|| row.clone());
        return;
    }
    let size = label.seen.iter().map(Glyph::size).max().unwrap_or(0);
    let segment = Segment::of_label(&label.text, rect, size, rect.centre().y);
    let at = rows.partition_point(|row| row.y() < segment.y);
    rows.splice(at..at, Row::with(vec![segment]));
}

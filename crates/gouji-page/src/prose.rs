//! Lines to paragraphs: a line that is full goes on in the next one, unless that is indented.

use std::collections::BTreeMap;

use crate::cell::separator;
use crate::furniture::body_size;
use crate::geometry::Extent;
use crate::line::Line;
use crate::numbering::is_numbered;
use crate::parts::{Block, Page, PageBox, Table};

/// Line ends this close to one another stand at one margin.
const SAME_MARGIN: i32 = 300;
/// So many lines that end alike show where the margin is, if they are not few among all.
const LEAST_FULL: usize = 3;
const FULL_SHARE: usize = 5;

/// Where text begins and ends, for each width of page in the file.
pub(crate) struct Margins {
    by_width: BTreeMap<i32, (i32, i32)>,
    body: i32,
}

impl Margins {
    /// The margins that the lines of a file keep.
    pub(crate) fn of(pages: &[Page]) -> Self {
        let body = body_size(pages);
        let mut ends: BTreeMap<i32, Vec<Extent>> = BTreeMap::new();
        for page in pages {
            let lines = page.lines.iter().map(|line| line.rect.across());
            ends.entry(page.frame.upright_width())
                .or_default()
                .extend(lines);
        }
        let margins = |(width, lines): (i32, Vec<Extent>)| (width, margins(width, &lines, body));
        Self {
            by_width: ends.into_iter().map(margins).collect(),
            body,
        }
    }

    fn on(&self, page: &Page) -> PageMargins {
        let width = page.frame.upright_width();
        let (left, right) = self.by_width.get(&width).copied().unwrap_or_default();
        PageMargins {
            left,
            right,
            middle: width / 2,
            body: self.body,
        }
    }
}

/// The margins of lines on pages of one width. Where no lines end alike, no line may have been
/// full, and the right margin is taken to be as wide as the left one.
fn margins(width: i32, lines: &[Extent], body: i32) -> (i32, i32) {
    let left = lines.iter().map(|line| line.from).min().unwrap_or(0);
    let mirrored = width - left;
    let mut ends: Vec<i32> = lines.iter().map(|line| line.to).collect();
    ends.sort_unstable_by(|left, right| right.cmp(left));
    let alike = |end: i32| {
        let first = ends.partition_point(|other| *other > end + SAME_MARGIN);
        ends.partition_point(|other| *other >= end - SAME_MARGIN) - first
    };
    let farthest = ends.first().copied().unwrap_or(mirrored);
    let shared = ends.iter().copied().take(lines.len() / 2 + 1).find(|end| {
        let near = (end - mirrored).abs() <= body * 2;
        let count = alike(*end);
        count >= LEAST_FULL && count * FULL_SHARE >= lines.len() || near && count > 1
    });
    (left, shared.unwrap_or(farthest.max(mirrored)))
}

/// A paragraph being read.
struct Open {
    text: String,
    spot: PageBox,
    last: Line,
    page: u32,
}

/// Reads pages into paragraphs and tables, in order.
pub(crate) struct Prose {
    blocks: Vec<Block>,
    open: Option<Open>,
    margins: Margins,
}

impl Prose {
    pub(crate) const fn new(margins: Margins) -> Self {
        Self {
            blocks: Vec::new(),
            open: None,
            margins,
        }
    }

    /// Appends a page's paragraphs and tables from top to bottom.
    pub(crate) fn append(&mut self, page: Page, number: u32) {
        let margins = self.margins.on(&page);
        let mut tables = page.tables.into_iter().peekable();
        for line in page.lines {
            let middle = line.rect.centre().y;
            while let Some(table) = tables.next_if(|table| table.rect.centre().y < middle) {
                self.table(table, number);
            }
            let spot = PageBox {
                page: number,
                rect: page.frame.displayed(line.rect),
            };
            self.line(line, spot, &margins);
        }
        tables.for_each(|table| self.table(table, number));
    }

    /// The blocks of all pages.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.close();
        self.blocks
    }

    fn line(&mut self, line: Line, spot: PageBox, margins: &PageMargins) {
        let text = line.text();
        match &mut self.open {
            Some(open) if margins.goes_on(&open.last, &line, open.page == spot.page) => {
                open.text.push_str(separator(&open.text, &text, false));
                open.text.push_str(&text);
                // A paragraph that goes on on the next page stands where it begins.
                if open.spot.page == spot.page {
                    open.spot.rect = open.spot.rect.union(&spot.rect);
                }
                (open.last, open.page) = (line, spot.page);
            }
            _ => {
                self.close();
                self.open = Some(Open {
                    text,
                    spot,
                    last: line,
                    page: spot.page,
                });
            }
        }
    }

    fn table(&mut self, table: Table, number: u32) {
        self.close();
        self.blocks.push(Block::Table(numbered(table, number)));
    }

    fn close(&mut self) {
        if let Some(Open { text, spot, .. }) = self.open.take() {
            self.blocks.push(Block::Paragraph { text, spot });
        }
    }
}

/// Numbers the page of the cells that have none yet.
fn numbered(mut table: Table, number: u32) -> Table {
    for cell in table.cells.iter_mut().filter(|cell| cell.spot.page == 0) {
        cell.spot.page = number;
    }
    table
}

struct PageMargins {
    left: i32,
    right: i32,
    middle: i32,
    body: i32,
}

impl PageMargins {
    /// Whether a line continues the one before it, on the same page or at the head of the next.
    fn goes_on(&self, before: &Line, line: &Line, same_page: bool) -> bool {
        let (size, other) = (before.size(), line.size());
        let alike = (size - other).abs() * 6 <= size.max(other);
        let near = !same_page || line.rect.y0 - before.rect.y1 <= size * 2;
        let title = same_page && self.is_title(before, line);
        if !title && is_sentence_end(before) && is_numbered(&line.text()) {
            return false;
        }
        alike && near && (title || self.is_full(before, line))
    }

    /// Whether the next line's first word no longer fitted, with room for a character where
    /// punctuation may not begin or end a line.
    fn is_full(&self, before: &Line, line: &Line) -> bool {
        let room = self.right - before.rect.x1;
        let tolerance = if begins_held_together(line) {
            line.size() * 3 / 2
        } else {
            line.size() / 2
        };
        let indented = line.rect.x0 - self.left > line.size();
        room < line.first_word_width() + tolerance && !indented
    }

    /// Whether both are centred lines of one title.
    fn is_title(&self, before: &Line, line: &Line) -> bool {
        let centred = |line: &Line| (line.rect.centre().x - self.middle).abs() <= line.size();
        let large = |line: &Line| line.size() * 8 >= self.body * 9;
        [before, line]
            .into_iter()
            .all(|line| centred(line) && large(line))
    }
}

/// Whether a line's first two characters had to stay together.
fn begins_held_together(line: &Line) -> bool {
    let mut characters = line.glyphs.iter().map(|placed| placed.glyph.text);
    let first = characters.next().is_some_and(|c| "（《“‘〔【(".contains(c));
    first
        || characters
            .next()
            .is_some_and(|c| "，。、；：！？）》”’〕】),.;:".contains(c))
}

fn is_sentence_end(line: &Line) -> bool {
    line.glyphs
        .last()
        .is_some_and(|placed| "。；！？：:;".contains(placed.glyph.text))
}
